import Notebook

/// Renders the Markdown of one page, cell by cell; what must be unique or agree over the page is kept here.
struct MarkdownPage: Sendable {
    let links: NotebookLinks
    let options: RenderOptions
    private(set) var headings: [RenderedNotebook.Heading] = []
    /// Source keys of the notebooks linked to.
    private(set) var notebookLinks: Set<String> = []
    /// What the sanitiser left out of raw HTML.
    private(set) var refused = SanitizerReport()
    /// Macros, labels and equation numbers.
    private(set) var mathematics: MathDocument
    /// What may be referred to, and its numbers.
    var crossReferences: CrossReferences
    /// Fenced blocks that earlier cells left open.
    private var unclosedBlocks = 0
    /// Anchors given so far, and what attached pictures may fill of the page.
    private var scope = PageScope()
    /// How many texts of each cell have been rendered.
    private var textsOfCell: [Int: Int] = [:]
    /// The headings around the present place: the level the author gave and the one it got.
    private var outline: [(authored: Int, level: Int)] = []
    /// The top-level heading that became the page's title and is not repeated in the text.
    private(set) var promotedTitle: String?
    /// What the notebook's metadata or front matter calls it: a first heading that says the same is not shown again.
    var knownTitle: String?
    /// Whether nothing has been shown that belongs below a title: text, or what code has put out.
    var isAtBeginning = true
    /// Whether a first heading may become the title.
    private let promotesHeading: Bool

    init(
        context: RenderContext, options: RenderOptions, promotesHeading: Bool = false,
        earlier: EarlierReading = EarlierReading()
    ) {
        mathematics = MathDocument(ahead: earlier.equations)
        crossReferences = CrossReferences(ahead: earlier.places)
        self.promotesHeading = promotesHeading
        links = NotebookLinks(context: context)
        self.options = options
    }

    /// What a second reading of the page would know from the start; nil where this one lacked nothing.
    var reading: EarlierReading? {
        guard mathematics.hasForwardReferences || crossReferences.hasForwardReferences else { return nil }
        return EarlierReading(equations: mathematics.equations, places: crossReferences.targets)
    }

    /// Renders one text; `cell` counts from 1 and names its footnotes.
    mutating func render(source: [UInt8], attachments: [Cell.Attachment], cell: Int, into html: inout HTMLWriter) {
        guard !MarkdownHazards.areIn(source, limit: options.markdownCellByteLimit) else {
            showAsText(source, into: &html)
            return
        }
        let text = MarkdownText(source, unclosed: unclosedBlocks)
        write(text, attachments: attachments, cell: cell, into: &html)
    }

    private mutating func write(
        _ text: MarkdownText, attachments: [Cell.Attachment], cell: Int, into html: inout HTMLWriter
    ) {
        unclosedBlocks = text.directives.unclosed
        let formulas = text.extraction.formulas.map { render($0, text.directives) }
        let pictures = AttachedPictures(attachments)
        scope.pictureAllowance.add(pictures.byteCount)
        var walk = MarkdownWalk(
            writer: SafeHTMLWriter(policy: policy(pictures), html: html), directives: text.directives,
            extraction: text.extraction, formulas: formulas, footnotePrefix: footnotePrefix(cell: cell))
        // The page and its anchors are handed over, not shared: sharing would copy them with every text.
        html = HTMLWriter()
        swap(&walk.writer.scope, &scope)
        walk.run(text.events, page: &self)
        walk.writer.finish()
        swap(&walk.writer.scope, &scope)
        refused.add(walk.writer.report)
        // Style rules in prose would restyle the page around it: they are left out, and counted.
        if !walk.writer.styleSheet.isEmpty { refused.refusedStyles += 1 }
        html = walk.writer.html
    }

    /// A formula of a text; one with a name is numbered, and known to references.
    private mutating func render(_ formula: MathExtraction.Formula, _ directives: DirectiveExtraction) -> [UInt8] {
        let tex = directives.restored(formula.tex)
        guard let label = formula.label else { return mathematics.render(tex, display: formula.isDisplay) }
        let rendered = mathematics.render(tex, label: label)
        if let tag = rendered.tag {
            crossReferences.define(
                label,
                CrossReferences.Target(
                    id: Array(tag.id?.utf8 ?? "".utf8), name: "Equation", number: tag.text.isEmpty ? nil : tag.text,
                    title: tag.text.isEmpty ? label : tag.text))
        }
        return rendered.markup
    }

    private func showAsText(_ source: [UInt8], into html: inout HTMLWriter) {
        html.raw("<p class=\"notice\">This text of ")
        html.number(source.count)
        html.raw(" bytes would take too long to read as Markdown; it is shown as it stands.</p>")
        html.preformatted(source, class: "raw-text")
    }

