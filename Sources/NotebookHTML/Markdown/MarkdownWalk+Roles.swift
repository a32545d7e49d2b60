extension MarkdownWalk {
    /// Writes a MyST role, a name in braces before code: `` {ref}`text <label>` ``; nil where the text ends in none.
    ///
    /// <https://mystmd.org/guide/roles>
    mutating func role(
        behind bytes: [UInt8], _ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage
    ) -> Int? {
        guard bytes.last == UInt8(ascii: "}"), index + 1 < events.count, case .code(let code) = events[index + 1],
            let brace = bytes.suffix(40).lastIndex(of: UInt8(ascii: "{"))
        else { return codeAttributes(events, at: index, page: &page) }
        let name = String(decoding: bytes[(brace + 1)...].dropLast(), as: UTF8.self).lowercased()
        let content = restored(code)
        guard let role = Role(name), !content.isEmpty else { return nil }
        text(Array(bytes[..<brace]), page: &page)
        write(role, content, page: &page)
        return index + 1
    }

    /// Leaves out attributes behind code, `` `x`{.python} ``: they are no text.
    private mutating func codeAttributes(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        guard index > 0, case .code = events[index - 1], case .text(let bytes) = events[index],
            let (_, end) = AttributeList.read(bytes[...], at: 0)
        else { return nil }
        text(Array(bytes[end...]), page: &page)
        return index
    }

    /// What a role does with its text.
    private enum Role {
        case reference, numbered, equation, document, formula, citation, term, abbreviation, code
        case element(StaticString)

        /// What begins roles of names in programs, `py:func`, and of values that were glued to a name.
        private static let codeFamilies = ["py:", "c:", "cpp:", "external", "glue:"]

        init?(_ name: String) {
            switch name {
            case "ref", "prf:ref", "any", "std:ref": self = .reference
            case "numref": self = .numbered
            case "eq", "math:numref": self = .equation
            case "doc", "download": self = .document
            case "math": self = .formula
            // Icons are known by their names alone.
            case "term", "index", "menuselection", "guilabel", "pep", "rfc", "fa", "fas", "far", "fab", "octicon":
                self = .term
            case "abbr": self = .abbreviation
            case "sub", "subscript": self = .element("sub")
            case "sup", "superscript": self = .element("sup")
            case "kbd", "keyboard": self = .element("kbd")
            case "strong": self = .element("strong")
            case "emphasis": self = .element("em")
            case "del", "strike": self = .element("del")
            case "underline", "u": self = .element("u")
            case "func", "class", "meth", "mod", "attr", "obj", "exc", "data", "const", "code", "file", "program",
                "command", "envvar", "samp", "literal", "glue", "eval":
                self = .code
            default:
                if Self.codeFamilies.contains(where: name.hasPrefix) {
                    self = .code
                } else if name.hasPrefix("bdg-") || name.hasPrefix("material-") {
                    self = .term
                } else if name == "cite" || name.hasPrefix("cite:") || name == "footcite" {
                    self = .citation
                } else {
                    return nil
                }
            }
        }
    }

    private mutating func write(_ role: Role, _ content: [UInt8], page: inout MarkdownPage) {
        switch role {
        case .formula: writer.trusted(page.formula(String(decoding: content, as: UTF8.self), display: false))
        case .element(let name): element(name, content)
        case .code: element("code", RoleText(content).shown.dropping(prefix: UInt8(ascii: "~")))
        case .term: writer.text(RoleText(content).shown)
        case .citation:
            let keys = content.split(separator: UInt8(ascii: ",")).map { Array($0).trimmed }
            writer.text([UInt8(ascii: "[")] + Array(keys.joined(separator: ", ".utf8)) + [UInt8(ascii: "]")])
        case .abbreviation: abbreviation(content)
        case .document: document(RoleText(content), page: &page)
        case .reference, .numbered, .equation: reference(RoleText(content), role, page: &page)
        }
    }

    private mutating func element(_ name: StaticString, _ content: [UInt8]) {
        writer.openTrusted(name)
        writer.text(content)
        writer.closeTrusted()
    }

    /// `HTML (Hypertext Markup Language)`: the words in parentheses are what it stands for.
    private mutating func abbreviation(_ content: [UInt8]) {
        guard content.last == UInt8(ascii: ")"), let start = content.firstIndex(of: UInt8(ascii: "(")) else {
            return element("abbr", content)
        }
        var attributes = HTMLWriter()
        attributes.attribute("title", String(decoding: content[(start + 1)...].dropLast(), as: UTF8.self))
        writer.openTrusted("abbr", attributes: attributes.bytes)
        writer.text(Array(content[..<start]).trimmed)
        writer.closeTrusted()
    }

    /// A link to another notebook where it has a page, else its text.
    private mutating func document(_ text: RoleText, page: inout MarkdownPage) {
        let name = String(decoding: text.target, as: UTF8.self)
        let address = name.hasSuffix(".ipynb") ? name : name + ".ipynb"
        guard let notebook = page.links.resolve(address).notebook, page.links.context.isInSite(notebook) else {
            return writer.text(text.shown)
        }
        page.note(link: Array(address.utf8))
        writer.openLink(address: Array(address.utf8), title: [])
        writer.text(text.shown)
        writer.closeTrusted()
    }

    private mutating func reference(_ text: RoleText, _ role: Role, page: inout MarkdownPage) {
        guard let target = page.crossReferences.target(text.target) else { return writer.text(text.shown) }
        var shown = target.text
        switch role {
        case .equation: shown = [UInt8(ascii: "(")] + (target.number ?? text.target) + [UInt8(ascii: ")")]
        case .numbered: if text.hasTitle { shown = text.filled(with: target) }
        default: if text.hasTitle { shown = text.shown } else if !target.title.isEmpty { shown = target.title }
        }
        write(link: target, text: shown.isEmpty ? text.shown : shown)
    }
}

/// The content of a role: `text <target>`, or a target that is its own text.
private struct RoleText {
    var shown: [UInt8]
    var target: [UInt8]
    var hasTitle = false

    init(_ content: [UInt8]) {
        shown = content.trimmed
        target = shown
        guard shown.last == UInt8(ascii: ">"), let start = shown.lastIndex(of: UInt8(ascii: "<")), start > 0 else {
            return
        }
        target = Array(shown[(start + 1)...].dropLast()).trimmed
        shown = Array(shown[..<start]).trimmed
        hasTitle = true
    }

    /// The text with the number in the place of `%s` or `{number}`, and the title in that of `{name}`.
    func filled(with target: CrossReferences.Target) -> [UInt8] {
        var text = String(decoding: shown, as: UTF8.self)
        let number = String(decoding: target.number ?? target.title, as: UTF8.self)
        for (place, value) in [
            ("%s", number), ("{number}", number), ("{name}", String(decoding: target.title, as: UTF8.self)),
        ] {
            if let range = text.firstRange(of: place) { text.replaceSubrange(range, with: value) }
        }
        return Array(text.utf8)
    }
}

extension [UInt8] {
    fileprivate func dropping(prefix byte: UInt8) -> [UInt8] { first == byte ? Array(dropFirst()) : self }
}
