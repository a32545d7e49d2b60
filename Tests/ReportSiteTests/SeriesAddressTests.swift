import ReportSite
import Testing

@Suite struct SeriesAddressTests {
    @Test func plainNamesAreFolders() {
        let addresses = SeriesAddress.assign(["report", "team/report", "ünï/日本 語", ".hidden"])
        #expect(addresses["report"]?.page == "series/report/index.html")
        #expect(addresses["team/report"]?.latest == "series/team/report/latest.html")
        #expect(addresses["team/report"]?.latestSuccessful == "series/team/report/latest-successful.html")
        #expect(addresses["ünï/日本 語"]?.feed == "series/ünï/日本 語/feed.xml")
        #expect(addresses[".hidden"]?.month("2023-12-1") == "series/.hidden/2023-12-1.html")
    }

    /// `a/...ipynb` is a safe key whose name without `.ipynb` is `..`.
    @Test(arguments: [
        "..", ".", "a/..", "../a", "", "a//b", "/a", "a/", "a/index.html", "a/LATEST.HTML", "latest.html", "a/feed.xml",
        "2023-12.html", "2023-12.html/b", "a\\b", "a\u{0}b", "a\u{2028}b",
    ])
    func namesThatAreNoFolderGetOneOfTheirOwn(name: String) throws {
        let address = try #require(SeriesAddress.assign([name, "a"])[name])
        let parts = address.folder.split(separator: "/", omittingEmptySubsequences: false)
        #expect(parts.count == 3 && parts[0] == "series" && parts[2].isEmpty)
        #expect(parts[1].utf8.count > 16 && !parts[1].hasSuffix(".html") && !parts[1].hasSuffix(".xml"))
        #expect(!parts[1].contains(".") && !parts[1].contains("\\"))
    }

    @Test(arguments: [
        ["Report", "report"], ["team/Report", "Team/report"], ["Ä", "ä"], ["a/b", "A/B", "a/B"],
    ])
    func namesThatAFileSystemMayTakeForOneAreApart(names: [String]) {
        let folders = SeriesAddress.assign(names).values.map { $0.folder.lowercased() }
        #expect(Set(folders).count == names.count)
    }

    @Test func theOrderOfNamesDoesNotMatter() {
        let names = ["Report", "report", "REPORT", "..", "a", "a/index.html"]
        #expect(SeriesAddress.assign(names) == SeriesAddress.assign(Array(names.reversed())))
    }

    @Test func longAndDeepNamesFitIntoAnObjectKey() throws {
        let deep = Array(repeating: "folder", count: 50).joined(separator: "/")
        let long = Array(repeating: String(repeating: "x", count: 230), count: 4).joined(separator: "/")
        let marks = "e" + String(repeating: "\u{301}", count: 400)
        let addresses = SeriesAddress.assign([deep, long, marks])
        #expect(addresses[deep]?.folder == "series/\(deep)/")
        for name in [long, marks] {
            let address = try #require(addresses[name])
            #expect(address.latestSuccessful.utf8.count < 200)
        }
    }

    @Test func seriesOfHostileKeysStayInTheirFolder() {
        let catalog = SiteFixture.catalog([
            "...ipynb", "a/...ipynb", "..ipynb", "a/index.html-2023-01-01.ipynb", "a-2023-01-01.ipynb",
            "A-2023-01-01T10:00:00.ipynb", "a-2023-01-02.ipynb",
        ])
        #expect(catalog.problems.isEmpty)
        for series in catalog.series {
            #expect(series.address.folder.hasPrefix("series/"))
            #expect(!series.address.folder.split(separator: "/").contains { $0 == ".." || $0 == "." })
        }
        #expect(Set(catalog.series.map { $0.address.folder.lowercased() }).count == catalog.series.count)
    }
}
