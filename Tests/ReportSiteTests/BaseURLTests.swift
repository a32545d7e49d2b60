import ReportSite
import Testing

@Suite struct BaseURLTests {
    @Test(arguments: [
        ("https://example.org", "https://example.org/latest.html"),
        ("https://example.org/", "https://example.org/latest.html"),
        ("HTTP://example.org:8080/a/b", "http://example.org:8080/a/b/latest.html"),
        ("https://[::1]/x/", "https://[::1]/x/latest.html"),
    ])
    func pathsAreAppended(text: String, address: String) throws {
        #expect(try BaseURL(text).address(of: "latest.html") == address)
    }

    @Test func theIndexIsTheBaseItself() throws {
        let base = try BaseURL("https://example.org/a")
        #expect(base.address(of: "index.html") == "https://example.org/a/")
        #expect(base.address(of: "reports/ä b.html") == "https://example.org/a/reports/%C3%A4%20b.html")
        #expect(base.path == "/a/")
    }

    @Test(arguments: [
        ("", "https://"), ("example.org", "https://"), ("ftp://example.org", "https://"), ("https://", "host name"),
        ("https:///a", "host name"), ("https://:80", "host name"), ("https://u:p@example.org", "user name"),
        ("https://example.org/?a", "query"), ("https://example.org/#a", "fragment"),
        ("https://example.org/a/../b", ".."), ("https://exa mple.org", "characters"),
        ("https://example.org/\"><script>", "characters"), ("https://example.org/\n", "characters"),
        ("javascript:alert(1)", "https://"),
    ])
    func whatIsNoBaseIsRefused(text: String, reason: String) {
        let fault = #expect(throws: BaseURL.Fault.self) { _ = try BaseURL(text) }
        #expect(fault?.reason.contains(reason) == true)
    }
}
