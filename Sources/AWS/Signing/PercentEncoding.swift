/// Percent-encoding as AWS signs it: all but RFC 3986's unreserved characters, digits in upper case.
///
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
package enum PercentEncoding {
    /// Text for a path or query, for example `a b/ü` -> `a%20b%2F%C3%BC`.
    ///
    /// - Parameter keepingSlashes: `/` stays as it is, for keys that become paths.
    package static func encode(_ text: some StringProtocol, keepingSlashes: Bool = false) -> String {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(text.utf8.count)
        append(text.utf8, to: &bytes, keepingSlashes: keepingSlashes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The bytes encoded text stands for; a `%` that begins no valid escape stays as it is, and so does `+`.
    package static func decode(_ text: some StringProtocol) -> [UInt8] {
        let source = Array(text.utf8)
        guard source.contains(0x25) else { return source }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source[index] == 0x25, index + 2 < source.count, let high = value(source[index + 1]),
                let low = value(source[index + 2])
            {
                bytes.append(high << 4 | low)
                index += 3
            } else {
                bytes.append(source[index])
                index += 1
            }
        }
        return bytes
    }

    static func append(_ source: some Sequence<UInt8>, to bytes: inout [UInt8], keepingSlashes: Bool = false) {
        for byte in source {
            if isUnreserved(byte) || (keepingSlashes && byte == 0x2F) {
                bytes.append(byte)
            } else {
                appendEscape(of: byte, to: &bytes)
            }
        }
    }

    /// `%2F` for `/`.
    static func appendEscape(of byte: UInt8, to bytes: inout [UInt8]) {
        bytes.append(0x25)
        bytes.append(digit(byte >> 4))
        bytes.append(digit(byte & 15))
    }

    private static func isUnreserved(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E: true
        default: false
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case 0x30...0x39: digit - 0x30
        case 0x41...0x46: digit - 0x37
        case 0x61...0x66: digit - 0x57
        default: nil
        }
    }
}
