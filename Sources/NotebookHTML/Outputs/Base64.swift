/// Base64 of RFC 4648 §4, as far as pictures need it: checked without decoding, so that payloads stay bytes.
enum Base64 {
    /// The text without white space if it is valid base64, else nil. Text that has none within is not copied.
    static func normalised(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        // Most pictures end with a line feed and have none before it: one look at each byte is enough for them.
        validated(trimmed(text)) ?? validated(text.filter { $0 > 0x20 }[...])
    }

    private static func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var text = text.drop { $0 <= 0x20 }
        while let last = text.last, last <= 0x20 { text.removeLast() }
        return text
    }

    private static func validated(_ clean: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let padding = clean.suffix(2).reversed().prefix { $0 == UInt8(ascii: "=") }.count
        let digits = clean.dropLast(padding)
        guard !digits.isEmpty, digits.count % 4 != 1, areDigits(digits) else { return nil }
        // Padding that is missing is put back: a data address without it is not valid everywhere.
        let missing = (4 - clean.count % 4) % 4
        return missing == 0
            ? clean : (digits + repeatElement(UInt8(ascii: "="), count: (4 - digits.count % 4) % 4))[...]
    }

    private static func areDigits(_ text: ArraySlice<UInt8>) -> Bool {
        // Gathering one flag over all bytes keeps the loop free of branches.
        var bad: UInt8 = 0
        unsafe text.withUnsafeBufferPointer { bytes in
            unsafe values.withUnsafeBufferPointer { values in
                for index in bytes.indices { unsafe bad |= values[Int(bytes[index])] }
            }
        }
        return bad & 0x80 == 0
    }

    /// The bytes a valid text stands for; stops at the first byte that is no digit.
    static func decoded(_ text: some Sequence<UInt8>) -> [UInt8] {
        var result: [UInt8] = []
        var bits: UInt32 = 0
        var count = 0
        for byte in text {
            let value = values[Int(byte)]
            guard value < 64 else { break }
            bits = bits << 6 | UInt32(value)
            count += 6
            if count >= 8 {
                count -= 8
                result.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return result
    }

    /// Base64 with padding.
    static func encoded(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((bytes.count + 2) / 3 * 4)
        var index = 0
        while index < bytes.count {
            let count = min(3, bytes.count - index)
            var group: UInt32 = 0
            for offset in 0..<3 { group = group << 8 | (offset < count ? UInt32(bytes[index + offset]) : 0) }
            for digit in 0..<4 {
                let value = Int(group >> UInt32(18 - digit * 6) & 63)
                result.append(digit <= count ? digits[value] : UInt8(ascii: "="))
            }
            index += 3
        }
        return result
    }

    private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    /// 0 to 63 for digits, 0x80 for other bytes.
    private static let values: [UInt8] = {
        var table = [UInt8](repeating: 0x80, count: 256)
        for (value, digit) in digits.enumerated() { table[Int(digit)] = UInt8(value) }
        return table
    }()
}
