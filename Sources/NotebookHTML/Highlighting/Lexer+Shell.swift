/// The shell's language: words, expansions and here-documents.
/// <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html>
extension Lexer {
    /// Reads commands until the region or the innermost expansion ends.
    mutating func readShell() {
        let frameCount = frames.count
        while position < end, frames.count == frameCount {
            let byte = source[position]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): shellBlank()
            case UInt8(ascii: "\n"): shellNewline()
            case UInt8(ascii: "#") where startsComment: take(.comment, to: lineEnd(from: position))
            case UInt8(ascii: "\""), UInt8(ascii: "'"): openString(byte, prefixStart: position, options: nil)
            case UInt8(ascii: "`"): backquote()
            case UInt8(ascii: "$"): _ = expand()
            case UInt8(ascii: "\\"): shellEscape()
            case UInt8(ascii: "(") where previous == UInt8(ascii: "="): shellArray()
            // In `${name%%[}` a bracket is part of the pattern, and the first brace closes.
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: ")"), UInt8(ascii: "]"):
                isParameter ? punctuation(byte) : bracket(byte)
            case UInt8(ascii: "}"): closeBracket(byte)
            case UInt8(ascii: "<") where peek(1) == byte && peek(2) != byte: hereDocument()
            case UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ";"): endCommand(byte)
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "="): punctuation(byte)
            default: isArithmetic ? arithmeticWord(byte) : shellWord()
            }
        }
    }

    private var isParameter: Bool { frames.count > regionBase && frames[frames.count - 1].kind == .parameter }

    /// Within `$((...))`.
    var isArithmetic: Bool { frames.count > regionBase && frames[frames.count - 1].kind == .arithmetic }

    /// A number or a name, which is a variable's there without a `$`: `$((n + 1))`.
    private mutating func arithmeticWord(_ first: UInt8) {
        var index = position
        while index < end, isNameByte(source[index]) || (first.isASCIIDigit && source[index] == UInt8(ascii: "#")) {
            index += 1
        }
        guard index > position else { return punctuation(first) }
        take(first.isASCIIDigit ? .number : .interpolation, to: index)
        previous = UInt8(ascii: "a")
        previousIsKeyword = false
    }

    private mutating func bracket(_ byte: UInt8) {
        byte == UInt8(ascii: ")") || byte == UInt8(ascii: "]") ? closeBracket(byte) : openBracket(byte)
    }

    private mutating func shellNewline() {
        position += 1
        previous = UInt8(ascii: "\n")
        previousIsKeyword = false
        expectsIn = false
        assignment = .none
        let documents = hereDocuments
        hereDocuments.removeAll()
        for document in documents where position < end { readHereDocument(document) }
    }

    /// A command or another assignment may follow the value of one: `LANG=C sort`.
    private mutating func shellBlank() {
        position += 1
        if assignment == .value {
            assignment = .none
            previous = UInt8(ascii: ";")
        }
    }

    private mutating func endCommand(_ byte: UInt8) {
        punctuation(byte)
        assignment = .none
    }

    /// `name=(a b)`: the words in it are no commands.
    private mutating func shellArray() {
        punctuation(UInt8(ascii: "("))
        assignment = .none
        if canNest { frames.append(Frame(rule: Self.shellCode, closer: UInt8(ascii: ")"), kind: .array)) }
    }

    private mutating func shellEscape() {
        let continuesLine = peek(1) == UInt8(ascii: "\n")
        take(.escape, 2)
        if !continuesLine { previous = UInt8(ascii: "a") }
    }

    /// A `#` begins a comment only where a word could begin.
    private var startsComment: Bool {
        if frames.count > regionBase {
            let kind = frames[frames.count - 1].kind
            if kind == .parameter || kind == .arithmetic { return false }
        }
        guard position > 0 else { return true }
        return " \t\r\n;|&(){}`".utf8.contains(source[position - 1])
    }

    /// Whether the next word is a command or a keyword.
    private var isCommandPosition: Bool {
        if frames.count > regionBase, frames[frames.count - 1].kind != .ordinary { return false }
        return previousIsKeyword || "\n;|&(){`!".utf8.contains(previous)
    }

    private mutating func shellWord() {
        let start = position
        var index = start
        var hash = WordTable.seed
        var isNumber = true
        while index < end, !Self.endsShellWord[Int(source[index])] {
            hash = WordTable.hash(hash, source[index])
            if !source[index].isASCIIDigit { isNumber = false }
            index += 1
        }
        let isCommand = isCommandPosition
        let isDefined = expectation == .functionName || (isCommand && isFunction(index))
        expectation = .nothing
        previousIsKeyword = false
        if isDefined {
            take(.functionName, to: index)
        } else if let name = assignedName(from: start, to: index), isCommand || assignment == .arguments {
            take(.interpolation, to: name)
            if assignment == .none { assignment = .value }
        } else if let entry = shellEntry(hash, from: start, to: index, isCommand) {
            shellKeyword(entry, to: index)
        } else {
            take(isNumber ? .number : .plain, to: index)
        }
        position = index
        previous = source[index - 1] == UInt8(ascii: "!") ? UInt8(ascii: "!") : UInt8(ascii: "a")
    }

    /// `name() {`: a definition, though no word says so.
    private func isFunction(_ index: Int) -> Bool {
        let open = skipBlanks(from: index)
        guard open < end, source[open] == UInt8(ascii: "(") else { return false }
        let close = skipBlanks(from: open + 1)
        return close < end && source[close] == UInt8(ascii: ")")
    }

    /// The end of the name in `name=value`, `name+=value` or `name[`, if the word is one; the variable has one colour
    /// where it is set and where it is used.
    private func assignedName(from start: Int, to index: Int) -> Int? {
        guard index < end, source[index] == UInt8(ascii: "="), !source[start].isASCIIDigit else { return nil }
        let name = source[index - 1] == UInt8(ascii: "+") ? index - 1 : index
        return name > start && source[start..<name].allSatisfy(isNameByte) ? name : nil
    }

    /// What the table says of a word that stands where it can be a command or a keyword.
    private func shellEntry(_ hash: UInt32, from start: Int, to index: Int, _ isCommand: Bool) -> WordTable.Entry? {
        guard isCommand || expectsIn else { return nil }
        let next = index < end ? source[index] : 0
        guard isCommand || matches(Array("in".utf8), at: start), next != UInt8(ascii: "="), next != UInt8(ascii: "$")
        else { return nil }
        return grammar.words.find(hash, in: source, from: start, to: index)
    }

    private mutating func shellKeyword(_ entry: WordTable.Entry, to index: Int) {
        take(entry.tokenClass, to: index)
        switch entry.role {
        case .none: previousIsKeyword = entry.tokenClass == .keyword
        case .function: expectation = .functionName
        case .soft: expectsIn = true
        case .assignments: assignment = .arguments
        default: break
        }
    }

    private static let endsShellWord: [Bool] = (0...255).map { byte in
        " \t\r\n[]{}()$\"'`\\<>&|;=".utf8.contains(byte)
    }

    // MARK: Expansions

    /// Reads what a `$` begins, in code or in a literal; true when an interpolation was opened.
    mutating func expand() -> Bool {
        let isInLiteral = frames.count > regionBase && frames[frames.count - 1].closer == 0
        let plain: TokenClass = isInLiteral ? .string : .plain
        let next = peek(1)
        defer { previousIsKeyword = false }
        guard canNest else {
            take(plain, 1)
            return false
        }
        switch next {
        case UInt8(ascii: "(") where peek(2) == next: open(3, closer: UInt8(ascii: ")"), kind: .arithmetic)
        case UInt8(ascii: "("): open(2, closer: UInt8(ascii: ")"), kind: .ordinary)
        case UInt8(ascii: "{"): open(parameterLength, closer: UInt8(ascii: "}"), kind: .parameter)
        case UInt8(ascii: "'") where !isInLiteral:
            position += 1
            openString(next, prefixStart: position - 1, options: [.backslash, .multiline])
        case UInt8(ascii: "\"") where !isInLiteral:
            position += 1
            openString(next, prefixStart: position - 1, options: nil)
        default:
            let length = variableLength(next)
            take(length > 1 ? .interpolation : plain, length)
            previous = UInt8(ascii: "a")
            return false
        }
        return true
    }

    private mutating func open(_ count: Int, closer: UInt8, kind: Frame.Kind) {
        take(.interpolation, count)
        frames.append(Frame(rule: Self.shellCode, closer: closer, kind: kind))
        previous = UInt8(ascii: "(")
        if assignment == .value { assignment = .none }
    }

    private static let shellCode = StringRule(quote: 0, options: [.multiline], tokenClass: .plain)

    /// `${`, a prefix, the parameter's name and the sign of what is done to it: `:-`, `##`, `%`, `/`.
    var parameterLength: Int {
        var length = 2
        if peek(length) == UInt8(ascii: "#") || peek(length) == UInt8(ascii: "!") { length += 1 }
        let name = length
        while position + length < end, isNameByte(source[position + length]) { length += 1 }
        if length == name, "@*?$!-".utf8.contains(peek(length)) { length += 1 }
        let sign = peek(length)
        guard ":-=?+#%/^,@".utf8.contains(sign) else { return length }
        let next = peek(length + 1)
        let isDouble =
            sign == UInt8(ascii: ":") ? "-=?+".utf8.contains(next) : next == sign && "#%/^,".utf8.contains(sign)
        return length + (isDouble ? 2 : 1)
    }

    /// The length of `$name` or `$1`, whose second byte is `next`.
    func variableLength(_ next: UInt8) -> Int {
        if next.isASCIIDigit || "#$?!*@-".utf8.contains(next) { return 2 }
        var length = 1
        while position + length < end, isNameByte(source[position + length]) { length += 1 }
        return length
    }

    private mutating func backquote() {
        if frames.count > regionBase, frames[frames.count - 1].closer == UInt8(ascii: "`") {
            take(.interpolation, 1)
            frames.removeLast()
            previous = UInt8(ascii: "a")
        } else {
            openBackquotes()
        }
    }

    /// Opens a command in backquotes, in code or in a literal.
    mutating func openBackquotes() {
        guard canNest else { return position += 1 }
        open(1, closer: UInt8(ascii: "`"), kind: .ordinary)
    }
}
