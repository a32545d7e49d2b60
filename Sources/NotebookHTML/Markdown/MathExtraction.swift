/// Takes formulas out of Markdown before it is parsed, so that `_`, `*`, `\` and `|` in them are left alone.
///
/// What counts as a formula follows JupyterLab: `$...$`, `$$...$$`, `\\(...\\)`, `\\[...\\]` and
/// `\begin{x}...\end{x}`, inside one paragraph, outside code. Dollars before amounts stay dollars: text between two
/// dollars is no formula when it begins with a digit and ends in a blank or before a digit or letter, or when it leans
/// on the word after it (`$HOME and $PATH`).
struct MathExtraction: Sendable {
    /// One formula taken out.
    struct Formula: Sendable {
        var tex: [UInt8]
        var isDisplay: Bool
        /// As it stood in the text, delimiters included, to put back where no formula may stand.
        var source: [UInt8]
    }

    /// The Markdown with a mark in place of each formula.
    private(set) var text: [UInt8] = []
    private(set) var formulas: [Formula] = []
    /// A private-use character that the source does not contain; a mark is this, a number, and this again.
    let mark: [UInt8]

    init(_ source: [UInt8]) {
        mark = Self.unusedCharacter(in: source)
        guard source.contains(UInt8(ascii: "$")) || source.contains(UInt8(ascii: "\\")) else {
            text = source
            return
        }
        text.reserveCapacity(source.count)
        var scanner = MathScanner(source)
        var copied = 0
        while let found = scanner.next() {
            text += source[copied..<found.range.lowerBound]
            text += mark + String(formulas.count).utf8 + mark
            formulas.append(
                Formula(
                    tex: Array(source[found.content]), isDisplay: found.isDisplay, source: Array(source[found.range])))
            copied = found.range.upperBound
        }
        text += source[copied...]
    }

    /// A part of a parsed text: text proper, or the number of a formula.
    enum Part {
        case text(ArraySlice<UInt8>)
        case formula(Int)
    }

    /// Splits a parsed text at its marks.
    func parts(_ bytes: [UInt8]) -> [Part] {
        guard !formulas.isEmpty, bytes.contains(mark[0]) else { return [.text(bytes[...])] }
        var parts: [Part] = []
        var start = 0
        var index = 0
        while index + mark.count <= bytes.count {
            guard bytes[index] == mark[0], bytes[index...].starts(with: mark) else {
                index += 1
                continue
            }
            let digits = bytes[(index + mark.count)...].prefix { (0x30...0x39).contains($0) }
            guard bytes[digits.endIndex...].starts(with: mark),
                let number = Int(String(decoding: digits, as: UTF8.self)), number < formulas.count
            else {
                index += mark.count
                continue
            }
            if index > start { parts.append(.text(bytes[start..<index])) }
            parts.append(.formula(number))
            index = digits.endIndex + mark.count
            start = index
        }
        if start < bytes.count { parts.append(.text(bytes[start...])) }
        return parts
    }

    /// A parsed text with every formula as it stood in the source: for code, addresses and alternatives.
    func restored(_ bytes: [UInt8]) -> [UInt8] {
        guard !formulas.isEmpty, bytes.contains(mark[0]) else { return bytes }
        var result: [UInt8] = []
        for part in parts(bytes) {
            switch part {
            case .text(let text): result += text
            case .formula(let number): result += formulas[number].source
            }
        }
        return result
    }

    /// The first character of plane 15's private use area that the text is free of.
    private static func unusedCharacter(in source: [UInt8]) -> [UInt8] {
        var used: Set<UInt32> = []
        if source.contains(0xF3) {
            for scalar in String(decoding: source, as: UTF8.self).unicodeScalars where scalar.value >= 0xF0000 {
                used.insert(scalar.value)
            }
        }
        let free = (0xF0000...0xFFFFD as ClosedRange<UInt32>).first { !used.contains($0) } ?? 0xF0000
        return Array(String(Unicode.Scalar(free) ?? "\u{F0000}").utf8)
    }
}
