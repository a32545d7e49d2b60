/// IPython's own syntax: <https://ipython.readthedocs.io/en/stable/interactive/magics.html>.
extension Lexer {
    /// `%%name` on the cell's first line: the rest of the cell may be in another language.
    mutating func readCellMagic() {
        var index = position
        while index < end, source[index] <= UInt8(ascii: " ") { index += 1 }
        guard matches(Array("%%".utf8), at: index) else { return }
        position = index
        let nameEnd = magicNameEnd(from: index + 2)
        let name = String(decoding: source[(index + 2)..<nameEnd], as: UTF8.self).lowercased()
        take(.magic, to: nameEnd)
        let line = lineEnd(from: position)
        let arguments = String(decoding: source[position..<min(line, position + 200)], as: UTF8.self)
        if Magic.takesStatement(name) {
            embed(.python, to: line)
        } else {
            take(.plain, to: line)
        }
        previous = UInt8(ascii: "\n")
        let body = Magic.bodyLanguage(name, arguments: arguments)
        if body != .python { embed(body, to: end) }
    }

    private func magicNameEnd(from index: Int) -> Int {
        var index = index
        if index < end, source[index] == UInt8(ascii: "!") { return index + 1 }
        while index < end, isNameByte(source[index]) { index += 1 }
        return index
    }

    /// `%time f(x)`, `%matplotlib inline`.
    mutating func lineMagic() {
        let start = position + (peek(1) == UInt8(ascii: "%") ? 2 : 1)
        let nameEnd = magicNameEnd(from: start)
        guard nameEnd > start, start < end, !source[start].isASCIIDigit else { return punctuation(UInt8(ascii: "%")) }
        let name = String(decoding: source[start..<nameEnd], as: UTF8.self).lowercased()
        take(.magic, to: nameEnd)
        if peek() == UInt8(ascii: "?") { return helpMark() }
        embed(Magic.lineLanguage(name), to: lineEnd(from: position))
        previous = UInt8(ascii: "0")
        expectation = .nothing
    }

    /// `!ls -l`: the rest of the line is the shell's.
    mutating func shellCommand() {
        take(.magic, peek(1) == UInt8(ascii: "!") ? 2 : 1)
        embed(.bash, to: lineEnd(from: position))
        previous = UInt8(ascii: "0")
        expectation = .nothing
    }

    /// `?name`, `name?`, `name??`.
    mutating func helpMark() {
        take(.magic, peek(1) == UInt8(ascii: "?") ? 2 : 1)
        previous = UInt8(ascii: "?")
        expectation = .nothing
    }
}

/// Which language a magic's text is in.
private enum Magic {
    /// Whether the first line of the cell magic is Python: `%%time` can't have one, `%%timeit setup()` can.
    static func takesStatement(_ name: String) -> Bool {
        name == "timeit"
    }

    /// The language after `%%name arguments`.
    static func bodyLanguage(_ name: String, arguments: String) -> Language {
        switch name {
        case "!", "sx", "system", "cmd": return .bash
        case "latex", "markdown", "mermaid", "dot", "ai", "text": return .plain
        case "svg": return .html
        case "configure": return .json
        case "script", "bash_script": return scriptLanguage(arguments)
        case "writefile", "file": return fileLanguage(arguments)
        default: return Language(name: name) ?? .python
        }
    }

    /// The language after `%name` on the same line.
    static func lineLanguage(_ name: String) -> Language {
        switch name {
        case "time", "timeit", "prun", "lprun", "memit", "mprun", "debug": .python
        case "sx", "system", "sc", "bash", "sh": .bash
        case "sql": .sql
        case "r", "rget", "rpush": .r
        default: .plain
        }
    }

    /// `%%script bash`, `%%script python3 -u`.
    private static func scriptLanguage(_ arguments: String) -> Language {
        let word = arguments.split(separator: " ").first { !$0.hasPrefix("-") } ?? ""
        return Language(name: String(word.split(separator: "/").last ?? "")) ?? .hashComments
    }

    /// `%%writefile run.sh`.
    private static func fileLanguage(_ arguments: String) -> Language {
        let file = arguments.split(separator: " ").first { !$0.hasPrefix("-") } ?? ""
        guard let dot = file.lastIndex(of: ".") else { return .hashComments }
        return Language(name: String(file[file.index(after: dot)...])) ?? .plain
    }
}
