import NotebookHTML
import ReportSite
import Testing

/// What stores hold that nobody thought of: the index shows all of it and stays in its bounds.
@Suite struct BadReportsTests {
    private func index(_ objects: [SourceObject], _ facts: [String: ReportFacts] = [:]) throws -> String {
        let catalog = ReportCatalog(objects: objects, facts: facts)
        #expect(catalog.reports.count == objects.count)
        return String(decoding: try SiteFixture.design().indexPage(catalog), as: UTF8.self)
    }

    private func object(_ key: String, at time: Int = 1_702_288_800) -> SourceObject {
        SourceObject(key: key, size: 1, lastModified: time, fingerprint: "")
    }

    @Test func titlesAndParametersOfAnyLengthAreCut() throws {
        let long = String(repeating: "é", count: 10_000)
        let facts = ReportFacts(
            title: long, status: .failed(exception: long),
            parameters: (0..<500).map { .init(name: "\(long)\($0)", value: long) })
        let html = try index([object("a.ipynb")], ["a.ipynb": facts])
        #expect(html.utf8.count < 10_000)
        #expect(html.contains("+496"))
    }

    @Test func titlesFromRightToLeftKeepToThemselves() throws {
        let html = try index(
            [object("a.ipynb")], ["a.ipynb": ReportFacts(title: "דוח \u{202E}abc", status: .succeeded)])
        #expect(html.contains("<span class=\"row-title\" dir=\"auto\">דוח"))
    }

    @Test func reportsOfTheSameTimeAreInOrderOfTheirKeys() throws {
        let keys = ["b-2023-12-11", "a-2023-12-11", "c-2023-12-11"].map { "\($0).ipynb" }
        let catalog = ReportCatalog(objects: keys.map { object($0) })
        #expect(catalog.reports.map(\.key) == keys.sorted())
        #expect(catalog == ReportCatalog(objects: keys.reversed().map { object($0) }))
    }

    @Test func aTimeToComeIsShownAsItIs() throws {
        let html = try index([object("a-2199-12-31.ipynb"), object("b.ipynb", at: .max), object("c.ipynb", at: .min)])
        #expect(html.contains("31 Dec 2199, 00:00 UTC"))
        #expect(html.contains("31 Dec 9999, 23:59 UTC"))
        #expect(html.contains("1 Jan 0, 00:00 UTC"))
    }

    @Test func aTimeToComeIsTold() throws {
        let now = UTCTime(secondsSinceEpoch: 1_702_288_800)
        let objects = ["a-2023-12-11-10-00-00.ipynb", "b-2023-12-12-09-59-59.ipynb"].map { object($0) }
        #expect(ReportCatalog(objects: objects).futureNotice(now: now) == nil, "a zone ahead is no clock gone wrong")
        let later = ["c-2199-01-01.ipynb", "d-2198-01-01.ipynb"].map { object($0) }
        let notice = try #require(ReportCatalog(objects: objects + later).futureNotice(now: now))
        #expect(notice.hasPrefix("c-2199-01-01.ipynb and 1 more: The time is yet to come (1 Jan 2199, 00:00 UTC)"))
    }

    @Test func fiftyFoldersAreAnAddress() throws {
        let key = (1...50).map { "f\($0)/" }.joined() + "a.ipynb"
        let html = try index([object(key)])
        #expect(html.contains("href=\"reports/\(key.dropLast(6)).html\""))
    }

    @Test func keysWithoutATimeAreListedByWhenTheyWereStored() throws {
        let catalog = ReportCatalog(objects: [object("a.ipynb", at: 1), object("b.ipynb", at: 2)])
        #expect(catalog.reports.map(\.key) == ["b.ipynb", "a.ipynb"])
        #expect(catalog.reports.allSatisfy { $0.timeSource == .lastModified })
    }

    @Test func reportsOfManyMonthsLeaveTheIndexSmall() throws {
        let objects = (0..<3000).map {
            object("s/a-\(1900 + $0 / 12 % 300)-\($0 % 12 < 9 ? "0" : "")\($0 % 12 + 1)-01.ipynb")
        }
        #expect(try index(objects).utf8.count < 200_000)
    }
}
