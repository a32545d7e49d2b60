/// Runs the text through a terminal without a fixed size: lines are as long and as many as the text makes them.
struct TerminalScreen {
    private let bytes: [UInt8]
    private var position = 0
    private var rows: [TerminalRow] = [.cells([])]
    private var row = 0
    private var column = 0
    var styles = TerminalStyles()
    /// Blanks that cursor movements may add, and cells that erasing may touch: hostile counts can't blow up the page.
    private var paddingBudget: Int
    private var eraseBudget: Int

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        paddingBudget = bytes.count + 4_096
        eraseBudget = bytes.count * 16 + 65_536
    }

    /// The lines, without the empty one after a line end at the end.
    func finishedRows() -> [TerminalRow] {
        guard rows.count > 1, case .cells(let last)? = rows.last, last.isEmpty else { return rows }
        return Array(rows.dropLast())
    }

    /// Reads the whole text.
    mutating func run() {
        while position < bytes.count {
            if !takePlainLine() { takeOne() }
        }
    }

    /// Takes the rest of the input line as a range when nothing in it is special and the cursor's line is empty.
    private mutating func takePlainLine() -> Bool {
        guard column == 0, row == rows.count - 1, case .cells(let cells) = rows[row], cells.isEmpty else { return false }
        let end = Self.plainEnd(bytes, from: position)
        guard end == bytes.count || bytes[end] == 0x0A, end > position else { return false }
        rows[row] = .text(position..<end, style: styles.current)
        position = end
        guard end < bytes.count else { return true }
        position += 1
        newLine()
        return true
    }

    /// The first index from `start` that holds a line end or something a terminal acts on.
    private static func plainEnd(_ bytes: [UInt8], from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            let byte = bytes[index]
            if byte < 0x20 && byte != 0x09 || byte == 0x7F { return index }
            if byte == 0xC2, index + 1 < bytes.count, bytes[index + 1] < 0xA0 { return index }
            index += 1
        }
        return index
    }

    private mutating func takeOne() {
        let byte = bytes[position]
        switch byte {
        case 0x0A:
            position += 1
            newLine()
        case 0x0D:
            position += 1
            if !(position < bytes.count && bytes[position] == 0x0A) { column = 0 }
        case 0x08:
            position += 1
            column = max(0, column - 1)
        case 0x07: position += 1
        case 0x1B, 0xC2:
            if let sequence = TerminalSequence.read(bytes, at: position) {
                position = sequence.end
                apply(sequence)
            } else {
                putScalar()
            }
        case 0x09: putAndAdvance(0x09)
        case 0..<0x20: putAndAdvance(0x2400 + UInt32(byte))
        case 0x7F: putAndAdvance(0x2421)
        default: putScalar()
        }
    }

    private mutating func newLine() {
        row += 1
        column = 0
        if row == rows.count { rows.append(.cells([])) }
    }

    private mutating func putAndAdvance(_ scalar: UInt32) {
        put(scalar)
        position += 1
    }

    /// Puts the next UTF-8 character; bytes that are none become U+FFFD.
    private mutating func putScalar() {
        let lead = bytes[position]
        let length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0
        var scalar = length == 1 ? UInt32(lead) : UInt32(lead) & (0x7F >> UInt32(max(length, 1)))
        guard length > 0, position + length <= bytes.count,
            bytes[(position + 1)..<(position + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
        else { return putAndAdvance(0xFFFD) }
        for byte in bytes[(position + 1)..<(position + length)] { scalar = scalar << 6 | UInt32(byte & 0x3F) }
        put(scalar)
        position += length
    }

    private mutating func put(_ scalar: UInt32) {
        let cell = TerminalCell(scalar: scalar, style: styles.current)
        editCells { cells, screen in
            while cells.count < screen.column, screen.paddingBudget > 0 {
                cells.append(TerminalCell(scalar: 0x20, style: 0))
                screen.paddingBudget -= 1
            }
            screen.column = min(screen.column, cells.count)
            if screen.column < cells.count {
                cells[screen.column] = cell
            } else {
                cells.append(cell)
            }
            screen.column += 1
        }
    }

    /// Gives the cursor's line as cells, without copying them.
    private mutating func editCells(_ edit: (inout [TerminalCell], inout TerminalScreen) -> Void) {
        var cells: [TerminalCell] = []
        switch rows[row] {
        case .cells(let present): cells = present
        case .text(let range, let style): cells = Self.cells(bytes[range], style: style)
        }
        rows[row] = .cells([])
        edit(&cells, &self)
        rows[row] = .cells(cells)
    }

    private static func cells(_ text: ArraySlice<UInt8>, style: Int32) -> [TerminalCell] {
        String(decoding: text, as: UTF8.self).unicodeScalars.map { TerminalCell(scalar: $0.value, style: style) }
    }

    private mutating func apply(_ sequence: TerminalSequence) {
        switch sequence.kind {
        case .ignored: break
        case .link(let address): styles.setLink(address)
        case .control(let final, let parameters): apply(final, parameters)
        }
    }

    private mutating func apply(_ final: UInt8, _ parameters: SelectGraphicRendition) {
        let count = max(1, parameters.first ?? 1)
        switch final {
        case UInt8(ascii: "m"): styles.apply(parameters)
        case UInt8(ascii: "A"), UInt8(ascii: "F"):
            row = max(0, row - count)
            if final == UInt8(ascii: "F") { column = 0 }
        case UInt8(ascii: "B"), UInt8(ascii: "E"):
            row = min(rows.count - 1, row + min(count, rows.count))
            if final == UInt8(ascii: "E") { column = 0 }
        case UInt8(ascii: "C"): column = min(column + min(count, 10_000), 100_000)
        case UInt8(ascii: "D"): column = max(0, column - count)
        case UInt8(ascii: "G"), UInt8(ascii: "`"): column = min(count - 1, 10_000)
        case UInt8(ascii: "K"): eraseLine(parameters.first ?? 0)
        case UInt8(ascii: "J"): if parameters.first ?? 0 == 0 { eraseBelow() }
        default: break
        }
    }

    /// EL: from the cursor to the end, from the start to the cursor, or the whole line (ECMA-48 §8.3.41).
    private mutating func eraseLine(_ mode: Int) {
        editCells { cells, screen in
            switch mode {
            case 0: if cells.count > screen.column { cells.removeLast(cells.count - screen.column) }
            case 1:
                let end = min(cells.count, screen.column + 1)
                guard screen.eraseBudget >= end else { return }
                screen.eraseBudget -= end
                for index in 0..<end { cells[index] = TerminalCell(scalar: 0x20, style: 0) }
            case 2: cells.removeAll(keepingCapacity: true)
            default: break
            }
        }
    }

    /// ED 0: what is below the cursor. Clearing the whole screen is left out: what was printed before stays readable.
    private mutating func eraseBelow() {
        eraseLine(0)
        rows.removeLast(rows.count - row - 1)
    }
}