    /// `3` for the first text of cell 3, `3x2` for its second: an output may be Markdown too.
    private mutating func footnotePrefix(cell: Int) -> String {
        let count = textsOfCell[cell, default: 0] + 1
        textsOfCell[cell] = count
        return count == 1 ? "\(cell)" : "\(cell)x\(count)"
    }

    /// A formula that stands alone, in an output.
    mutating func formula(_ tex: String, display: Bool) -> [UInt8] {
        mathematics.render(tex, display: display)
    }

    /// What links and images of a cell may refer to.
    private func policy(_ pictures: AttachedPictures) -> HTMLPolicy {
        let links = links
        var policy = HTMLPolicy(
            idPrefix: Anchor.prefix, allowRemoteImages: options.allowRemoteImages, namesAreSlugs: true
        ) { address, use in
            if address.hasPrefix("attachment:") {
                let uri = pictures.dataURI(String(address.dropFirst(11)))
                return uri.map { .address($0) } ?? .missing
            }
            return .address(use == .link ? links.resolve(address).address : address)
        }
        policy.attachedBytes = { pictures.byteCount(of: $0) }
        return policy
    }

    /// Notes a link, for the list of notebooks this page refers to.
    mutating func note(link address: [UInt8]) {
        guard case .relative(let path) = SafeAddress(address),
            let key = links.resolve(String(decoding: path, as: UTF8.self)).notebook
        else { return }
        notebookLinks.insert(key)
    }

    /// The level a heading gets: one below the heading it stands under, the page's title being the only `h1`.
    ///
    /// Levels the author skipped close up, and headings of one level under one heading stay equal.
    mutating func headingLevel(_ authored: Int) -> Int {
        while let last = outline.last, last.authored >= authored { outline.removeLast() }
        let level = min((outline.last?.level ?? 1) + 1, 6)
        outline.append((authored, level))
        return level
    }

    /// A new anchor for a name that an author gave, with its prefix.
    mutating func anchor(_ label: [UInt8]) -> [UInt8] {
        Array(Anchor.prefix.utf8) + scope.uniqueSlug(label)
    }

    /// Renders a caption: one paragraph's content without its element, any other text as it stands.
    mutating func renderLine(_ source: [UInt8], attachments: [Cell.Attachment], cell: Int, into html: inout HTMLWriter)
    {
        guard !MarkdownHazards.areIn(source, limit: options.markdownCellByteLimit) else { return html.text(source) }
        let text = MarkdownText(source, unclosed: unclosedBlocks)
        guard text.isOneParagraph else { return html.text(source) }
        var content = HTMLWriter()
        write(text, attachments: attachments, cell: cell, into: &content)
        let inside = content.bytes.dropFirst("<p>".utf8.count).dropLast("</p>".utf8.count)
        if Self.isOneParagraph(content.bytes) { html.raw(safe: inside) } else { html.text(source) }
    }

    /// Whether markup is one paragraph with nothing but the text's own elements in it; raw HTML may hold others.
    private static func isOneParagraph(_ markup: [UInt8]) -> Bool {
        guard markup.starts(with: "<p>".utf8), markup.suffix(4).elementsEqual("</p>".utf8) else { return false }
        let blocks = [
            "<p>", "<div", "<ul", "<ol", "<table", "<aside", "<figure", "<section", "<pre", "<blockquote", "<h",
        ]
        return !blocks.contains { markup.dropFirst(3).holds($0) }
    }

    /// Whether a heading is to stand as the page's title alone: the first of all, with no text before it, in plain text,
    /// and either what the notebook calls itself or, where it does not, of the top level or in its first cell.
    mutating func promote(_ content: [MarkdownEvent], level: Int, text: [UInt8]) -> Bool {
        guard promotesHeading, promotedTitle == nil, headings.isEmpty, isAtBeginning else { return false }
        let title = String(decoding: text, as: UTF8.self).trimmingASCIISpace()
        let isTitle = knownTitle.map { $0 == title } ?? (level == 1 || textsOfCell.keys.allSatisfy { $0 <= 1 })
        guard isTitle, !title.isEmpty, content.allSatisfy(\.isPlain) else { return false }
        promotedTitle = title
        return true
    }

    /// Records a heading; its anchor has already been made unique.
    mutating func add(heading text: [UInt8], level: Int, slug: [UInt8], markup: [UInt8]?) {
        headings.append(
            RenderedNotebook.Heading(
                level: level, id: Anchor.prefix + String(decoding: slug, as: UTF8.self),
                text: String(decoding: text, as: UTF8.self).trimmingASCIISpace(), markup: markup))
    }
}
