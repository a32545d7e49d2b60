extension DirectiveScanner {
    /// Copies a line of prose; attributes behind pictures, links and spans become marks.
    mutating func takeProse(_ line: MarkdownLine, end: Int) {
        guard hasAttributes(line.content) else {
            if line.isTableCaption { separateFromTable() }
            return copyLine(to: end)
        }
        if line.isTableCaption { separateFromTable() }
        var prose = ProseLine()
        var end = end
        var position = index
        while position < end {
            let byte = bytes[position]
            if byte == UInt8(ascii: "{"), let kind = prose.attributesMayFollow,
                let (list, behind) = AttributeList.read(bytes[...], at: position)
            {
                let source = bytes[position..<behind]
                if let bracket = kind.bracket {
                    writeSpan(list, source, from: bracket)
                } else {
                    result.append(result.add(.attributes(list), source: source))
                }
                position = behind
                // Attributes may go over lines.
                if behind > end { end = lineEnd(from: behind) }
                prose.attributesMayFollow = nil
                continue
            }
            prose.take(byte, at: result.text.count)
            result.append(byte)
            position += 1
        }
        index = end
        copyLine(to: end)
    }

    /// Whether a line has a brace behind a bracket or parenthesis.
    private func hasAttributes(_ line: ArraySlice<UInt8>) -> Bool {
        var previous: UInt8 = 0
        for byte in line {
            if byte == UInt8(ascii: "{"), previous == UInt8(ascii: ")") || previous == UInt8(ascii: "]") { return true }
            previous = byte
        }
        return false
    }

    /// Replaces the brackets of a span, the first at `bracket` in the text written so far and the last at its end.
    private mutating func writeSpan(_ list: AttributeList, _ source: ArraySlice<UInt8>, from bracket: Int) {
        let content = Array(result.text[(bracket + 1)...].dropLast())
        result.removeText(from: bracket)
        result.append(result.add(.beginSpan(list), source: "[".utf8))
        result.append(content)
        result.append(result.add(.endSpan, source: "]".utf8 + source))
    }

    /// Puts a blank line before a caption, which would be a row of the table else.
    private mutating func separateFromTable() {
        if result.text.last == 0x0A { result.append(0x0A) }
    }
}

extension MarkdownLine {
    /// Pandoc's caption of a table with a name: `: Prices {#tbl-prices}`.
    fileprivate var isTableCaption: Bool {
        guard content.first == UInt8(ascii: ":"), content.last == UInt8(ascii: "}"), content.count > 8,
            content[content.startIndex + 1] == 0x20, let brace = content.lastIndex(of: UInt8(ascii: "{"))
        else { return false }
        return content[brace...].starts(with: "{#tbl-".utf8)
    }
}

/// Where attributes may follow in a line of prose: behind the bracket of a span, or the parenthesis of a link.
private struct ProseLine {
    /// What attributes would belong to: a span, with the place of its opening bracket, or a link or picture.
    struct Place { var bracket: Int? }

    var attributesMayFollow: Place?
    private var brackets: [Int] = []
    /// Brackets beyond the depth to which spans nest: each span moves the text in it.
    private var deeperBrackets = 0
    /// Parentheses open in the address of a link, nil outside of one.
    private var addressDepth: Int?
    /// The backticks of the code that is open, and of the run being read.
    private var code = 0
    private var backticks = 0
    private var previous: UInt8 = 0

    mutating func take(_ byte: UInt8, at place: Int) {
        attributesMayFollow = nil
        if byte == UInt8(ascii: "`"), previous != UInt8(ascii: "\\") {
            backticks += 1
        } else if backticks > 0 {
            if code == 0 { code = backticks } else if code == backticks { code = 0 }
            backticks = 0
        }
        if code == 0, backticks == 0, previous != UInt8(ascii: "\\") { takeMark(byte, at: place) }
        previous = byte == UInt8(ascii: "\\") && previous == byte ? 0 : byte
    }

    private mutating func takeMark(_ byte: UInt8, at place: Int) {
        switch byte {
        case UInt8(ascii: "["): if brackets.count < 16 { brackets.append(place) } else { deeperBrackets += 1 }
        case UInt8(ascii: "]"):
            if deeperBrackets > 0 {
                deeperBrackets -= 1
            } else if let bracket = brackets.popLast() {
                attributesMayFollow = Place(bracket: bracket)
            }
        case UInt8(ascii: "("):
            if addressDepth != nil {
                addressDepth? += 1
            } else if previous == UInt8(ascii: "]") {
                addressDepth = 1
            }
        case UInt8(ascii: ")"):
            guard let depth = addressDepth else { return }
            addressDepth = depth > 1 ? depth - 1 : nil
            if depth == 1 { attributesMayFollow = Place() }
        default: break
        }
    }
}
