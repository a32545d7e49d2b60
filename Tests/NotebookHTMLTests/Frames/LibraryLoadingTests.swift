import Foundation
import Notebook
import Testing

@testable import NotebookHTML

/// Outputs that find their library elsewhere: in an earlier output, by `require`, or inside themselves.
@Suite struct LibraryLoadingTests {
    static let filler = String(repeating: "x", count: 120_000)

    /// A page of one code cell with these `text/html` outputs.
    static func page(_ outputs: String..., pack: [String]) throws -> RenderedNotebook {
        let libraries = ScriptLibraries(Dictionary(uniqueKeysWithValues: pack.map { ($0, "assets/\($0)") }))
        let data = try outputs.map {
            let text = String(decoding: try JSONEncoder().encode($0), as: UTF8.self)
            return #"{"output_type":"display_data","metadata":{},"data":{"text/html":\#(text)}}"#
        }
        let json = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},\
            "execution_count":1,"source":"","outputs":[\(data.joined(separator: ","))]}]}
            """
        return NotebookHTML.render(
            try Notebook(decoding: Array(json.utf8)),
            context: RenderContext(
                key: "a.ipynb", frames: FramePlace(folder: "a.files/", root: "../", libraries: libraries)))
    }

    static func documents(_ page: RenderedNotebook) -> [String] {
        page.files.filter { $0.name.hasSuffix(".html") }.map { Shell($0.bytes).document }
    }

    /// Plotly 5 writes one output with the library and others that ask RequireJS for it.
    static let library = """
        <script>if (typeof require !== 'undefined') {require.undef("plotly");
        define('plotly', function(require, exports, module) {/**
        * plotly.js v2.35.2
        */\(filler)});}</script>
        """
    static let chart = """
        <div><div id="c" class="plotly-graph-div" style="height:525px; width:100%;"></div>
        <script>require(["plotly"], function(Plotly) {Plotly.newPlot("c", [])});</script></div>
        """

    @Test(arguments: [
        (["plotly-2.35.2.min.js"], "../assets/plotly-2.35.2.min.js", 0),
        (["plotly-4.1.1.min.js"], nil, 1), ([], nil, 1),
    ])
    func aLibraryInANotebookServesItsChartsUnlessThePackHasIt(pack: [String], address: String?, files: Int) throws {
        let page = try Self.page(Self.library, Self.chart, pack: pack)
        let programs = page.files.filter { $0.name.hasSuffix(".js") }
        #expect(programs.count == files)
        let documents = Self.documents(page)
        #expect(documents.count == 1)
        let script = try #require(address ?? programs.first?.name)
        #expect(documents.first?.contains("<script src=\"\(script)\">") == true)
        #expect(documents.first?.contains("window.require=") == true)
        #expect(String(decoding: page.cells, as: UTF8.self).contains("only prepares programs for outputs that follow"))
    }

    @Test func aChartWhoseLibraryCameFromAnotherHostTakesThePacksNewest() throws {
        let loader =
            "<script>requirejs.config({paths: {'plotly': ['https://cdn.plot.ly/plotly-2.35.2.min']}});</script>"
        let page = try Self.page(loader, Self.chart, pack: ["plotly-4.1.1.min.js"])
        #expect(Self.documents(page).map { $0.contains("../assets/plotly-4.1.1.min.js") } == [true])
    }

    @Test(arguments: [
        (chart, "This output is interactive and needs Plotly. This site has no Plotly library"),
        (
            "<div id=a></div><script>Bokeh.embed; const docs_json = '{\"a\":{\"version\":\"2.4.3\"}}'</script>",
            "This site has no Bokeh 2 library: build it with an asset pack (scripts/asset-pack FOLDER &#39;bokeh==2.*&#39;"
        ),
        (
            "<div id=a></div><script>require.config({paths:{d3:'https://d3js.org/d3.v5.min'}});require(['d3'])</script>",
            "loads programs from other hosts, which pages here do not: https://d3js.org/d3.v5.min"
        ),
    ])
    func aMissingLibraryIsNamedWithWhatToDo(output: String, notice: String) throws {
        let page = try Self.page(output, pack: [])
        #expect(page.files.isEmpty)
        let text = String(decoding: page.cells, as: UTF8.self)
        #expect(text.replacing("'", with: "&#39;").contains(notice))
    }

    @Test func bokehsComponentsAreGivenTheirLibraries() throws {
        let output = """
            <script>Bokeh.safely(function(){const docs_json = '{"a":{"version":"3.9.2","roots":[{"name":"Figure",\
            "attributes":{"height":250}}]}}';Bokeh.embed.embed_items(docs_json)})</script><div data-root-id="1"></div>
            """
        let page = try Self.page(output, pack: ["bokeh-2.4.3.js", "bokeh-3.9.2.js"])
        #expect(Self.documents(page).map { $0.contains("../assets/bokeh-3.9.2.js") } == [true])
        #expect(String(decoding: page.cells, as: UTF8.self).contains("height:266px"))
    }

    @Test(
        arguments: [
            ("plotly", 2, [4, 1, 1]), ("plotly", 4, [4, 1, 1]), ("plotly", 5, nil), ("vega", 4, [5, 21]),
            ("vega", 6, [6, 4]),
            ("bokeh", 2, nil), ("bokeh", 3, [3, 9, 2]),
        ] as [(String, Int, [Int]?)])
    func theNextNewerVersionDrawsOldChartsWhereThatIsSafe(name: String, major: Int, version: [Int]?) throws {
        let files = ["plotly-4.1.1.js", "vega-5.21.js", "vega-6.4.js", "bokeh-3.9.2.js"]
        let pack = ScriptLibraries(Dictionary(uniqueKeysWithValues: files.map { ($0, $0) }))
        #expect(pack.library(try #require(ScriptLibraries.Name(rawValue: name)), from: major)?.version == version)
    }

    @Test(arguments: [
        ("<iframe src=\"iframe_figures/figure_5.html\"></iframe>", "iframe_figures/figure_5.html", "'plotly_mimetype'"),
        ("<iframe src=\"net.html\"></iframe>", "“net.html”", "HTML(...)"),
    ])
    func aFileBesideTheNotebookIsNamedWithWhatToDo(output: String, file: String, remedy: String) throws {
        let text = String(decoding: try Self.page(output, pack: []).cells, as: UTF8.self).replacing("&#39;", with: "'")
        #expect(text.contains(file) && text.contains(remedy))
    }

    @Test func aRecordingInTheNotebookCanBePlayed() throws {
        let page = try Self.page(
            "<audio controls><source src=\"data:audio/wav;base64,UklGRg==\" type=\"audio/wav\"></audio>", pack: [])
        #expect(Self.documents(page).map { $0.contains("<source src=\"data:audio/wav;base64,UklGRg==\"") } == [true])
        #expect(String(decoding: page.cells, as: UTF8.self).contains("Recording, output 1 of cell 1"))
    }

    @Test func anAnimationPrintsItsFirstPicture() throws {
        let png = "iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNQTVmGBzGMSmNDAN2bflmXeLXuAAAAAElFTkSuQmCC"
        let output = """
            <div class="animation"><img id="i"></div><script>document.x = ["data:image/png;base64,\(png.prefix(76))\\
            \(png.dropFirst(76))\\
            "]</script>
            """
        let page = String(decoding: try Self.page(output, pack: []).cells, as: UTF8.self)
        #expect(page.contains("frame-output has-picture") && page.contains("base64,\(png)"))
        #expect(page.contains("height:130px"))
    }
}
