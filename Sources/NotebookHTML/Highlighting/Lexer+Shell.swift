/// A here-document whose text begins on the next line.
struct HereDocument: Sendable {
    /// The line that ends the text.
    var delimiter: [UInt8]
    /// `<<-`: tabs before the delimiter don't count.
    var stripsTabs: Bool
    /// A quoted delimiter: nothing is expanded in the text.
    var isLiteral: Bool
}

/// The shell's language: words, expansions and here-documents.
/// <https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html>
extension Lexer {
    /// Reads commands until the region or the innermost expansion ends.
    mutating func readShell() {
        let frameCount = frames.count
        while position < end, frames.count == frameCount {
            let byte = source[position]
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\n"): shellNewline()
            case UInt8(ascii: "#") where startsComment: take(.comment, to: lineEnd(from: position))
            case UInt8(ascii: "\""), UInt8(ascii: "'"): openString(byte, prefixStart: position, options: nil)
            case UInt8(ascii: "`"): backquote()
            case UInt8(ascii: "$"): _ = expand()
            case UInt8(ascii: "\\"): shellEscape()
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): openBracket(byte)
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): closeBracket(byte)
            case UInt8(ascii: "<") where peek(1) == byte && peek(2) != byte: hereDocument()
            case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: ";"),
                UInt8(ascii: "="):
                punctuation(byte)
            default: shellWord()
            }
        }
    }

    private mutating func shellNewline() {
        position += 1
        previous = UInt8(ascii: "\n")
        previousIsKeyword = false
        expectsIn = false
        let documents = hereDocuments
        hereDocuments.removeAll()
        for document in documents where position < end { readHereDocument(document) }
    }

    private mutating func shellEscape() {
        let continuesLine = peek(1) == UInt8(ascii: "\n")
        take(.escape, 2)
        if !continuesLine { previous = UInt8(ascii: "a") }
    }

    /// A `#` begins a comment only where a word could begin.
    private var startsComment: Bool {
        if frames.count > regionBase, frames[frames.count - 1].kind != .ordinary { return false }
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
        let isDefined = expectation == .functionName
        expectation = .nothing
        previousIsKeyword = false
        defer { previous = source[index - 1] == UInt8(ascii: "!") ? UInt8(ascii: "!") : UInt8(ascii: "a") }
        if isDefined { return take(.functionName, to: index) }
        let next = index < end ? source[index] : 0
        guard isCommand || expectsIn, let entry = grammar.words.find(hash, in: source, from: start, to: index),
            isCommand || matches(Array("in".utf8), at: start), next != UInt8(ascii: "="), next != UInt8(ascii: "$")
        else {
            return take(isNumber ? .number : .plain, to: index)
        }
        take(entry.tokenClass, to: index)
        switch entry.role {
        case .none: previousIsKeyword = entry.tokenClass == .keyword
        case .function: expectation = .functionName
        case .soft: expectsIn = true
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
    }

    private static let shellCode = StringRule(quote: 0, options: [.multiline], tokenClass: .plain)

    /// `${`, a prefix and the parameter's name.
    private var parameterLength: Int {
        var length = 2
        if peek(length) == UInt8(ascii: "#") || peek(length) == UInt8(ascii: "!") { length += 1 }
        while position + length < end, isNameByte(source[position + length]) { length += 1 }
        return length
    }

    private func variableLength(_ next: UInt8) -> Int {
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
        open(1, closer: UInt8(ascii: "`"), kind: .ordinary)
    }

    // MARK: Here-documents

    private mutating func hereDocument() {
        let isArithmetic = frames.count > regionBase && frames[frames.count - 1].kind == .arithmetic
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

    private mutating func readHereDocument(_ document: HereDocument) {
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
