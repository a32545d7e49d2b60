import ReportSite
import Testing

@Suite struct SiteAddressTests {
    @Test(arguments: [
        ("reports/a/b/c.html", "index.html", "reports/a/b/c.html"),
        ("index.html", "reports/a/b/c.html", "../../../index.html"),
        ("reports/a/d.html", "reports/a/c.html", "d.html"),
        ("reports/a b/c.html", "reports/d/e.html", "../a%20b/c.html"),
        ("reports/100%.html", "index.html", "reports/100%25.html"),
        ("reports/a?b#c&d.html", "index.html", "reports/a%3Fb%23c%26d.html"),
        ("reports/<script>alert(1)</script>.html", "index.html", "reports/%3Cscript%3Ealert%281%29%3C/script%3E.html"),
        ("reports/\"'.html", "index.html", "reports/%22%27.html"),
        ("reports/é日.html", "index.html", "reports/%C3%A9%E6%97%A5.html"),
        ("reports/javascript:x.html", "reports/y.html", "javascript%3Ax.html"),
        ("reports/.hidden/..x.html", "index.html", "reports/.hidden/..x.html"),
        ("reports/a/a/a.html", "reports/a/b/a.html", "../a/a.html"),
        ("reports/a.files/x.html", "reports/a.html", "a.files/x.html"),
    ])
    func linksAreRelativeAndEncoded(path: String, page: String, href: String) {
        #expect(SiteAddress.href(to: path, from: page) == href)
    }

    @Test func reportsStandAtTheContractedAddresses() throws {
        let address = try ReportAddress(key: "a/b/name.ipynb")
        #expect(address.page == "reports/a/b/name.html")
        #expect(address.download == "reports/a/b/name.ipynb")
        #expect(address.filesFolder == "reports/a/b/name.files/")
        #expect(address.file("x.html") == "reports/a/b/name.files/x.html")
    }

    @Test(arguments: [
        ("../x.ipynb", UnsafeKey.Reason.dotSegment), ("a/../x.ipynb", .dotSegment), ("a/./x.ipynb", .dotSegment),
        ("/etc/x.ipynb", .absolute), ("/\u{301}x.ipynb", .absolute), ("a//x.ipynb", .emptySegment),
        ("a\0.ipynb", .controlCharacter), ("a\nb.ipynb", .controlCharacter), ("a\u{85}.ipynb", .controlCharacter),
        ("a\u{2028}.ipynb", .controlCharacter), ("a\\..\\x.ipynb", .backslash), (".ipynb", .noName),
        ("a/.ipynb", .noName), ("x.txt", .notANotebook), (String(repeating: "x", count: 250) + ".ipynb", .tooLong),
        (String(repeating: "abcdefghi/", count: 120) + "x.ipynb", .tooLong),
    ])
    func unsafeKeysHaveNoAddress(key: String, reason: UnsafeKey.Reason) {
        let fault = #expect(throws: UnsafeKey.self) { try ReportAddress(key: key) }
        #expect(fault?.reason == reason)
    }

    @Test(arguments: [
        "..x.ipynb", "a b/é.ipynb", ".hidden.ipynb", "...ipynb", "<script>.ipynb", "%2e%2e/x.ipynb", "a:b.ipynb",
    ])
    func oddButSafeKeysStayBelowReports(key: String) throws {
        let address = try ReportAddress(key: key)
        #expect(address.download == "reports/" + key)
        #expect(!address.page.split(separator: "/").contains(".."))
    }
}
