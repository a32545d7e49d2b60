import Notebook

/// What the author asked for with tags, metadata and Quarto options: which parts of a cell are shown, folded or left out.
///
/// Tags follow Jupyter Book's names with `-` or `_`; `metadata.jupyter` and `collapsed` are nbformat's;
/// `#| echo` and kin are Quarto's <https://quarto.org/docs/reference/cells/cells-jupyter.html>.
struct CellOptions {
    /// How one part of a cell is shown.
    enum Display {
        case shown, folded, removed
    }

    var cell = Display.shown
    var source = Display.shown
    var outputs = Display.shown
    /// Streams left out by name.
    var removedStreams: Set<String> = []
    /// Outputs in a scroll container, as the author had them.
    var scrolled = false
    /// The author expects this cell to raise.
    var expectsException = false
    var tags: [String] = []
    /// Quarto's `fig-alt`, and `fig-cap` or `tbl-cap`.
    var alternativeText: String?
    var caption: String?
    /// The name by which references find the outputs, or the code.
    var label: String?
    var listingCaption: String?
    /// What the fold of the code says, and whether it is open.
    var summary: String?
    var isOpen = false
    /// What the cell prints is Markdown: Quarto's `output: asis`.
    var printsMarkdown = false
    /// The code without the lines that were understood as options; nil where all of it is code.
    var code: [UInt8]?

    /// Everything shown.
    init() {}

    /// What a cell with this source asks for.
    init(_ cell: Cell, source: [UInt8]) {
        apply(metadata: cell.metadata)
        tags = (cell.metadata?["tags"]?.elements ?? []).compactMap(\.string)
        for tag in tags { apply(tag: tag.replacing(underscore: "-")) }
        if case .code = cell.kind { applyDirectives(in: source) }
    }

    private mutating func apply(metadata: JSONNode?) {
        guard let metadata else { return }
        let jupyter = metadata["jupyter"]
        if jupyter?["source_hidden"]?.bool == true || metadata["hide_input"]?.bool == true { source = .folded }
        if jupyter?["outputs_hidden"]?.bool == true || metadata["collapsed"]?.bool == true { outputs = .folded }
        scrolled = metadata["scrolled"]?.bool == true
    }

    private mutating func apply(tag: String) {
        switch tag {
        case "hide-input": source = .folded
        case "hide-output": outputs = .folded
        case "hide-cell": cell = .folded
        case "remove-input", "report-no-input": source = .removed
        case "remove-output": outputs = .removed
        case "remove-cell": cell = .removed
        case "remove-stdout": removedStreams.insert("stdout")
        case "remove-stderr": removedStreams.insert("stderr")
        case "raises-exception": expectsException = true
        default: break
        }
    }

    /// Applies the `#| key: value` lines a cell of Quarto or nbdev begins with.
    private mutating func applyDirectives(in source: [UInt8]) {
        let directives = CellDirectives(source)
        guard let rest = directives.code else { return }
        code = rest
        for (key, value) in directives.entries { apply(directive: key, value: value.trimming(quotes: "\"'")) }
    }

    private mutating func apply(directive key: String, value: String) {
        switch (key, value) {
        case ("echo", "false"), ("hide_input", ""), ("hide-input", ""): source = .removed
        case ("echo", "fenced"): code = nil
        case ("code-fold", "true"), ("collapse_input", _): source = .folded
        case ("code-fold", "show"): (source, isOpen) = (.folded, true)
        case ("output", "false"), ("results", "hide"), ("hide_output", ""), ("hide-output", ""): outputs = .removed
        case ("collapse_output", _): outputs = .folded
        case ("output", "asis"), ("results", "asis"): printsMarkdown = true
        case ("include", "false"): cell = .removed
        // nbdev leaves these cells out of a manual; the reader of a report may open them.
        case ("hide", _): cell = .folded
        case ("warning", "false"): removedStreams.insert("stderr")
        default: applyCaption(key, value)
        }
    }

    private mutating func applyCaption(_ key: String, _ value: String) {
        guard !value.isEmpty else { return }
        switch key {
        case "label", "id": label = value
        case "code-summary": summary = value
        case "fig-alt": alternativeText = CaptionText(value).parts.joined(separator: " ")
        case "fig-cap", "tbl-cap", "caption": caption = CaptionText(value).joined
        case "fig-subcap", "tbl-subcap":
            caption = [caption, CaptionText(value).joined].compactMap { $0 }.joined(separator: " ")
        case "lst-cap": listingCaption = CaptionText(value).joined
        default: break
        }
    }
}

extension String {
    fileprivate func replacing(underscore replacement: Character) -> String {
        utf8.contains(UInt8(ascii: "_")) ? String(map { $0 == "_" ? replacement : $0 }) : self
    }
}
