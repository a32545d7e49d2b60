/// The lines a cursor can still reach, and the transcript of those it has left behind.
///
/// Each operation that costs more than the bytes asking for it draws on an allowance proportional to the input; when
/// that is used up the operation is left out, and text is only ever appended. So hostile counts cost linear time.
struct TerminalScreen {
    /// What stands in one column.
    struct Cell {
        /// A scalar, or `continuation` for the further columns of a wide character or tab.
        var scalar: UInt32
        /// Index into the transcript's styles.
        var style: UInt32
        /// The last of the combining marks on it, as an index into `marks` counting from 1; 0 for none.
        var marks: UInt32 = 0

        static let continuation: UInt32 = .max
        static let blank = Cell(scalar: 0x20, style: 0)
    }

    /// A combining mark, and the one before it on the same cell as an index counting from 1.
    typealias Mark = (scalar: UInt32, previous: UInt32)

    /// How far up a cursor can go at least: far more than nested progress bars need.
    static let reachableLines = 256
    /// How far past the end of its line a cursor can be sent.
    static let farthestColumn = 1_000

    private var transcript = TerminalTranscript()
    private var lines: [[Cell]] = [[]]
    private var row = 0
    private var column = 0
    private var saved = (row: 0, column: 0)
    private var marks: [Mark] = []
    private var allowance: Int
    private var styleNumbers: [TerminalStyle: UInt32] = [TerminalStyle(): 0]
    private var styleNumber: UInt32 = 0

    /// The style of what is written next.
    private(set) var style = TerminalStyle()

    init(inputCount: Int) {
        allowance = inputCount * 8 + 100_000
    }

    /// Sets the style of what is written next.
    mutating func use(_ style: TerminalStyle) {
        guard style != self.style else { return }
        self.style = style
        if let number = styleNumbers[style] {
            styleNumber = number
        } else {
            styleNumber = UInt32(transcript.styles.count)
            transcript.styles.append(style)
            styleNumbers[style] = styleNumber
        }
    }

    /// Begins a link (a checked address) or, with nil, ends it.
    mutating func useLink(_ address: [UInt8]?) {
        var style = style
        style.link = 0
        if let address {
            if transcript.links.last != address { transcript.links.append(address) }
            style.link = UInt32(transcript.links.count)
        }
        use(style)
    }

    private mutating func spend(_ cost: Int) -> Bool {
        guard cost <= allowance else { return false }
        allowance -= cost
        return true
    }
}

// MARK: Writing

extension TerminalScreen {
    /// Writes printable ASCII at the cursor.
    mutating func write(ascii text: ArraySlice<UInt8>) {
        settleColumn()
        let style = styleNumber
        let overwritten = min(text.count, lines[row].count - column)
        for byte in text.prefix(overwritten) {
            clearWide(at: column)
            lines[row][column] = Cell(scalar: UInt32(byte), style: style)
            column += 1
        }
        let rest = text.dropFirst(overwritten)
        lines[row].append(contentsOf: rest.lazy.map { Cell(scalar: UInt32($0), style: style) })
        column += rest.count
    }

    /// Writes one character at the cursor; a combining mark joins the character before it.
    mutating func write(_ scalar: Unicode.Scalar) {
        let width = scalar.terminalWidth
        if width == 0, column > 0, column <= lines[row].count {
            var index = column - 1
            while index > 0, lines[row][index].scalar == Cell.continuation { index -= 1 }
            marks.append((scalar.value, lines[row][index].marks))
            lines[row][index].marks = UInt32(marks.count)
            return
        }
        settleColumn()
        put(Cell(scalar: scalar.value, style: styleNumber))
        if width == 2 { put(Cell(scalar: Cell.continuation, style: styleNumber)) }
    }

    /// Writes a tab at the end of a line; inside a line only moves the cursor.
    mutating func tab() {
        let stop = (column / 8 + 1) * 8
        guard column == lines[row].count else {
            column = stop
            return
        }
        put(Cell(scalar: 0x09, style: styleNumber))
        while column < stop { put(Cell(scalar: Cell.continuation, style: styleNumber)) }
    }

