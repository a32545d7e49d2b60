/// Lifetimes, attributes, macros and raw strings of Rust: <https://doc.rust-lang.org/reference/tokens.html>.
extension Lexer {
    /// `#[attribute]` and `#![attribute]`.
    mutating func rustSpecial(_ byte: UInt8) {
        let isInner = peek(1) == UInt8(ascii: "!")
        guard byte == UInt8(ascii: "#"), peek(isInner ? 2 : 1) == UInt8(ascii: "[") else { return punctuation(byte) }
        var index = position
        var level = 0
        while index < end {
            if source[index] == UInt8(ascii: "[") { level += 1 }
            if source[index] == UInt8(ascii: "]") {
                level -= 1
                if level == 0 { break }
            }
            // An attribute with text in it goes on as code.
            if source[index] == UInt8(ascii: "\"") || source[index] == UInt8(ascii: "\n") { break }
            index += 1
        }
        let isClosed = index < end && source[index] == UInt8(ascii: "]")
        take(.decorator, to: isClosed ? index + 1 : index)
        previous = UInt8(ascii: "]")
    }

    /// `println!` is a macro; `r#"..."#` a raw string; `r#type` a name.
    mutating func rustName(from start: Int, to index: Int) {
        let next = index < end ? source[index] : 0
        if next == UInt8(ascii: "!"), index + 1 < end, source[index + 1] != UInt8(ascii: "=") {
            tokens.mark(.builtin, from: start, to: index + 1)
            position = index + 1
        }
        let isRaw = index - start <= 2 && source[index - 1] == UInt8(ascii: "r")
        guard isRaw, next == UInt8(ascii: "#") else { return }
        var quote = index
        while quote < end, source[quote] == next { quote += 1 }
        guard quote < end, source[quote] == UInt8(ascii: "\"") else {
            position = quote
            return
        }
        let close = [UInt8(ascii: "\"")] + source[index..<quote]
        take(.string, from: start, to: find(close, from: quote + 1))
    }

    /// `'a'` is a character, `'a` a lifetime.
    mutating func characterOrLifetime() {
        let close = characterEnd(from: position)
        if close > position { return take(.string, from: position, to: close) }
        var index = position + 1
        while index < end, isNameByte(source[index]) { index += 1 }
        guard index > position + 1 else { return punctuation(UInt8(ascii: "'")) }
        take(.attribute, to: index)
        previous = UInt8(ascii: "a")
    }
}
