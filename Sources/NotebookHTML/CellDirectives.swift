/// The lines a code cell may begin with that speak to Quarto or nbdev rather than to the language: `#| key: value`.
///
/// <https://quarto.org/docs/reference/cells/cells-jupyter.html>, <https://nbdev.fast.ai/explanations/directives.html>.
/// Lines with a key that is not known stay code.
struct CellDirectives {
    /// Keys and values in order; the value of nbdev's bare words is empty, items of a list are lines.
    private(set) var entries: [(key: String, value: String)] = []
    /// The source without the lines that were understood; nil where none was.
    private(set) var code: [UInt8]?

    init(_ source: [UInt8]) {
        guard Self.content(source.prefix { $0 != 0x0A }) != nil else { return }
        var kept: [UInt8] = []
        var index = 0
        var isKnown = false
        while index < source.count {
            let end = source[index...].firstIndex(of: 0x0A) ?? source.count
            guard let content = Self.content(source[index..<end]) else { break }
            isKnown = take(content, continues: isKnown)
            let next = min(end + 1, source.count)
            if !isKnown { kept += source[index..<next] }
            index = next
        }
        if !entries.isEmpty { code = kept + source[index...] }
    }

    /// What follows the mark of an option line, in the comments of Python, JavaScript or SQL; nil for other lines.
    private static func content(_ line: ArraySlice<UInt8>) -> String? {
        for mark in ["#|", "//|", "--|"] where line.starts(with: mark.utf8) {
            return String(decoding: line.dropFirst(mark.utf8.count), as: UTF8.self)
        }
        return nil
    }

    /// Takes one line; whether it was understood.
    private mutating func take(_ content: String, continues: Bool) -> Bool {
        let text = content.trimmingASCIISpace()
        if continues, content.hasPrefix("  ") || text.hasPrefix("- "), !entries.isEmpty {
            let item = text.hasPrefix("- ") ? String(text.dropFirst(2)).trimmingASCIISpace() : text
            entries[entries.count - 1].value += "\n" + item
            return true
        }
        if text.isEmpty { return continues }
        if let colon = text.firstIndex(of: ":") {
            let key = text[..<colon].trimming(" ").replacing(".", with: "-")
            guard Self.isKnown(key) else { return false }
            entries.append((key, String(text[text.index(after: colon)...]).trimmingASCIISpace()))
            return true
        }
        let word = text.prefix { $0 != " " }
        guard Self.words.contains(String(word)) else { return false }
        entries.append((String(word), String(text.dropFirst(word.count)).trimmingASCIISpace()))
        return true
    }

    private static func isKnown(_ key: String) -> Bool {
        keys.contains(key) || families.contains { key.hasPrefix($0) }
    }

    private static let families = ["fig-", "tbl-", "lst-", "code-", "layout-", "out-", "html-", "page-", "cap-"]

    private static let keys: Set = [
        "label", "id", "echo", "eval", "output", "include", "warning", "error", "message", "results", "cache", "tags",
        "classes", "column", "panel", "layout", "title", "tidy", "collapse", "comment", "freeze", "export", "exec_doc",
        "dependson", "ref-label", "renderings", "context", "filename", "default_exp", "slideshow", "hide", "caption",
    ]

    /// nbdev's directives without a value after a colon.
    private static let words: Set = [
        "export", "exports", "exporti", "exec_doc", "default_exp", "default_cls_lvl", "hide", "hide_input",
        "hide_output", "hide_line", "filter_stream", "skip_showdoc", "skip_exec", "collapse_input", "collapse_output",
        "notest", "test", "eval", "hide-input", "hide-output",
    ]
}

/// A value of YAML on one or more lines, as captions are written.
struct CaptionText {
    /// The parts of a list, or the one text.
    let parts: [String]

    /// `"A"`, `["A", "B"]`, items on lines of their own, or the lines of a block after `|` or `>`.
    init(_ value: String) {
        var lines = value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let first = lines[0]
        if lines.count > 1, first.isEmpty {
            parts = lines.dropFirst().map { $0.trimming(quotes: "\"'") }
        } else if lines.count == 1, first.hasPrefix("["), first.hasSuffix("]") {
            parts = Self.items(first.dropFirst().dropLast())
        } else {
            if first.hasPrefix("|") || first.hasPrefix(">"), first.count <= 3 { lines.removeFirst() }
            parts = [lines.joined(separator: " ").trimming(quotes: "\"'")]
        }
    }

    /// The items of a list in brackets; commas in quotes separate nothing.
    private static func items(_ list: Substring) -> [String] {
        var items: [String] = [""]
        var quote: Character?
        for character in list {
            if quote == nil, character == "," {
                items.append("")
                continue
            }
            if quote == character { quote = nil } else if quote == nil, "\"'".contains(character) { quote = character }
            items[items.count - 1].append(character)
        }
        return items.map { $0.trimmingASCIISpace().trimming(quotes: "\"'") }
    }

    /// The one text, or `(a) one, (b) two`.
    var joined: String {
        guard parts.count > 1 else { return parts.first ?? "" }
        return parts.prefix(26).enumerated().map { number, part in
            // An author may have ended them as the parts of one sentence.
            let isEnded = part.last.map { ",;.".contains($0) } ?? false
            let end = number + 1 < parts.count && !isEnded ? "," : ""
            return "(\(Unicode.Scalar(UInt8(0x61 + number)))) \(part)\(end)"
        }.joined(separator: " ")
    }
}

extension StringProtocol {
    fileprivate func trimming(_ character: Character) -> String {
        String(drop { $0 == character }.reversed().drop { $0 == character }.reversed())
    }
}

extension String {
    fileprivate func replacing(_ character: Character, with other: Character) -> String {
        String(map { $0 == character ? other : $0 })
    }

    /// The string without one pair of equal quotes around it.
    func trimming(quotes: String) -> String {
        guard count >= 2, let first, quotes.contains(first), last == first else { return self }
        return String(dropFirst().dropLast())
    }
}
