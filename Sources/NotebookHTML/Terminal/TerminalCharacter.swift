extension UInt8 {
    /// U+000A.
    static let lineFeed: UInt8 = 0x0A
}

extension Unicode.Scalar {
    /// How many columns a terminal gives it: 0 for combining marks and format characters, 2 for wide East Asian
    /// characters and emoji, else 1. <https://www.unicode.org/reports/tr11/>
    var terminalWidth: Int {
        switch value {
        case 0..<0x300, 0x2100..<0x2E80: 1
        case 0x1100..<0x1160, 0x2E80..<0x3040, 0x3041..<0xA4D0, 0xA960..<0xA980, 0xAC00..<0xD7A4: 2
        case 0xF900..<0xFB00, 0xFE30..<0xFE70, 0xFF01..<0xFF61, 0xFFE0..<0xFFE7: 2
        case 0x1F300..<0x1F650, 0x1F680..<0x1F700, 0x1F900..<0x1FA00, 0x1FA70..<0x1FB00, 0x20000..<0x3FFFE: 2
        default: isCombining ? 0 : 1
        }
    }

    private var isCombining: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: true
        default: false
        }
    }
}

extension [UInt8] {
    /// The scalar whose UTF-8 begins at `position`, which moves past it; U+FFFD for what is not UTF-8.
    func decodeScalar(at position: inout Int) -> Unicode.Scalar {
        let lead = self[position]
        let length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        var value = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(length))
        var index = position + 1
        while index < count, index < position + length, self[index] & 0xC0 == 0x80 {
            value = value << 6 | UInt32(self[index] & 0x3F)
            index += 1
        }
        let isWhole = index == position + length && (length == 1 || lead >= 0xC2)
        position = index
        return isWhole ? Unicode.Scalar(value) ?? "\u{FFFD}" : "\u{FFFD}"
    }
}
