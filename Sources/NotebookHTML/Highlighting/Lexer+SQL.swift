/// What the dialects of SQL add: templates, dollar quotes, bracketed names and MySQL's comments.
extension Lexer {
    /// Dispatches a byte that SQL's table calls special.
    mutating func sqlSpecial(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "{"):
            guard let template = template(at: position) else { return openBracket(byte) }
            read(template)
            previous = UInt8(ascii: "}")
        case UInt8(ascii: "["): bracketedName()
        case UInt8(ascii: "$"): dollarQuote()
        case UInt8(ascii: "#"): numberSign()
        default: punctuation(byte)
        }
    }

    /// Whether the name of a function stands for it here: without parentheses it is a column's (`rank`, `to_date`).
    func isCalled(from start: Int, to index: Int) -> Bool {
        let next = skipSpace(from: index)
        return next < end && source[next] == UInt8(ascii: "(") || isLength(from: start, to: index)
    }

    /// `varchar(max)` of SQL Server: alone in the parentheses of a type.
    private func isLength(from start: Int, to index: Int) -> Bool {
        guard previous == UInt8(ascii: "("), index < end, source[index] == UInt8(ascii: ")") else { return false }
        var last = start - 1
        while last >= 0, " \t(]".utf8.contains(source[last]) { last -= 1 }
        return ["char", "binary"].contains { type in
            let first = last + 1 - type.utf8.count
            return first >= 0 && zip(type.utf8, source[first...last]).allSatisfy { $0 == WordTable.folded($1) }
        }
    }

    /// `AT TIME ZONE`, `TIMESTAMP WITH TIME ZONE`: no type of its own.
    func isTimeZone(at index: Int) -> Bool {
        let zone = Array("zone".utf8)
        let start = skipSpace(from: index)
        let after = start + zone.count
        guard after <= end, after == end || !isNameByte(source[after]) else { return false }
        return zone == source[start..<after].map(WordTable.folded)
    }

    /// `-- comment`: templates are filled in before a database sees that this is one.
    mutating func lineComment() {
        let line = lineEnd(from: position)
        var index = position
        while index < line, source[index] != UInt8(ascii: "{") { index += 1 }
        take(.comment, to: index)
        if index < line { frames.append(Frame(rule: Self.comment)) }
    }

    /// A comment that is read like a literal, up to the end of the line; no text holds its quote.
    private static let comment = StringRule(quote: 0xFF, options: [.templates], tokenClass: .comment)

    /// `# comment` of MySQL and BigQuery on a line of its own; elsewhere it is an operator or a temporary table's name.
    private mutating func numberSign() {
        let text = skipBlanks(from: position + 1) > position + 1 || "#\n\r".utf8.contains(peek(1))
        let isOption = ["standardSQL", "legacySQL"].contains { matches(Array($0.utf8), at: position + 1) }
        guard previous == UInt8(ascii: "\n"), text || isOption || position + 1 == end else {
            return punctuation(UInt8(ascii: "#"))
        }
        take(.comment, to: lineEnd(from: position))
    }

    /// `[Order Date]`, a quoted name of SQL Server and SQLite: no word in it is a keyword. `x[1]` and `[a, b]` are arrays.
    private mutating func bracketedName() {
        let before = position > 0 ? source[position - 1] : 0
        var index = position + 1
        let isName = !isNameByte(before) && before != UInt8(ascii: "]") && peek(1).isASCIILetter
        while isName, index < end, isNameByte(source[index]) || " -./&#".utf8.contains(source[index]) { index += 1 }
        guard isName, index < end, source[index] == UInt8(ascii: "]") else { return openBracket(UInt8(ascii: "[")) }
        if previous == UInt8(ascii: "]") { bracketedType(to: index) }
        position = index + 1
        previous = UInt8(ascii: "]")
        previousIsKeyword = false
    }

    /// `[id] [int]`, as SQL Server's tools write a table's definition: a type behind the column's name.
    private mutating func bracketedType(to close: Int) {
        let start = position + 1
        let hash = source[start..<close].reduce(WordTable.seed) { WordTable.hash($0, WordTable.folded($1)) }
        guard let entry = grammar.words.find(hash, in: source, from: start, to: close), entry.tokenClass == .builtin,
            entry.role != .called
        else { return }
        tokens.mark(.builtin, from: start, to: close)
    }

    /// `$$ body $$` and `$tag$ body $tag$` of PostgreSQL: what is quoted is nearly always code, so it is read as such.
    /// `$1` and `$name` are parameters.
    private mutating func dollarQuote() {
        var index = position + 1
        while index < end, isNameByte(source[index]) { index += 1 }
        guard index < end, source[index] == UInt8(ascii: "$"), !peek(1).isASCIIDigit, patience > 0 else {
            position = index
            previous = UInt8(ascii: "$")
            previousIsKeyword = false
            return
        }
        let delimiter = Array(source[position...index])
        let close = find(delimiter, from: index + 1)
        guard close - delimiter.count > index, matches(delimiter, at: close - delimiter.count) else {
            patience -= 1
            position = index + 1
            return
        }
        take(.string, to: index + 1)
        embed(.sql, to: close - delimiter.count)
        take(.string, to: close)
        previous = UInt8(ascii: "$")
    }
}
