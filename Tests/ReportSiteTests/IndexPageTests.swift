import NotebookHTML
import ReportSite
import Testing

@Suite struct IndexPageTests {
    private func page(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test func theNewestReportIsShownOnArrival() throws {
        let html = page(
            try SiteFixture.design().indexPage(SiteFixture.catalog(["a-2023-01-01.ipynb", "a-2023-02-01.ipynb"])))
        #expect(html.contains("[reports/a-2023-02-01.html]"))
        #expect(html.contains("[reports/a-2023-02-01.ipynb]"))
    }

    @Test func noReportIsLostWhateverTheLimit() throws {
        let keys = (1...12).map { "a-2023-\($0 < 10 ? "0" : "")\($0)-01.ipynb" }
        for limit in [0, 1, 5, 12, 100] {
            var options = SiteOptions()
            options.indexLimit = limit
            let design = try SiteFixture.design(options)
            let catalog = SiteFixture.catalog(keys)
            let index = page(design.indexPage(catalog))
            let archives = design.sitePages(catalog)
            for report in catalog.reports {
                let month = "archive/\(report.time.monthText).html"
                let archive = archives.first { $0.path == month }.map { page($0.make()) } ?? ""
                #expect(archive.contains("href=\"../\(report.address.page)\""))
                #expect(index.contains("href=\"\(report.address.page)\"") || index.contains("href=\"\(month)\""))
            }
        }
    }

    @Test func theIndexStaysSmall() throws {
        let long = String(repeating: "日", count: 70)
        let objects = (0..<1_000).map {
            SourceObject(key: "\(long)/\(long)/x\($0).ipynb", size: 1, lastModified: $0 * 9000, fingerprint: "")
        }
        let facts = Dictionary(
            uniqueKeysWithValues: objects.map {
                (
                    $0.key,
                    ReportFacts(title: String(repeating: "\u{5d0}", count: 10_000), status: .failed(exception: long))
                )
            })
        let html = try SiteFixture.design().indexPage(ReportCatalog(objects: objects, facts: facts))
        #expect(html.count < 200_000)
    }

    @Test func hostileNamesStayText() throws {
        let catalog = SiteFixture.catalog(["<script>alert(1)</script>\"'/x&y?z#.ipynb", "javascript:alert(1).ipynb"])
        let html = page(try SiteFixture.design().indexPage(catalog))
        #expect(!html.contains("<script>"))
        #expect(html.contains("reports/%3Cscript%3Ealert%281%29%3C/script%3E%22%27/x%26y%3Fz%23.html"))
        #expect(!html.contains("=\"javascript:alert(1)."))
    }

    @Test func theSamePageComesFromTheSameReportsInAnyOrder() throws {
        let keys = (1...9).map { "s\($0 % 3)-2023-0\($0)-01.ipynb" }
        let design = try SiteFixture.design()
        #expect(design.indexPage(SiteFixture.catalog(keys)) == design.indexPage(SiteFixture.catalog(keys.reversed())))
    }

    @Test func anEmptySiteStillHasPages() throws {
        let design = try SiteFixture.design()
        #expect(!page(design.indexPage(SiteFixture.catalog([]))).contains("[yes]"))
        #expect(!page(design.latestPage(SiteFixture.catalog([]))).contains("http-equiv=\"refresh\""))
        #expect(!design.sitePages(SiteFixture.catalog([])).contains { $0.path.hasPrefix("archive/") })
    }
}
