/// A here-document whose text begins on the next line.
struct HereDocument: Sendable {
    /// The line that ends the text.
    var delimiter: [UInt8]
    /// `<<-`: tabs before the delimiter don't count.
    var stripsTabs: Bool
    /// A quoted delimiter: nothing is expanded in the text.
    var isLiteral: Bool
}

/// Here-documents of the shell.
extension Lexer {
    /// `<<END`: the text begins on the next line.
    mutating func hereDocument() {
        var start = position + 2
        let stripsTabs = start < end && source[start] == UInt8(ascii: "-")
        start = skipBlanks(from: start + (stripsTabs ? 1 : 0))
        let quote = start < end ? source[start] : 0
        let isQuoted = quote == UInt8(ascii: "'") || quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "\\")
        var index = start + (isQuoted ? 1 : 0)
        let nameStart = index
        while index < end, isNameByte(source[index]) || source[index] == UInt8(ascii: "-") { index += 1 }
        punctuation(UInt8(ascii: "<"))
        punctuation(UInt8(ascii: "<"))
        guard !isArithmetic, index > nameStart, !source[nameStart].isASCIIDigit else { return }
        let delimiter = Array(source[nameStart..<index])
        if isQuoted, index < end, source[index] == quote { index += 1 }
        position = start
        take(.string, to: index)
        previous = UInt8(ascii: "a")
        hereDocuments.append(HereDocument(delimiter: delimiter, stripsTabs: stripsTabs, isLiteral: isQuoted))
    }

    /// Reads the text up to the line that ends it.
    mutating func readHereDocument(_ document: HereDocument) {
        while position < end {
            let line = lineEnd(from: position)
            var start = position
            if document.stripsTabs {
                while start < line, source[start] == UInt8(ascii: "\t") { start += 1 }
            }
            let isLast = line - start == document.delimiter.count && matches(document.delimiter, at: start)
            if !isLast, !document.isLiteral { readExpansions(to: line) }
            take(.string, to: isLast ? line : line + 1)
            if isLast { return }
        }
    }

    /// Marks the variables in one line of a here-document; commands in it stay text, so nothing is read twice.
    private mutating func readExpansions(to line: Int) {
        var index = position
        while index < line {
            guard source[index] == UInt8(ascii: "$") else {
                index += source[index] == UInt8(ascii: "\\") ? 2 : 1
                continue
            }
            take(.string, to: index)
            let next = peek(1)
            var length = variableLength(next)
            if next == UInt8(ascii: "{") {
                length = parameterLength
                if peek(length) == UInt8(ascii: "}") { length += 1 }
            }
            take(length > 1 ? .interpolation : .string, to: min(index + length, line))
            index = position
        }
    }
}
