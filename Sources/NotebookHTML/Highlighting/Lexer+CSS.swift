/// CSS: selectors, properties, values. <https://www.w3.org/TR/css-syntax-3/>
extension Lexer {
    /// Reads the region as CSS.
    mutating func readCSS() {
        while position < end {
            let byte = source[position]
            if isCSSFiller(byte) {
                position += 1
            } else if readCSSToken(byte) {
                continue
            } else if byte == UInt8(ascii: "@") {
                take(.keyword, to: cssNameEnd(from: position + 1))
                readCSSPart(isSelector: false)
            } else {
                readCSSPart(isSelector: statementIsRule)
            }
        }
    }

    private func isCSSFiller(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") || byte == UInt8(ascii: ";") || byte <= UInt8(ascii: " ")
    }

    /// Comments and strings, which stand anywhere, and bytes that mean nothing here.
    private mutating func readCSSToken(_ byte: UInt8) -> Bool {
        if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
            take(.comment, to: find(Array("*/".utf8), from: position + 2))
            return true
        }
        guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else { return false }
        var index = position + 1
        while index < end, source[index] != byte, source[index] != UInt8(ascii: "\n") {
            index += source[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        take(.string, to: index < end && source[index] == byte ? index + 1 : index)
        return true
    }

    /// Whether a brace comes before the statement ends: then it is a rule's selector, else a declaration.
    private var statementIsRule: Bool {
        var index = position
        while index < end {
            switch source[index] {
            case UInt8(ascii: "{"): return true
            case UInt8(ascii: ";"), UInt8(ascii: "}"): return false
            default: index += 1
            }
        }
        return false
    }

    /// Reads a selector, a declaration or the rest of an at-rule up to its brace or semicolon.
    private mutating func readCSSPart(isSelector: Bool) {
        var isProperty = !isSelector && peek() != UInt8(ascii: " ")
        while position < end {
            let byte = source[position]
            if "{};".utf8.contains(byte) {
                position += 1
                return
            }
            if byte <= UInt8(ascii: " ") {
                position += 1
            } else if !readCSSToken(byte) {
                if isSelector { selectorPart(byte) } else { valuePart(byte, isProperty: isProperty) }
                isProperty = false
            }
        }
    }

    private func cssNameEnd(from index: Int) -> Int {
        var index = index
        while index < end, isNameByte(source[index]) || source[index] == UInt8(ascii: "-") { index += 1 }
        return index
    }

    private mutating func selectorPart(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "."), UInt8(ascii: "#"): take(.className, to: cssNameEnd(from: position + 1))
        case UInt8(ascii: ":"):
            take(.decorator, to: cssNameEnd(from: position + (peek(1) == byte ? 2 : 1)))
        case _ where byte.isASCIILetter: take(.tag, to: cssNameEnd(from: position))
        default: position = max(position + 1, byte >= 0x80 ? cssNameEnd(from: position) : 0)
        }
    }

    private mutating func valuePart(_ byte: UInt8, isProperty: Bool) {
        let isSign = (byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")) && peek(1).isASCIIDigit
        if isProperty {
            take(.attribute, to: max(position + 1, cssNameEnd(from: position)))
        } else if byte.isASCIIDigit || isSign {
            var index = position + 1
            while index < end, isNameByte(source[index]) || source[index] == UInt8(ascii: ".") { index += 1 }
            take(.number, to: index < end && source[index] == UInt8(ascii: "%") ? index + 1 : index)
        } else if byte == UInt8(ascii: "#") {
            take(.number, to: cssNameEnd(from: position + 1))
        } else if byte == UInt8(ascii: "!") {
            take(.keyword, to: cssNameEnd(from: position + 1))
        } else {
            position = max(position + 1, cssNameEnd(from: position))
        }
    }
}
