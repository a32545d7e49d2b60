extension HTMLTokenizer {
    /// Reads what follows a `<` in ordinary content; nil where there is no token, as for `</>` or a tag cut off.
    mutating func markup() -> Token? {
        let start = position
        guard start + 1 < input.count else { return literal(start, 1) }
        switch input[start + 1] {
        case let byte where Self.isLetter(byte):
            position = start + 1
            guard readTag() else { return nil }
            lastStartTag.removeAll(keepingCapacity: true)
            lastStartTag.append(contentsOf: tag.name)
            return .startTag
        case UInt8(ascii: "/"): return endTag()
        case UInt8(ascii: "!"): return declaration()
        case UInt8(ascii: "?"): return bogusComment(from: start + 1)
        default: return literal(start, 1)
        }
    }

    private mutating func literal(_ start: Int, _ count: Int) -> Token {
        position = start + count
        return .text(start..<position)
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#end-tag-open-state
    mutating func endTag() -> Token? {
        let start = position
        guard start + 2 < input.count else { return literal(start, input.count - start) }
        switch input[start + 2] {
        case let byte where Self.isLetter(byte):
            position = start + 2
            return readTag() ? .endTag : nil
        case UInt8(ascii: ">"):
            position = start + 3
            return nil
        default: return bogusComment(from: start + 2)
        }
    }

    /// Reads a tag from its name to its `>` into `tag`; false when the input ends first.
    private mutating func readTag() -> Bool {
        tag.reset()
        let isComplete = tag.read(input, at: &position)
        if !isComplete { position = input.count }
        return isComplete
    }
}

extension HTMLTag {
    /// https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state and the states that follow it.
    fileprivate mutating func read(_ input: [UInt8], at position: inout Int) -> Bool {
        while position < input.count, !HTMLTokenizer.endsTagName(input[position]) {
            Self.append(input[position], to: &name)
            position += 1
        }
        while position < input.count {
            let byte = input[position]
            if byte == UInt8(ascii: ">") {
                position += 1
                return true
            }
            position += 1
            if HTMLTokenizer.isSpace(byte) { continue }
            if byte == UInt8(ascii: "/") {
                isSelfClosing = position < input.count && input[position] == UInt8(ascii: ">")
            } else {
                position -= 1
                readAttribute(input, at: &position)
            }
        }
        return false
    }

    /// Lower case, and U+FFFD for NUL.
    @inline(__always)
    private static func append(_ byte: UInt8, to name: inout [UInt8]) {
        if byte == 0 { name += [0xEF, 0xBF, 0xBD] } else { name.append(HTMLTokenizer.lowercased(byte)) }
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state
    private mutating func readAttribute(_ input: [UInt8], at position: inout Int) {
        let nameStart = bytes.count
        let source = position
        // A `=` in first place is part of the name.
        repeat {
            Self.append(input[position], to: &bytes)
            position += 1
        } while position < input.count && input[position] != UInt8(ascii: "=")
            && !HTMLTokenizer.endsTagName(input[position])
        let name = nameStart..<bytes.count
        let sourceRange = source..<position
        var next = position
        while next < input.count, HTMLTokenizer.isSpace(input[next]) { next += 1 }
        if next < input.count, input[next] == UInt8(ascii: "=") {
            position = next + 1
            readValue(input, at: &position)
        } else {
            position = next
        }
        append(Attribute(name: name, value: name.upperBound..<bytes.count, source: sourceRange))
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-value-state
    private mutating func readValue(_ input: [UInt8], at position: inout Int) {
        while position < input.count, HTMLTokenizer.isSpace(input[position]) { position += 1 }
        guard position < input.count, input[position] != UInt8(ascii: ">") else { return }
        let quote = input[position]
        let isQuoted = quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'")
        let end = isQuoted ? quote : nil
        if isQuoted { position += 1 }
        while position < input.count {
            // Whole runs, since a picture in an address has megabytes without anything to decode.
            let start = position
            while position < input.count, !Self.isSpecial(input[position], end) { position += 1 }
            bytes.append(contentsOf: input[start..<position])
            guard position < input.count, appendDecoded(input, at: &position, isQuoted: isQuoted) else { break }
        }
        if isQuoted { position += 1 }
    }

    /// Whether a byte of a value ends it, or stands for another; `quote` is what it stands in, if anything.
    @inline(__always)
    private static func isSpecial(_ byte: UInt8, _ quote: UInt8?) -> Bool {
        if byte == UInt8(ascii: "&") || byte == 0 || byte == 0x0D { return true }
        guard let quote else { return byte == UInt8(ascii: ">") || HTMLTokenizer.isSpace(byte) }
        return byte == quote
    }

    /// Appends what a special byte of a value stands for; false where it ends the value.
    private mutating func appendDecoded(_ input: [UInt8], at position: inout Int, isQuoted: Bool) -> Bool {
        switch input[position] {
        case UInt8(ascii: "&"):
            position = HTMLTokenizer.appendReference(in: input, at: position, inAttribute: true, to: &bytes)
        case 0:
            bytes += [0xEF, 0xBF, 0xBD]
            position += 1
        case 0x0D where isQuoted:
            bytes.append(0x0A)
            position += position + 1 < input.count && input[position + 1] == 0x0A ? 2 : 1
        default: return false
        }
        return true
    }
}
