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
        /// The name by which the text refers to it: Quarto's `$$…$$ {#eq-name}`, MyST's `$$…$$ (name)`.
        var label: [UInt8]?
    }

    /// The Markdown with a mark in place of each formula.
    private(set) var text: [UInt8] = []
    private(set) var formulas: [Formula] = []
    let marks: TextMarks

    init(_ source: [UInt8]) {
        marks = TextMarks(unusedIn: source)
        guard source.contains(UInt8(ascii: "$")) || source.contains(UInt8(ascii: "\\")) else {
            text = source
            return
        }
        text.reserveCapacity(source.count)
        var scanner = MathScanner(source)
        var copied = 0
        while let found = scanner.next() {
            text += source[copied..<found.range.lowerBound]
            text += marks.mark(formulas.count)
            let named = found.isDisplay ? FormulaLabel.read(source, after: found.range) : nil
            let end = named?.end ?? found.range.upperBound
            formulas.append(
                Formula(
                    tex: Array(source[found.content]), isDisplay: found.isDisplay,
                    source: Array(source[found.range.lowerBound..<end]), label: named?.label))
            copied = end
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
        marks.parts(bytes[...], count: formulas.count).map { part in
            switch part {
            case .text(let text): .text(text)
            case .mark(let number): .formula(number)
            }
        }
    }

    /// A parsed text with every formula as it stood in the source: for code, addresses and alternatives.
    func restored(_ bytes: [UInt8]) -> [UInt8] {
        guard !formulas.isEmpty, bytes.contains(marks.character[0]) else { return bytes }
        var result: [UInt8] = []
        for part in parts(bytes) {
            switch part {
            case .text(let text): result += text
            case .formula(let number): result += formulas[number].source
            }
        }
        return result
    }
}
