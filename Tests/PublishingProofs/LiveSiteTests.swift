import TestSupport
import Testing

struct LinkCheckTests {
    private func page(_ links: String...) -> [UInt8] {
        Array((links.map { "<a href=\"\($0)\">x</a>" }.joined() + "<img src=\"../a.css\"></html>\n").utf8)
    }

    @Test func findsWhatIsNotThere() {
        let site = [
            "index.html": Array("<a href=\"reports/a.html#x\"></a></html>".utf8), "a.css": [],
            "reports/a.html": page("b%20c.html?x", "https://example.org/", "#here", "mailto:x", "data:,x"),
            "reports/new.html": page("missing.html"),
        ]
        #expect(brokenLinks(site) == ["reports/a.html links to reports/b c.html, which is not there"])
        #expect(brokenLinks(site, before: ["reports/new.html"]).count == 2)
    }

    @Test func findsPagesThatAreCutOff() {
        #expect(brokenLinks(["index.html": Array("<p>".utf8)]) == ["index.html is not whole"])
    }

    @Test func findsReportsToldOfThatAreMissing() {
        let head = Array("{\"shards\": [{\"path\": \"archive/2024-01.json\"}]}".utf8)
        let month = "{\"reports\": [{\"page\": \"reports/a.html\", \"download\": \"reports/a.ipynb\"}]}"
        let site = ["reports.json": head, "archive/2024-01.json": Array(month.utf8), "reports/a.html": page()]
        #expect(brokenLinks(site).count == 1)
        #expect(brokenLinks(["reports.json": head]).count == 1)
    }
}

@Suite(.enabled(if: S3Server.find("weed") != nil, "\(Proof.advice)"), .ownThreads)
struct LiveSiteTests {
    @Test func seesWhatIsThereAndNothingElse() async throws {
        let server = try await SeaweedServer.shared
        let (site, other) = (LiveSite(server, prefix: "live/"), LiveSite(server, prefix: "live-2/"))
        for number in 0..<1_050 { try site.put("a \(number)+ü&.html", [UInt8(number % 250)]) }
        try other.put("x", [1])
        let objects = try site.objects()
        #expect(objects.count == 1_050)
        #expect(objects["a 7+ü&.html"] == [7])
        try site.put("a 7+ü&.html", [8])
        #expect(try site.objects()["a 7+ü&.html"] == [8])
    }
}
