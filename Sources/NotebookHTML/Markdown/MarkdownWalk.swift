/// Writes the events of one Markdown text as HTML: the renderer's elements as trusted ones, raw HTML as untrusted.
struct MarkdownWalk {
    var writer: SafeHTMLWriter
    let extraction: MathExtraction
    /// The formulas as markup, by number.
    let formulas: [[UInt8]]
    /// Tells the footnotes of this text from those of others: `3` in `fn-3-1`.
    let footnotePrefix: String
    private var references: [Int: Int] = [:]
    private var hasFootnotes = false
    private var isInTableBody = false

    init(writer: SafeHTMLWriter, extraction: MathExtraction, formulas: [[UInt8]], footnotePrefix: String) {
        self.writer = writer
        self.extraction = extraction
        self.formulas = formulas
        self.footnotePrefix = footnotePrefix
    }

    /// Writes all events. Headings are written when they end, since their anchor is made of their text.
    mutating func run(_ events: [MarkdownEvent], page: inout MarkdownPage) {
        write(events, page: &page)
        if hasFootnotes {
            writer.closeTrusted()
            writer.closeTrusted()
        }
    }

    private mutating func write(_ events: [MarkdownEvent], page: inout MarkdownPage) {
        var index = 0
        while index < events.count {
            switch events[index] {
            case .enter(.heading(let level)):
                let end = matchingEnd(of: index, in: events)
                heading(Array(events[(index + 1)..<end]), level: level, page: &page)
                index = end
            case .enter(.image(let address, let title)):
                let end = matchingEnd(of: index, in: events)
                image(address, title, alternative: plainText(events[(index + 1)..<end]))
                index = end
            case let event: write(event, page: &page)
            }
            index += 1
        }
    }

