/// Writes JSON (RFC 8259) that may also stand inside an HTML script element and in JavaScript of any age.
struct JSONWriter {
    private(set) var bytes: [UInt8] = []

    /// Appends structure: brackets, commas, keys known to be plain.
    mutating func raw(_ text: StaticString) {
        unsafe bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

    /// Appends a string in quotes. `<`, `>`, `&` are escaped so that `</script>` can't occur, and U+2028 and U+2029 as
    /// scripts before ES2019 took them for line ends; runs without any of them are copied whole.
    mutating func string(_ text: String) {
        var text = text
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { unsafe escape($0) }
        bytes.append(UInt8(ascii: "\""))
    }

    @unsafe
    private mutating func escape(_ text: UnsafeBufferPointer<UInt8>) {
        var (start, index) = (0, 0)
        while index < text.count {
            let (byte, next) = unsafe (text[index], index + 1 < text.count ? text[index + 1] : 0)
            var (code, length) = (UInt32(byte), 1)
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"),
                0..<0x20, 0x7F:
                break
            case 0xC2 where next < 0xA0: (code, length) = (UInt32(next), 2)
            // U+2028 and U+2029 are E2 80 A8 and E2 80 A9.
            case 0xE2 where next == 0x80:
                let last = unsafe index + 2 < text.count ? text[index + 2] : 0
                (code, length) = (0x2000 | UInt32(last & 0x3F), last & 0xFE == 0xA8 ? 3 : 0)
            default: length = 0
            }
            if length > 0 {
                unsafe bytes.append(contentsOf: text[start..<index])
                escape(code)
                start = index + length
            }
            index += max(1, length)
        }
        unsafe bytes.append(contentsOf: text[start...])
    }

    /// Appends what leads to a value and the value, or nothing.
    mutating func member(_ key: StaticString, _ value: String?) {
        guard let value else { return }
        raw(key)
        string(value)
    }

    /// Appends a string or `null`.
    mutating func string(_ text: String?) {
        if let text { string(text) } else { raw("null") }
    }

    mutating func number(_ value: Int) {
        bytes.append(contentsOf: String(value).utf8)
    }

    mutating func number(_ value: Double) {
        bytes.append(contentsOf: String(value).utf8)
    }

    private mutating func escape(_ code: UInt32) {
        if code == 0x22 || code == 0x5C {
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(UInt8(code))
            return
        }
        raw("\\u")
        for shift in [12, 8, 4, 0] as [UInt32] {
            let digit = UInt8(code >> shift & 15)
            bytes.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
        }
    }
}
