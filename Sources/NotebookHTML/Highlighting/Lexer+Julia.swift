/// Symbols, macros and type names of Julia: <https://docs.julialang.org/en/v1/manual/types/>.
extension Lexer {
    /// Macros, symbols and type names, by the byte that begins them.
    mutating func juliaSpecial(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "@"): macro()
        case UInt8(ascii: ":"): colon()
        case UInt8(ascii: "<"), UInt8(ascii: ">"):
            punctuation(byte)
            guard peek() == UInt8(ascii: ":") else { return }
            punctuation(UInt8(ascii: ":"))
            typeName()
        default: punctuation(byte)
        }
    }

    private mutating func macro() {
        var index = position + 1
        while index < end, grammar.isWordByte[Int(source[index])] || source[index] == UInt8(ascii: ".") { index += 1 }
        guard index > position + 1 else { return punctuation(UInt8(ascii: "@")) }
        take(.decorator, to: index)
        previous = UInt8(ascii: "@")
        previousIsKeyword = true
    }

    /// `x::Int` asserts a type, `:name` is a symbol, `a:b` a range.
    private mutating func colon() {
        let next = peek(1)
        if next == UInt8(ascii: ":") {
            position += 1
            punctuation(next)
            return typeName()
        }
        // What stands right before it tells a range from a symbol, as in `x[a:b]` and `[:a :b]`; `=>:a` is a pair.
        let before = position > 0 ? source[position - 1] : 0
        let isPair = before == UInt8(ascii: ">") && position > 1 && source[position - 2] == UInt8(ascii: "=")
        let isRange = !isPair && (isNameByte(before) || ")]}\"'<>.".utf8.contains(before))
        guard !isRange, isNameByte(next), !next.isASCIIDigit else { return punctuation(UInt8(ascii: ":")) }
        var index = position + 1
        while index < end, grammar.isWordByte[Int(source[index])] { index += 1 }
        take(.string, to: index)
        previous = UInt8(ascii: "a")
        previousIsKeyword = false
    }

    /// Colours the name that follows `::` or `<:` as a type, unless it is a call or an index.
    private mutating func typeName() {
        let start = skipBlanks(from: position)
        var index = start
        while index < end, grammar.isWordByte[Int(source[index])] { index += 1 }
        guard index > start, !source[start].isASCIIDigit else { return }
        if index < end, source[index] == UInt8(ascii: "(") || source[index] == UInt8(ascii: "[") { return }
        if index < end, source[index] == UInt8(ascii: ".") { return }
        position = start
        take(.type, to: index)
        previous = UInt8(ascii: "a")
        previousIsKeyword = false
    }

    /// A name is a type where braces or `<:` follow it, and inside such braces.
    mutating func juliaName(from start: Int, to index: Int) {
        let next = skipBlanks(from: index)
        let isBound = matches(Array("<:".utf8), at: next) || matches(Array(">:".utf8), at: next)
        let isParameterised = index < end && source[index] == UInt8(ascii: "{")
        if isBound || isParameterised || curly > 0 { tokens.mark(.type, from: start, to: index) }
    }
}