    /// The index of the exit that belongs to an enter.
    private func matchingEnd(of start: Int, in events: [MarkdownEvent]) -> Int {
        var depth = 0
        for index in start..<events.count {
            switch events[index] {
            case .enter: depth += 1
            case .exit:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
        }
        return events.count - 1
    }

    private mutating func write(_ event: MarkdownEvent, page: inout MarkdownPage) {
        switch event {
        case .enter(let element): enter(element, page: &page)
        case .exit(let element): exit(element)
        case .text(let bytes): text(bytes)
        case .code(let bytes):
            writer.openTrusted("code")
            writer.text(extraction.restored(bytes))
            writer.closeTrusted()
        case .codeBlock(let info, let bytes):
            writer.trusted(CodeBlock.markup(extraction.restored(bytes), info: extraction.restored(info)))
        case .html(let bytes): html(bytes, page: &page)
        case .softBreak: writer.text([0x0A])
        case .lineBreak: writer.trusted(Array("<br>".utf8))
        case .thematicBreak: writer.trusted(Array("<hr>".utf8))
        case .footnoteReference(let number): footnoteReference(number)
        }
    }

    /// Raw HTML: formulas between tags are set, those inside a tag are put back as they were.
    private mutating func html(_ bytes: [UInt8], page: inout MarkdownPage) {
        noteLinks(in: bytes, page: &page)
        var pending: [UInt8] = []
        var place = MarkupPlace()
        for part in extraction.parts(bytes) {
            switch part {
            case .text(let text):
                pending += text
                place.move(over: text)
            case .formula(let number) where place.isInside: pending += extraction.formulas[number].source
            case .formula(let number):
                writer.untrusted(pending)
                pending = []
                writer.trusted(formulas[number])
            }
        }
        writer.untrusted(pending)
    }

    /// Finds `href="x.ipynb"` in raw HTML, as far as the list of linked notebooks needs it.
    private func noteLinks(in bytes: [UInt8], page: inout MarkdownPage) {
        guard bytes.count > 6 else { return }
        for part in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") })
        where part.count < 2_000 {
            let path = part.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
            if path.suffix(6).elementsEqual(".ipynb".utf8) { page.note(link: Array(part)) }
        }
    }

    private mutating func heading(_ authored: [MarkdownEvent], level: Int, page: inout MarkdownPage) {
        let (content, name) = HeadingName.taken(from: authored)
        let text = plainText(content[...])
        let slug = page.uniqueSlug(name ?? text, taken: &writer.ids)
        if extraction.formulas.isEmpty, page.promote(content, level: level, text: text) {
            // The page's h1 shows it; links to it still find the place.
            writer.openTrusted("span", attributes: Self.idAttribute(slug))
            return writer.closeTrusted()
        }
        let level = page.headingLevel(level)
        page.add(heading: text, level: level, slug: slug)
        writer.openTrusted(Self.headingNames[level - 2], attributes: Self.idAttribute(slug))
        // A link around the whole heading would nest in it; the mark after it is for people who want the address.
        write(content, page: &page)
        var anchor = HTMLWriter()
        anchor.raw("<a class=\"anchor\" href=\"#")
        anchor.text(Array(Anchor.prefix.utf8) + slug)
        anchor.raw("\" aria-hidden=\"true\" tabindex=\"-1\">#</a>")
        writer.trusted(anchor.bytes)
        writer.closeTrusted()
    }

    private static func idAttribute(_ slug: [UInt8]) -> [UInt8] {
        var attribute = HTMLWriter()
        attribute.attribute("id", Anchor.prefix + String(decoding: slug, as: UTF8.self))
        return attribute.bytes
    }

    private static let headingNames: [StaticString] = ["h2", "h3", "h4", "h5", "h6"]

    /// The text of some events without markup; formulas as TeX.
    private func plainText(_ events: ArraySlice<MarkdownEvent>) -> [UInt8] {
        var text: [UInt8] = []
        for event in events {
            switch event {
            case .text(let bytes), .code(let bytes): text += extraction.restored(bytes)
            case .softBreak, .lineBreak: text.append(0x20)
            default: break
            }
        }
        return text
    }

    private mutating func image(_ address: [UInt8], _ title: [UInt8], alternative: [UInt8]) {
        writer.image(
            address: extraction.restored(address), alternative: alternative, title: extraction.restored(title))
    }

    private mutating func footnoteReference(_ number: Int) {
        references[number, default: 0] += 1
        let count = references[number] ?? 1
        var markup = HTMLWriter()
        let suffix = count > 1 ? "-\(count)" : ""
        let name = "\(footnotePrefix)-\(number)"
        let link = "<a href=\"#fn-\(name)\" id=\"fnref-\(name)\(suffix)\">\(number)</a>"
        markup.raw(safe: "<sup class=\"footnote-ref\">\(link)</sup>".utf8)
        writer.trusted(markup.bytes)
    }

    private mutating func enter(_ element: MarkdownEvent.Element, page: inout MarkdownPage) {
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
            let address = extraction.restored(address)
            page.note(link: address)
            writer.openLink(address: address, title: extraction.restored(title))
        case .footnote(let number): openFootnote(number)
        case .heading, .image, .other: break
        }
    }

    private mutating func exit(_ element: MarkdownEvent.Element) {
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
}

/// Whether a place in raw HTML is inside a tag or comment, where no formula can stand.
private struct MarkupPlace {
    private enum State { case text, tag, comment }

    private var state = State.text
    /// How much of `<!--` or `-->` has just been read.
    private var matched = 0

    var isInside: Bool { state != .text }

    mutating func move(over text: ArraySlice<UInt8>) {
        for byte in text {
            switch state {
            case .text:
                if byte == UInt8(ascii: "<") { (state, matched) = (.tag, 1) }
            case .tag:
                let expected: [UInt8] = [UInt8(ascii: "<"), UInt8(ascii: "!"), UInt8(ascii: "-"), UInt8(ascii: "-")]
                matched = matched > 0 && byte == expected[matched] ? matched + 1 : 0
                if matched == 4 { (state, matched) = (.comment, 0) }
                if byte == UInt8(ascii: ">") { state = .text }
            case .comment:
                if byte == UInt8(ascii: ">"), matched >= 2 { state = .text }
                matched = byte == UInt8(ascii: "-") ? matched + 1 : 0
            }
        }
    }
}
