/// The alphabets of mathematics; each letter has its own character in Unicode, as MathML Core wants it.
enum MathFont: UInt8, Sendable {
    case italic, upright, wordItalic, bold, boldItalic, doubleStruck, script, boldScript, fraktur, boldFraktur
    case sansSerif, sansBold, sansItalic, monospace

    /// Whether neighbouring letters form a word in one element, as in `\mathrm{pH}`.
    var joinsLetters: Bool {
        switch self {
        case .upright, .wordItalic, .bold, .sansSerif, .sansBold, .sansItalic, .monospace: true
        default: false
        }
    }

    /// The bold companion, for `\boldsymbol` within another alphabet.
    var bold: MathFont {
        switch self {
        case .italic, .wordItalic, .boldItalic: .boldItalic
        case .upright, .bold: .bold
        case .script, .boldScript: .boldScript
        case .fraktur, .boldFraktur: .boldFraktur
        case .sansSerif, .sansBold, .sansItalic: .sansBold
        case .doubleStruck, .monospace: self
        }
    }

    /// The character of this alphabet for a letter or digit, or the character itself where there is none.
    ///
    /// `A` in `.doubleStruck` is `𝔸`; see Unicode's block Mathematical Alphanumeric Symbols (U+1D400).
    func character(for scalar: UInt32) -> UInt32 {
        switch scalar {
        case 0x41...0x5A: letter(capital: scalar - 0x41) ?? scalar
        case 0x61...0x7A: letter(small: scalar - 0x61) ?? scalar
        case 0x30...0x39: digitBase.map { $0 + scalar - 0x30 } ?? scalar
        case 0x391...0x3A9, 0x3B1...0x3C9, 0x3D1, 0x3D5, 0x3D6, 0x3F0, 0x3F1, 0x3F5, 0x2202, 0x2207: greek(scalar)
        case 0x131: self == .wordItalic ? 0x1D6A4 : scalar
        case 0x237: self == .wordItalic ? 0x1D6A5 : scalar
        default: scalar
        }
    }

    private var letterBase: UInt32? {
        switch self {
        case .italic, .upright: nil
        case .bold: 0x1D400
        case .wordItalic: 0x1D434
        case .boldItalic: 0x1D468
        case .script: 0x1D49C
        case .boldScript: 0x1D4D0
        case .fraktur: 0x1D504
        case .doubleStruck: 0x1D538
        case .boldFraktur: 0x1D56C
        case .sansSerif: 0x1D5A0
        case .sansBold: 0x1D5D4
        case .sansItalic: 0x1D608
        case .monospace: 0x1D670
        }
    }

    private var digitBase: UInt32? {
        switch self {
        case .bold, .boldItalic: 0x1D7CE
        case .doubleStruck: 0x1D7D8
        case .sansSerif: 0x1D7E2
        case .sansBold: 0x1D7EC
        case .monospace: 0x1D7F6
        default: nil
        }
    }

    private var greekBase: UInt32? {
        switch self {
        case .bold: 0x1D6A8
        case .wordItalic: 0x1D6E2
        case .boldItalic: 0x1D71C
        case .sansBold: 0x1D756
        default: nil
        }
    }

    /// Letters that had a place in Letterlike Symbols before the block was made.
    private func letter(capital index: UInt32) -> UInt32? {
        switch (self, index) {
        case (.script, 1): 0x212C
        case (.script, 4): 0x2130
        case (.script, 5): 0x2131
        case (.script, 7): 0x210B
        case (.script, 8): 0x2110
        case (.script, 11): 0x2112
        case (.script, 12): 0x2133
        case (.script, 17): 0x211B
        case (.fraktur, 2): 0x212D
        case (.fraktur, 7): 0x210C
        case (.fraktur, 8): 0x2111
        case (.fraktur, 17): 0x211C
        case (.fraktur, 25): 0x2128
        case (.doubleStruck, 2): 0x2102
        case (.doubleStruck, 7): 0x210D
        case (.doubleStruck, 13): 0x2115
        case (.doubleStruck, 15): 0x2119
        case (.doubleStruck, 16): 0x211A
        case (.doubleStruck, 17): 0x211D
        case (.doubleStruck, 25): 0x2124
        default: letterBase.map { $0 + index }
        }
    }

    private func letter(small index: UInt32) -> UInt32? {
        switch (self, index) {
        case (.wordItalic, 7): 0x210E
        case (.script, 4): 0x212F
        case (.script, 6): 0x210A
        case (.script, 14): 0x2134
        default: letterBase.map { $0 + 26 + index }
        }
    }

    private func greek(_ scalar: UInt32) -> UInt32 {
        guard let base = greekBase else { return scalar }
        return switch scalar {
        case 0x391...0x3A9: base + scalar - 0x391
        case 0x2207: base + 25
        case 0x3B1...0x3C9: base + 26 + scalar - 0x3B1
        case 0x2202: base + 51
        case 0x3F5: base + 52
        case 0x3D1: base + 53
        case 0x3F0: base + 54
        case 0x3D5: base + 55
        case 0x3F1: base + 56
        case 0x3D6: base + 57
        default: scalar
        }
    }
}

/// The fonts of `\text` and its kin, which hold prose.
enum TextStyle: UInt8, Sendable {
    case plain, bold, italic, sansSerif, monospace
}
