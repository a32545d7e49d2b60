/// Reads a Markdown text line by line for `DirectiveExtraction`, in linear time.
struct DirectiveScanner {
    /// A block that has been opened.
    struct Open {
        /// Its directive's number, nil for one that stands as text.
        var directive: Int?
        var mark: UInt8
        var count: Int
    }

    /// Blocks nested deeper than this stay text.
    static let depthLimit = 24

    let bytes: [UInt8]
    var result: DirectiveExtraction
    /// Where the next line begins.
    var index = 0
    var open: [Open] = []
    /// The fence of the code block that is open.
    private var code: (mark: UInt8, count: Int)?
    private var isInFormula = false
    /// The columns at which the content of the lists around the present line begins.
    private(set) var lists: [Int] = []
    /// The content of the line before, empty at the beginning and behind blank lines.
    var previous: ArraySlice<UInt8> = []
    /// The content around the present line that is moved to the left.
    var indentation: Indentation?
    /// What ends the block of raw HTML that is open, such as `</pre>`.
    var rawHTMLEnd: String?

    init(_ bytes: [UInt8], result: DirectiveExtraction) {
        self.bytes = bytes
        self.result = result
    }

    mutating func run() {
        while index < bytes.count { takeLine() }
        result.changeUnclosed(by: open.count { $0.directive != nil && $0.mark == UInt8(ascii: ":") })
    }

    /// The index behind the line at `start`, without its line end.
    func lineEnd(from start: Int) -> Int { bytes[start...].firstIndex(of: 0x0A) ?? bytes.count }

    private mutating func takeLine() {
        skipIndentation()
        let start = index
        let end = lineEnd(from: start)
        if let code {
            previous = bytes[start..<end]
            copyLine(to: end)
            if let run = fence(in: bytes[start..<end]), run.isBare, run.mark == code.mark, run.count >= code.count {
                self.code = nil
                closeAfterCode(run, code, line: bytes[start..<end])
            }
            return
        }
        let line = MarkdownLine(bytes[start..<end])
        if line.isBlank {
            previous = []
            isInFormula = false
            return copyLine(to: end)
        }
        defer { previous = line.content }
        if isInFormula {
            isInFormula = !line.hasDollars
            return copyLine(to: end)
        }
        if takeLoneTag(line, end: end) { return }
        let column = enterLists(line)
        guard line.indent - column < 4 else { return copyLine(to: end) }
        if line.content.starts(with: "$$".utf8) { isInFormula = line.dollarPairs == 1 }
        if let run = fence(in: line.content) { return takeFence(run, line, end: end) }
        if let label = line.target { return takeTarget(label, line, end: end) }
        if takeOtherDialect(line, end: end) { return }
        noteRawHTML(line)
        takeProse(line, end: end)
    }

    /// Copies a line with its line end.
    mutating func copyLine(to end: Int) {
        let next = min(end + 1, bytes.count)
        result.append(bytes[index..<next])
        index = next
    }

    /// Writes a mark as a paragraph of its own, behind what stands before it on the line.
    mutating func writeBlock(_ mark: [UInt8], title: some Sequence<UInt8> = [], prefix: ArraySlice<UInt8>) {
        if let last = result.text.last, last != 0x0A { result.append(0x0A) }
        if !prefix.contains(where: { $0 > 0x20 }) { result.append(0x0A) }
        result.append(prefix)
        result.append(mark)
        result.append(0x20)
        result.append(title)
        result.append("\n\n".utf8)
    }

    /// Updates the lists around a line and gives the column its content is counted from.
    private mutating func enterLists(_ line: MarkdownLine) -> Int {
        while let last = lists.last, line.outerIndent < last { lists.removeLast() }
        let column = lists.last ?? 0
        if line.hasListMarker, line.outerIndent - column < 4, lists.count < 100 {
            lists.append(line.indent)
            return line.indent
        }
        return column
    }

    // MARK: Fences

    /// A run of three or more of `:`, a backtick or a tilde.
    struct Run {
        var mark: UInt8
        var count: Int
        /// What follows, without blanks at its ends.
        var info: ArraySlice<UInt8>
        var isBare: Bool { info.isEmpty }
    }

    private func fence(in line: ArraySlice<UInt8>) -> Run? {
        let content = line.drop { $0 == 0x20 || $0 == UInt8(ascii: ">") }
        guard let mark = content.first, [UInt8(ascii: ":"), UInt8(ascii: "`"), UInt8(ascii: "~")].contains(mark) else {
            return nil
        }
        let count = content.prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        var info = content.dropFirst(count).drop { $0 <= 0x20 }
        while let last = info.last, last <= 0x20 { info.removeLast() }
        // A line of code in backticks is no fence.
        if mark == UInt8(ascii: "`"), info.contains(mark) { return nil }
        return Run(mark: mark, count: count, info: info)
    }

    private mutating func takeFence(_ run: Run, _ line: MarkdownLine, end: Int) {
        if run.isBare, close(with: run, line, end: end) { return }
        // Fences in quotes end with the quote: they are left alone.
        if line.content.first == UInt8(ascii: ">") { return copyLine(to: end) }
        if run.mark == UInt8(ascii: ":") {
            if !run.isBare, openColons(run, line, end: end) { return }
            return takeProse(line, end: end)
        }
        if openDirective(run, line, end: end) { return }
        code = (run.mark, run.count)
        copyLine(to: end)
    }

    /// Ends the block that a bare run of marks ends: the innermost of its length, else the innermost.
    private mutating func close(with run: Run, _ line: MarkdownLine, end: Int) -> Bool {
        guard line.content.first != UInt8(ascii: ">") else { return false }
        let isColon = run.mark == UInt8(ascii: ":")
        let match =
            open.lastIndex { $0.mark == run.mark && $0.count == run.count }
            ?? open.lastIndex { $0.mark == run.mark && (isColon || $0.count <= run.count) }
        guard let match else {
            guard isColon, result.unclosed > 0 else { return false }
            result.changeUnclosed(by: -1)
            writeBlock(result.add(.end(of: nil), source: line.all), prefix: line.prefix)
            index = min(end + 1, bytes.count)
            return true
        }
        let closed = open[match].directive
        open.removeLast(open.count - match)
        guard let closed else {
            copyLine(to: end)
            return true
        }
        writeBlock(result.add(.end(of: closed), source: line.all), prefix: line.prefix)
        index = min(end + 1, bytes.count)
        return true
    }

    /// A fence that is longer than the code it ends also ends the directive around it, which has its length.
    private mutating func closeAfterCode(_ run: Run, _ code: (mark: UInt8, count: Int), line: ArraySlice<UInt8>) {
        guard run.count > code.count,
            let match = open.lastIndex(where: { $0.mark == run.mark && $0.count == run.count }),
            let closed = open[match].directive
        else { return }
        open.removeLast(open.count - match)
        writeBlock(result.add(.end(of: closed), source: line), prefix: [])
    }

    private mutating func takeTarget(_ label: ArraySlice<UInt8>, _ line: MarkdownLine, end: Int) {
        writeBlock(result.add(.target(Array(label)), source: line.all), prefix: line.prefix)
        index = min(end + 1, bytes.count)
    }
}
