extension DirectiveScanner {
    /// Writes `{math}` as a displayed formula; false where it has no end or no content, and stays code.
    mutating func takeFormula(_ directive: MystDirective, _ run: Run, _ line: MarkdownLine, end: Int) -> Bool {
        let start = index
        index = min(end + 1, bytes.count)
        var options = takeOptions()
        options.take(directive.attributes)
        var content = directive.argument
        while index < bytes.count {
            let end = lineEnd(from: index)
            let text = Array(bytes[index..<end]).trimmed
            index = min(end + 1, bytes.count)
            if text.count >= run.count, text.allSatisfy({ $0 == run.mark }) {
                guard !content.isEmpty, !content.contains(UInt8(ascii: "$")) else { break }
                writeFormula(content, label: options["label"] ?? options["name"], prefix: line.prefix)
                return true
            }
            if !text.isEmpty { content += (content.isEmpty ? [] : [0x0A]) + text }
        }
        index = start
        return false
    }

    private mutating func writeFormula(_ content: [UInt8], label: [UInt8]?, prefix: ArraySlice<UInt8>) {
        let blanks = Array(repeating: UInt8(0x20), count: prefix.count)
        result.append(0x0A)
        result.append(prefix)
        result.append("$$".utf8)
        for line in content.split(separator: 0x0A) { result.append([0x0A] + blanks + line) }
        result.append([0x0A] + blanks + Array("$$".utf8))
        if let label, label.allSatisfy(\.isLabelByte) { result.append(" {#".utf8 + label + "}".utf8) }
        result.append("\n\n".utf8)
    }

    /// Writes a directive with colons whose content is no Markdown, `:::{code-block} python`, as the block of code it would
    /// be with backticks; false where it has no end.
    mutating func takeVerbatim(_ run: Run, _ line: MarkdownLine, end: Int) -> Bool {
        var next = min(end + 1, bytes.count)
        let start = next
        var longest = 2
        while next < bytes.count {
            let end = lineEnd(from: next)
            let text = bytes[next..<end].drop { $0 <= 0x20 }
            let marks = text.prefix { $0 == run.mark }.count
            if marks >= run.count, text.dropFirst(marks).allSatisfy({ $0 <= 0x20 }) {
                let fence = Array(repeating: UInt8(ascii: "~"), count: longest + 1)
                let blanks = Array(repeating: UInt8(0x20), count: line.prefix.count)
                result.append(line.prefix)
                result.append(fence + run.info + [0x0A])
                result.append(bytes[start..<next])
                result.append(blanks + fence + [0x0A])
                index = min(end + 1, bytes.count)
                return true
            }
            longest = max(longest, text.prefix { $0 == UInt8(ascii: "~") }.count)
            next = min(end + 1, bytes.count)
        }
        return false
    }
}
