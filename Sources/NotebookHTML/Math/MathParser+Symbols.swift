extension MathParser {
    /// Reads one character of mathematics; alone, a digit is not joined by the ones after it.
    mutating func parseCharacter(_ scalar: UInt32, isAlone: Bool) throws(MathError) -> MathAtom {
        switch scalar {
        case 0x30...0x39: return try parseNumber(isAlone: isAlone)
        case 0x61...0x7A, 0x41...0x5A: return try parseLetter(scalar, isAlone: isAlone)
        case 0x7B: return try parseGroup()
        case 0x23: throw reader.failure("# stands outside a definition")
        default: break
        }
        if scalar == 0x2E, !isAlone, let digit = reader.peekExactly, (0x30...0x39).contains(digit) {
            return try parseNumber(isAlone: false)
        }
        if scalar >= 0x80 { return try parseForeign(scalar, isAlone: isAlone) }
        try advance()
        return typed(scalar)
    }

    /// The item for a character of ASCII that is neither letter, digit nor syntax.
    private mutating func typed(_ scalar: UInt32) -> MathAtom {
        switch scalar {
        case 0x2B: operatorAtom(0x2B, .binary)
        case 0x2D: operatorAtom(0x2212, .binary)
        case 0x2A: operatorAtom(0x2217, .binary)
        case 0x3D, 0x3C, 0x3E: operatorAtom(scalar, .relation)
        case 0x3A: operatorAtom(scalar, .relation)
        case 0x2C, 0x3B: operatorAtom(scalar, .punctuation)
        case 0x21, 0x3F: operatorAtom(scalar, .closing)
        case 0x28, 0x5B: symbolAtom(MathSymbol(scalar: scalar, form: .opening))
        case 0x29, 0x5D: symbolAtom(MathSymbol(scalar: scalar, form: .closing))
        case 0x7E: spaceAtom(milliEms: 250)
        case 0x60: MathAtom(node: tree.leaf(.mi, 0x2018), kind: .ordinary)
        case 0x22: MathAtom(node: tree.leaf(.mi, 0x2033), kind: .ordinary)
        default: MathAtom(node: tree.leaf(.mi, scalar), kind: .ordinary)
        }
    }

    /// An operator with its class.
    mutating func operatorAtom(_ scalar: UInt32, _ kind: AtomClass) -> MathAtom {
        let node = tree.leaf(.mo, scalar)
        return MathAtom(node: node, core: node, kind: kind)
    }

    /// A space; negative ones are margins, as `mspace` can't be narrower than nothing.
    mutating func spaceAtom(milliEms: Int) -> MathAtom {
        let node: MathNodeID
        if milliEms >= 0 {
            node = tree.leaf(.mspace, 0)
            tree.add(" width=\"", to: node)
            tree.add(MathLength.ems(milliEms), to: node)
        } else {
            node = tree.leaf(.mspace, 0)
            tree.add(" style=\"margin-left:", to: node)
            tree.add(MathLength.ems(milliEms), to: node)
        }
        tree.add("\"", to: node)
        return MathAtom(node: node, kind: .glue)
    }

    // MARK: - Letters and digits

    /// Reads digits with their decimal points; the token is the first of them.
    private mutating func parseNumber(isAlone: Bool) throws(MathError) -> MathAtom {
        var text: [UInt8] = []
        let digitFont = font ?? .upright
        func append(_ scalar: UInt32) { text.appendUTF8(digitFont.character(for: scalar)) }
        guard case .character(let first) = token else { throw reader.failure("a number is missing") }
        append(first)
        if !isAlone {
            while let byte = reader.peekExactly {
                if (0x30...0x39).contains(byte) {
                    append(UInt32(byte))
                    reader.skip(1)
                } else if byte == 0x2E, let next = reader.peekExactly(at: 1), (0x30...0x39).contains(next) {
                    text.append(byte)
                    reader.skip(1)
                } else if reader.standsAtDigitGroup {
                    text.append(contentsOf: [0xE2, 0x80, 0x89])
                    reader.skip(3)
                } else {
                    break
                }
            }
        }
        try advance()
        return MathAtom(node: tree.leaf(.mn, text), kind: .ordinary)
    }

    /// Reads a letter, or in an upright alphabet the word it begins.
    private mutating func parseLetter(_ scalar: UInt32, isAlone: Bool) throws(MathError) -> MathAtom {
        guard let font else {
            try advance()
            return MathAtom(node: tree.leaf(.mi, scalar), kind: .ordinary)
        }
        if font.joinsLetters, !isAlone {
            var text: [UInt8] = []
            var letters = 0
            while case .character(let letter) = token, letter < 0x80, UInt8(letter).isTeXLetter {
                text.appendUTF8(font.character(for: letter))
                letters += 1
                try advance()
            }
            if letters > 1 { return MathAtom(node: tree.leaf(.mi, text), kind: .ordinary) }
        } else {
            try advance()
        }
        return MathAtom(node: letterNode(scalar, font), kind: .ordinary)
    }

    /// One letter in an alphabet.
    private mutating func letterNode(_ scalar: UInt32, _ font: MathFont) -> MathNodeID {
        let node = tree.leaf(.mi, font.character(for: scalar))
        if font == .upright { tree.add(" mathvariant=\"normal\"", to: node) }
        return node
    }

    /// Reads characters beyond ASCII: symbols as their commands, letters of other scripts as text.
    private mutating func parseForeign(_ scalar: UInt32, isAlone: Bool) throws(MathError) -> MathAtom {
        if scalar == 0xA0 || (0x2000...0x200A).contains(scalar) {
            try advance()
            return spaceAtom(milliEms: 250)
        }
        if let symbol = MathCommandTable.shared.symbolsByScalar[scalar] {
            try advance()
            return symbolAtom(symbol)
        }
        guard let value = Unicode.Scalar(scalar), value.properties.isAlphabetic, scalar < 0x1D400 || scalar > 0x1D7FF
        else {
            try advance()
            let isMath = Unicode.Scalar(scalar)?.properties.isMath ?? false
            let kind: MathElement = isMath ? .mi : .mtext
            return MathAtom(node: tree.leaf(kind, scalar.isWritable ? scalar : 0xFFFD), kind: .ordinary)
        }
        var text: [UInt8] = []
        repeat {
            guard case .character(let letter) = token, letter >= 0x80,
                Unicode.Scalar(letter)?.properties.isAlphabetic == true
                    || Unicode.Scalar(letter)?.properties.generalCategory == .nonspacingMark
            else { break }
            text.appendUTF8(letter)
            try advance()
        } while !isAlone
        return MathAtom(node: tree.leaf(.mtext, text), kind: .ordinary)
    }

    // MARK: - Symbols

    /// The item for a symbol; the token is behind it already.
    mutating func symbolAtom(_ symbol: MathSymbol) -> MathAtom {
        let scalar = symbol.scalar
        switch symbol.form {
        case .variable:
            return MathAtom(node: letterOrSymbol(scalar, default: .italic), kind: .ordinary)
        case .upright:
            return MathAtom(node: letterOrSymbol(scalar, default: .upright), kind: .ordinary)
        case .prefix:
            return operatorAtom(font.map { $0.character(for: scalar) } ?? scalar, .ordinary)
        case .relation:
            let atom = operatorAtom(scalar, .relation)
            if OperatorDictionary.stretchesUpwards(scalar) { tree.add(" stretchy=\"false\"", to: atom.node) }
            return atom
        case .binary: return operatorAtom(scalar, .binary)
        case .punctuation: return operatorAtom(scalar, .punctuation)
        case .opening: return fenceAtom(scalar, .opening)
        case .closing: return fenceAtom(scalar, .closing)
        case .sum:
            var atom = operatorAtom(scalar, .largeOperator)
            atom.limits = .inDisplay
            return atom
        case .integral: return operatorAtom(scalar, .largeOperator)
        }
    }

    private mutating func fenceAtom(_ scalar: UInt32, _ kind: AtomClass) -> MathAtom {
        let node = tree.leaf(.mo, scalar)
        if scalar == 0x7C || scalar == 0x2016 {
            tree.add(kind == .opening ? " form=\"prefix\"" : " form=\"postfix\"", to: node)
        }
        tree.add(" stretchy=\"false\"", to: node)
        return MathAtom(node: node, kind: kind)
    }

    private mutating func letterOrSymbol(_ scalar: UInt32, default style: MathFont) -> MathNodeID {
        // `\boldsymbol` keeps what is upright upright.
        let alphabet = font == .boldItalic && style == .upright ? .bold : font ?? style
        let node = tree.leaf(.mi, alphabet.character(for: scalar))
        // Browsers slant any letter that is alone in its element.
        if alphabet == .upright, scalar.isSlantedByBrowsers { tree.add(" mathvariant=\"normal\"", to: node) }
        return node
    }
}

extension UInt32 {
    /// Whether MathML Core's `text-transform: math-auto` makes the character italic.
    fileprivate var isSlantedByBrowsers: Bool {
        switch self {
        case 0x41...0x5A, 0x61...0x7A, 0x131, 0x237, 0x391...0x3A9, 0x3B1...0x3C9, 0x3D1, 0x3D5, 0x3D6, 0x3F0, 0x3F1,
            0x3F4, 0x3F5, 0x2202, 0x2207:
            true
        default: false
        }
    }

    /// Whether a page may hold the character: no controls, no noncharacters, no halves of pairs.
    var isWritable: Bool {
        switch self {
        case 0..<0x20, 0x7F..<0xA0, 0xD800..<0xE000, 0xFDD0..<0xFDF0: false
        default: self & 0xFFFE != 0xFFFE && self <= 0x10FFFF
        }
    }
}

extension [UInt8] {
    /// Appends one character as UTF-8.
    mutating func appendUTF8(_ value: UInt32) {
        if value < 0x80 {
            append(UInt8(value))
            return
        }
        guard let scalar = Unicode.Scalar(value) else { return }
        append(contentsOf: Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter)
    }
}
