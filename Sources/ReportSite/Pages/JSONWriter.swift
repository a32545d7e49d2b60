/// Writes JSON (RFC 8259) that may also stand inside an HTML script element and in JavaScript of any age.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// Appends structure: brackets, commas, keys known to be plain.
    mutating func raw(_ text: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Appends a string in quotes. `<`, `>`, `&` are escaped so that `</script>` can't occur, and U+2028 and U+2029 as
    /// scripts before ES2019 took them for line ends.
    mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\":
                bytes.append(UInt8(ascii: "\\"))
                bytes.append(UInt8(ascii: scalar))
            case "<", ">", "&", "\u{2028}", "\u{2029}": escape(scalar.value)
            case "\u{0}"..<"\u{20}", "\u{7F}"..."\u{9F}": escape(scalar.value)
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    /// Appends a string or `null`.
    mutating func string(_ text: String?) {
        if let text { string(text) } else { raw("null") }
    }

    mutating func number(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    /// Appends a number, or `null` where JSON has no way to write it.
    mutating func number(_ value: Double?) {
        guard let value, value.isFinite else { return raw("null") }
        bytes.append(contentsOf: String(value).utf8)
    }

    private mutating func escape(_ code: UInt32) {
        let digits = Array("0123456789abcdef".utf8)
        raw("\\u")
        for shift in [12, 8, 4, 0] as [UInt32] { bytes.append(digits[Int(code >> shift & 15)]) }
    }
}
