/// Text of a stream, a traceback or a text/plain output, as a terminal would leave it on the screen.
///
/// Control functions follow ECMA-48 <https://ecma-international.org/publications-and-standards/standards/ecma-48/> and
/// xterm <https://invisible-island.net/xterm/ctlseqs/ctlseqs.html>. A line without control characters stays a range of
/// the input; only lines that are overwritten or coloured become cells.
///
///     TerminalText(Array("10%\r100%".utf8))   // one line: 100%
struct TerminalText: Sendable {
    private let bytes: [UInt8]
    private let rows: [TerminalRow]
    private let styles: TerminalStyles

    init(_ bytes: [UInt8]) {
        var screen = TerminalScreen(bytes)
        screen.run()
        self.bytes = bytes
        rows = screen.finishedRows()
        styles = screen.styles
    }

    /// How many lines the screen shows; a line end at the end of the text does not begin another.
    var lineCount: Int { rows.count }

    /// Appends some of the lines as escaped text and balanced spans, with a line end between them.
    func render(lines: Range<Int>, into html: inout HTMLWriter) {
        for index in lines.clamped(to: rows.indices) {
            if index > lines.lowerBound { html.raw(byte: 0x0A) }
            switch rows[index] {
            case .text(let range, let style):
                styles.open(style, in: &html)
                html.text(bytes[range])
                styles.close(style, in: &html)
            case .cells(let cells): render(cells, into: &html)
            }
        }
    }

    /// Neighbouring cells of one style share a span.
    private func render(_ cells: [TerminalCell], into html: inout HTMLWriter) {
        var index = 0
        var run: [UInt8] = []
        while index < cells.count {
            let style = cells[index].style
            run.removeAll(keepingCapacity: true)
            while index < cells.count, cells[index].style == style {
                cells[index].append(to: &run)
                index += 1
            }
            styles.open(style, in: &html)
            html.text(run)
            styles.close(style, in: &html)
        }
    }

    /// What the screen shows, without colours.
    static func plain(_ bytes: [UInt8]) -> [UInt8] {
        let text = TerminalText(bytes)
        var result: [UInt8] = []
        for (index, row) in text.rows.enumerated() {
            if index > 0 { result.append(0x0A) }
            switch row {
            case .text(let range, _): result += text.bytes[range]
            case .cells(let cells): for cell in cells { cell.append(to: &result) }
            }
        }
        return result
    }
}

/// One line of the screen.
enum TerminalRow: Sendable {
    /// A run of the input without control characters, in one style.
    case text(Range<Int>, style: Int32)
    case cells([TerminalCell])
}

/// One character of the screen.
struct TerminalCell: Sendable {
    var scalar: UInt32
    var style: Int32

    /// Appends the character as UTF-8.
    func append(to bytes: inout [UInt8]) {
        if scalar < 0x80 { return bytes.append(UInt8(scalar)) }
        bytes.append(contentsOf: UTF8.encode(Unicode.Scalar(scalar) ?? "\u{FFFD}") ?? UTF8.encodedReplacementCharacter)
    }
}
