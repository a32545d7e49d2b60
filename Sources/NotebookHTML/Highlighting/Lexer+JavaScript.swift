/// Regular expressions, private names and decorators of JavaScript and TypeScript.
extension Lexer {
    /// Regular expressions, decorators and generators, by the byte that begins them.
    mutating func javaScriptSpecial(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "/"): slash()
        case UInt8(ascii: "@"): annotation(byte)
        case UInt8(ascii: "*"):
            // `function* name`, `yield* x`.
            let expected = expectation
            punctuation(byte)
            expectation = expected
        default: punctuation(byte)
        }
    }

    /// A slash divides after a value and opens a regular expression elsewhere.
    private mutating func slash() {
        let close = allowsRegex ? regexEnd() : position
        guard close > position else { return punctuation(UInt8(ascii: "/")) }
        var index = close
        while index < end, source[index].isASCIILetter { index += 1 }
        take(.string, to: index)
        previous = UInt8(ascii: "\"")
        previousIsKeyword = false
        expectation = .nothing
    }

    private var allowsRegex: Bool {
        if previousIsKeyword { return true }
        switch previous {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: "\""), UInt8(ascii: "'"),
            UInt8(ascii: "`"), UInt8(ascii: "."):
            return false
        default: return !grammar.isWordByte[Int(previous)]
        }
    }

    /// The index after the closing slash, or `position` when the line holds none.
    private mutating func regexEnd() -> Int {
        guard position >= noRegexBefore else { return position }
        var index = position + 1
        var isInClass = false
        while index < end {
            switch source[index] {
            case UInt8(ascii: "\n"):
                noRegexBefore = index
                return position
            case UInt8(ascii: "\\"): index += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return index + 1
            default: break
            }
            index += 1
        }
        noRegexBefore = end
        return position
    }
}
