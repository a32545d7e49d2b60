/// Writes the events of one Markdown text as HTML: the renderer's elements as trusted ones, raw HTML as untrusted.
///
/// Its concerns live in extensions: elements, raw HTML, formulas, blocks with fences, figures, references and roles.
struct MarkdownWalk {
    var writer: SafeHTMLWriter
    let directives: DirectiveExtraction
    let extraction: MathExtraction
    /// The formulas as markup, by number.
    let formulas: [[UInt8]]
    /// Tells the footnotes of this text from those of others: `3` in `fn-3-1`.
    let footnotePrefix: String
    var references: [Int: Int] = [:]
    var hasFootnotes = false
    var isInTableBody = false
    /// How many elements of the parser are open.
    var depth = 0
    /// The fenced blocks that are open, innermost last.
    var containers: [OpenContainer] = []
    /// The names given to what comes next.
    var pendingLabels: [[UInt8]] = []
    /// How many links are open, as long as no heading has come.
    var openLinks = 0
    /// The span whose end is awaited in the present text.
    var openSpan = false

    init(
        writer: SafeHTMLWriter, directives: DirectiveExtraction, extraction: MathExtraction, formulas: [[UInt8]],
        footnotePrefix: String
    ) {
        self.writer = writer
        self.directives = directives
        self.extraction = extraction
        self.formulas = formulas
        self.footnotePrefix = footnotePrefix
    }

    /// Writes all events. Headings are written when they end, since their anchor is made of their text.
    mutating func run(_ events: [MarkdownEvent], page: inout MarkdownPage) {
        write(events, page: &page)
        writePendingLabels(page: &page)
        closeContainers(at: 0)
        if hasFootnotes {
            writer.closeTrusted()
            writer.closeTrusted()
        }
    }

    /// Writes some events that belong together.
    mutating func write(_ events: [MarkdownEvent], page: inout MarkdownPage) {
        var index = 0
        while index < events.count { index = writeStep(events, at: index, page: &page) + 1 }
    }

    /// Writes one event, or several that are one thing here; gives the index of the last that was written.
    private mutating func writeStep(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int {
        if !pendingLabels.isEmpty, !isHeading(events[index]), !isMark(events, at: index) {
            writePendingLabels(page: &page)
        }
        switch events[index] {
        case .enter(.heading(let level)):
            let end = matchingEnd(of: index, in: events)
            heading(Array(events[(index + 1)..<end]), level: level, page: &page)
            return end
        case .enter(.image): return picture(events, at: index, page: &page)
        case .enter(.paragraph):
            if let end = paragraphOfOurs(events, at: index, page: &page) { return end }
        case .enter(.blockQuote):
            if let end = alert(events, at: index, page: &page) { return end }
        case .enter(.table):
            if let end = captionedTable(events, at: index, page: &page) { return end }
        case .enter(.link(let address, _)) where index + 1 < events.count && isExit(events[index + 1]):
            write(events[index], page: &page)
            linkText(of: address, page: &page)
            return index
        case .text(let bytes):
            if let end = role(behind: bytes, events, at: index, page: &page) { return end }
        default: break
        }
        write(events[index], page: &page)
        return index
    }

    /// The index of the exit that belongs to an enter.
    func matchingEnd(of start: Int, in events: [MarkdownEvent]) -> Int {
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

    func isExit(_ event: MarkdownEvent) -> Bool { if case .exit = event { true } else { false } }

    private func isHeading(_ event: MarkdownEvent) -> Bool {
        if case .enter(.heading) = event { true } else { false }
    }

    /// Writes one event by itself.
    mutating func write(_ event: MarkdownEvent, page: inout MarkdownPage) {
        if page.isAtBeginning { noteContent(event, page: &page) }
        switch event {
        case .enter(let element): enter(element, page: &page)
        case .exit(let element): exit(element)
        case .text(let bytes): text(bytes, page: &page)
        case .code(let bytes):
            writer.openTrusted("code")
            writer.text(restored(bytes))
            writer.closeTrusted()
        case .codeBlock(let info, let bytes):
            writer.trusted(CodeBlock.markup(restored(bytes), info: restored(info)))
        case .html(let bytes): html(bytes, page: &page)
        case .softBreak: writer.text([0x0A])
        case .lineBreak: writer.trusted(Array("<br>".utf8))
        case .thematicBreak: writer.trusted(Array("<hr>".utf8))
        case .footnoteReference(let number): footnoteReference(number)
        }
    }

    private mutating func heading(_ authored: [MarkdownEvent], level: Int, page: inout MarkdownPage) {
        let (content, name) = HeadingName.taken(from: authored)
        let text = plainText(content[...])
        let names = pendingLabels + (name.map { [$0] } ?? [])
        pendingLabels = []
        let slug = writer.scope.uniqueSlug(name ?? names.first ?? text)
        let anchor = Array(Anchor.prefix.utf8) + slug
        for name in names { page.crossReferences.define(name, CrossReferences.Target(id: anchor, title: text.trimmed)) }
        if !content.contains(where: holdsFormula), page.promote(content, level: level, text: text) {
            // The page's h1 shows it; links to it still find the place.
            writer.openTrusted("span", attributes: Self.idAttribute(anchor))
            return writer.closeTrusted()
        }
        let level = page.headingLevel(level)
        page.add(heading: text, level: level, slug: slug, markup: contentsMarkup(content))
        writer.openTrusted(Self.headingNames[level - 2], attributes: Self.idAttribute(anchor))
        // A link around the whole heading would nest in it; the mark after it is for people who want the address.
        write(content, page: &page)
        var mark = HTMLWriter()
        mark.raw("<a class=\"anchor\" href=\"#")
        mark.text(anchor)
        mark.raw("\" aria-hidden=\"true\" tabindex=\"-1\">#</a>")
        writer.trusted(mark.bytes)
        writer.closeTrusted()
    }

    /// Whether an event is text with a formula in it: the page's title is plain text, so such a heading stays in its place.
    func holdsFormula(_ event: MarkdownEvent) -> Bool {
        guard case .text(let bytes) = event else { return false }
        return extraction.restored(bytes) != bytes
    }

    private static let headingNames: [StaticString] = ["h2", "h3", "h4", "h5", "h6"]

    /// ` id="…"` of an anchor with its prefix.
    static func idAttribute(_ anchor: [UInt8]) -> [UInt8] {
        var attribute = HTMLWriter()
        attribute.attribute("id", String(decoding: anchor, as: UTF8.self))
        return attribute.bytes
    }

    /// A text as it stood in the source, formulas and attributes included.
    func restored(_ bytes: [UInt8]) -> [UInt8] { directives.restored(extraction.restored(bytes)) }

    /// The text of some events without markup; formulas as TeX.
    func plainText(_ events: ArraySlice<MarkdownEvent>) -> [UInt8] {
        var text: [UInt8] = []
        for event in events {
            switch event {
            case .text(let bytes): text += directives.stripped(extraction.restored(bytes))
            case .code(let bytes): text += restored(bytes)
            case .softBreak, .lineBreak: text.append(0x20)
            default: break
            }
        }
        return text
    }
}
