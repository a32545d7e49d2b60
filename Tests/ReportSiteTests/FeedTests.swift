import NotebookHTML
import Testing

@testable import ReportSite

@Suite struct FeedTests {
    private func feed(
        _ catalog: ReportCatalog, _ change: (inout SiteOptions) throws -> Void = { _ in }
    ) throws -> AtomCheck {
        var options = SiteOptions()
        options.title = "Numbers & more"
        try change(&options)
        return AtomCheck(try SiteFixture.design(options).feed(catalog))
    }

    @Test func feedsAreValidAtom() throws {
        let catalog = SiteFixture.catalog(["a-2023-01-01.ipynb", "b/c-2023-02-01.ipynb", "ü <d>&.ipynb"])
        let check = try feed(catalog)
        #expect(check.faults.isEmpty)
        #expect(check.entries.count == 3)
        #expect(check.feed?.text("title") == "Numbers & more")
        let links = check.entries.compactMap { $0.all("link").first?.attributes["href"] }
        #expect(links.contains("reports/b/c-2023-02-01.html") && links.contains("reports/%C3%BC%20%3Cd%3E%26.html"))
    }

    @Test func anEmptyFeedIsValidToo() throws {
        let check = try feed(SiteFixture.catalog([]))
        #expect(check.faults.isEmpty)
        #expect(check.feed?.text("updated") == "1970-01-01T00:00:00Z")
    }

    @Test func linksAreAbsoluteWithABaseAddress() throws {
        let catalog = SiteFixture.catalog(["b/c-2023-02-01.ipynb"])
        let check = try feed(catalog) { $0.baseURL = try BaseURL("https://example.org/x") }
        #expect(check.faults.isEmpty)
        let links = (check.entries + [try #require(check.feed)]).flatMap { $0.all("link") }
        #expect(links.allSatisfy { $0.attributes["href"]?.hasPrefix("https://example.org/x/") == true })
    }

    @Test func aSeriesHasAFeedOfItsOwn() throws {
        let catalog = SiteFixture.catalog(["b/c-2023-02-01.ipynb", "b/c-2023-02-02.ipynb", "d-2023-01-01.ipynb"])
        let series = try #require(catalog.series.first { $0.name == "b/c" })
        let check = AtomCheck(try SiteFixture.design().seriesFeed(series, title: "C"))
        #expect(check.faults.isEmpty)
        #expect(check.entries.count == 2)
        #expect(check.entries[0].all("link")[0].attributes["href"] == "../../../reports/b/c-2023-02-02.html")
        let whole = try feed(catalog)
        #expect(whole.feed?.text("id") != check.feed?.text("id"))
    }

    @Test func identitiesOutliveTitlesAndRuns() throws {
        let key = "a-2023-01-01.ipynb"
        let before = SiteFixture.catalog([key])
        let after = SiteFixture.catalog([key, "a-2023-01-02.ipynb"]).adding(
            facts: [key: ReportFacts(title: "Other", status: .failed(exception: "E"))])
        let (old, new) = (try feed(before), try feed(after) { $0.title = "Renamed" })
        #expect(old.entries[0].text("id") == new.entries[1].text("id"))
        #expect(old.feed?.text("id") == new.feed?.text("id"))
    }

    /// The key tells when the report was due; a later run under the same name has changed it.
    @Test func aLaterRunUnderTheSameNameIsAnUpdate() throws {
        let key = "a-2023-01-01.ipynb"
        let facts = ReportFacts(status: .succeeded, startTime: "2023-01-05T10:00:00", duration: 61.5)
        let entry = try #require(try feed(SiteFixture.catalog([key]).adding(facts: [key: facts])).entries.first)
        #expect(entry.text("published") == "2023-01-01T00:00:00Z")
        #expect(entry.text("updated") == "2023-01-05T10:01:01Z")
    }

    @Test func feedsAreBounded() throws {
        let keys = (10...99).map { "a-20\($0)-01-01.ipynb" }
        let check = try feed(SiteFixture.catalog(keys)) { $0.feedLimit = 7 }
        #expect(check.entries.count == 7)
        #expect(check.entries[0].text("published") == "2099-01-01T00:00:00Z")
    }

    @Test(arguments: [
        "<script>alert(1)</script>", "]]>", "\u{0}\u{1}\u{8}\u{B}\u{C}\u{E}\u{1F}", "\u{FFFE}\u{FFFF}", "&nbsp;&#0;",
        "\u{202E}reversed\u{2066}", "שלום <עולם>", String(repeating: "long ", count: 2000), "\"'\u{301}",
        "\u{85}\u{2028}",
    ])
    func anyTitleIsWellFormed(title: String) throws {
        let key = "a-2023-01-01.ipynb"
        let facts = ReportFacts(
            title: title, status: .failed(exception: title), parameters: [.init(name: title, value: title)])
        let check = try feed(SiteFixture.catalog([key]).adding(facts: [key: facts])) { $0.title = title }
        #expect(check.faults.isEmpty)
        #expect((check.entries.first?.text("title")?.count ?? 0) < 320)
    }
}
