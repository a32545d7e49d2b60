extension MarkdownWalk {
    /// Writes the beginning of an element.
    mutating func enter(_ element: MarkdownEvent.Element, page: inout MarkdownPage) {
        depth += 1
        switch element {
        case .paragraph(let isTight): if !isTight { writer.openTrusted("p") }
        case .blockQuote: writer.openTrusted("blockquote")
        case .list(let start): openList(start)
        case .item(let isChecked): openItem(isChecked)
        case .table: openTable()
        case .tableRow(let isHeader): openRow(isHeader)
        case .tableCell(let isHeader, let alignment):
            writer.openTrusted(isHeader ? "th" : "td", attributes: Self.attributes(isHeader, alignment))
        case .emphasis: writer.openTrusted("em")
        case .strong: writer.openTrusted("strong")
        case .strikethrough: writer.openTrusted("del")
        case .link(let address, let title):
            let address = restored(address).withoutProjectScheme
            page.note(link: address)
            writer.openLink(address: address, title: restored(title))
        case .footnote(let number): openFootnote(number)
        case .heading, .image, .other: break
        }
    }

    /// Writes the end of an element.
    mutating func exit(_ element: MarkdownEvent.Element) {
        closeContainers(at: depth)
        depth -= 1
        switch element {
        case .paragraph(let isTight):
            if isTight { writer.text([0x0A]) } else { writer.closeTrusted() }
        case .table:
            if isInTableBody { writer.closeTrusted() }
            writer.closeTrusted()
            writer.closeTrusted()
        case .tableRow(let isHeader):
            writer.closeTrusted()
            if isHeader { writer.closeTrusted() }
        case .footnote(let number): closeFootnote(number)
        case .heading, .image, .other: break
        default: writer.closeTrusted()
        }
    }

    private mutating func openList(_ start: Int?) {
        guard let start else { return writer.openTrusted("ul") }
        writer.openTrusted("ol", attributes: start == 1 ? [] : Array(" start=\"\(start)\"".utf8))
    }

    private mutating func openItem(_ isChecked: Bool?) {
        guard let isChecked else { return writer.openTrusted("li") }
        writer.openTrusted("li", attributes: Array(" class=\"task\"".utf8))
        let box =
            isChecked
            ? "<input type=\"checkbox\" disabled checked aria-label=\"Done\"> "
            : "<input type=\"checkbox\" disabled aria-label=\"To do\"> "
        writer.trusted(Array(box.utf8))
    }

    private mutating func openTable() {
        isInTableBody = false
        let attributes = " class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\""
        writer.openTrusted("div", attributes: Array(attributes.utf8))
        writer.openTrusted("table")
    }

    private mutating func openRow(_ isHeader: Bool) {
        if isHeader {
            writer.openTrusted("thead")
        } else if !isInTableBody {
            writer.openTrusted("tbody")
            isInTableBody = true
        }
        writer.openTrusted("tr")
    }

    private static func attributes(_ isHeader: Bool, _ alignment: MarkdownEvent.Alignment) -> [UInt8] {
        let scope = isHeader ? " scope=\"col\"" : ""
        switch alignment {
        case .standard: return Array(scope.utf8)
        case .left: return Array((scope + " class=\"align-left\"").utf8)
        case .center: return Array((scope + " class=\"align-center\"").utf8)
        case .right: return Array((scope + " class=\"align-right\"").utf8)
        }
    }

    private mutating func openFootnote(_ number: Int) {
        if !hasFootnotes {
            hasFootnotes = true
            writer.openTrusted("section", attributes: Array(" class=\"footnotes\"".utf8))
            writer.openTrusted("ol")
        }
        writer.openTrusted("li", attributes: Array(" id=\"fn-\(footnotePrefix)-\(number)\"".utf8))
    }

    private mutating func closeFootnote(_ number: Int) {
        let name = "\(footnotePrefix)-\(number)"
        let back = "<a class=\"footnote-back\" href=\"#fnref-\(name)\" aria-label=\"Back to the text\">↩</a>"
        if references[number] != nil { writer.trusted(Array(back.utf8)) }
        writer.closeTrusted()
    }

    /// Writes the raised number that leads to a footnote.
    mutating func footnoteReference(_ number: Int) {
        references[number, default: 0] += 1
        let count = references[number] ?? 1
        var markup = HTMLWriter()
        let suffix = count > 1 ? "-\(count)" : ""
        let name = "\(footnotePrefix)-\(number)"
        let link = "<a href=\"#fn-\(name)\" id=\"fnref-\(name)\(suffix)\">\(number)</a>"
        markup.raw(safe: "<sup class=\"footnote-ref\">\(link)</sup>".utf8)
        writer.trusted(markup.bytes)
    }
}
