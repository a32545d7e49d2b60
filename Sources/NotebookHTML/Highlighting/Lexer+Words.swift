/// Names and reserved words.
extension Lexer {
    /// Reads a name or a reserved word, or the prefix of a literal.
    mutating func readWord(_ grammar: Grammar) {
        let start = position
        var index = start
        var hash = WordTable.seed
        while index < end {
            let byte = source[index]
            guard grammar.isWordByte[Int(byte)] else { break }
            hash = WordTable.hash(hash, grammar.foldsCase ? WordTable.folded(byte) : byte)
            index += 1
        }
        if index < end, grammar.actions[Int(source[index])] == .quote, openPrefixed(from: start, to: index) { return }
        let entry = grammar.words.find(hash, in: source, from: start, to: index)
        colourWord(entry, from: start, to: index)
        previous = source[index - 1]
    }

    private mutating func colourWord(_ entry: WordTable.Entry?, from start: Int, to index: Int) {
        let expected = expectation
        let isMember = followsDot(start)
        // `yield from`: no module follows.
        let continuesKeyword = previousIsKeyword && previous != UInt8(ascii: "\n")
        previousIsKeyword = false
        if expected == .module, entry?.role != .module, entry?.tokenClass != .constant, entry?.tokenClass != .keyword {
            position = index
            return
        }
        // `function Base.show`: a method of another module's function.
        if expected == .functionName, isModule(at: index) { return position = index }
        expectation = .nothing
        guard let entry, !isMember || entry.role == .afterDot else {
            switch expected {
            case .functionName: take(.functionName, to: index)
            case .typeName: take(.className, to: index)
            default: plainWord(from: start, to: index)
            }
            return
        }
        if expected == .functionName || expected == .typeName, entry.tokenClass == .builtin || entry.role == .soft {
            take(expected == .functionName ? .functionName : .className, to: index)
            return
        }
        keyword(entry, from: start, to: index)
        // What `from m import` brings in are names of any kind, no modules.
        if expectation == .module, expected == .module || continuesKeyword { expectation = .nothing }
    }

    /// Whether the name at `start` is a member (`x.print`), so that no word is reserved; `1..n` is a range.
    private func followsDot(_ start: Int) -> Bool {
        guard start > 0, source[start - 1] == UInt8(ascii: ".") else {
            return grammar.dialect == .r && start > 0 && source[start - 1] == UInt8(ascii: "$")
        }
        return start < 2 || source[start - 2] != UInt8(ascii: ".")
    }

    /// Whether a module's name ends at `index` in Julia: a name follows its point.
    private func isModule(at index: Int) -> Bool {
        guard grammar.dialect == .julia, index + 1 < end, source[index] == UInt8(ascii: ".") else { return false }
        return grammar.actions[Int(source[index + 1])] == .word
    }

    private mutating func keyword(_ entry: WordTable.Entry, from start: Int, to index: Int) {
        var tokenClass = entry.tokenClass
        switch entry.role {
        case .function: expectation = .functionName
        case .type: expectation = .typeName
        case .module: expectation = .module
        case .soft: tokenClass = softKeyword(from: start, to: index)
        case .called: if !isCalled(from: start, to: index) { tokenClass = .plain }
        case .none, .afterDot, .assignments: break
        }
        take(tokenClass, to: index)
        previousIsKeyword = tokenClass == .keyword || tokenClass == .wordOperator
        if entry.role == .function, grammar.dialect == .template { negation() }
    }
}
