/// One line of Markdown: what stands before its content, and the content.
struct MarkdownLine {
    /// The whole line without its end.
    let all: ArraySlice<UInt8>
    /// Without the blanks and list marks before it.
    let content: ArraySlice<UInt8>
    /// Blanks before the first list mark or the content.
    let outerIndent: Int
    let hasListMarker: Bool

    init(_ line: ArraySlice<UInt8>) {
        all = line
        var start = Self.skipBlanks(line, from: line.startIndex)
        outerIndent = Self.width(line[..<start])
        var marks = 0
        // A list may begin within a list's first line: `- 1. ::: note`.
        while marks < 8, let behind = Self.listMark(line[start...]) {
            start = behind
            marks += 1
        }
        hasListMarker = marks > 0
        var content = line[start...]
        while let last = content.last, last <= 0x20 { content.removeLast() }
        self.content = content
    }

    var isBlank: Bool { content.isEmpty && !hasListMarker }
    /// What stands before the content.
    var prefix: ArraySlice<UInt8> { all[..<content.startIndex] }
    /// The column of the content.
    var indent: Int { Self.width(prefix) }
    var hasDollars: Bool { dollarPairs > 0 }

    /// How many `$$` are in the line.
    var dollarPairs: Int {
        var count = 0
        var index = content.startIndex
        while index + 1 < content.endIndex {
            let isPair = content[index] == UInt8(ascii: "$") && content[index + 1] == UInt8(ascii: "$")
            if isPair { count += 1 }
            index += isPair ? 2 : 1
        }
        return count
    }

    /// The name in MyST's `(name)=`.
    var target: ArraySlice<UInt8>? {
        guard content.first == UInt8(ascii: "("), content.count > 3, content.suffix(2).elementsEqual(")=".utf8) else {
            return nil
        }
        let label = content.dropFirst().dropLast(2)
        return label.count <= 200 && label.allSatisfy({ $0.isLabelByte || $0 == 0x20 || $0 == UInt8(ascii: "/") })
            ? label : nil
    }

    private static func skipBlanks(_ line: ArraySlice<UInt8>, from start: Int) -> Int {
        line[start...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? line.endIndex
    }

    /// Columns of blanks, tabs to the next multiple of four; any other byte counts as one.
    private static func width(_ text: ArraySlice<UInt8>) -> Int {
        text.reduce(0) { $1 == 0x09 ? ($0 / 4 + 1) * 4 : $0 + 1 }
    }

    /// The index behind a list mark and its blanks, nil where there is none.
    private static func listMark(_ text: ArraySlice<UInt8>) -> Int? {
        var mark = text.startIndex
        let digits = text.prefix(9).prefix { (0x30...0x39).contains($0) }
        mark = digits.endIndex
        guard mark < text.endIndex else { return nil }
        let isMark =
            digits.isEmpty
            ? [UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+")].contains(text[mark])
            : text[mark] == UInt8(ascii: ".") || text[mark] == UInt8(ascii: ")")
        guard isMark, mark + 1 < text.endIndex, text[mark + 1] == 0x20 || text[mark + 1] == 0x09 else { return nil }
        let content = skipBlanks(text, from: mark + 1)
        return content < text.endIndex ? content : nil
    }
}