    private mutating func put(_ cell: Cell) {
        if column < lines[row].count {
            // The second half of a wide character replaces without looking back: its first half is ours.
            if cell.scalar == Cell.continuation { clearFollowing(column) } else { clearWide(at: column) }
            lines[row][column] = cell
        } else {
            lines[row].append(cell)
        }
        column += 1
    }

    /// Fills up to a cursor that was sent past the end of its line.
    private mutating func settleColumn() {
        let gap = column - lines[row].count
        guard gap > 0 else { return }
        if gap <= Self.farthestColumn, spend(gap) {
            lines[row].append(contentsOf: repeatElement(.blank, count: gap))
        } else {
            column = lines[row].count
        }
    }

    /// Turns the wide character or tab that covers a column into blanks: half of it is about to go.
    private mutating func clearWide(at index: Int) {
        if lines[row][index].scalar == Cell.continuation {
            var first = index
            while first > 0, lines[row][first].scalar == Cell.continuation {
                lines[row][first] = .blank
                first -= 1
            }
            lines[row][first] = .blank
        }
        clearFollowing(index)
    }

    private mutating func clearFollowing(_ index: Int) {
        var next = index + 1
        while next < lines[row].count, lines[row][next].scalar == Cell.continuation {
            lines[row][next] = .blank
            next += 1
        }
    }
}

// MARK: Moving

extension TerminalScreen {
    /// To the start of the next line, which is made where there is none.
    mutating func lineFeed() {
        column = 0
        if row + 1 < lines.count {
            row += 1
        } else {
            appendLine()
        }
    }

    /// To the start of an empty line: the one under the last, unless that is empty itself.
    mutating func freshLine() {
        row = lines.count - 1
        column = 0
        if !lines[row].isEmpty { appendLine() }
    }

    mutating func carriageReturn() {
        column = 0
    }

    mutating func move(columns: Int) {
        move(toColumn: column + columns)
    }

    mutating func move(toColumn target: Int) {
        column = min(max(target, 0), max(lines[row].count, Self.farthestColumn))
    }

    mutating func move(rows: Int) {
        if rows < 0 {
            row = max(0, row + rows)
        } else {
            for _ in 0..<min(rows, 100) {
                if row + 1 < lines.count {
                    row += 1
                } else if spend(8) {
                    appendLine()
                }
            }
        }
    }

    mutating func saveCursor() {
        saved = (row, column)
    }

    mutating func restoreCursor() {
        row = min(saved.row, lines.count - 1)
        column = saved.column
    }

    private mutating func appendLine() {
        lines.append([])
        row = lines.count - 1
        guard lines.count >= 2 * Self.reachableLines else { return }
        for line in lines.prefix(Self.reachableLines) { transcript.append(line, marks: marks, isLast: false) }
        lines.removeFirst(Self.reachableLines)
        row -= Self.reachableLines
        saved.row = max(0, saved.row - Self.reachableLines)
    }
}

// MARK: Erasing

extension TerminalScreen {
    mutating func eraseToEndOfLine() {
        guard column < lines[row].count else { return }
        clearWide(at: column)
        lines[row].removeSubrange(column...)
    }

    mutating func eraseToStartOfLine() {
        erase(count: min(column + 1, lines[row].count), from: 0)
    }

    mutating func eraseLine() {
        lines[row].removeAll(keepingCapacity: true)
    }

    /// Blanks characters from the cursor on.
    mutating func erase(count: Int) {
        erase(count: min(count, lines[row].count - column), from: column)
    }

    /// The rest of the line and all lines under it.
    mutating func eraseBelow() {
        eraseToEndOfLine()
        lines.removeSubrange((row + 1)...)
    }

    private mutating func erase(count: Int, from start: Int) {
        guard count > 0, spend(count) else { return }
        clearWide(at: start)
        clearWide(at: start + count - 1)
        for index in start..<(start + count) { lines[row][index] = .blank }
    }
}

// MARK: Finishing

extension TerminalScreen {
    /// The whole text with its styles; the screen is spent.
    mutating func finish() -> TerminalTranscript {
        for index in lines.indices {
            let isLast = index == lines.count - 1
            // An empty last line is what follows a final line feed.
            if isLast, lines[index].isEmpty { break }
            transcript.append(lines[index], marks: marks, isLast: isLast)
        }
        lines = [[]]
        return transcript
    }
}
