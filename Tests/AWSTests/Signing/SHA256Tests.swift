import AWS
import Testing

@Suite struct SHA256DigestTests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ]) func digestsAreThoseOfTheStandard(text: String, hex: String) {
        #expect(SHA256Digest(of: Array(text.utf8)).hex == hex)
    }

    @Test func base64IsThatOfTheChecksumHeader() {
        #expect(SHA256Digest(of: []).base64 == "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=")
    }

    @Test(arguments: [1, 3, 64, 1000]) func piecesGiveTheDigestOfTheWhole(size: Int) {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let stream = SHA256Stream()
        for _ in 0..<2 {
            for start in stride(from: 0, to: bytes.count, by: size) {
                stream.update(Array(bytes[start..<min(start + size, bytes.count)]))
            }
            #expect(stream.count == 1000)
            #expect(stream.finish() == SHA256Digest(of: bytes))
        }
    }

    @Test func aStreamingBodyHasTheDigestOfItsBytes() throws {
        let bytes = [UInt8](repeating: 7, count: 1000)
        let body = HTTPBody.stream(length: 1000) { offset, count in
            Array(bytes[offset..<min(offset + min(count, 300), 1000)])
        }
        #expect(try SHA256Digest(of: body) == SHA256Digest(of: bytes))
    }
}

@Suite struct PercentEncodingTests {
    @Test(arguments: [
        ("a b/ü", "a%20b%2F%C3%BC", "a%20b/%C3%BC"), ("-._~09AZaz", "-._~09AZaz", "-._~09AZaz"),
        ("+=&%*'()!", "%2B%3D%26%25%2A%27%28%29%21", "%2B%3D%26%25%2A%27%28%29%21"), ("", "", ""),
    ]) func onlyUnreservedCharactersStay(text: String, encoded: String, path: String) {
        #expect(PercentEncoding.encode(text) == encoded)
        #expect(PercentEncoding.encode(text, keepingSlashes: true) == path)
        #expect(PercentEncoding.decode(encoded) == Array(text.utf8))
    }

    @Test(arguments: [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("100%25", "100%"), ("a+b", "a+b"), ("%c3%BC", "ü")])
    func whatIsNoEscapeStays(text: String, decoded: String) {
        #expect(PercentEncoding.decode(text) == Array(decoded.utf8))
    }
}
