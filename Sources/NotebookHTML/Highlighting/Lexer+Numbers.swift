/// Numbers of all languages.
extension Lexer {
    /// Reads a number: any radix, digits grouped by `_`, fraction, exponent and the language's suffixes.
    mutating func readNumber(_ grammar: Grammar) {
        var index = position
        let radix = index + 1 < end && source[index] == UInt8(ascii: "0") ? source[index + 1] | 0x20 : 0
        if radix == UInt8(ascii: "x") || radix == UInt8(ascii: "b") || radix == UInt8(ascii: "o") {
            index += 2
            while index < end, source[index].isASCIIHexDigit || source[index] == UInt8(ascii: "_") { index += 1 }
        } else {
            index = digitsEnd(from: index)
            index = fractionEnd(from: index, grammar)
            index = exponentEnd(from: index, grammar)
        }
        while index < end, grammar.numberSuffixes.contains(source[index]) { index += 1 }
        take(.number, to: index)
        previous = UInt8(ascii: "0")
        previousIsKeyword = false
        expectation = .nothing
    }

    private func digitsEnd(from index: Int) -> Int {
        var index = index
        while index < end, source[index].isASCIIDigit || source[index] == UInt8(ascii: "_") { index += 1 }
        return index
    }

    /// A dot belongs to the number unless a range (`1..2`) or a member (`1.max`) follows.
    private func fractionEnd(from index: Int, _ grammar: Grammar) -> Int {
        guard index < end, source[index] == UInt8(ascii: ".") else { return index }
        let next = index + 1 < end ? source[index + 1] : 0
        if next.isASCIIDigit { return digitsEnd(from: index + 1) }
        if next == UInt8(ascii: ".") { return index }
        if grammar.isWordByte[Int(next)], next | 0x20 != UInt8(ascii: "e"), next | 0x20 != UInt8(ascii: "j") {
            return index
        }
        return index + 1
    }

    /// The exponent of `1e5`, in Julia also of `1f5`.
    private func exponentEnd(from index: Int, _ grammar: Grammar) -> Int {
        guard index < end else { return index }
        let isSingle = grammar.dialect == .julia && source[index] == UInt8(ascii: "f")
        guard source[index] | 0x20 == UInt8(ascii: "e") || isSingle else { return index }
        var digits = index + 1
        if digits < end, source[digits] == UInt8(ascii: "+") || source[digits] == UInt8(ascii: "-") { digits += 1 }
        return digits < end && source[digits].isASCIIDigit ? digitsEnd(from: digits) : index
    }
}
