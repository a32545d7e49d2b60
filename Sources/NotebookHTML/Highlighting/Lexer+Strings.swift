/// String literals: prefixes, escapes, interpolation, and what happens when they don't end.
extension Lexer {
    /// Opens the literal whose quote stands at `position`; its prefix began at `prefixStart`.
    mutating func openString(
        _ quote: UInt8, prefixStart: Int, options: StringRule.Options?, as tokenClass: TokenClass? = nil
    ) {
        guard var rule = grammar.strings.first(where: { $0.quote == quote }) else { return punctuation(quote) }
        if let tokenClass { rule.tokenClass = tokenClass }
        if let options { rule.options = options.union(rule.options.intersection([.tripled, .multiline])) }
        if rule.options.contains(.tripled), peek(1) == quote, peek(2) == quote {
            rule.quoteCount = 3
            rule.options.insert(.multiline)
        }
        if options == nil, rule.quoteCount == 3, previous == UInt8(ascii: "\n"), grammar.dialect == .python {
            // A documentation string is prose, not a template.
            rule.options = [.multiline, .rawBackslash]
        }
        let opening = position + Int(rule.quoteCount)
        if rule.options.contains(.delimited) {
            return take(rule.tokenClass, from: prefixStart, to: delimitedEnd(from: opening, quote: quote))
        }
        position = prefixStart
        take(rule.tokenClass, to: opening)
        previous = quote
        previousIsKeyword = false
        expectation = .nothing
        frames.append(Frame(rule: rule))
    }

    /// Opens a literal with the prefix `source[start..<index]`, if the language knows it.
    mutating func openPrefixed(from start: Int, to index: Int) -> Bool {
        for (letters, options) in grammar.prefixes where letters.count == index - start {
            if !letters.indices.allSatisfy({ letters[$0] == WordTable.folded(source[start + $0]) }) { continue }
            position = index
            openString(source[index], prefixStart: start, options: options)
            return true
        }
        return false
    }

    /// Colours from `start`, which lies behind `position`, to `index`.
    mutating func take(_ tokenClass: TokenClass, from start: Int, to index: Int) {
        position = start
        take(tokenClass, to: index)
        previous = UInt8(ascii: "\"")
        previousIsKeyword = false
        expectation = .nothing
    }

    /// The end of `R"x(...)x"` (C++) or `r"--(...)--"` (R), whose quote was opened before `index`.
    private func delimitedEnd(from index: Int, quote: UInt8) -> Int {
        var opening = index
        let limit = min(end, index + 256)
        while opening < limit, ![UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{")].contains(source[opening]) {
            opening += 1
        }
        guard opening < limit else { return lineEnd(from: index) }
        let closer: UInt8 =
            switch source[opening] {
            case UInt8(ascii: "("): UInt8(ascii: ")")
            case UInt8(ascii: "["): UInt8(ascii: "]")
            default: UInt8(ascii: "}")
            }
        return find([closer] + source[index..<opening] + [quote], from: opening + 1)
    }

    /// The index after the next `bytes` from `index` on, or the region's end.
    func find(_ bytes: [UInt8], from index: Int) -> Int {
        var index = index
        while index < end {
            if source[index] == bytes[0], matches(bytes, at: index) { return index + bytes.count }
            index += 1
        }
        return end
    }

    /// Reads the text of the innermost literal up to its end or to the next interpolation.
    mutating func readString() {
        let frame = frames[frames.count - 1]
        if frame.kind == .formatSpec { return readFormatSpec(frame.rule) }
        let rule = frame.rule
        var index = position
        while index < end {
            let byte = source[index]
            if byte == rule.quote {
                guard let close = closing(rule, at: index) else {
                    // A quote that does not close: the first of two, or fewer than three.
                    index += rule.options.contains(.doubledQuote) && rule.quoteCount == 1 ? 2 : 1
                    continue
                }
                return endString(at: close)
            }
            // Only these can mean anything else inside a literal.
            switch byte {
            case UInt8(ascii: "`") where rule.options.contains(.shell):
                take(rule.tokenClass, to: index)
                return openBackquotes()
            case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "%"), UInt8(ascii: "$"):
                let next = inside(byte, rule, at: index)
                if next < 0 { return }
                index = next
            case UInt8(ascii: "\n"):
                if !rule.options.contains(.multiline) { return endString(at: index) }
                index += 1
            default:
                index += 1
            }
        }
        endString(at: end)
    }

