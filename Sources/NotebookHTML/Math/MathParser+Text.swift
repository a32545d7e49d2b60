extension MathParser {
    /// `\text{…}` and its kin; the token is the command.
    mutating func parseText(_ textStyle: TextStyle) throws(MathError) -> MathAtom {
        let source = try reader.argument()
        let node = try parseTextContent(source, style: textStyle)
        try advance()
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\verb|…|`.
    mutating func parseVerbatim() throws(MathError) -> MathAtom {
        guard let delimiter = reader.peekExactly else { throw reader.failure("an argument is missing") }
        reader.skip(1)
        var text: [UInt8] = []
        while let byte = reader.peekExactly, byte != delimiter {
            text.append(byte)
            reader.skip(1)
        }
        guard reader.peekExactly == delimiter else { throw reader.failure("\\verb does not end") }
        reader.skip(1)
        try advance()
        let node = tree.leaf(.mtext, text.spacesKept())
        tree.add(" class=\"math-mono\"", to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// Prose with commands and formulas in it, as one element.
    mutating func parseTextContent(_ source: [UInt8], style textStyle: TextStyle) throws(MathError) -> MathNodeID {
        try nested { parser throws(MathError) in
            var run = TextRun(style: textStyle)
            try parser.readText(source, into: &run)
            parser.flush(&run)
            switch run.parts.count {
            case 0: return parser.tree.leaf(.mtext, [])
            case 1: return run.parts[0]
            default:
                let row = parser.tree.parent(.mrow)
                for part in run.parts { parser.tree.append(part, to: row) }
                return row
            }
        }
    }

    /// Prose read so far: finished elements, and the text that will be the next one.
    private struct TextRun {
        var style: TextStyle
        var text: [UInt8] = []
        var parts: [MathNodeID] = []
    }

    private mutating func flush(_ run: inout TextRun) {
        guard !run.text.isEmpty else { return }
        let node = tree.leaf(.mtext, run.text.endSpacesKept())
        switch run.style {
        case .plain: break
        case .bold: tree.add(" class=\"math-bold\"", to: node)
        case .italic: tree.add(" class=\"math-italic\"", to: node)
        case .sansSerif: tree.add(" class=\"math-sans\"", to: node)
        case .monospace: tree.add(" class=\"math-mono\"", to: node)
        }
        run.parts.append(node)
        run.text = []
    }

    private mutating func readText(_ source: [UInt8], into run: inout TextRun) throws(MathError) {
        var index = 0
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "$"):
                index = try readFormula(source, from: index + 1, until: byte, into: &run)
            case UInt8(ascii: "\\"):
                index = try readTextCommand(source, from: index + 1, into: &run)
            case UInt8(ascii: "{"), UInt8(ascii: "}"): index += 1
            case UInt8(ascii: "~"):
                run.text.append(contentsOf: [0xC2, 0xA0])
                index += 1
            case UInt8(ascii: "`"), UInt8(ascii: "'"), UInt8(ascii: "-"):
                index = readLigature(source, from: index, into: &run)
            case UInt8(ascii: "%"):
                while index < source.count, source[index] != 0x0A { index += 1 }
            default:
                run.text.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
                index += 1
            }
        }
    }

    /// Quotes and dashes as TeX writes them.
    private func readLigature(_ source: [UInt8], from start: Int, into run: inout TextRun) -> Int {
        let byte = source[start]
        var end = start
        while end < source.count, source[end] == byte, end - start < 3 { end += 1 }
        var count = end - start
        if byte != UInt8(ascii: "-") { count = min(count, 2) }
        let text: String =
            switch (byte, count) {
            case (UInt8(ascii: "`"), 2): "“"
            case (UInt8(ascii: "`"), _): "‘"
            case (UInt8(ascii: "'"), 2): "”"
            case (UInt8(ascii: "'"), _): "’"
            case (_, 3): "—"
            case (_, 2): "–"
            default: "-"
            }
        run.text.append(contentsOf: text.utf8)
        return start + count
    }

    /// A formula within text, up to its closing mark: a dollar, or `\)` as a command.
    private mutating func readFormula(
        _ source: [UInt8], from start: Int, until mark: UInt8, isCommand: Bool = false, into run: inout TextRun
    ) throws(MathError) -> Int {
        guard let end = source.firstIndex(of: mark, outsideGroupsFrom: start, isCommand: isCommand) else {
            throw reader.failure("a formula within text does not end")
        }
        flush(&run)
        let outer = (style, font)
        if style == .display { style = .text }
        font = nil
        run.parts.append(try parseNested(Array(source[start..<end])))
        (style, font) = outer
        return end + (isCommand ? 2 : 1)
    }

    /// A command within text; the index is behind its backslash.
    private mutating func readTextCommand(
        _ source: [UInt8], from start: Int, into run: inout TextRun
    ) throws(MathError) -> Int {
        guard start < source.count else { return start }
        var end = start + 1
        if source[start].isTeXLetter {
            while end < source.count, source[end].isTeXLetter { end += 1 }
        }
        let name = source[start..<end]
        switch source[start] {
        case UInt8(ascii: "("):
            return try readFormula(source, from: end, until: UInt8(ascii: ")"), isCommand: true, into: &run)
        case UInt8(ascii: " "), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"), UInt8(ascii: "\\"), 0x0A:
            run.text.append(contentsOf: [0xC2, 0xA0])
            return end
        case UInt8(ascii: "!"), UInt8(ascii: "/"), UInt8(ascii: "-"): return end
        default: break
        }
        if let mark = TextAccent.mark(for: name) { return readAccent(mark, source, from: end, into: &run) }
        while end < source.count, source[end].isTeXSpace, name.last?.isTeXLetter == true { end += 1 }
        return try readNamedTextCommand(name, source, from: end, into: &run)
    }

    private mutating func readNamedTextCommand(
        _ name: ArraySlice<UInt8>, _ source: [UInt8], from start: Int, into run: inout TextRun
    ) throws(MathError) -> Int {
        if let macro = reader.macro(named: name), macro.parameterCount == 0 {
            flush(&run)
            run.parts.append(try parseNested([UInt8(ascii: "\\")] + name))
            return start
        }
        switch MathCommandTable.shared.command(named: name) {
        case .textFont(let inner):
            guard let end = endOfArgument(source, at: start) else { throw reader.failure("an argument is missing") }
            flush(&run)
            let argument = Array(source[(start + 1)..<(end - 1)])
            run.parts.append(try parseTextContent(argument, style: inner == .plain ? run.style : inner))
            return end
        case .symbol(let symbol):
            run.text.appendUTF8(symbol.scalar)
            return start
        case .space, .dots, .primitive(.relax):
            run.text.append(contentsOf: [0xC2, 0xA0])
            return start
        case .fontSwitch, .size, .style: return start
        case .primitive(.reference), .primitive(.equationReference), .macro, .notation, .primitive(.textColor), .font,
            .primitive(.url), .primitive(.link):
            // Read as mathematics: the command and all groups behind it.
            var end = start
            while let next = endOfArgument(source, at: end) { end = next }
            flush(&run)
            let bytes = [UInt8(ascii: "\\")] + name + [UInt8(ascii: " ")] + source[start..<end]
            run.parts.append(try parseNested(bytes))
            return end
        default:
            throw reader.failure("\\\(String(decoding: name, as: UTF8.self)) can't stand in text")
        }
    }

    /// The index behind the group that begins at a place; nil where none does.
    private func endOfArgument(_ source: [UInt8], at start: Int) -> Int? {
        start < source.count && source[start] == UInt8(ascii: "{") ? source.endOfGroup(at: start) : nil
    }

    /// A letter with an accent, `\'e`: the letter and a combining mark.
    private func readAccent(_ mark: UInt32, _ source: [UInt8], from start: Int, into run: inout TextRun) -> Int {
        var index = start
        while index < source.count, source[index].isTeXSpace || source[index] == UInt8(ascii: "{") { index += 1 }
        guard index < source.count, source[index] < 0x80, source[index] != UInt8(ascii: "}") else { return index }
        if source[index] == UInt8(ascii: "\\"), index + 1 < source.count { index += 1 }
        run.text.append(source[index])
        run.text.appendUTF8(mark)
        return index + 1
    }
}

/// The accents of text, as combining marks.
enum TextAccent {
    static func mark(for name: ArraySlice<UInt8>) -> UInt32? {
        guard name.count == 1, let byte = name.first else { return nil }
        return switch byte {
        case UInt8(ascii: "'"): 0x301
        case UInt8(ascii: "`"): 0x300
        case UInt8(ascii: "^"): 0x302
        case UInt8(ascii: "\""): 0x308
        case UInt8(ascii: "~"): 0x303
        case UInt8(ascii: "="): 0x304
        case UInt8(ascii: "."): 0x307
        case UInt8(ascii: "u"): 0x306
        case UInt8(ascii: "v"): 0x30C
        case UInt8(ascii: "H"): 0x30B
        case UInt8(ascii: "c"): 0x327
        case UInt8(ascii: "r"): 0x30A
        default: nil
        }
    }
}

extension [UInt8] {
    /// Text whose first and last space a browser keeps: they become U+00A0.
    fileprivate func endSpacesKept() -> [UInt8] {
        var result = self
        if result.last == 0x20 { result.replaceSubrange((count - 1)..., with: [0xC2, 0xA0]) }
        if result.first == 0x20 { result.replaceSubrange(0..<1, with: [0xC2, 0xA0]) }
        return result
    }
}
