import Notebook

extension PageRenderer {
    /// Renders every cell in order.
    mutating func renderCells() {
        for (index, cell) in notebook.cells.enumerated() { render(cell, number: index + 1) }
    }

    /// Renders one cell as a `<section>` with its permalink; a cell its author removed leaves nothing.
    mutating func render(_ cell: Cell, number: Int) {
        let source = cell.source.utf8
        let shown = CellOptions(cell, source: source)
        guard shown.cell != .removed else { return noteRemovedTitle(cell) }
        openSection(cell, number: number, shown)
        if shown.cell == .folded { openFold("Cell") }
        switch cell.kind {
        case .markdown: markdownCell(cell, source, number: number)
        case .code(let count, let outputs): codeCell(cell, source, number, shown, count: count, outputs: outputs)
        case .raw: rawCell(cell, source, number: number)
        case .unknown(let type):
            notice("A cell of the unknown type “\(DirectionControls.isolated(type))”, shown as text.")
            preformatted(source, class: "raw-text")
        }
        if shown.cell == .folded { closeFold() }
        html.raw("</section>\n")
    }

    /// A heading that begins a cell its author removed still names the page: Jupyter Book's authors, whose contents name
    /// their pages, remove it there.
    private mutating func noteRemovedTitle(_ cell: Cell) {
        guard case .markdown = cell.kind, markdown.isAtBeginning, markdown.knownTitle == nil, markdown.headings.isEmpty,
            markdown.promotedTitle == nil, let title = HeadingName.title(of: cell.source.utf8)
        else { return }
        removedTitle = title
        markdown.knownTitle = title
    }

    private mutating func openSection(_ cell: Cell, number: Int, _ shown: CellOptions) {
        html.raw("<section class=\"cell ")
        switch cell.kind {
        case .markdown: html.raw("markdown-cell")
        case .code(_, let outputs):
            html.raw("code-cell")
            if outputs.contains(where: \.isError) { html.raw(" failed") }
        case .raw: html.raw("raw-cell")
        case .unknown: html.raw("unknown-cell")
        }
        for tag in ["parameters", "injected-parameters", "papermill-error-cell-tag"] where shown.tags.contains(tag) {
            html.raw(" ")
            html.text(tag)
        }
        html.raw("\" id=\"cell-")
        html.number(number)
        html.raw("\"><a class=\"permalink\" href=\"#cell-")
        html.number(number)
        html.raw("\" aria-label=\"Link to cell ")
        html.number(number)
        html.raw("\">¶</a>\n")
    }

    private mutating func markdownCell(_ cell: Cell, _ source: [UInt8], number: Int) {
        var source = source
        if number == 1, let front = FrontMatter(source) {
            frontMatter(front)
            source = front.rest
        }
        html.raw("<div class=\"prose\" dir=\"auto\">")
        markdown.render(source: source, attachments: cell.attachments, cell: number, into: &html)
        html.raw("</div>\n")
    }

    /// Front matter names the page; the rest of it stays readable behind a control.
    private mutating func frontMatter(_ front: FrontMatter) {
        frontMatterTitle = front.title
        markdown.knownTitle = markdown.knownTitle ?? front.title
        openFold("Front matter")
        preformatted(front.text, class: "raw-text")
        closeFold()
    }

    /// Raw cells are meant for converters; those declared as HTML or Markdown are shown as such, others as text.
    private mutating func rawCell(_ cell: Cell, _ source: [UInt8], number: Int) {
        let type = cell.metadata?["raw_mimetype"]?.string ?? cell.metadata?["format"]?.string
        switch type?.lowercased() {
        case "text/html": htmlOutput(source, place: OutputPlace(cell: number, output: 0))
        case "text/markdown": markdownCell(cell, source, number: number)
        default:
            if number == 1, let front = FrontMatter(source) {
                frontMatter(front)
                if !front.rest.isEmpty { preformatted(front.rest, class: "raw-text") }
            } else {
                preformatted(source, class: "raw-text")
            }
        }
    }

    /// `[3]`, or `[ ]` for a cell that has not run, with the time it took where that was recorded.
    mutating func prompt(count: Int?, cell: Cell) {
        html.raw("<span class=\"prompt\" title=\"")
        if let count {
            html.raw("Execution count ")
            html.number(count)
            if let duration = NotebookFacts.duration(of: cell).flatMap(DurationText.describe(seconds:)) {
                html.raw(", took ")
                html.text(duration)
            }
        } else {
            html.raw("Not executed")
        }
        html.raw("\">[")
        if let count { html.number(count) } else { html.raw("\u{A0}") }
        html.raw("]</span>")
    }

    /// Appends code in the notebook's language.
    mutating func codeBlock(_ source: [UInt8]) {
        CodeBlock.write(source, language: language, into: &html)
        if DirectionControls.areIn(source) { notice(Self.directionWarning) }
    }

    /// What hosts of code say, too, where it has such characters.
    private static let directionWarning =
        "This code holds invisible characters that turn the order of text around: it may"
        + " run as something else than it looks like. They are shown as marks."

    // MARK: Pieces shared with outputs

    /// Appends a visible note about something that is not shown as it was.
    mutating func notice(_ text: String) {
        html.raw("<p class=\"notice\">")
        html.text(text)
        html.raw("</p>\n")
    }

    /// Appends a note about something that readers do not miss.
    mutating func quietNotice(_ text: String) {
        html.raw("<p class=\"notice quiet\">")
        html.text(text)
        html.raw("</p>\n")
    }

    /// Appends text as it stands, without terminal emulation.
    mutating func preformatted(_ text: [UInt8], class name: StaticString) {
        html.preformatted(text, class: name)
        html.raw("\n")
    }

    /// Opens a native control that is closed until the reader opens it.
    mutating func openFold(_ label: String, isOpen: Bool = false) {
        html.raw(isOpen ? "<details class=\"fold\" open><summary>" : "<details class=\"fold\"><summary>")
        html.text(label)
        html.raw("</summary>")
    }

    mutating func closeFold() {
        html.raw("</details>")
    }
}

extension Output {
    /// Whether this is a traceback.
    var isError: Bool {
        if case .error = self { true } else { false }
    }
}
