import Foundation
import NotebookHTML
import ReportSite
import Testing

@Suite struct ReportsJSONTests {
    @Test(arguments: [
        "plain", "</script><!--", "\u{2028}\u{2029}", "\"\\\u{0}\u{8}\u{1F}\u{7F}", "é日😀", "\"\u{301}", "",
    ])
    func stringsComeBackAsTheyWere(text: String) throws {
        let key = "a-2023-01-01.ipynb"
        let facts = ReportFacts(
            title: text, status: .failed(exception: text), kernel: text, duration: .infinity,
            parameters: [.init(name: text, value: "\"\(text)\"")])
        let catalog = ReportCatalog(
            objects: [.init(key: key, size: 7, lastModified: 0, fingerprint: "")], facts: [key: facts])
        let head = try object(files(catalog, title: text)["reports.json"])
        let bytes = try #require(files(catalog, title: text)["archive/2023-01.json"])
        let root = try object(bytes)
        let reports = try #require(root["reports"] as? [[String: Any]])
        let report = try #require(reports.first)
        #expect(head["title"] as? String == text)
        #expect(head["version"] as? Int == 2)
        #expect(root["version"] as? Int == 2)
        #expect(report["exception"] as? String == text)
        #expect(report["title"] as? String == (text.isEmpty ? "a" : text))
        #expect(report["duration"] == nil)
        #expect((report["parameters"] as? [[String: String]])?.first == ["name": text, "value": "\"\(text)\""])
        #expect(!bytes.contains(UInt8(ascii: "<")))
    }

    @Test func keysAreSortedAndFieldsComplete() throws {
        let files = try files(SiteFixture.catalog(["b c-2023-01-01.ipynb", "../x.ipynb"]), title: "S")
        #expect(
            files["reports.json"].map { String(decoding: $0, as: UTF8.self) } == """
                {
                "count": 1,
                "problems": [
                {"code": "unsafeKey", "key": "../x.ipynb", "reason": "This key can't be an address: it has a folder named . or ..."}],
                "shards": [
                {"count": 1, "newest": "2023-01-01T00:00:00Z", "oldest": "2023-01-01T00:00:00Z", "path": "archive/2023-01.json"}],
                "title": "S",
                "version": 2
                }

                """)
        #expect(
            files["archive/2023-01.json"].map { String(decoding: $0, as: UTF8.self) } == """
                {
                "reports": [
                {"download":"reports/b%20c-2023-01-01.ipynb","key":"b c-2023-01-01.ipynb",\
                "page":"reports/b%20c-2023-01-01.html","series":"b c","size":1200,"time":"2023-01-01T00:00:00Z",\
                "timeSource":"key","title":"b c"}],
                "version": 2
                }

                """)
    }

    @Test func everyReportIsInOneFile() throws {
        // 2,500 reports of one month, which are several files, and one of the month before.
        let keys = (0..<2500).map { "a-\(UTCTime(secondsSinceEpoch: 1_672_531_200 + $0 * 1000).iso8601).ipynb" }
        let catalog = SiteFixture.catalog(keys + ["b-2022-12-31.ipynb"])
        let files = try files(catalog, title: "S")
        let head = try object(files["reports.json"])
        let shards = try #require(head["shards"] as? [[String: Any]])
        #expect(shards.count == 3)
        var found: [String] = []
        for shard in shards {
            let path = try #require(shard["path"] as? String)
            let reports = try #require(try object(files[path])["reports"] as? [[String: Any]])
            #expect(shard["count"] as? Int == reports.count)
            #expect(shard["newest"] as? String == reports.first?["time"] as? String)
            #expect(shard["oldest"] as? String == reports.last?["time"] as? String)
            found += reports.compactMap { $0["key"] as? String }
        }
        #expect(found == catalog.reports.map(\.key))
    }

    private func files(_ catalog: ReportCatalog, title: String) throws -> [String: [UInt8]] {
        var options = SiteOptions()
        options.title = title
        let pages = try SiteFixture.design(options).sitePages(catalog).filter { $0.path.hasSuffix(".json") }
        return Dictionary(uniqueKeysWithValues: pages.map { ($0.path, $0.make()) })
    }

    private func object(_ bytes: [UInt8]?) throws -> [String: Any] {
        let data = Data(try #require(bytes))
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }
}
