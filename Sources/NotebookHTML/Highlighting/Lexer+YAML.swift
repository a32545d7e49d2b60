/// YAML, line by line: keys, quoted and block scalars, anchors, tags and comments.
/// <https://yaml.org/spec/1.2.2/>
extension Lexer {
    /// Reads the region as YAML.
    mutating func readYAML() {
        while position < end {
            let indent = skipBlanks(from: position) - position
            position += indent
            readYAMLLine(indent: indent)
            if position < end { position += 1 }
        }
    }

    /// Reads to the line's end, or past the lines of the block scalar that begins on it.
    private mutating func readYAMLLine(indent: Int) {
        var startsValue = true
        while position < end {
            let byte = source[position]
            switch byte {
            case UInt8(ascii: "\n"): return
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "#") where startsValue || position > 0 && source[position - 1] <= UInt8(ascii: " "):
                take(.comment, to: lineEnd(from: position))
            case UInt8(ascii: "\""), UInt8(ascii: "'"): quotedScalar(byte)
            case UInt8(ascii: "|") where startsValue, UInt8(ascii: ">") where startsValue:
                if blockScalar(indent: indent) { return }
            case UInt8(ascii: "&"), UInt8(ascii: "*"): take(.attribute, to: yamlWordEnd)
            case UInt8(ascii: "!"): take(.type, to: yamlWordEnd)
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: ","),
                UInt8(ascii: ":"):
                position += 1
            case UInt8(ascii: "-") where peek(1) <= UInt8(ascii: " "),
                UInt8(ascii: "?") where peek(1) <= UInt8(ascii: " "):
                position += 1
            default: plainScalar()
            }
            startsValue = position > 0 && [UInt8(ascii: " "), UInt8(ascii: "\t")].contains(source[position - 1])
        }
    }

    private var yamlWordEnd: Int {
        var index = position + 1
        while index < end, source[index] > UInt8(ascii: " "), !",[]{}".utf8.contains(source[index]) { index += 1 }
        return index
    }

    /// Whether the scalar that ends at `index` is a key.
    private func isKey(_ index: Int) -> Bool {
        let colon = skipBlanks(from: index)
        guard colon < end, source[colon] == UInt8(ascii: ":") else { return false }
        return colon + 1 >= end || source[colon + 1] <= UInt8(ascii: " ")
    }

    private mutating func quotedScalar(_ quote: UInt8) {
        var index = position + 1
        while index < end, source[index] != quote {
            index += quote == UInt8(ascii: "\"") && source[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        let close = min(index + 1, end)
        if isKey(close) { return take(.tag, to: close) }
        index = position
        while quote == UInt8(ascii: "\""), index < close {
            if source[index] == UInt8(ascii: "\\") {
                take(.string, to: index)
                take(.escape, to: min(index + escapeLength(at: index), close))
                index = position
            } else {
                index += 1
            }
        }
        take(.string, to: close)
    }

    /// A key, a number, a constant or a text without quotes.
    private mutating func plainScalar() {
        var index = position
        while index < end, source[index] != UInt8(ascii: "\n"), source[index] != UInt8(ascii: "\r") {
            let byte = source[index]
            let next = index + 1 < end ? source[index + 1] : UInt8(ascii: "\n")
            if byte == UInt8(ascii: ":"), next <= UInt8(ascii: " ") { break }
            if byte == UInt8(ascii: " "), next == UInt8(ascii: "#") { break }
            if ",]}".utf8.contains(byte) { break }
            index += 1
        }
        while index > position, source[index - 1] <= UInt8(ascii: " ") { index -= 1 }
        index = max(index, position + 1)
        take(isKey(index) ? .tag : scalarClass(to: index), to: index)
    }

    private func scalarClass(to index: Int) -> TokenClass {
        let length = index - position
        guard length <= 40 else { return .plain }
        let text = String(decoding: source[position..<index], as: UTF8.self)
        if ["true", "false", "null", "~", "yes", "no", "on", "off"].contains(text.lowercased()) { return .constant }
        let isNumber = text.utf8.allSatisfy { $0.isASCIIHexDigit || "+-._xo".utf8.contains($0) }
        guard isNumber, text.utf8.contains(where: \.isASCIIDigit), let first = text.utf8.first else { return .plain }
        return Double(text.filter { $0 != "_" }) != nil && !first.isASCIILetter ? .number : .plain
    }

    /// `|` or `>`: the lines below that are indented deeper are its text. False when it is something else.
    private mutating func blockScalar(indent: Int) -> Bool {
        var index = position + 1
        while index < end, "+-123456789".utf8.contains(source[index]) { index += 1 }
        let rest = skipBlanks(from: index)
        guard rest >= end || "\n\r#".utf8.contains(source[rest]) else {
            position += 1
            return false
        }
        position = lineEnd(from: rest)
        var text = position
        while text < end {
            let line = text + 1
            let content = skipBlanks(from: line)
            let isBlank =
                content >= end || source[content] == UInt8(ascii: "\n") || source[content] == UInt8(ascii: "\r")
            guard isBlank || content - line > indent else { break }
            text = lineEnd(from: content)
        }
        if text > position + 1 {
            position += 1
            take(.string, to: text)
        }
        return true
    }
}
