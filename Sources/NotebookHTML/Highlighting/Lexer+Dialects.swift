/// What languages add to their tables at single bytes and after plain names.
extension Lexer {
    /// A byte the language's table calls special.
    mutating func special(_ byte: UInt8) {
        switch grammar.dialect {
        case .python: pythonSpecial(byte)
        case .r: namedOperator(byte)
        case .julia: juliaSpecial(byte)
        case .sql: sqlSpecial(byte)
        case .template: filter(byte)
        case .json: sign(byte)
        case .javaScript: javaScriptSpecial(byte)
        case .c: directive(byte)
        case .rust: rustSpecial(byte)
        case .scala: annotation(byte)
        case .common, .shell: byte == UInt8(ascii: "@") ? annotation(byte) : punctuation(byte)
        }
    }

    /// A byte that opens a literal, if nothing else is meant by it here.
    mutating func quote(_ byte: UInt8) {
        let isApostrophe = byte == UInt8(ascii: "'")
        switch grammar.dialect {
        case .json where byte == UInt8(ascii: "\""): jsonString()
        case .julia where isApostrophe: character(orTranspose: true)
        case .scala where isApostrophe: character(orTranspose: false)
        case .rust where isApostrophe: characterOrLifetime()
        default: openString(byte, prefixStart: position, options: nil)
        }
    }

    /// The class of a word that is a keyword only in some places.
    func softKeyword(from start: Int, to index: Int) -> TokenClass {
        switch grammar.dialect {
        case .python: pythonSoftKeyword(from: start, to: index)
        case .sql: isTimeZone(at: index) ? .keyword : .builtin
        default: .keyword
        }
    }

    /// A name that is neither reserved nor being defined: some languages tell more from what follows it.
    mutating func plainWord(from start: Int, to index: Int) {
        position = index
        switch grammar.dialect {
        case .r where isDefinition(index) || isCall(index): tokens.mark(.functionName, from: start, to: index)
        case .julia: juliaName(from: start, to: index)
        case .rust: rustName(from: start, to: index)
        default: break
        }
    }

    // MARK: R

    /// `name(`: nearly all that R does is a call, so calls stand out.
    private func isCall(_ index: Int) -> Bool {
        let next = skipBlanks(from: index)
        return next < end && source[next] == UInt8(ascii: "(")
    }

    /// `name <- function(`.
    private func isDefinition(_ index: Int) -> Bool {
        var next = skipBlanks(from: index)
        guard next + 1 < end else { return false }
        if source[next] == UInt8(ascii: "="), source[next + 1] != UInt8(ascii: "=") {
            // In the arguments of a call `f = function(x)` names an argument.
            guard depth == 0 else { return false }
            next += 1
        } else if source[next] == UInt8(ascii: "<"), source[next + 1] == UInt8(ascii: "-") {
            next += 2
        } else {
            return false
        }
        return matches(Array("function".utf8), at: skipBlanks(from: next))
    }

    /// `%in%`: no word in it is a keyword, and no quote a string.
    private mutating func namedOperator(_ byte: UInt8) {
        var close = position + 1
        while close < end, source[close] != byte, source[close] != UInt8(ascii: "\n") { close += 1 }
        if close < end, source[close] == byte { position = close }
        punctuation(byte)
    }

    // MARK: JSON

    /// A minus belongs to the number.
    private mutating func sign(_ byte: UInt8) {
        guard peek(1).isASCIIDigit else { return punctuation(byte) }
        take(.number, 1)
        readNumber(grammar)
    }

    /// A string before a colon is a key.
    private mutating func jsonString() {
        var close = position + 1
        while close < end, source[close] != UInt8(ascii: "\""), source[close] != UInt8(ascii: "\n") {
            close += source[close] == UInt8(ascii: "\\") ? 2 : 1
        }
        let next = skipBlanks(from: close + 1)
        let isKey = next < end && source[next] == UInt8(ascii: ":")
        openString(UInt8(ascii: "\""), prefixStart: position, options: nil, as: isKey ? .tag : .string)
    }

    // MARK: Java, Scala, Kotlin

    /// `@Override`.
    mutating func annotation(_ byte: UInt8) {
        var index = position + 1
        while index < end, isNameByte(source[index]) || source[index] == UInt8(ascii: ".") { index += 1 }
        guard index > position + 1 else { return punctuation(byte) }
        take(.decorator, to: index)
        previous = UInt8(ascii: "\n")
        expectation = .nothing
    }

    /// `'a'`, `'\n'`; else an apostrophe: Julia's transpose, Scala's symbol.
    private mutating func character(orTranspose isOperatorAfterName: Bool) {
        let follows = position > 0 ? source[position - 1] : 0
        let ends = isNameByte(follows) || [UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: ".")].contains(follows)
        let close = characterEnd(from: position)
        guard !(isOperatorAfterName && ends), close > position else { return punctuation(UInt8(ascii: "'")) }
        take(.string, to: close)
        previous = UInt8(ascii: "'")
        previousIsKeyword = false
    }

    /// The end of the character literal at `index`, or `index` when none stands there.
    func characterEnd(from index: Int) -> Int {
        guard index + 2 < end else { return index }
        var close = index + 1
        if source[close] == UInt8(ascii: "\\") {
            close += escapeLength(at: close)
        } else if source[close] >= 0x80 {
            repeat { close += 1 } while close < end && source[close] & 0xC0 == 0x80
        } else if source[close] != UInt8(ascii: "'"), source[close] != UInt8(ascii: "\n") {
            close += 1
        }
        return close < end && close > index + 1 && source[close] == UInt8(ascii: "'") ? close + 1 : index
    }

    // MARK: C

    /// `#include <stdio.h>`, `#define`: the directive stands out, what follows is code.
    private mutating func directive(_ byte: UInt8) {
        guard byte == UInt8(ascii: "#"), previous == UInt8(ascii: "\n") else { return punctuation(byte) }
        let start = skipBlanks(from: position + 1)
        var index = start
        while index < end, source[index].isASCIILetter { index += 1 }
        let isInclude = matches(Array("include".utf8), at: start)
        take(.decorator, to: index)
        previous = UInt8(ascii: "#")
        expectation = .nothing
        let file = skipBlanks(from: index)
        guard isInclude, file < end, source[file] == UInt8(ascii: "<") else { return }
        var close = file
        while close < end, source[close] != UInt8(ascii: ">"), source[close] != UInt8(ascii: "\n") { close += 1 }
        position = file
        take(.string, to: close < end && source[close] == UInt8(ascii: ">") ? close + 1 : close)
    }
}
