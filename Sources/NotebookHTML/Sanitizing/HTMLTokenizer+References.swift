extension HTMLTokenizer {
    /// Appends what the character reference at `start` (a `&`) stands for, or the `&` itself; returns where to go on.
    func appendReference(at start: Int, inAttribute: Bool, to output: inout [UInt8]) -> Int {
        Self.appendReference(in: input, at: start, inAttribute: inAttribute, to: &output)
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#character-reference-state
    static func appendReference(
        in input: [UInt8], at start: Int, inAttribute: Bool, to output: inout [UInt8]
    ) -> Int {
        let next = start + 1
        if next < input.count {
            if input[next] == UInt8(ascii: "#") {
                if let end = appendNumericReference(in: input, at: next + 1, to: &output) { return end }
            } else if let match = NamedCharacterReferences.all.longestMatch(in: input, at: next),
                !inAttribute || isReferenceInAttribute(input, end: next + match.length)
            {
                append(match.first, to: &output)
                if match.second != 0 { append(match.second, to: &output) }
                return next + match.length
            }
        }
        output.append(UInt8(ascii: "&"))
        return next
    }

    /// For historical reasons `?a=1&copy=2` in an attribute is no reference.
    private static func isReferenceInAttribute(_ input: [UInt8], end: Int) -> Bool {
        guard input[end - 1] != UInt8(ascii: ";"), end < input.count else { return true }
        let byte = input[end]
        return byte != UInt8(ascii: "=") && !isLetter(byte) && !(0x30...0x39).contains(byte)
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-state; nil without digits.
    private static func appendNumericReference(in input: [UInt8], at start: Int, to output: inout [UInt8]) -> Int? {
        var index = start
        let isHexadecimal = index < input.count && input[index] | 0x20 == UInt8(ascii: "x")
        if isHexadecimal { index += 1 }
        let digits = index
        var value: UInt32 = 0
        while index < input.count, let digit = digit(input[index], hexadecimal: isHexadecimal) {
            // Beyond Unicode it stays beyond Unicode, without overflow.
            value = min(value * (isHexadecimal ? 16 : 10) + digit, 0x110000)
            index += 1
        }
        guard index > digits else { return nil }
        if index < input.count, input[index] == UInt8(ascii: ";") { index += 1 }
        append(scalar(value), to: &output)
        return index
    }

    private static func digit(_ byte: UInt8, hexadecimal: Bool) -> UInt32? {
        switch byte {
        case 0x30...0x39: UInt32(byte - 0x30)
        case 0x41...0x46 where hexadecimal: UInt32(byte - 0x37)
        case 0x61...0x66 where hexadecimal: UInt32(byte - 0x57)
        default: nil
        }
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#numeric-character-reference-end-state
    private static func scalar(_ value: UInt32) -> UInt32 {
        switch value {
        case 0, 0xD800...0xDFFF, 0x110000...: 0xFFFD
        case 0x80...0x9F: windows1252[Int(value - 0x80)]
        default: value
        }
    }

    /// What numbers 0x80 to 0x9F mean: the characters Windows-1252 has there, where it has one.
    private static let windows1252: [UInt32] = [
        0x20AC, 0x81, 0x201A, 0x192, 0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039, 0x152, 0x8D, 0x17D,
        0x8F,
        0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A, 0x153, 0x9D, 0x17E,
        0x178,
    ]

    private static func append(_ value: UInt32, to output: inout [UInt8]) {
        switch value {
        case 0..<0x80: output.append(UInt8(value))
        case 0x80..<0x800:
            output.append(UInt8(0xC0 | value >> 6))
            output.append(UInt8(0x80 | value & 0x3F))
        case 0x800..<0x10000:
            output.append(UInt8(0xE0 | value >> 12))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        default:
            output.append(UInt8(0xF0 | value >> 18 & 0x7))
            output.append(UInt8(0x80 | value >> 12 & 0x3F))
            output.append(UInt8(0x80 | value >> 6 & 0x3F))
            output.append(UInt8(0x80 | value & 0x3F))
        }
    }
}
