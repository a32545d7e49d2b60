import AWS
import Testing

@Suite struct HTTPURLParsingTests {
    @Test(arguments: [
        ("https://s3.example.org", HTTPURL(host: "s3.example.org")),
        ("http://127.0.0.1:9000", HTTPURL(scheme: "http", host: "127.0.0.1", port: 9000)),
        ("http://127.0.0.1:9000/", HTTPURL(scheme: "http", host: "127.0.0.1", port: 9000)),
        ("HTTPS://S3.Example.ORG/Base/a%20b", HTTPURL(host: "s3.example.org", path: "/Base/a%20b")),
        ("http://[::1]:9000/x", HTTPURL(scheme: "http", host: "[::1]", port: 9000, path: "/x")),
        ("https://[FD00:EC2::23]", HTTPURL(host: "[fd00:ec2::23]")),
        ("https://host:", HTTPURL(host: "host")),
        ("http://my_store:80/a//b/../c", HTTPURL(scheme: "http", host: "my_store", port: 80, path: "/a//b/../c")),
    ])
    func anAddressIsTakenApart(text: String, expected: HTTPURL) throws {
        #expect(try HTTPURL(parsing: text) == expected)
    }

    @Test(arguments: [
        ("", "begin with"), ("s3.example.org", "begin with"), ("127.0.0.1:9000", "begin with"),
        ("ftp://h", "'ftp' is not supported"), ("file:///etc/passwd", "'file' is not supported"),
        ("https://", "no host"), ("https:///a", "no host"), ("http://:9000", "no host"),
        ("http://[::1", "closing ']'"), ("http://[::g]", "no IPv6"), ("http://[::1]9000", "only ':PORT'"),
        ("http://::1", "in brackets"), ("http://h:0", "1 to 65535"), ("http://h:65536", "1 to 65535"),
        ("http://h:8a", "1 to 65535"), ("http://h:+8", "1 to 65535"), ("http://h:99999999999999999999", "1 to 65535"),
        ("http://h/?a=b", "query"), ("http://h/#a", "fragment"), ("http://h/a b", "percent-encoded"),
        ("http://h/%2", "percent-encoded"), ("http://h/ü", "percent-encoded"),
        ("http://h/a\r\nX: y", "percent-encoded"),
        ("http://h\u{0}", "letters, digits"), ("http://a b", "letters, digits"), ("http://bücher", "xn--"),
    ])
    func anAddressThatCannotBeUsedIsRefusedWithAReason(text: String, reason: String) throws {
        let error = try #require(throws: HTTPURLError.self) { try HTTPURL(parsing: text) }
        #expect(error.description.contains(reason), "\(error)")
    }

    @Test(arguments: ["https://key:secret@h/", "https://secret@h", "https://h/?token=secret", "ftp://h/?secret"])
    func aRefusalShowsNoPasswordAndNoQuery(text: String) throws {
        let error = try #require(throws: HTTPURLError.self) { try HTTPURL(parsing: text) }
        #expect(!"\(error)".contains("secret"), "\(error)")
    }

    @Test func aRefusalShowsNoControlCharacter() throws {
        let error = try #require(throws: HTTPURLError.self) { try HTTPURL(parsing: "http://h\u{1B}]0;x") }
        #expect(!"\(error)".utf8.contains { $0 < 0x20 })
    }

    @Test(arguments: [
        ("", false, ""), ("aZ09-._~", false, "aZ09-._~"), ("a b/c", false, "a%20b%2Fc"), ("a b/c", true, "a%20b/c"),
        ("+*'()!", false, "%2B%2A%27%28%29%21"), ("ü💡", false, "%C3%BC%F0%9F%92%A1"), ("%2F", true, "%252F"),
        ("a//b/../c", true, "a//b/../c"), ("\u{0}\u{7F}", false, "%00%7F"),
    ])
    func everyByteThatIsNotUnreservedIsEncoded(text: String, keepingSlash: Bool, expected: String) {
        #expect(HTTPURL.encode(text, keepingSlash: keepingSlash) == expected)
    }
}
