extension HTTPURL {
    /// Text with every byte percent-encoded that is not unreserved (RFC 3986 section 2.3), in upper-case hexadecimal as
    /// AWS signatures want it: `a b/ü` -> `a%20b%2F%C3%BC`.
    ///
    /// - Parameter keepingSlash: leaves `/` as it is, for whole paths.
    package static func encode(_ text: String, keepingSlash: Bool = false) -> String {
        let keeps = { (byte: UInt8) in isUnreserved(byte) || (keepingSlash && byte == UInt8(ascii: "/")) }
        guard let first = text.utf8.firstIndex(where: { !keeps($0) }) else { return text }
        let digits: StaticString = "0123456789ABCDEF"
        var encoded = Array(text.utf8[..<first])
        encoded.reserveCapacity(text.utf8.count + 32)
        for byte in text.utf8[first...] {
            if keeps(byte) {
                encoded.append(byte)
            } else {
                encoded.append(UInt8(ascii: "%"))
                unsafe encoded.append(digits.utf8Start[Int(byte >> 4)])
                unsafe encoded.append(digits.utf8Start[Int(byte & 15)])
            }
        }
        return String(decoding: encoded, as: UTF8.self)
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            true
        default: false
        }
    }
}
