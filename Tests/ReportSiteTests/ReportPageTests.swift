import Notebook
import NotebookHTML
import ReportSite
import Testing

@Suite struct ReportPageTests {
    private let key = "a/b-2023-02-01.ipynb"

    private func page(_ notebook: RenderedNotebook, options: SiteOptions = SiteOptions()) throws -> String {
        let catalog = SiteFixture.catalog(["a/b-2023-01-01.ipynb", key, "a/b-2023-03-01.ipynb"])
        let report = try #require(catalog.report(key: key))
        let bytes = try SiteFixture.design(options).reportPage(
            report, notebook: notebook, neighbours: catalog.neighbours(of: report))
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func rulesOfOutputsStandInTheHead() throws {
        let rules = Array("#out-1-1 td{color:red}".utf8)
        let html = try page(RenderedNotebook(facts: ReportFacts(status: .succeeded), styles: rules))
        #expect(html.contains("<style>#out-1-1 td{color:red}</style>"))
    }

    @Test func thePolicyForbidsAllScript() throws {
        let html = try page(RenderedNotebook(facts: ReportFacts(status: .succeeded)))
        let policy = """
            default-src &#39;none&#39;; style-src &#39;self&#39; &#39;unsafe-inline&#39;; img-src &#39;self&#39; data:; \
            frame-src &#39;self&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;
            """
        #expect(html.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">"))
        #expect(!html.contains("<script"))
    }

    @Test func linksLeadToTheRunsBeforeAndAfterTheIndexAndTheDownload() throws {
        let html = try page(RenderedNotebook(facts: ReportFacts(status: .succeeded)))
        #expect(html.contains("rel=\"prev\" href=\"b-2023-01-01.html\""))
        #expect(html.contains("rel=\"next\" href=\"b-2023-03-01.html\""))
        #expect(html.contains("target=\"_top\" href=\"../../index.html\""))
        #expect(html.contains("download href=\"b-2023-02-01.ipynb\""))
        #expect(html.contains("href=\"../../assets/style-"))
    }

    @Test func factsAreTold() throws {
        let facts = ReportFacts(
            status: .failed(exception: "KeyError"), kernel: "Python 3", duration: 185,
            parameters: [.init(name: "n", value: "\"<x>\"")])
        let html = try page(RenderedNotebook(facts: facts))
        #expect(html.contains("<span class=\"status status-failed\" dir=\"auto\">failed: KeyError</span>"))
        #expect(html.contains("<time datetime=\"2023-02-01T00:00:00Z\">1 Feb 2023, 00:00 UTC</time>"))
        #expect(html.contains(">3 min 5 s</span>"))
        #expect(html.contains("<th scope=\"row\">n</th><td><code>&quot;&lt;x&gt;&quot;</code></td>"))
    }

    @Test func contentsSetFormulas() throws {
        let heading = RenderedNotebook.Heading(level: 2, id: "h", text: "$x$", markup: Array("<math></math>".utf8))
        let html = try page(RenderedNotebook(facts: ReportFacts(status: .succeeded), headings: [heading, heading]))
        #expect(html.contains("<li><a href=\"#h\"><math></math></a></li>"))
    }

    @Test(arguments: [
        ([2, 2], "<ol><li>0</li><li>1</li></ol>"), ([2, 3, 2], "<ol><li>0<ol><li>1</li></ol></li><li>2</li></ol>"),
        ([2, 4, 3, 2], "<ol><li>0<ol><li>1</li><li>2</li></ol></li><li>3</li></ol>"),
        ([4, 2, 3], "<ol><li>0</li><li>1<ol><li>2</li></ol></li></ol>"), ([2], ""), ([], ""),
    ])
    func contentsNestAsHeadingsDo(levels: [Int], list: String) throws {
        let headings = levels.enumerated().map { RenderedNotebook.Heading(level: $1, id: "h", text: "\($0)") }
        let html = try page(RenderedNotebook(facts: ReportFacts(status: .succeeded), headings: headings))
        let plain =
            html.split(separator: "<nav class=\"toc\" aria-label=\"Contents\"><details><summary>Contents</summary>")
            .dropFirst().first?.split(separator: "</details>").first ?? ""
        let expected = plain.replacing("<a href=\"#h\">", with: "").replacing("</a>", with: "")
        #expect(expected == list)
    }

    @Test func standalonePagesNeedNothingBesideThem() throws {
        let notebook = RenderedNotebook(facts: ReportFacts(status: .succeeded), cells: Array("CELLS".utf8))
        let html = String(decoding: try SiteFixture.design().standalonePage(notebook, name: "my.ipynb"), as: UTF8.self)
        #expect(html.contains("<style>\na{b:c}</style>"))
        #expect(html.contains("[my.ipynb]"))
        #expect(!html.contains("href=\"assets") && !html.contains("<link"))
    }

    @Test(arguments: [(false, "s{a:b}own{a:b}"), (true, "s{a:b}m{a:b}own{a:b}")])
    func standalonePagesCarryOnlyTheSheetsTheyNeed(hasMathematics: Bool, sheet: String) throws {
        let assets = SiteAssets([
            "style.css": Array("s{a:b}".utf8), "math.css": Array("m{a:b}".utf8), "pages.css": Array("p{a:b}".utf8),
            "own.css": Array("own{a:b}".utf8),
        ])
        let design = SiteDesign(templates: try PageTemplates(SiteFixture.texts), assets: assets)
        let notebook = RenderedNotebook(facts: ReportFacts(status: .succeeded), hasMathematics: hasMathematics)
        let page = String(decoding: design.standalonePage(notebook, name: "x"), as: UTF8.self)
        #expect(page.contains("<style>\n\(sheet)</style>"))
    }

    @Test func aStyleSheetCanNotEndItsElement() throws {
        let assets = SiteAssets(["style.css": Array("a{b:\"</style><script>\"}".utf8)])
        let design = SiteDesign(templates: try PageTemplates(SiteFixture.texts), assets: assets)
        let page = String(
            decoding: design.standalonePage(RenderedNotebook(facts: ReportFacts(status: .succeeded)), name: "x"),
            as: UTF8.self)
        #expect(page.contains("\"<\\/style><script>\""))
    }

    @Test func unreadableReportsTellWhatAndWhere() throws {
        let catalog = SiteFixture.catalog([key])
        let report = try #require(catalog.newest)
        let error = try SiteFixture.error(reading: "{\"cells\": [\n\n")
        let html = String(
            decoding: try SiteFixture.design().unreadablePage(report, error: error, neighbours: .init()), as: UTF8.self)
        for part in [
            "<dt>Line</dt><dd><code>3</code>", "<dt>Byte</dt><dd><code>13</code>", "What to do", ">\(key)<",
            "status-unreadable", "b-2023-02-01.ipynb",
        ] {
            #expect(html.contains(part))
        }
    }
}
