import Notebook

/// Renders the Markdown of one page, cell by cell; what must be unique or agree over the page is kept here.
struct MarkdownPage: Sendable {
    let links: NotebookLinks
    let options: RenderOptions
    /// Added to the level of every heading, so that the page's title stays its only `h1`.
    let headingShift: Int
    private(set) var headings: [RenderedNotebook.Heading] = []
    /// Source keys of the notebooks linked to.
    private(set) var notebookLinks: Set<String> = []
    /// What the sanitiser left out of raw HTML.
    private(set) var refused = SanitizerReport()
    /// Macros, labels and equation numbers.
    private var mathematics = MathDocument()
    /// Anchors given so far, without their prefix.
    var anchors: Set<[UInt8]> = []
    private var lastLevel = 1
    /// The top-level heading that became the page's title and is not repeated in the text.
    private(set) var promotedTitle: String?
    /// Whether a first heading may become the title: not where the notebook names one.
    private let promotesHeading: Bool

    init(context: RenderContext, options: RenderOptions, headingShift: Int, promotesHeading: Bool = false) {
        self.promotesHeading = promotesHeading
        links = NotebookLinks(context: context)
        self.options = options
        self.headingShift = headingShift
    }

    /// Renders one text; `cell` counts from 1 and names its footnotes.
    mutating func render(source: [UInt8], attachments: [Cell.Attachment], cell: Int, into html: inout HTMLWriter) {
        guard source.count <= options.markdownCellByteLimit else {
            html.raw("<p class=\"notice\">This text has ")
            html.number(source.count)
            html.raw(" bytes, more than is read as Markdown; it is shown as it stands.</p><pre class=\"raw-text\">")
            html.text(source)
            html.raw("</pre>")
            return
        }
        let extraction = MathExtraction(source)
        let events = MarkdownParser.events(extraction.text)
        let formulas = extraction.formulas.map { mathematics.render($0.tex, display: $0.isDisplay) }
        var writer = SafeHTMLWriter(policy: policy(attachments), html: html)
        html = HTMLWriter()
        writer.ids = anchors
        var walk = MarkdownWalk(writer: writer, extraction: extraction, formulas: formulas, cell: cell)
        walk.run(events, page: &self)
        walk.writer.finish()
        anchors = walk.writer.ids
        refused.add(walk.writer.report)
        // Style rules in prose would restyle the page around it: they are left out, and counted.
        if !walk.writer.styleSheet.isEmpty { refused.refusedStyles += 1 }
        html = walk.writer.html
    }

    /// A formula that stands alone, in an output.
    mutating func formula(_ tex: String, display: Bool) -> [UInt8] {
        mathematics.render(tex, display: display)
    }

    /// What links and images of a cell may refer to.
    private func policy(_ attachments: [Cell.Attachment]) -> HTMLPolicy {
        let links = links
        return HTMLPolicy(
            idPrefix: Anchor.prefix, allowRemoteImages: options.allowRemoteImages, namesAreSlugs: true
        ) { address, use in
            if address.hasPrefix("attachment:") {
                let uri = AttachedImage.dataURI(String(address.dropFirst(11)), in: attachments)
                return uri.map { .address($0) } ?? .missing
            }
            return .address(use == .link ? links.resolve(address).address : address)
        }
    }

    /// Notes a link, for the list of notebooks this page refers to.
    mutating func note(link address: [UInt8]) {
        guard case .relative(let path) = SafeAddress(address),
            let key = links.resolve(String(decoding: path, as: UTF8.self)).notebook
        else { return }
        notebookLinks.insert(key)
    }

    /// The level a heading gets: below the title, and never skipping a level on the way down.
    mutating func headingLevel(_ level: Int) -> Int {
        lastLevel = max(2, min(level + headingShift, lastLevel + 1, 6))
        return lastLevel
    }

    /// Whether a heading is to stand as the page's title alone: the first of all, of the top level, in plain text.
    mutating func promote(_ content: [MarkdownEvent], level: Int, text: [UInt8]) -> Bool {
        guard promotesHeading, promotedTitle == nil, headings.isEmpty, level == 1 else { return false }
        let title = String(decoding: text, as: UTF8.self).trimmingASCIISpace()
        guard !title.isEmpty, content.allSatisfy(\.isPlain) else { return false }
        promotedTitle = title
        return true
    }

    /// Records a heading; its anchor has already been made unique.
    mutating func add(heading text: [UInt8], level: Int, slug: [UInt8]) {
        headings.append(
            RenderedNotebook.Heading(
                level: level, id: Anchor.prefix + String(decoding: slug, as: UTF8.self),
                text: String(decoding: text, as: UTF8.self).trimmingASCIISpace()))
    }
}

/// Pictures attached to a cell.
enum AttachedImage {
    /// The data URI of an attached picture; nil when there is none of that name or it is damaged.
    static func dataURI(_ name: String, in attachments: [Cell.Attachment]) -> String? {
        let decoded = String(decoding: PercentEncoding.decoded(Array(name.utf8)), as: UTF8.self)
        guard let attachment = attachments.last(where: { $0.name == name || $0.name == decoded }) else { return nil }
        for type in MIMEChoice.imageTypes + ["image/svg+xml"] {
            guard let node = attachment.data[type] else { continue }
            var stored: [UInt8] = []
            node.appendText(to: &stored)
            if let data = Base64.normalised(stored[...]) {
                return "data:\(type);base64," + String(decoding: data, as: UTF8.self)
            }
            if type == "image/svg+xml" {
                var html = HTMLWriter()
                VectorImage.appendDataURI(stored, to: &html)
                return html.string
            }
        }
        return nil
    }
}
