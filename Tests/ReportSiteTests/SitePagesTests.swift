import NotebookHTML
import ReportSite
import Testing

@Suite struct SitePagesTests {
    /// Reports of four series, one an hour, newest last.
    private func catalog(_ count: Int) -> ReportCatalog {
        let objects = (0..<count).map { index in
            let time = UTCTime(secondsSinceEpoch: 1_700_000_000 + index * 3600)
            return SourceObject(
                key: "team/s\(index % 4)-\(time.iso8601).ipynb", size: 1, lastModified: time.secondsSinceEpoch,
                fingerprint: "")
        }
        let facts = Dictionary(uniqueKeysWithValues: objects.map { ($0.key, ReportFacts(status: .succeeded)) })
        return ReportCatalog(objects: objects, facts: facts)
    }

    private func pages(_ count: Int) throws -> [String: [UInt8]] {
        let pages = try SiteFixture.design().sitePages(catalog(count))
        #expect(Set(pages.map(\.path)).count == pages.count)
        return Dictionary(pages.map { ($0.path, $0.make()) }) { first, _ in first }
    }

    /// The files that differ when one report is added.
    private func rewritten(_ count: Int) throws -> Set<String> {
        let (before, after) = (try pages(count), try pages(count + 1))
        return Set(after.filter { before[$0.key] != $0.value }.keys).union(before.keys.filter { after[$0] == nil })
    }

    /// In the middle of a month, at its end, and where a page of a month has just been closed.
    @Test(arguments: [60, 299, 300, 2000, 6000, 6011])
    func aNewReportRewritesAsManyFilesHoweverManyThereAre(count: Int) throws {
        let files = try rewritten(count)
        let all = files.filter { !$0.hasPrefix("series/") && !$0.hasPrefix("archive/") }
        #expect(all == ["index.html", "reports.json", "latest.html", "feed.xml", "series.html"])
        #expect(files.count { $0.hasPrefix("archive/") && $0.hasSuffix(".json") } == 1)
        // The month's page, the one that links to it, and a part that was closed with its neighbour.
        #expect(files.count { $0.hasPrefix("archive/") && $0.hasSuffix(".html") } <= 3)
        // Only the series of the new report: its page, its two permalinks, its feed, its month or a closed part of it.
        #expect(Set(files.filter { $0.hasPrefix("series/") }.map { $0.split(separator: "/")[2] }).count == 1)
        #expect(files.count <= 15)
    }

    @Test func thePageOfAllSeriesTellsHowEachEndedLast() throws {
        let keys = ["b-2023-12-10.ipynb", "b-2023-12-09.ipynb", "team/a-2023-12-11.ipynb", "alone.ipynb"]
        let failed = ReportFacts(status: .failed(exception: "ValueError"))
        let catalog = ReportCatalog(
            objects: keys.map { .init(key: $0, size: 1, lastModified: 0, fingerprint: "") },
            facts: [keys[0]: failed, keys[1]: failed, keys[2]: ReportFacts(title: "A", status: .succeeded)])
        let page = try #require(try SiteFixture.design().sitePages(catalog).first { $0.path == "series.html" })
        let html = String(decoding: page.make(), as: UTF8.self)
        let places = try ["series/team/a/index.html", "series/b/index.html", "failed: ValueError", "2 in a row"].map {
            try #require(html.firstRange(of: $0), "\($0)").lowerBound
        }
        #expect(places == places.sorted())
        #expect(html.contains("[2 series]") && !html.contains("alone"))
    }

    @Test func thePageOfAllSeriesStaysSmall() throws {
        let objects = (0..<2000).map {
            SourceObject(key: "s\($0)-2023-12-11.ipynb", size: 1, lastModified: 0, fingerprint: "")
        }
        let pages = try SiteFixture.design().sitePages(ReportCatalog(objects: objects))
        let html = String(decoding: try #require(pages.first { $0.path == "series.html" }).make(), as: UTF8.self)
        #expect(html.utf8.count < 200_000 && html.contains("2,000 series, here the 300 that ran last"))
    }

    @Test func theIndexIsWrittenLast() throws {
        #expect(try SiteFixture.design().sitePages(catalog(3)).last?.path == "index.html")
    }
}
