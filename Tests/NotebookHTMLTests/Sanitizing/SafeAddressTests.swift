import NotebookHTML
import Testing

@Suite("Addresses from notebooks")
struct SafeAddressTests {
    @Test(
        "are refused when a browser would see a scheme that is not on the list",
        arguments: [
            "javascript:alert(1)", "JaVaScRiPt:alert(1)", " \u{1}javascript:alert(1)", "java\tscript:alert(1)",
            "java\nscript\r:alert(1)", "\u{0}javascript:x", "vbscript:x", "data:text/html,<script>",
            "file:///etc/passwd",
            "blob:https://a/b", "data:image", "data:image/svg+xml", "data:image/,x", "data:,image/png",
            "data:text/html;image/png,x", "ftps://a/b", "gloss:a", "x:y", "view-source:x", "javascript\t:x",
        ]
    )
    func refused(_ address: String) {
        #expect(SafeAddress(address.utf8) == .refused)
    }

    @Test(
        "keep their kind and are encoded",
        arguments: [
            ("https://a.b/c d", .web(Array("https://a.b/c%20d".utf8))),
            ("HTTPS://A", .web(Array("HTTPS://A".utf8))),
            ("ht\ntp://a", .web(Array("http://a".utf8))),
            ("//evil.example/x", .web(Array("//evil.example/x".utf8))),
            ("\\\\evil.example\\x?a\\b", .web(Array("//evil.example/x?a%5Cb".utf8))),
            ("/\t\\evil.example", .web(Array("//evil.example".utf8))),
            ("a/b.ipynb#c", .relative(Array("a/b.ipynb#c".utf8))),
            ("java script:x", .relative(Array("java%20script:x".utf8))),
            ("\u{FFFD}javascript:x", .relative(Array("\u{FFFD}javascript:x".utf8))),
            ("1a:b", .relative(Array("1a:b".utf8))),
            ("./javascript:x", .relative(Array("./javascript:x".utf8))),
            ("#top", .fragment(Array("top".utf8))),
            ("mailto:a@b", .mail(Array("mailto:a@b".utf8))),
            ("FTP://a/b c", .transfer(Array("FTP://a/b%20c".utf8))), ("ft\tp:\"a", .transfer(Array("ftp:%22a".utf8))),
            ("", .empty), (" \n\u{1}", .empty),
            ("data:image/png;base64,AA\nBB", .imageData(Array("data:image/png;base64,AABB".utf8))),
            ("DATA:IMAGE/svg+xml,<svg>", .imageData(Array("DATA:IMAGE/svg+xml,%3Csvg%3E".utf8))),
            ("attachment:a b.png", .attachment(Array("a b.png".utf8))),
        ] as [(String, SafeAddress)]
    )
    func sorted(_ address: String, _ expected: SafeAddress) {
        #expect(SafeAddress(address.utf8) == expected)
    }

    @Test("are asked of the site when relative, and its answer is checked again")
    func resolved() {
        var policy = HTMLPolicy(idPrefix: "p-") { address, _ in
            switch address {
            case "bad": .address("javascript:alert(1)")
            case "gone": .missing
            case "attachment:a.png": .address("data:image/png,x")
            case "tracker": .address("https://t.example/i.png")
            default: .address("there/" + address)
            }
        }
        #expect(policy.link("bad".utf8) == .refused)
        #expect(policy.link("gone".utf8) == .missing(Array("gone".utf8)))
        #expect(policy.link("x".utf8) == .allowed(Array("there/x".utf8), isElsewhere: false))
        #expect(policy.link("#x".utf8) == .allowed(Array("#p-x".utf8), isElsewhere: false))
        #expect(policy.link("mailto:a".utf8) == .allowed(Array("mailto:a".utf8), isElsewhere: true))
        #expect(policy.link("ftp://a".utf8) == .allowed(Array("ftp://a".utf8), isElsewhere: true))
        #expect(policy.image("ftp://a".utf8) == .refused)
        #expect(policy.link("".utf8) == .empty && policy.image(" ".utf8) == .empty)
        #expect(policy.link("data:image/png,x".utf8) == .refused)
        #expect(policy.image("attachment:a.png".utf8) == .allowed(Array("data:image/png,x".utf8), isElsewhere: false))
        #expect(policy.image("tracker".utf8) == .blocked(Array("https://t.example/i.png".utf8)))
        #expect(policy.image("//t.example/i".utf8) == .blocked(Array("//t.example/i".utf8)))
        policy.allowRemoteImages = true
        #expect(policy.image("//t.example/i".utf8) == .allowed(Array("//t.example/i".utf8), isElsewhere: true))
    }
}
