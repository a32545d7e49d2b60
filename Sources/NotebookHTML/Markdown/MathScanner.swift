/// Finds the formulas of a Markdown text from its beginning to its end, in linear time.
struct MathScanner {
    /// Where a formula stands.
    struct Found {
        /// With its delimiters.
        var range: Range<Int>
        /// What is handed to the converter: without delimiters, but with `\begin` and `\end`.
        var content: Range<Int>
        var isDisplay: Bool
    }

    /// What is sought up to the end of a paragraph.
    private enum Sought: Hashable {
        case backticks(Int)
        /// A dollar where as many groups are open as at the one before.
        case balancedDollar
        case delimiter([UInt8])
        /// `\end` of an environment by its name.
        case end(ArraySlice<UInt8>)
    }

    /// Groups deeper than this are no formula's: the converter reads no more. From each dollar a closing one is sought, so
    /// the depth also bounds how often a byte is looked at.
    private static let groupLimit = 32

    private let bytes: [UInt8]
    private var index = 0
    /// Where the present paragraph ends: formulas do not cross blank lines.
    private var paragraphEnd = 0
    /// What has been sought in vain in the present paragraph, not to be sought again from every place.
    private var missing: Set<Sought> = []

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        index = skipFences(at: 0)
        paragraphEnd = endOfParagraph(from: index)
    }

    /// The next formula, nil when there is none.
    mutating func next() -> Found? {
        while index < bytes.count {
            if index >= paragraphEnd { enterParagraph() }
            switch index < bytes.count ? bytes[index] : 0 {
            case 0x0A: index = skipFences(at: index + 1)
            case UInt8(ascii: "`"): skipCode()
            case UInt8(ascii: "$"): if let found = dollar() { return found }
            case UInt8(ascii: "\\"): if let found = backslash() { return found }
            default: index += 1
            }
        }
        return nil
    }

    private mutating func enterParagraph() {
        while index < bytes.count, bytes[index] == 0x0A { index += 1 }
        index = skipFences(at: index)
        paragraphEnd = endOfParagraph(from: index)
        missing = []
    }

    /// The index of the first of two line ends with nothing but blanks between them.
    private func endOfParagraph(from start: Int) -> Int {
        var index = start
        while index < bytes.count {
            if bytes[index] == 0x0A {
                var next = index + 1
                while next < bytes.count, bytes[next] == 0x20 || bytes[next] == 0x09 || bytes[next] == 0x0D {
                    next += 1
                }
                if next >= bytes.count || bytes[next] == 0x0A { return index }
            }
            index += 1
        }
        return index
    }

    // MARK: Code

    /// The index after fenced code blocks that begin with the line at `start` (<https://spec.commonmark.org/0.31.2/#fenced-code-blocks>).
    private func skipFences(at start: Int) -> Int {
        var index = start
        while let fence = fence(at: index) {
            var line = endOfLine(from: index) + 1
            while line < bytes.count {
                let end = endOfLine(from: line)
                if let closing = self.fence(at: line), closing.mark == fence.mark, closing.count >= fence.count,
                    closing.isBare
                {
                    line = end + 1
                    break
                }
                line = end + 1
            }
            index = min(line, bytes.count)
        }
        return index
    }

    private func fence(at line: Int) -> (mark: UInt8, count: Int, isBare: Bool)? {
        var index = line
        while index < bytes.count, bytes[index] == 0x20 || bytes[index] == UInt8(ascii: ">") { index += 1 }
        guard index < bytes.count, bytes[index] == UInt8(ascii: "`") || bytes[index] == UInt8(ascii: "~") else {
            return nil
        }
        let mark = bytes[index]
        let count = bytes[index...].prefix { $0 == mark }.count
        guard count >= 3 else { return nil }
        let rest = bytes[(index + count)..<endOfLine(from: index)]
        guard mark == UInt8(ascii: "~") || !rest.contains(mark) else { return nil }
        return (mark, count, rest.allSatisfy { $0 <= 0x20 })
    }

    private func endOfLine(from start: Int) -> Int {
        bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    }

    /// Moves past a code span, or past the backticks where no span begins.
    private mutating func skipCode() {
        let count = bytes[index...].prefix { $0 == UInt8(ascii: "`") }.count
        var close = index + count
        index = close
        // cmark-gfm knows no longer marks, and many different ones would each be sought to the end.
        guard count <= 80, !missing.contains(.backticks(count)) else { return }
        while close < paragraphEnd {
            guard bytes[close] == UInt8(ascii: "`") else {
                close += 1
                continue
            }
            let run = bytes[close...].prefix { $0 == UInt8(ascii: "`") }.count
            close += run
            if run == count {
                index = close
                return
            }
        }
        missing.insert(.backticks(count))
    }

    // MARK: Formulas

    private mutating func dollar() -> Found? {
        let start = index
        if start + 1 < paragraphEnd, bytes[start + 1] == UInt8(ascii: "$") {
            index = start + 2
            return close(Array("$$".utf8), from: start, content: start + 2, isDisplay: true)
        }
        index = start + 1
        guard let end = closingDollar(from: index), end > index, !isAmount(index..<end) else { return nil }
        defer { index = end + 1 }
        return Found(range: start..<(end + 1), content: (start + 1)..<end, isDisplay: false)
    }

    /// The next dollar that is not escaped, where braces are balanced if there is such a place.
    private mutating func closingDollar(from start: Int) -> Int? {
        var depth = 0
        var first: Int?
        var position = start
        while position < paragraphEnd {
            switch bytes[position] {
            case UInt8(ascii: "\\"): position += 1
            case UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "}"): depth -= 1
            case UInt8(ascii: "$"):
                if depth == 0 { return position }
                if first == nil { first = position }
                if missing.contains(.balancedDollar) { return first }
            default: break
            }
            if abs(depth) > Self.groupLimit, missing.insert(.balancedDollar).inserted, let first { return first }
            position += 1
        }
        missing.insert(.balancedDollar)
        return first
    }

    /// Whether dollars around this text are amounts or names rather than the marks of a formula.
    private func isAmount(_ content: Range<Int>) -> Bool {
        let first = bytes[content.lowerBound]
        let endsInBlank = bytes[content.upperBound - 1] <= 0x20
        let after = content.upperBound + 1 < bytes.count ? bytes[content.upperBound + 1] : 0x20
        let leansOnWord = Self.isAlphanumeric(after)
        // One number is a formula before a letter, as in `the $5$th` and `all $0$s`.
        let isNumber = bytes[content].allSatisfy { Self.isDigit($0) }
        if Self.isDigit(first) { return endsInBlank || leansOnWord && !(isNumber && !Self.isDigit(after)) }
        // What begins with a command is a formula, whatever follows it.
        let isCommand = first == UInt8(ascii: "\\") && Self.isLetter(bytes[content.lowerBound + 1])
        return first > 0x20 && endsInBlank && leansOnWord && !isCommand
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte & 0xDF) }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        isDigit(byte) || isLetter(byte)
    }

    private mutating func backslash() -> Found? {
        let start = index
        let rest = bytes[start..<paragraphEnd]
        if rest.starts(with: "\\begin{".utf8) { return environment(from: start) }
        if let reference = reference(rest) { return reference }
        index = min(start + 2, bytes.count)
        guard rest.count > 2, rest[start + 1] == UInt8(ascii: "\\") else { return nil }
        switch rest[start + 2] {
        case UInt8(ascii: "("): return close(Array("\\\\)".utf8), from: start, content: start + 3, isDisplay: false)
        case UInt8(ascii: "["): return close(Array("\\\\]".utf8), from: start, content: start + 3, isDisplay: true)
        default: return nil
        }
    }

    /// `\ref{label}` and `\eqref{label}` in prose, as MathJax reads them (`processRefs`).
    private mutating func reference(_ rest: ArraySlice<UInt8>) -> Found? {
        guard let name = ["\\ref{", "\\eqref{"].first(where: { rest.starts(with: $0.utf8) }) else { return nil }
        let label = rest.dropFirst(name.utf8.count).prefix(100)
        guard let end = label.firstIndex(of: UInt8(ascii: "}")), end > label.startIndex,
            label[..<end].allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "\\") })
        else { return nil }
        index = end + 1
        return Found(range: rest.startIndex..<index, content: rest.startIndex..<index, isDisplay: false)
    }

    private mutating func close(_ delimiter: [UInt8], from start: Int, content: Int, isDisplay: Bool) -> Found? {
        guard !missing.contains(.delimiter(delimiter)) else { return nil }
        guard let end = find(delimiter, from: content) else {
            missing.insert(.delimiter(delimiter))
            return nil
        }
        guard end > content else {
            index = end + delimiter.count
            return nil
        }
        index = end + delimiter.count
        return Found(range: start..<index, content: content..<end, isDisplay: isDisplay)
    }

    /// `\begin{x}` up to its own `\end{x}`, nested ones of the same name counted.
    private mutating func environment(from start: Int) -> Found? {
        index = start + 7
        let name = bytes[index..<paragraphEnd].prefix { Self.isAlphanumeric($0) || $0 == UInt8(ascii: "*") }
        guard !name.isEmpty, name.count < 32, name.endIndex < paragraphEnd, bytes[name.endIndex] == UInt8(ascii: "}")
        else {
            return nil
        }
        guard !missing.contains(.end(name)), missing.count < 64 else { return nil }
        let opening = Array("\\begin{".utf8) + name + [UInt8(ascii: "}")]
        let closing = Array("\\end{".utf8) + name + [UInt8(ascii: "}")]
        var depth = 0
        var position = start
        while position < paragraphEnd {
            if bytes[position] == UInt8(ascii: "\\") {
                let rest = bytes[position..<paragraphEnd]
                if rest.starts(with: opening) {
                    depth += 1
                } else if rest.starts(with: closing) {
                    depth -= 1
                    if depth == 0 {
                        index = position + closing.count
                        return Found(range: start..<index, content: start..<index, isDisplay: true)
                    }
                }
            }
            position += 1
        }
        missing.insert(.end(name))
        return nil
    }

    private func find(_ pattern: [UInt8], from start: Int) -> Int? {
        var position = start
        while position + pattern.count <= paragraphEnd {
            if bytes[position] == pattern[0], bytes[position...].starts(with: pattern) { return position }
            if bytes[position] == UInt8(ascii: "\\"), pattern[0] == UInt8(ascii: "$") { position += 1 }
            position += 1
        }
        return nil
    }
}
