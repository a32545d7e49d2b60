import Notebook
import NotebookHTML
import ReportSite
import Testing

@Suite struct PageTemplatesTests {
    private func fault(_ name: PageTemplates.Name, _ text: String) -> TemplateError? {
        var texts = SiteFixture.texts
        texts[name.rawValue] = text
        do throws(TemplateError) {
            _ = try PageTemplates(texts)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: PageTemplates.Name.allCases)
    func everyTemplateIsNeeded(name: PageTemplates.Name) {
        var texts = SiteFixture.texts
        texts[name.rawValue] = nil
        let fault = #expect(throws: TemplateError.self) { _ = try PageTemplates(texts) }
        #expect(fault?.description == "\(name.rawValue).mustache: The template is missing.")
    }

    @Test(arguments: [
        ("{{{head}}}\n{{tilte}}", 2, "Did you mean title?"),
        ("{{{head}}}\n\n{{#hasReport}}", 3, "Did you mean hasReports?"),
        ("{{{head}}}{{page", 1, "never closed"), ("{{{head}}}\n{{#hasReports}}\n", 2, "never closed"),
        ("{{{head}}}{{/hasReports}}", 1, "does not close"), ("{{{head}}}{{{title}}}", 1, "would not be escaped"),
        ("{{head}}", 1, "markup as text"), ("{{{head}}}{{hasReports}}", 1, "is on or off"),
        ("{{{head}}}{{> other}}", 1, "not available"), ("{{=<% %>=}}", 1, "not available"),
        ("{{% CONTENT_TYPE:TEXT}}", 1, "not available"), ("{{&title}}", 1, "not available"),
        ("nothing", 1, "exactly once"), ("{{{head}}}{{{head}}}", 1, "exactly once"),
        ("{{#hasReports}}{{{head}}}{{/hasReports}}", 1, "exactly once"), ("{{{head}}}{{upper(title)}}", 1, "unknown"),
        ("{{! a\n\n }}{{{head}}}{{x}}", 3, "unknown"),
    ])
    func faultsAreToldWithTheirLine(text: String, line: Int, words: String) throws {
        let found = self.fault(.latest, text)
        let fault = try #require(found)
        #expect(fault.template == "latest")
        #expect(fault.line == line)
        #expect(fault.reason.contains(words))
    }

    @Test func everyTagOfAReportIsFilled() throws {
        var options = SiteOptions()
        (options.title, options.language) = ("Site", "de")
        let catalog = SiteFixture.catalog(["a-2023-01-01.ipynb"])
        let notebook = RenderedNotebook(
            facts: ReportFacts(title: "T", status: .succeeded, parameters: [.init(name: "p", value: "1")]),
            cells: Array("CELLS".utf8),
            headings: [.init(level: 2, id: "h-a", text: "A"), .init(level: 2, id: "h-b", text: "B")], notices: ["N"])
        let report = try #require(catalog.newest)
        let page = String(
            decoding: try SiteFixture.design(options).reportPage(report, notebook: notebook, neighbours: .init()),
            as: UTF8.self)
        for part in [
            "[de]", "[Site]", "[T]", "[<nav class=\"page-nav\"", "[<p class=\"facts\">",
            "[<details class=\"parameters\">",
            "[<p class=\"controls\">", "[<nav class=\"toc\"", "[<aside class=\"notices\"", "[CELLS]",
            "[<footer class=\"page-footer\">", "[yes]",
        ] {
            #expect(page.contains(part))
        }
        #expect(!page.contains("[]"))
    }

    @Test func everyTagOfTheOtherPagesIsFilled() throws {
        var options = SiteOptions()
        options.indexLimit = 1
        let design = try SiteFixture.design(options)
        let catalog = SiteFixture.catalog(["a-2023-01-01.ipynb", "a-2023-02-01.ipynb", "../x.ipynb"])
        let report = try #require(catalog.newest)
        let error = try SiteFixture.error(reading: "\n{")
        let pages =
            [
                design.indexPage(catalog), design.latestPage(catalog), design.notFoundPage(),
                design.unreadablePage(report, error: error, neighbours: .init()),
                design.standalonePage(
                    RenderedNotebook(
                        facts: ReportFacts(status: .succeeded, parameters: [.init(name: "p", value: "1")]),
                        cells: [0x43],
                        headings: [.init(level: 2, id: "h-a", text: "A"), .init(level: 3, id: "h-b", text: "B")],
                        notices: ["N"]),
                    name: "n"),
            ]
            + design.sitePages(catalog).filter {
                $0.path.hasPrefix("archive/") && $0.path.hasSuffix(".html")
            }.map { $0.make() }
        #expect(pages.count == 7)
        for page in pages { #expect(!String(decoding: page, as: UTF8.self).contains("[]")) }
    }

    /// A quote and a combining mark are one character; as bytes the quote would still end an attribute.
    @Test(arguments: [
        "<script>alert(1)</script>", "\"\u{301} onload=x", "'\u{20DD}", "<\u{338}img", "&amp;", "<sitegen-body>",
        "{{title}}",
    ])
    func titlesAreEscapedByteForByte(title: String) throws {
        let catalog = SiteFixture.catalog(["a.ipynb"])
        let notebook = RenderedNotebook(
            facts: ReportFacts(title: title, status: .succeeded), cells: Array("CELLS".utf8))
        let report = try #require(catalog.newest)
        let page = try SiteFixture.design().reportPage(report, notebook: notebook, neighbours: .init())
        var writer = HTMLWriter()
        writer.text(title)
        let text = String(decoding: page, as: UTF8.self)
        #expect(text.contains("[\(writer.string)]"))
        #expect(text.utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 0)
        #expect(text.contains("[CELLS]"))
    }
}
