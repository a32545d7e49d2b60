extension MarkdownWalk {
    /// Writes text without formulas: references in it become links, marks of attributes vanish.
    mutating func prose(_ text: ArraySlice<UInt8>, page: inout MarkdownPage) {
        for part in directives.marks.parts(text, count: directives.directives.count) {
            switch part {
            case .text(let text): references(in: text, page: &page)
            case .mark(let number): span(number, in: text)
            }
        }
        if openSpan { closeSpan() }
    }

    /// A mark within a line. A span that ends in the same text is written if its class means something here.
    private mutating func span(_ number: Int, in text: ArraySlice<UInt8>) {
        switch directives.directives[number] {
        case .beginSpan(let list):
            guard !openSpan, let name = list.classes.lazy.compactMap({ Self.spanElements[$0] }).first else { return }
            if name == "span" {
                writer.openTrusted("span", attributes: Array(" class=\"smallcaps\"".utf8))
            } else {
                writer.openTrusted(name == "mark" ? "mark" : name == "kbd" ? "kbd" : "u")
            }
            openSpan = true
        case .endSpan: if openSpan { closeSpan() }
        case .attributes: break
        // A fence that the parser took as text.
        case .begin, .end, .target: writer.text(directives.sources[number])
        }
    }

    private mutating func closeSpan() {
        openSpan = false
        writer.closeTrusted()
    }

    private static let spanElements = [
        "smallcaps": "span", "mark": "mark", "kbd": "kbd", "underline": "u", "ul": "u",
    ]

    /// Writes text where Quarto's references, `@fig-a` and `[-@fig-a; @fig-b]`, lead to what they name, if it exists.
    private mutating func references(in text: ArraySlice<UInt8>, page: inout MarkdownPage) {
        guard text.contains(UInt8(ascii: "@")) else { return writer.text(Array(text)) }
        var written = text.startIndex
        var index = written
        while index < text.endIndex {
            let byte = text[index]
            guard byte == UInt8(ascii: "@") || byte == UInt8(ascii: "[") else {
                index += 1
                continue
            }
            let found = reference(in: text, at: index, page: &page)
            let citation = found == nil ? PandocCitation(text, at: index) : nil
            guard let end = found?.end ?? citation?.end else {
                index += 1
                continue
            }
            if written < index { writer.text(Array(text[written..<index])) }
            for (number, link) in (found?.links ?? []).enumerated() {
                if number > 0 { writer.text(Array(", ".utf8)) }
                write(link: link.target, text: link.text)
            }
            if let citation { writer.text(citation.shown) }
            index = end
            written = index
        }
        if written < text.endIndex { writer.text(Array(text[written...])) }
    }

    /// References that stand together.
    private struct Found {
        var links: [(target: CrossReferences.Target, text: [UInt8])] = []
        var end: Int
    }

    private func reference(in text: ArraySlice<UInt8>, at start: Int, page: inout MarkdownPage) -> Found? {
        if text[start] == UInt8(ascii: "@") {
            if start > text.startIndex, text[start - 1].isLabelByte { return nil }
            guard let (link, end) = link(in: text, at: start, page: &page) else { return nil }
            return Found(links: [link], end: end)
        }
        var found = Found(end: start + 1)
        while found.end < text.endIndex, found.links.count < 50 {
            guard let (link, end) = link(in: text, at: found.end, page: &page), end < text.endIndex else { return nil }
            found.links.append(link)
            found.end = end + 1
            if text[end] == UInt8(ascii: "]") { return found }
            guard text[end] == UInt8(ascii: ";") else { return nil }
            while found.end < text.endIndex, text[found.end] == 0x20 { found.end += 1 }
        }
        return nil
    }

    /// `@fig-a`, or `-@fig-a` for the number alone.
    private func link(
        in text: ArraySlice<UInt8>, at start: Int, page: inout MarkdownPage
    ) -> (link: (target: CrossReferences.Target, text: [UInt8]), end: Int)? {
        let isNumber = text[start] == UInt8(ascii: "-")
        let at = isNumber ? start + 1 : start
        guard at < text.endIndex, text[at] == UInt8(ascii: "@") else { return nil }
        var label = text[(at + 1)...].prefix(200).prefix(while: \.isLabelByte)
        while let last = label.last, !last.isTeXLetter, !(0x30...0x39).contains(last) { label.removeLast() }
        guard ReferenceKind(label: label) != nil, let target = page.crossReferences.target(label) else { return nil }
        return ((target, isNumber ? target.number ?? target.text : target.text), label.endIndex)
    }

    /// Writes a link to a place of the page; its label where it has no text of its own.
    mutating func write(link target: CrossReferences.Target, text: [UInt8]) {
        guard !target.id.isEmpty else { return writer.text(text) }
        var attributes = HTMLWriter()
        attributes.raw(" href=\"#")
        attributes.text(target.id)
        attributes.raw("\"")
        writer.openTrusted("a", attributes: attributes.bytes)
        writer.text(text)
        writer.closeTrusted()
    }

    /// The text of a link that has none, `[](#fig-a)`, as MyST gives it.
    mutating func linkText(of address: [UInt8], page: inout MarkdownPage) {
        let address = restored(address).withoutProjectScheme
        guard address.first == UInt8(ascii: "#"), address.count > 1 else { return }
        let label = PercentEncoding.decoded(address.dropFirst())
        writer.text(page.crossReferences.target(label).map(\.text) ?? label)
    }

    /// Writes anchors for names that were given to something without a title.
    mutating func writePendingLabels(page: inout MarkdownPage) {
        for label in pendingLabels {
            let anchor = Array(Anchor.prefix.utf8) + writer.scope.uniqueSlug(label)
            page.crossReferences.define(label, CrossReferences.Target(id: anchor))
            writer.openTrusted("span", attributes: Self.idAttribute(anchor))
            writer.closeTrusted()
        }
        pendingLabels = []
    }
}
