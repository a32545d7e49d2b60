/// A document type as the tokenizer read it; the sanitiser drops it.
package struct HTMLDoctype: Sendable, Hashable {
    /// The name in lower case, nil when there is none.
    package internal(set) var name: [UInt8]?
    /// The public identifier, nil when there is none.
    package internal(set) var publicIdentifier: [UInt8]?
    /// The system identifier, nil when there is none.
    package internal(set) var systemIdentifier: [UInt8]?
    /// Whether a browser would fall back to quirks mode for its form.
    package internal(set) var forcesQuirks = false
}

extension HTMLTokenizer {
    /// https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state
    mutating func declaration() -> Token? {
        let start = position + 2
        if input[start...].starts(with: "--".utf8) { return comment(from: start + 2) }
        if allowsCDATA, input[start...].starts(with: "[CDATA[".utf8) {
            position = start + 7
            content = .cdata
            return nil
        }
        let word = input[start...].prefix(7)
        if word.count == 7, word.lazy.map(Self.lowercased).elementsEqual("doctype".utf8) {
            position = start + 7
            doctype = HTMLDoctype()
            readDoctype()
            return .doctype
        }
        return bogusComment(from: start)
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#bogus-comment-state
    mutating func bogusComment(from start: Int) -> Token {
        let end = input[start...].firstIndex(of: UInt8(ascii: ">")) ?? input.count
        position = min(end + 1, input.count)
        return .comment(start..<end)
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#comment-start-state and on: the data ends at `-->`, `--!>`,
    /// or at once with `>` or `->`.
    private mutating func comment(from start: Int) -> Token {
        for abrupt in [">", "->"] where input[start...].starts(with: abrupt.utf8) {
            position = start + abrupt.utf8.count
            return .comment(start..<start)
        }
        var index = start
        while index < input.count {
            if input[index] == UInt8(ascii: ">"), let end = dashes(before: index, from: start) {
                position = index + 1
                return .comment(start..<end)
            }
            index += 1
        }
        position = input.count
        return .comment(start..<endOfCutComment(from: start))
    }

    /// Where the `--` or `--!` directly before `index` begins, nil when neither is there.
    private func dashes(before index: Int, from start: Int) -> Int? {
        for closer in ["--", "--!"] {
            let begin = index - closer.utf8.count
            if begin >= start, input[begin..<index].elementsEqual(closer.utf8) { return begin }
        }
        return nil
    }

    /// At the end of input a closer that was begun is not data.
    private func endOfCutComment(from start: Int) -> Int {
        if let end = dashes(before: input.count, from: start) { return end }
        return input.count > start && input[input.count - 1] == UInt8(ascii: "-") ? input.count - 1 : input.count
    }

    /// https://html.spec.whatwg.org/multipage/parsing.html#doctype-state and the states after it.
    private mutating func readDoctype() {
        skipSpaces()
        guard let first = peek, first != UInt8(ascii: ">") else { return endDoctype(quirks: true) }
        var name: [UInt8] = []
        while let byte = peek, !Self.isSpace(byte), byte != UInt8(ascii: ">") {
            if byte == 0 { name += [0xEF, 0xBF, 0xBD] } else { name.append(Self.lowercased(byte)) }
            position += 1
        }
        doctype.name = name
        skipSpaces()
        guard let next = peek else { return endDoctype(quirks: true) }
        if next == UInt8(ascii: ">") { return endDoctype(quirks: false) }
        let word = input[position...].prefix(6).map(Self.lowercased)
        guard word.elementsEqual("public".utf8) || word.elementsEqual("system".utf8) else {
            return endDoctype(quirks: true)
        }
        position += 6
        readIdentifiers(isPublic: word[0] == UInt8(ascii: "p"))
    }

    private mutating func readIdentifiers(isPublic: Bool) {
        skipSpaces()
        guard let (first, isClosed) = quoted() else { return endDoctype(quirks: true) }
        if isPublic { doctype.publicIdentifier = first } else { doctype.systemIdentifier = first }
        guard isClosed else { return endDoctype(quirks: true) }
        skipSpaces()
        guard let next = peek else { return endDoctype(quirks: true) }
        if next == UInt8(ascii: ">") { return endDoctype(quirks: false) }
        // Anything after the system identifier is ignored without quirks.
        guard isPublic else { return endDoctype(quirks: false) }
        guard let (second, isSecondClosed) = quoted() else { return endDoctype(quirks: true) }
        doctype.systemIdentifier = second
        skipSpaces()
        endDoctype(quirks: !isSecondClosed || peek == nil)
    }

    /// A quoted identifier; not closed when `>` or the end comes first. nil when there is no quote.
    private mutating func quoted() -> (value: [UInt8], isClosed: Bool)? {
        guard let quote = peek, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
        position += 1
        let start = position
        while let byte = peek, byte != quote, byte != UInt8(ascii: ">") { position += 1 }
        let value = normalized(start..<position)
        guard peek == quote else { return (value, false) }
        position += 1
        return (value, true)
    }

    /// Skips to behind the next `>`.
    private mutating func endDoctype(quirks: Bool) {
        doctype.forcesQuirks = quirks
        while let byte = peek {
            position += 1
            if byte == UInt8(ascii: ">") { return }
        }
        // The input ended first, wherever that was; only a system identifier followed by rubbish forgives it.
    }

    private var peek: UInt8? { position < input.count ? input[position] : nil }

    private mutating func skipSpaces() {
        while let byte = peek, Self.isSpace(byte) { position += 1 }
    }
}
