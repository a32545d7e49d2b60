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
        let bytes = catalog.json(siteTitle: text)
        let root = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
        let reports = try #require(root["reports"] as? [[String: Any]])
        let report = try #require(reports.first)
        #expect(root["title"] as? String == text)
        #expect(root["version"] as? Int == 1)
        #expect(report["exception"] as? String == text)
        #expect(report["title"] as? String == (text.isEmpty ? "a" : text))
        #expect(report["duration"] is NSNull)
        #expect((report["parameters"] as? [[String: String]])?.first == ["name": text, "value": "\"\(text)\""])
        #expect(!bytes.contains(UInt8(ascii: "<")))
    }

    @Test func keysAreSortedAndFieldsComplete() throws {
        let json = String(
            decoding: SiteFixture.catalog(["b c-2023-01-01.ipynb", "../x.ipynb"]).json(siteTitle: "S"), as: UTF8.self)
        #expect(
            json == """
                {
                "problems": [
                {"code": "unsafeKey", "key": "../x.ipynb", "reason": "This key can't be an address: it has a folder named . or ..."}],
                "reports": [
                {"download": "reports/b%20c-2023-01-01.ipynb", "duration": null, "exception": null, "kernel": null, \
                "key": "b c-2023-01-01.ipynb", "language": null, "page": "reports/b%20c-2023-01-01.html", "parameters": [], \
                "reason": null, "series": "b c", "size": 1200, "status": null, "time": "2023-01-01T00:00:00Z", \
                "timeSource": "key", "title": "b c"}],
                "title": "S",
                "version": 1
                }

                """)
    }
}
