import AWS
import ReportPipeline
import Testing

@Suite struct FolderListingTests {
    static let url = HTTPURL(host: "download.bls.gov", path: "/pub/time.series/pr/")

    static func page(_ lines: String) -> [UInt8] {
        Array(
            ("<html><head><title>download.bls.gov - /pub/time.series/pr/</title></head><body><H1>x</H1><hr>\r\n\r\n<pre>"
                + "<A HREF=\"/pub/time.series/\">[To Parent Directory]</A><br><br>\(lines)</pre><hr></body></html>")
                .utf8)
    }

    static func line(_ name: String, size: String = "102", href: String? = nil) -> String {
        "  9/5/2024  8:30 AM     \(size) <A HREF=\"\(href ?? "/pub/time.series/pr/\(name)")\">\(name)</A><br>"
    }

    static func code(_ html: [UInt8]) -> SyncError.Code? {
        do throws(SyncError) {
            _ = try FolderListing(html: html, url: url)
            return nil
        } catch { return error.code }
    }

    @Test func filesHaveTheirNamesSizesAndStamps() throws {
        let page = Self.page(Self.line("pr.class") + Self.line("pr.data.0.Current", size: "1234567"))
        let listing = try FolderListing(html: page, url: Self.url)
        #expect(
            listing.files == [
                .init(name: "pr.class", size: 102, stamp: "9/5/2024 8:30 AM"),
                .init(name: "pr.data.0.Current", size: 1_234_567, stamp: "9/5/2024 8:30 AM"),
            ])
        #expect(listing.faults == [])
    }

    @Test(arguments: [
        (line("pr.class", href: "pr.class"), "pr.class"),
        (line("a b.txt", href: "/pub/time.series/pr/a%20b.txt"), "a b.txt"),
        (line("a&amp;b.txt", href: "/pub/time.series/pr/a&amp;b.txt"), "a&b.txt"),
        (line("pr.class").lowercased(), "pr.class"),
        (line("pr.class", size: "1,234,567"), "pr.class"),
        ("9/5/2024  8:30 AM 5 <a href=\"/pub/time.series/pr/x\">x</a><br />", "x"),
    ])
    func linksAreReadHoweverTheyAreWritten(line: String, name: String) throws {
        let listing = try FolderListing(html: Self.page(line), url: Self.url)
        #expect(listing.files.map(\.name) == [name])
        #expect(listing.faults == [])
    }

    @Test func foldersArePassedOver() throws {
        let folder = "  9/5/2024  8:30 AM        &lt;dir&gt; <A HREF=\"/pub/time.series/pr/old/\">old</A><br>"
        let listing = try FolderListing(html: Self.page(folder + Self.line("pr.class")), url: Self.url)
        #expect(listing.files.count == 1)
        #expect(listing.folders == ["old"])
        #expect(listing.faults == [])
    }

    @Test(arguments: [
        line("../x", href: "/pub/time.series/pr/..%2Fx"), line("..", href: "/pub/time.series/pr/.."),
        line("x", href: "https://elsewhere.example/x"), line("x", href: "//elsewhere.example/x"),
        line("x", href: "/pub/other/x"), line("x", href: "/pub/time.series/pr/x?y"),
        line("a\\b"), line(".hidden"), line("_reportpipe"), line("us-population.json"),
        line("x", href: "/pub/time.series/pr/%00"), line("x", href: "/pub/time.series/pr/%FF"),
        line("x", size: "many"), line("x", size: "-5"), line("x", size: "99999999999999999999"),
        line(String(repeating: "x", count: 201)), "  something else<br>",
        "<A HREF=\"/pub/time.series/pr/x\">x</A><br>", line("pr.class"),
    ])
    func aLineThatCannotBeUsedIsAFaultAndNoFile(line: String) throws {
        let listing = try FolderListing(html: Self.page(Self.line("pr.class") + line), url: Self.url)
        #expect(listing.files.map(\.name) == ["pr.class"])
        #expect(listing.faults.count == 1)
    }

    @Test(arguments: [
        ("", SyncError.Code.badListing), ("<html><title>Access Denied</title></html>", .badListing),
        ("{\"a\":1}", .badListing), ("<html><pre>no end", .badListing),
        (String(decoding: page(line("pr.class")).dropLast(40), as: UTF8.self), .badListing),
        (String(decoding: page(""), as: UTF8.self), .emptyListing), ("<PRE></PRE>", .emptyListing),
    ])
    func anotherPageIsNoListing(page: String, code: SyncError.Code) {
        #expect(Self.code(Array(page.utf8)) == code)
    }

    @Test func theTitleOfAnotherPageIsTold() {
        let page = Array("<html><head><title>Access\n Denied</title></head></html>".utf8)
        #expect {
            try FolderListing(html: page, url: Self.url)
        } throws: { "\($0)".contains("'Access Denied'") }
    }

    @Test func aPageCutOffAnywhereIsRefusedOrWhole() throws {
        let page = Self.page(Self.line("pr.class") + Self.line("pr.txt"))
        let whole = try FolderListing(html: page, url: Self.url)
        for count in 0..<page.count {
            let listing = try? FolderListing(html: Array(page.prefix(count)), url: Self.url)
            #expect(listing == nil || listing == whole, "cut off at \(count)")
        }
    }
}
