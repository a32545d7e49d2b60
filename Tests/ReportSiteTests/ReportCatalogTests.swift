import NotebookHTML
import ReportSite
import Testing

@Suite struct ReportCatalogTests {
    private func catalog(_ keys: [String], facts: [String: ReportFacts] = [:]) -> ReportCatalog {
        ReportCatalog(
            objects: keys.map { .init(key: $0, size: 1, lastModified: 1_000, fingerprint: "f") }, facts: facts)
    }

    @Test func reportsAreNewestFirstAndGrouped() {
        let catalog = catalog(["a-2023-01-01.ipynb", "b-2023-02-01.ipynb", "a-2023-03-01.ipynb", "c.ipynb"])
        #expect(
            catalog.reports.map(\.key) == ["a-2023-03-01.ipynb", "b-2023-02-01.ipynb", "a-2023-01-01.ipynb", "c.ipynb"])
        #expect(catalog.series.map(\.name) == ["a", "b", "c"])
        #expect(catalog.newest?.key == "a-2023-03-01.ipynb")
    }

    @Test func theOrderOfTheListingDoesNotMatter() {
        let keys = ["a-2023-01-01.ipynb", "b.ipynb", "B.ipynb", "a-2023-03-01.ipynb", "../c.ipynb", "d.txt"]
        #expect(catalog(keys) == catalog(keys.reversed()))
    }

    @Test func neighboursAreTheRunsOfTheSameSeries() throws {
        let catalog = catalog(["a-2023-01-01.ipynb", "b-2023-02-01.ipynb", "a-2023-03-01.ipynb"])
        let old = try #require(catalog.report(key: "a-2023-01-01.ipynb"))
        let new = try #require(catalog.report(key: "a-2023-03-01.ipynb"))
        #expect(catalog.neighbours(of: old).next?.page == "reports/a-2023-03-01.html")
        #expect(catalog.neighbours(of: old).previous == nil)
        #expect(catalog.neighbours(of: new).previous?.page == "reports/a-2023-01-01.html")
        #expect(catalog.neighbours(of: new).next == nil)
    }

    @Test func timesComeFromTheKeyThenTheRunThenTheListing() {
        let facts = ReportFacts(status: .succeeded, startTime: "2024-01-01T00:00:00")
        let catalog = catalog(
            ["a-2023-01-01.ipynb", "b.ipynb", "c.ipynb"], facts: ["a-2023-01-01.ipynb": facts, "b.ipynb": facts])
        #expect(catalog.report(key: "a-2023-01-01.ipynb")?.time.iso8601 == "2023-01-01T00:00:00Z")
        #expect(catalog.report(key: "b.ipynb")?.time.iso8601 == "2024-01-01T00:00:00Z")
        #expect(catalog.report(key: "c.ipynb")?.time.iso8601 == "1970-01-01T00:16:40Z")
        #expect(catalog.reports.map(\.timeSource) == [.run, .key, .lastModified])
    }

    @Test func factsAddedLaterGiveTheSameCatalogue() {
        let facts = ["b.ipynb": ReportFacts(title: "B", status: .succeeded, startTime: "2024-01-01T00:00:00")]
        let keys = ["a-2023-01-01.ipynb", "b.ipynb"]
        #expect(catalog(keys).adding(facts: facts) == catalog(keys, facts: facts))
        #expect(catalog(keys).newest?.key == "a-2023-01-01.ipynb")
        #expect(catalog(keys).adding(facts: facts).newest?.key == "b.ipynb")
    }

    @Test func otherObjectsAreCountedAndCheckpointsToldOncePerFolder() {
        let catalog = catalog([
            "a.csv", "b/", "c.ipynb", ".ipynb_checkpoints/c-checkpoint.ipynb", ".ipynb_checkpoints/d-checkpoint.ipynb",
        ])
        #expect(catalog.ignoredCount == 2)
        #expect(catalog.reports.map(\.key) == ["c.ipynb"])
        #expect(catalog.problems.map(\.code) == [.checkpointIgnored])
        #expect(catalog.problems.map(\.key) == [".ipynb_checkpoints/"])
    }

    @Test(arguments: [
        ("a.ipynb", "A.ipynb", "A.ipynb"), ("\u{e9}.ipynb", "e\u{301}.ipynb", "\u{e9}.ipynb"),
        ("a.ipynb", "a.changes.ipynb", "a.ipynb"), ("a.ipynb", "a.files/x.ipynb", "a.ipynb"),
        ("a.ipynb", "a.html/x.ipynb", "a.ipynb"), ("a.ipynb", "a.ipynb/x.ipynb", "a.ipynb"),
        ("a.ipynb", "a.FILES/sub/x.ipynb", "a.ipynb"), ("x/A.ipynb", "X/a.ipynb", "X/a.ipynb"),
        ("a.html/a.ipynb", "A.ipynb", "A.ipynb"),
    ])
    func oneOfTwoKeysWithOneAddressWins(one: String, other: String, winner: String) {
        let catalog = catalog([one, other])
        #expect(catalog.reports.map(\.key) == [winner])
        #expect(catalog.problems.map(\.code) == [.addressTaken])
        #expect(catalog.problems.map(\.isError) == [true])
        #expect(catalog.reports == self.catalog([other, one]).reports)
    }

    @Test func neighbouringNamesDoNotCollide() {
        #expect(
            catalog(["a.ipynb", "a/b.ipynb", "a/c.ipynb", "a b.ipynb", "ab.ipynb", "a.html.ipynb"]).problems.isEmpty)
    }

    @Test func unsafeKeysAreReportedAndTheRestIsKept() {
        let catalog = catalog(["../up.ipynb", "/abs.ipynb", "good.ipynb", "a\\b.ipynb"])
        #expect(catalog.reports.map(\.key) == ["good.ipynb"])
        #expect(catalog.problems.map(\.code) == [.unsafeKey, .unsafeKey, .unsafeKey])
        #expect(catalog.problems.map(\.key) == ["../up.ipynb", "/abs.ipynb", "a\\b.ipynb"])
    }

    @Test func aReportIsCalledByItsTitleElseItsSeries() {
        let facts = ReportFacts(title: "Sales", status: .succeeded)
        #expect(catalog(["a-2023-01-01.ipynb"], facts: ["a-2023-01-01.ipynb": facts]).newest?.title == "Sales")
        #expect(catalog(["team/a-2023-01-01.ipynb"]).newest?.title == "a")
    }
}
