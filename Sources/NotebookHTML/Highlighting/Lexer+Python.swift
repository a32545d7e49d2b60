/// What Python and IPython add to the tables: soft keywords, decorators, f-string fields, format fields and magics.
extension Lexer {
    /// The class of `match`, `case` or `type` at `start`.
    func pythonSoftKeyword(from start: Int, to index: Int) -> TokenClass {
        if isSoftKeyword(from: start, to: index) { return .keyword }
        return source[start] == UInt8(ascii: "t") ? .builtin : .plain
    }

    /// Whether `match`, `case` or `type` at `start` begins a statement rather than being a name.
    private func isSoftKeyword(from start: Int, to index: Int) -> Bool {
        guard previous == UInt8(ascii: "\n"), depth == 0 else { return false }
        let next = skipBlanks(from: index)
        guard next < end else { return false }
        let byte = source[next]
        if source[start] == UInt8(ascii: "t") { return next > index && isNameByte(byte) && !byte.isASCIIDigit }
        switch byte {
        case _ where isNameByte(byte): return next > index && !isWordOperator(at: next)
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "-"), UInt8(ascii: "{"), UInt8(ascii: "*"),
            UInt8(ascii: "\""), UInt8(ascii: "'"):
            return next > index || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'")
        default: return false
        }
    }

    /// Whether an operator that can't begin a value stands at `index`: `match in x` is an ordinary expression.
    private func isWordOperator(at index: Int) -> Bool {
        for word in ["in", "is", "and", "or", "if", "for", "else", "as"] {
            let bytes = Array(word.utf8)
            let after = index + bytes.count
            if matches(bytes, at: index), after >= end || !isNameByte(source[after]) { return true }
        }
        return false
    }

    /// Dispatches a byte that Python's table calls special.
    mutating func pythonSpecial(_ byte: UInt8) {
        if frames.count > regionBase, isFieldEnd(byte) { return endField(byte) }
        switch byte {
        case UInt8(ascii: "@") where previous == UInt8(ascii: "\n"): decorator()
        case UInt8(ascii: "%") where startsStatement: lineMagic()
        case UInt8(ascii: "!") where startsStatement && peek(1) != UInt8(ascii: "="): shellCommand()
        case UInt8(ascii: "?"): helpMark()
        case UInt8(ascii: "\\"): continuation()
        case UInt8(ascii: ","):
            // `import a, b`: another module follows.
            let expected = expectation
            punctuation(byte)
            expectation = expected
        default: punctuation(byte)
        }
    }

    /// A magic or a command begins a line, or is the whole right side of an assignment.
    private var startsStatement: Bool {
        guard depth == 0, frames.count == regionBase else { return false }
        if previous == UInt8(ascii: "\n") { return true }
        return previous == UInt8(ascii: "=") && (peek(1).isASCIILetter || peek() == UInt8(ascii: "!"))
    }

    /// A backslash at the line's end continues the statement, so the next line begins nothing.
    private mutating func continuation() {
        let next = peek(1)
        punctuation(UInt8(ascii: "\\"))
        if next == UInt8(ascii: "\n") { position += 1 }
    }

    private mutating func decorator() {
        var index = position + 1
        while index < end, isNameByte(source[index]) || source[index] == UInt8(ascii: ".") { index += 1 }
        guard index > position + 1 else { return punctuation(UInt8(ascii: "@")) }
        take(.decorator, to: index)
        previous = source[index - 1]
        expectation = .nothing
    }

    // MARK: f-string fields

    /// Whether `byte` ends the expression of an f-string's field.
    private func isFieldEnd(_ byte: UInt8) -> Bool {
        let frame = frames[frames.count - 1]
        guard frame.depth == 0, frame.closer == UInt8(ascii: "}") else { return false }
        let next = peek(1)
        switch byte {
        case UInt8(ascii: ":"): return true
        case UInt8(ascii: "!"): return next.isASCIILetter
        case UInt8(ascii: "="):
            return next == UInt8(ascii: "}") || next == UInt8(ascii: "!") || next == UInt8(ascii: ":")
        default: return false
        }
    }

    private mutating func endField(_ byte: UInt8) {
        take(.interpolation, byte == UInt8(ascii: "!") ? 2 : 1)
        guard byte == UInt8(ascii: ":") else { return }
        frames.append(Frame(rule: frames[frames.count - 1].rule, kind: .formatSpec))
    }

    /// The part after the colon: text in which fields may be nested.
    mutating func readFormatSpec(_ rule: StringRule) {
        var index = position
        while index < end {
            let byte = source[index]
            if byte == UInt8(ascii: "{") {
                take(rule.tokenClass, to: index)
                take(.interpolation, 1)
                frames.append(Frame(rule: rule, closer: UInt8(ascii: "}")))
                return
            }
            if byte == UInt8(ascii: "}") {
                take(rule.tokenClass, to: index)
                take(.interpolation, 1)
                frames.removeLast(2)
                return
            }
            // An unfinished field ends with its literal.
            if byte == rule.quote || byte == UInt8(ascii: "\n") { break }
            index += 1
        }
        take(rule.tokenClass, to: index)
        frames.removeLast(2)
    }

    // MARK: Fields of str.format and %

    /// The end of `{name!r:>8.2f}` at `index`, or `index` when the braces mean something else.
    func braceFieldEnd(from index: Int) -> Int {
        var close = index + 1
        // A field is short; a brace that is not closed soon opens something else.
        let limit = min(end, index + 64)
        if close < limit, source[close] == UInt8(ascii: "{") { return index }
        while close < limit {
            let byte = source[close]
            if byte == UInt8(ascii: "}") { return close + 1 }
            guard isNameByte(byte) || isFieldPunctuation(byte) else { break }
            if byte == UInt8(ascii: ":") { return formatSpecEnd(from: close, to: limit) ?? index }
            close += 1
        }
        return index
    }

    private func isFieldPunctuation(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "!"), UInt8(ascii: ":"): true
        default: false
        }
    }

    /// `:>8,.2f}` of `str.format`: <https://docs.python.org/3/library/string.html#format-specification-mini-language>.
    private func formatSpecEnd(from colon: Int, to limit: Int) -> Int? {
        var index = colon + 1
        let alignments = Array("<>=^".utf8)
        if index + 1 < limit, alignments.contains(source[index + 1]) {
            index += 2
        } else if index < limit, alignments.contains(source[index]) {
            index += 1
        }
        let allowed = Array("+- #0123456789,_.".utf8)
        while index < limit, allowed.contains(source[index]) { index += 1 }
        if index < limit, source[index].isASCIILetter || source[index] == UInt8(ascii: "%") { index += 1 }
        return index < limit && source[index] == UInt8(ascii: "}") ? index + 1 : nil
    }

    /// The end of `%s`, `%(name)05.2f` or `%%` at `index`, or `index` when the sign means something else.
    func percentFieldEnd(from index: Int) -> Int {
        var next = index + 1
        if next < end, source[next] == UInt8(ascii: "(") {
            let limit = min(end, next + 64)
            next += 1
            while next < limit, isNameByte(source[next]) { next += 1 }
            guard next < limit, source[next] == UInt8(ascii: ")") else { return index }
            next += 1
        }
        let limit = min(end, next + 32)
        let modifiers = Array("-#0 +*.123456789hlL".utf8)
        while next < limit, modifiers.contains(source[next]) { next += 1 }
        let conversions = Array("diouxXeEfFgGcrsa%".utf8)
        return next < limit && conversions.contains(source[next]) ? next + 1 : index
    }
}