    /// The index after the closing quote at `index`, or nil when that quote does not close the literal.
    private func closing(_ rule: StringRule, at index: Int) -> Int? {
        if rule.quoteCount == 3 {
            guard index + 2 < end, source[index + 1] == rule.quote, source[index + 2] == rule.quote else { return nil }
            return index + 3
        }
        let doubled = rule.options.contains(.doubledQuote) && index + 1 < end && source[index + 1] == rule.quote
        return doubled ? nil : index + 1
    }

    private mutating func endString(at index: Int) {
        let rule = frames.removeLast().rule
        var index = index
        if rule.options.contains(.flags) {
            while index < end, source[index].isASCIILetter { index += 1 }
        }
        take(rule.tokenClass, to: index)
        previous = rule.quote
    }

    /// Handles a byte with a meaning of its own; the index to go on from, or -1 when an interpolation was opened.
    private mutating func inside(_ byte: UInt8, _ rule: StringRule, at index: Int) -> Int {
        let options = rule.options
        switch byte {
        case UInt8(ascii: "\\"):
            return backslash(rule, at: index)
        case UInt8(ascii: "$"):
            return dollar(rule, at: index)
        case UInt8(ascii: "{") where options.contains(.braces):
            if index + 1 < end, source[index + 1] == byte { return escape(rule, at: index, count: 2) }
            return interpolate(rule, at: index, opening: 1, closer: UInt8(ascii: "}"))
        case UInt8(ascii: "}") where options.contains(.braces):
            if index + 1 < end, source[index + 1] == byte { return escape(rule, at: index, count: 2) }
            return index + 1
        case UInt8(ascii: "{") where options.contains(.formatFields):
            return field(rule, at: index, end: braceFieldEnd(from: index))
        case UInt8(ascii: "{") where options.contains(.templates):
            return template(rule, at: index)
        case UInt8(ascii: "%") where options.contains(.formatFields):
            return field(rule, at: index, end: percentFieldEnd(from: index))
        default:
            return index + 1
        }
    }

    private mutating func escape(_ rule: StringRule, at index: Int, count: Int) -> Int {
        take(rule.tokenClass, to: index)
        take(.escape, to: min(index + count, end))
        return position
    }

    private mutating func field(_ rule: StringRule, at index: Int, end fieldEnd: Int) -> Int {
        guard fieldEnd > index else { return index + 1 }
        take(rule.tokenClass, to: index)
        take(.interpolation, to: fieldEnd)
        return fieldEnd
    }

    /// Reads a template within the literal.
    private mutating func template(_ rule: StringRule, at index: Int) -> Int {
        guard let template = template(at: index) else { return index + 1 }
        take(rule.tokenClass, to: index)
        read(template)
        return position
    }

    /// Opens the code of an interpolation.
    private mutating func interpolate(_ rule: StringRule, at index: Int, opening: Int, closer: UInt8) -> Int {
        guard canNest else { return index + opening }
        take(rule.tokenClass, to: index)
        take(.interpolation, opening)
        frames.append(Frame(rule: rule, closer: closer))
        previous = UInt8(ascii: "(")
        previousIsKeyword = false
        return -1
    }

