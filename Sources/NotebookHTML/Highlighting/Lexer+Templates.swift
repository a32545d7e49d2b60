/// Jinja's templates around and within SQL, as dbt and Airflow write them:
/// <https://jinja.palletsprojects.com/en/stable/templates/>.
extension Lexer {
    /// A template that closes: its braces and what is between.
    struct Template {
        /// `{`, `%` or `#`, the byte after the first brace.
        var kind: UInt8
        /// Where the text begins, after `{{` or `{%-`.
        var start: Int
        /// Where the text ends, before `}}` or `-%}`.
        var end: Int
        /// The index after the last brace.
        var close: Int
    }

    /// The template whose first brace stands at `index`, or nil when that brace means something else.
    mutating func template(at index: Int) -> Template? {
        guard index + 4 <= end, patience > 0 else { return nil }
        let kind = source[index + 1]
        guard kind == UInt8(ascii: "{") || kind == UInt8(ascii: "%") || kind == UInt8(ascii: "#") else { return nil }
        let start = isTrim(source[index + 2]) ? index + 3 : index + 2
        guard kind == UInt8(ascii: "#") || beginsTemplate(kind, at: start) else { return nil }
        guard let close = kind == UInt8(ascii: "{") ? expressionEnd(from: start) : statementEnd(kind, from: start)
        else {
            patience -= 1
            return nil
        }
        let end = close - 2 > start && isTrim(source[close - 3]) ? close - 3 : close - 2
        return Template(kind: kind, start: start, end: end, close: close)
    }

    /// Colours a template and passes it.
    mutating func read(_ template: Template) {
        if template.kind == UInt8(ascii: "#") { return take(.comment, to: template.close) }
        take(.interpolation, to: template.start)
        if template.kind == UInt8(ascii: "%") { statementName() }
        embed(by: .grammar(.template), to: template.end)
        take(.interpolation, to: template.close)
        previousIsKeyword = false
    }

    /// `-` and `+` beside the braces say what becomes of the space around them.
    private func isTrim(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") }

    /// PostgreSQL's arrays (`'{{1,2},{3,4}}'`) and patterns (`'{%}'`) begin with the same bytes.
    private func beginsTemplate(_ kind: UInt8, at start: Int) -> Bool {
        let next = start < end ? source[start] : 0
        if kind == UInt8(ascii: "{"), "\"'([".utf8.contains(next) { return true }
        return next <= UInt8(ascii: " ") || next == UInt8(ascii: "_") || next.isASCIILetter
    }

    /// The index after the `}}` that closes an expression; braces of a dictionary in it are balanced.
    private func expressionEnd(from start: Int) -> Int? {
        var index = start
        var level = 0
        while index + 1 < end {
            switch source[index] {
            case UInt8(ascii: "{"): level += 1
            case UInt8(ascii: "}") where level > 0: level -= 1
            case UInt8(ascii: "}"): return source[index + 1] == UInt8(ascii: "}") ? index + 2 : nil
            default: break
            }
            index += 1
        }
        return nil
    }

    /// The index after `%}` or `#}`.
    private func statementEnd(_ kind: UInt8, from start: Int) -> Int? {
        var index = start
        while index + 1 < end {
            if source[index] == kind, source[index + 1] == UInt8(ascii: "}") { return index + 2 }
            index += 1
        }
        return nil
    }

    /// The word a statement begins with is a keyword, also one dbt or an extension brings. As in SQL around it, where
    /// `CREATE` gives a name, what a macro is called has no colour.
    private mutating func statementName() {
        position = skipSpace(from: position)
        var index = position
        while index < end, isNameByte(source[index]) { index += 1 }
        take(.keyword, to: index)
    }

    /// `is not defined`: the test's name comes after the negation.
    mutating func negation() {
        let start = skipSpace(from: position)
        guard matches(Array("not".utf8), at: start), start + 3 < end, !isNameByte(source[start + 3]) else { return }
        position = start
        take(.keyword, 3)
    }

    /// The first index from `index` on that is no white space, lines' ends included.
    func skipSpace(from index: Int) -> Int {
        var index = index
        while index < end, source[index] <= UInt8(ascii: " ") { index += 1 }
        return index
    }

    /// The name after a bar is a filter's.
    mutating func filter(_ byte: UInt8) {
        punctuation(byte)
        expectation = .functionName
    }
}
