import Foundation
import Notebook
import Testing

@testable import NotebookHTML

/// Outputs of real libraries, from `Fixtures/interactive`.
@Suite struct InteractiveOutputTests {
    static let pack = ScriptLibraries([
        "plotly-4.1.1.min.js": "assets/plotly.js", "vega-6.4.min.js": "assets/vega.js",
        "bokeh-3.9.2.min.js": "assets/bokeh.js",
    ])
    static let place = FramePlace(folder: "a%20b.files/", root: "../../", libraries: pack)

    static func render(_ name: String, _ place: FramePlace?) throws -> RenderedNotebook {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Fixtures/interactive/\(name).ipynb")
        let notebook = try Notebook(decoding: Array(try Data(contentsOf: file)))
        return NotebookHTML.render(notebook, context: RenderContext(key: "\(name).ipynb", frames: place))
    }

    @Test(
        arguments: [
            ("plotly", [450, 300, 450, 545, 260], "../../assets/plotly.js"),
            ("altair", [275, 275, 275, 170], "../../assets/vega.js"),
            ("bokeh", [236, 166], "../../assets/bokeh.js"),
            ("plotly5", [545, 320, 260, 260], "../../assets/plotly.js"),
            ("altair4", [275, 275, 350], "../../assets/vega.js"),
            ("javascript", [150, 150, 150, 120, 120, 144], nil),
            ("html-document", [192], nil),
        ] as [(String, [Int], String?)])
    func outputsThatNeedScriptsStandInFramesOfKnownHeight(name: String, heights: [Int], library: String?) throws {
        let page = try Self.render(name, Self.place)
        let markup = String(decoding: page.cells, as: UTF8.self)
        let frames = markup.components(separatedBy: "<iframe ").dropFirst().map { "<iframe " + $0.prefix { $0 != ">" } }
        #expect(frames.map { Int($0.components(separatedBy: "height:").last?.prefix { $0.isNumber } ?? "") } == heights)
        for frame in frames {
            #expect(frame.hasPrefix("<iframe sandbox=\"allow-scripts\" src=\"a%20b.files/"))
        }
        #expect(page.files.count == heights.count)
        for file in page.files {
            #expect(markup.contains("href=\"a%20b.files/\(file.name)\">Open in full</a>"))
            if let library { #expect(String(decoding: file.bytes, as: UTF8.self).contains(library)) }
        }
    }

    @Test(arguments: ["plotly", "altair", "bokeh", "javascript", "html-document", "folium"])
    func everyFileIsAShellAroundOneSandboxedDocument(name: String) throws {
        for file in try Self.render(name, Self.place).files {
            let shell = Shell(file.bytes)
            #expect(
                shell.elements == ["html", "head", "meta", "meta", "meta", "meta", "title", "style", "body", "iframe"])
            #expect(shell.sandbox == "allow-scripts")
            #expect(shell.policy?.contains("default-src 'none'") == true)
            #expect(shell.policy?.contains("frame-src 'none'") == true)
            #expect(shell.policy?.contains("http") == false)
            #expect(
                shell.document.hasPrefix(
                    "<!doctype html><meta charset=\"utf-8\"><meta http-equiv=\"Content-Security-Policy\""))
        }
    }

    @Test(arguments: ["plotly", "altair", "bokeh", "javascript", "html-document", "folium"])
    func aPageThatStandsAloneHasNoFrameAndNoFile(name: String) throws {
        let page = try Self.render(name, nil)
        #expect(page.files.isEmpty)
        #expect(!String(decoding: page.cells, as: UTF8.self).contains("<iframe"))
    }

    @Test(arguments: [
        ("plotly", "no Plotly library"), ("altair", "no Vega 6 library"), ("bokeh", "no Bokeh 3 library"),
    ])
    func withoutItsLibraryAnOutputSaysWhatIsMissing(name: String, notice: String) throws {
        let page = try Self.render(name, FramePlace(folder: "x.files/", root: "../"))
        #expect(page.files.isEmpty)
        #expect(String(decoding: page.cells, as: UTF8.self).contains("This site has \(notice)"))
    }

    @Test func aMapIsDrawnWithoutItsTiles() throws {
        let pack = ScriptLibraries(["leaflet-1.9.4.min.js": "assets/leaflet.js"])
        let page = try Self.render("folium", FramePlace(folder: "f/", root: "../", libraries: pack))
        let documents = page.files.map { Shell($0.bytes).document }
        #expect(documents.count == 2)
        for document in documents {
            #expect(document.contains("<script src=\"../assets/leaflet.js\">"))
            #expect(!document.contains("<script src=\"http"))
            #expect(document.contains("window.$=window.jQuery="))
        }
        let markup = String(decoding: page.cells, as: UTF8.self)
        #expect(markup.contains("(tile.openstreetmap.org) is not loaded"))
        // folium.Map(height=300)
        #expect(markup.contains("style=\"height:300px\""))
        #expect(markup.contains("A map around 38.89, -77.01 with 1 marker, output 1 of cell 1"))
    }

    @Test func aMapWithoutItsLibrarySaysWhatItWouldShow() throws {
        let page = String(decoding: try Self.render("folium", Self.place).cells, as: UTF8.self)
        #expect(
            page.contains("A map around 38.89, -77.01 with 1 marker, which is not drawn. It needs Leaflet 1. This site")
        )
        #expect(!page.contains("<iframe") && !page.contains("Make this Notebook Trusted"))
    }

    @Test func theSameNotebookGivesTheSameFiles() throws {
        #expect(try Self.render("plotly", Self.place).files == Self.render("plotly", Self.place).files)
    }

    @Test(arguments: [
        #"'></iframe><script>alert(1)</script>"#, #"&#39;><script>alert(1)</script>"#, "</script></iframe>'\"<b>",
        "\r\n\0&amp;'",
    ])
    func noDocumentBreaksOutOfItsAttribute(content: String) {
        let shell = Shell(FrameDocument(title: content, content: Array(content.utf8)).file)
        #expect(shell.elements == ["html", "head", "meta", "meta", "meta", "meta", "title", "style", "body", "iframe"])
        #expect(shell.document.hasSuffix(content.replacing("\r\n", with: "\n").replacing("\0", with: "\u{FFFD}")))
    }

    @Test func aSpecificationCanNotEndItsScript() throws {
        let specification = #"{"data":[],"layout":{"title":{"text":"</script><script>alert(1)</script><!--"}}}"#
        let page = try Self.page(type: "application/vnd.plotly.v1+json", value: specification)
        let document = Shell(try #require(page.files.first).bytes).document
        #expect(document.components(separatedBy: "</script>").count == 5)
        #expect(!document.contains("<!--"))
    }

    @Test(
        arguments: [
            ("treemap", nil), ("heatmap", nil), ("scattermap", "map tiles"), ("scattermapbox", "map tiles"),
            ("choropleth", "outlines of countries"),
        ] as [(String, String?)])
    func aMapSaysWhatItLacks(type: String, lacks: String?) throws {
        let page = try Self.page(type: "application/vnd.plotly.v1+json", value: #"{"data":[{"type":"\#(type)"}]}"#)
        let markup = String(decoding: page.cells, as: UTF8.self)
        #expect(markup.contains("Not loaded") == (lacks != nil))
        if let lacks { #expect(markup.contains("content of \(lacks)")) }
        let document = Shell(try #require(page.files.first).bytes).document
        #expect(document.contains("scattergeo") == (lacks == "map tiles"))
    }

    @Test func aLargeScriptIsStoredOnce() throws {
        let big = "/*\(String(repeating: "x", count: 120_000))*/"
        let source = "\"<p>a</p><script>document.title=1;\(big)</script>\""
        let page = try Self.page(type: "text/html", value: source, count: 3)
        #expect(page.files.filter { $0.name.hasSuffix(".js") }.count == 1)
        #expect(page.files.filter { $0.name.hasSuffix(".html") }.allSatisfy { $0.bytes.count < 4_000 })
    }

    static func page(type: String, value: String, count: Int = 1) throws -> RenderedNotebook {
        let output = #"{"output_type":"display_data","metadata":{},"data":{"\#(type)":\#(value)}}"#
        let outputs = Array(repeating: output, count: count).joined(separator: ",")
        let json = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},\
            "execution_count":1,"source":"","outputs":[\(outputs)]}]}
            """
        return NotebookHTML.render(
            try Notebook(decoding: Array(json.utf8)), context: RenderContext(key: "a.ipynb", frames: place))
    }
}

/// The file of an interactive output as an HTML tokenizer sees it.
struct Shell {
    var elements: [String] = []
    var sandbox: String?
    var policy: String?
    var document = ""

    init(_ bytes: [UInt8]) {
        var tokens = HTMLTokenizer(bytes)
        while let token = tokens.next() {
            guard token == .startTag else { continue }
            let name = String(decoding: tokens.tag.name, as: UTF8.self)
            elements.append(name)
            if tokens.tag.text("http-equiv") == "Content-Security-Policy" { policy = tokens.tag.text("content") }
            if name == "iframe" {
                sandbox = tokens.tag.text("sandbox")
                document = tokens.tag.text("srcdoc") ?? ""
            }
            if name == "title" || name == "style" {
                tokens.content = name == "title" ? .rcdata : .rawText
                tokens.lastStartTag = Array(name.utf8)
            }
        }
    }
}
