/// Code outside literals: what each byte begins, and the brackets.
extension Lexer {
    /// Reads code until the region ends or a literal or an interpolation is opened or closed.
    mutating func readCode() {
        let grammar = grammar
        let frameCount = frames.count
        while position < end {
            let byte = source[position]
            switch grammar.actions[Int(byte)] {
            case .space:
                position += 1
                continue
            case .word:
                readWord(grammar)
            case .other:
                punctuation(byte)
            case .newline:
                if frameCount > regionBase, closesAtNewline() { return }
                position += 1
                previous = UInt8(ascii: "\n")
                expectation = .nothing
            case .digit:
                readNumber(grammar)
            case .dot:
                if peek(1).isASCIIDigit, previous != byte { readNumber(grammar) } else { dot(byte) }
            case .quote:
                quote(byte)
            case .open:
                openBracket(byte)
            case .close:
                closeBracket(byte)
            case .comment:
                if !readComment(grammar) { special(byte) }
            case .special:
                special(byte)
            }
            if frames.count != frameCount { return }
        }
    }

    /// Passes a byte that has no colour.
    @inline(__always)
    mutating func punctuation(_ byte: UInt8) {
        position += 1
        previous = byte
        previousIsKeyword = false
        expectation = .nothing
    }

    /// Passes a dot; a module's name goes on after it.
    private mutating func dot(_ byte: UInt8) {
        if grammar.dialect == .r, peek(1) == byte, peek(2) == byte { return take(.constant, 3) }
        position += 1
        previous = byte
        previousIsKeyword = false
    }

    /// Passes an opening bracket and counts it.
    mutating func openBracket(_ byte: UInt8) {
        depth += 1
        if byte == UInt8(ascii: "{") { curly += 1 }
        if frames.count > regionBase { frames[frames.count - 1].depth += 1 }
        punctuation(byte)
    }

    /// Passes a closing bracket, which may close an interpolation.
    mutating func closeBracket(_ byte: UInt8) {
        if frames.count > regionBase {
            let frame = frames[frames.count - 1]
            if frame.depth == 0, byte == frame.closer {
                take(
                    frame.kind == .array ? .plain : .interpolation,
                    frame.kind == .arithmetic && peek(1) == byte ? 2 : 1)
                previous = byte
                frames.removeLast()
                return
            }
            frames[frames.count - 1].depth = max(0, frame.depth - 1)
        }
        depth = max(0, depth - 1)
        if byte == UInt8(ascii: "}") { curly = max(0, curly - 1) }
        punctuation(byte)
    }

    /// Ends an interpolation, and the literal around it, where the line ends before they do.
    private mutating func closesAtNewline() -> Bool {
        guard !frames[frames.count - 1].rule.options.contains(.multiline) else { return false }
        frames.removeLast()
        if frames.count > regionBase { frames.removeLast() }
        return true
    }
}