    private mutating func dollar(_ rule: StringRule, at index: Int) -> Int {
        let next = index + 1 < end ? source[index + 1] : 0
        if rule.options.contains(.shell) {
            take(rule.tokenClass, to: index)
            return expand() ? -1 : position
        }
        if next == UInt8(ascii: "{"), rule.options.contains(.dollarBrace) {
            return interpolate(rule, at: index, opening: 2, closer: UInt8(ascii: "}"))
        }
        if next == UInt8(ascii: "("), rule.options.contains(.dollarParenthesis) {
            return interpolate(rule, at: index, opening: 2, closer: UInt8(ascii: ")"))
        }
        if rule.options.contains(.dollarName), next == UInt8(ascii: "_") || next.isASCIILetter || next >= 0x80 {
            var nameEnd = index + 1
            while nameEnd < end, isNameByte(source[nameEnd]) { nameEnd += 1 }
            return field(rule, at: index, end: nameEnd)
        }
        return index + 1
    }

    @inline(__always)
    func isNameByte(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte == UInt8(ascii: "_") || byte.isASCIILetter || byte.isASCIIDigit
    }

    // MARK: Escapes

    private mutating func backslash(_ rule: StringRule, at index: Int) -> Int {
        if rule.options.contains(.rawBackslash) { return min(index + 2, end) }
        if rule.options.contains(.backslash) { return escape(rule, at: index, count: escapeLength(at: index)) }
        guard rule.options.contains(.pythonEscapes) else { return index + 1 }
        let length = pythonEscapeLength(at: index)
        return length == 0 ? min(index + 2, end) : escape(rule, at: index, count: length)
    }

    /// The length of a C-like escape: `\n`, `\x41`, `\u0041`, `\u{1F600}`, `\101`.
    func escapeLength(at index: Int) -> Int {
        guard index + 1 < end else { return 1 }
        let byte = source[index + 1]
        switch byte {
        case UInt8(ascii: "x"): return 2 + hexDigits(at: index + 2, atMost: 2)
        case UInt8(ascii: "u"):
            if index + 2 < end, source[index + 2] == UInt8(ascii: "{") {
                let digits = hexDigits(at: index + 3, atMost: 6)
                if index + 3 + digits < end, source[index + 3 + digits] == UInt8(ascii: "}") { return 4 + digits }
            }
            return 2 + hexDigits(at: index + 2, atMost: 4)
        case UInt8(ascii: "U"): return 2 + hexDigits(at: index + 2, atMost: 8)
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return 1 + octalDigits(at: index + 1)
        default: return 2
        }
    }

    /// The length of an escape Python knows, else 0: <https://docs.python.org/3/reference/lexical_analysis.html>.
    private func pythonEscapeLength(at index: Int) -> Int {
        guard index + 1 < end else { return 0 }
        switch source[index + 1] {
        case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\n"), UInt8(ascii: "a"),
            UInt8(ascii: "b"), UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"),
            UInt8(ascii: "v"):
            return 2
        case UInt8(ascii: "x"): return hexDigits(at: index + 2, atMost: 2) == 2 ? 4 : 0
        case UInt8(ascii: "u"): return hexDigits(at: index + 2, atMost: 4) == 4 ? 6 : 0
        case UInt8(ascii: "U"): return hexDigits(at: index + 2, atMost: 8) == 8 ? 10 : 0
        case UInt8(ascii: "0")...UInt8(ascii: "7"): return 1 + octalDigits(at: index + 1)
        case UInt8(ascii: "N"): return characterNameLength(at: index)
        default: return 0
        }
    }

    /// `\N{GREEK SMALL LETTER ALPHA}`: no character's name is longer than 88 letters.
    private func characterNameLength(at index: Int) -> Int {
        guard index + 2 < end, source[index + 2] == UInt8(ascii: "{") else { return 0 }
        var close = index + 3
        while close < end, close < index + 96, source[close] != UInt8(ascii: "\n") {
            if source[close] == UInt8(ascii: "}") { return close + 1 - index }
            close += 1
        }
        return 0
    }

    private func hexDigits(at index: Int, atMost limit: Int) -> Int {
        var count = 0
        while count < limit, index + count < end, source[index + count].isASCIIHexDigit { count += 1 }
        return count
    }

    private func octalDigits(at index: Int) -> Int {
        var count = 0
        while count < 3, index + count < end, source[index + count] & 0xF8 == 0x30 { count += 1 }
        return count
    }
}
