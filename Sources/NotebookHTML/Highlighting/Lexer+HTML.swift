/// HTML and XML: tags, attributes, comments, and the languages of `<script>` and `<style>`.
extension Lexer {
    /// Reads the region as HTML or XML.
    mutating func readHTML() {
        while position < end {
            switch source[position] {
            case UInt8(ascii: "<"): markup()
            case UInt8(ascii: "&"): characterReference()
            default: position += 1
            }
        }
    }

    private mutating func markup() {
        if matches(Array("<!--".utf8), at: position) {
            return take(.comment, to: find(Array("-->".utf8), from: position + 4))
        }
        let next = peek(1)
        if next == UInt8(ascii: "!") || next == UInt8(ascii: "?") {
            return take(.decorator, to: find([UInt8(ascii: ">")], from: position + 1))
        }
        let isClosing = next == UInt8(ascii: "/")
        let start = position + (isClosing ? 2 : 1)
        guard start < end, source[start].isASCIILetter else {
            position += 1
            return
        }
        var index = start
        while index < end, isNameByte(source[index]) || "-:.".utf8.contains(source[index]) { index += 1 }
        position = start
        take(.tag, to: index)
        attributes()
        guard !isClosing, index - start <= 6 else { return }
        let name = String(decoding: source[start..<index], as: UTF8.self).lowercased()
        if name == "script" { embed(.javaScript, to: rawTextEnd(Array("</script".utf8))) }
        if name == "style" { embed(.css, to: rawTextEnd(Array("</style".utf8))) }
    }

    private mutating func attributes() {
        while position < end {
            let byte = source[position]
            switch byte {
            case UInt8(ascii: ">"):
                position += 1
                return
            case UInt8(ascii: "<"): return
            case UInt8(ascii: "="): attributeValue()
            case UInt8(ascii: "/"), 0...UInt8(ascii: " "): position += 1
            default: attributeName()
            }
        }
    }

    private mutating func attributeName() {
        var index = position + 1
        while index < end, source[index] > UInt8(ascii: " "), !"=/><".utf8.contains(source[index]) { index += 1 }
        take(.attribute, to: index)
    }

    private mutating func attributeValue() {
        position += 1
        while position < end, source[position] <= UInt8(ascii: " ") { position += 1 }
        guard position < end else { return }
        let quote = source[position]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            take(.string, to: find([quote], from: position + 1))
        } else {
            var index = position
            while index < end, source[index] > UInt8(ascii: " "), source[index] != UInt8(ascii: ">") { index += 1 }
            take(.string, to: index)
        }
    }

    /// `&amp;`, `&#39;`.
    private mutating func characterReference() {
        var index = position + 1
        let limit = min(end, index + 32)
        while index < limit,
            source[index].isASCIILetter || source[index].isASCIIDigit || source[index] == UInt8(ascii: "#")
        {
            index += 1
        }
        let isWhole = index < limit && index > position + 1 && source[index] == UInt8(ascii: ";")
        take(isWhole ? .escape : .plain, to: isWhole ? index + 1 : position + 1)
    }

    /// Where `</script` or `</style` begins, in any case; the region's end when it does not.
    private func rawTextEnd(_ tag: [UInt8]) -> Int {
        var index = position
        while index < end {
            if source[index] == UInt8(ascii: "<"), index + tag.count <= end,
                tag.indices.allSatisfy({ WordTable.folded(source[index + $0]) == tag[$0] })
            {
                return index
            }
            index += 1
        }
        return end
    }
}
