/// Forms that only other dialects read as markup, written as GitHub's has them: authors saw them work where they wrote.
///
///     ##Heading##          becomes   ## Heading ##     older dialects, and Jupyter's before 2017
///     |---||---|           becomes   |---|-|---|       a rule of a table with an empty column
///     <br/>                is indented to the item it continues: cmark-gfm begins a block of raw HTML there and shows
///                          the items that follow as they are written
extension DirectiveScanner {
    /// Writes such a line as GitHub's dialect has it; false where the line is none.
    mutating func takeOtherDialect(_ line: MarkdownLine, end: Int) -> Bool {
        guard !line.hasListMarker, rawHTMLEnd == nil else { return false }
        if let signs = line.bareHeading(behind: previous) {
            write(line.heading(signs: signs), for: line, end: end)
            return true
        }
        guard previous.contains(UInt8(ascii: "|")), let rule = line.filledTableRule else { return false }
        write(rule, for: line, end: end)
        return true
    }

    /// Keeps a tag that stands alone on its line in the item of the text before it, as the specification has it: such a
    /// tag does not interrupt a paragraph.
    mutating func takeLoneTag(_ line: MarkdownLine, end: Int) -> Bool {
        guard let column = lists.last, line.outerIndent < column, !previous.isEmpty, line.isInlineTag else {
            return false
        }
        result.append(repeatElement(0x20, count: column))
        write(line.content, for: line, end: end, prefix: [])
        return true
    }

    /// Follows blocks of raw HTML that end with their own end tag alone: nothing in them is Markdown.
    mutating func noteRawHTML(_ line: MarkdownLine) {
        if let closing = rawHTMLEnd {
            if line.content.holds(closing, from: line.content.startIndex) { rawHTMLEnd = nil }
            return
        }
        guard line.content.first == UInt8(ascii: "<") else { return }
        let blocks = [("<pre", "</pre>"), ("<style", "</style>"), ("<script", "</script>"), ("<!--", "-->")]
        guard let block = blocks.first(where: { line.content.begins(with: $0.0) }) else { return }
        let behind = line.content.startIndex + block.0.utf8.count
        if !line.content.holds(block.1, from: behind) { rawHTMLEnd = block.1 }
    }

    private mutating func write(
        _ content: some Sequence<UInt8>, for line: MarkdownLine, end: Int, prefix: ArraySlice<UInt8>? = nil
    ) {
        result.append(prefix ?? line.prefix)
        result.append(content)
        let next = min(end + 1, bytes.count)
        result.append(bytes[end..<next])
        index = next
    }
}

extension MarkdownLine {
    /// How many number signs begin a heading that has no blank behind them, nil where the line is none.
    ///
    /// One sign alone is one only before a capital, at the beginning of a paragraph: `#tag` and `#include` are text.
    fileprivate func bareHeading(behind previous: ArraySlice<UInt8>) -> Int? {
        let signs = content.prefix { $0 == UInt8(ascii: "#") }.count
        guard (1...6).contains(signs), signs < content.count else { return nil }
        let first = content[content.startIndex + signs]
        if signs > 1 { return first.beginsHeading || (0x30...0x39).contains(first) ? signs : nil }
        let isCapital = (0x41...0x5A).contains(first) || first >= 0x80 || first == UInt8(ascii: "*")
        return isCapital && previous.isEmpty && !holdsTag ? signs : nil
    }

    /// Whether a further word begins with a number sign, as in a list of tags.
    private var holdsTag: Bool {
        var before: UInt8 = 0
        return content.dropLast().contains { byte in
            defer { before = byte }
            return byte == UInt8(ascii: "#") && before == 0x20
        }
    }

    /// The content with blanks around the signs of a heading; signs at its end close it where they are as many.
    fileprivate func heading(signs: Int) -> [UInt8] {
        let sign = UInt8(ascii: "#")
        var text = content.dropFirst(signs)
        let closing = text.reversed().prefix { $0 == sign }.count
        if closing == signs { text.removeLast(closing) }
        return Array(repeatElement(sign, count: signs)) + [0x20] + text
            + (closing == signs ? [0x20] + repeatElement(sign, count: signs) : [])
    }

    /// A rule of a table whose empty columns have got a hyphen, nil where there are none.
    fileprivate var filledTableRule: [UInt8]? {
        let pipe = UInt8(ascii: "|")
        let isRule = content.allSatisfy {
            $0 == pipe || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ":") || $0 == 0x20 || $0 == 0x09
        }
        guard isRule, content.contains(UInt8(ascii: "-")), let first = content.firstIndex(of: pipe) else { return nil }
        var rule = Array(content[...first])
        var isEmpty = true
        var isFilled = false
        for byte in content[(first + 1)...] {
            if byte == pipe {
                if isEmpty { rule.append(UInt8(ascii: "-")) }
                isFilled = isFilled || isEmpty
                isEmpty = true
            } else if byte > 0x20 {
                isEmpty = false
            }
            rule.append(byte)
        }
        return isFilled ? rule : nil
    }

    /// Whether the line holds one tag of an inline element and nothing else.
    fileprivate var isInlineTag: Bool {
        guard !hasListMarker, content.count > 2, content.count < 200, content.first == UInt8(ascii: "<"),
            content.last == UInt8(ascii: ">"),
            !content.dropFirst().dropLast().contains(where: { $0 == 0x3C || $0 == 0x3E })
        else { return false }
        let name = content.dropFirst().drop { $0 == UInt8(ascii: "/") }.prefix(while: \.isTeXLetter)
        return ["br", "a", "b", "i", "em", "img", "span", "font", "strong"].contains { name.elementsEqual($0.utf8) }
    }
}

extension ArraySlice<UInt8> {
    /// Whether the slice begins with a word, in letters of any case.
    fileprivate func begins(with word: String) -> Bool {
        count >= word.utf8.count && zip(self, word.utf8).allSatisfy { HTMLTokenizer.lowercased($0) == $1 }
    }

    /// Whether a word in lower case stands somewhere behind a place, in letters of any case.
    fileprivate func holds(_ word: String, from start: Int) -> Bool {
        (start..<Swift.max(start, endIndex)).contains { self[$0] == word.utf8.first && self[$0...].begins(with: word) }
    }
}

extension UInt8 {
    /// Whether a heading's text may begin with the byte where no blank tells it from a tag or a directive.
    fileprivate var beginsHeading: Bool {
        isTeXLetter || self >= 0x80 || "*_[(`\"'$<".utf8.contains(self)
    }
}
