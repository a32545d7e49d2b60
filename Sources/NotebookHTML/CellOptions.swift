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
    /// Quarto's `fig-alt` and `fig-cap`.
    var alternativeText: String?
    var caption: String?

    /// Everything shown.
    init() {}

    init(_ cell: Cell) {
        apply(metadata: cell.metadata)
        tags = (cell.metadata?["tags"]?.elements ?? []).compactMap(\.string)
        for tag in tags { apply(tag: tag.replacing(underscore: "-")) }
        if case .code = cell.kind { applyQuartoOptions(in: cell.source.utf8) }
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

    /// Reads the `#| key: value` lines a Quarto cell begins with.
    private mutating func applyQuartoOptions(in source: [UInt8]) {
        guard source.contains(UInt8(ascii: "|")) else { return }
        for line in source.split(separator: 0x0A) {
            guard let marker = ["#|", "//|", "--|"].first(where: { line.starts(with: $0.utf8) }) else { return }
            let option = String(decoding: line.dropFirst(marker.utf8.count), as: UTF8.self)
            guard let colon = option.firstIndex(of: ":") else { continue }
            let key = String(option[..<colon]).trimmingASCIISpace()
            let value = String(option[option.index(after: colon)...]).trimmingASCIISpace()
            apply(quarto: key, value: value.trimming(quotes: "\"'"))
        }
    }

    private mutating func apply(quarto key: String, value: String) {
        switch (key, value) {
        case ("echo", "false"): source = .removed
        case ("code-fold", "true"), ("code-fold", "show"): source = .folded
        case ("output", "false"): outputs = .removed
        case ("include", "false"): cell = .removed
        case ("fig-alt", _): alternativeText = value
        case ("fig-cap", _), ("tbl-cap", _): caption = value
        default: break
        }
    }
}

extension String {
    fileprivate func replacing(underscore replacement: Character) -> String {
        utf8.contains(UInt8(ascii: "_")) ? String(map { $0 == "_" ? replacement : $0 }) : self
    }

    /// The string without one pair of equal quotes around it.
    fileprivate func trimming(quotes: String) -> String {
        guard count >= 2, let first, quotes.contains(first), last == first else { return self }
        return String(dropFirst().dropLast())
    }
}
