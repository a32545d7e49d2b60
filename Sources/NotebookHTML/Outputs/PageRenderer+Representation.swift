import Notebook

extension PageRenderer {
    /// Shows the richest representation that can be shown; when one is broken the next serves, with a notice.
    mutating func representation(of bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions) {
        for choice in MIMEChoice.ranked(bundle) where show(choice, of: bundle, place, shown) { return }
        nothingToShow(bundle)
    }

    /// Shows one representation; false when there is nothing in it to show, so that the next is tried.
    private mutating func show(
        _ choice: MIMEChoice, of bundle: MIMEBundle, _ place: OutputPlace, _ shown: CellOptions
    ) -> Bool {
        switch choice {
        case .widget: return widget(bundle, place, shown)
        case .chart(let type): return chart(type, bundle, place, shown)
        case .html: return html(bundle, place, shown)
        case .markdown:
            guard let text = text(bundle, "text/markdown") else { return false }
            html.raw("<div class=\"prose\" dir=\"auto\">")
            markdown.render(source: text, attachments: [], cell: place.cell, into: &html)
            html.raw("</div>\n")
        case .latex:
            guard let text = text(bundle, "text/latex") else { return false }
            latex(text)
        case .svg: return vectorImage(bundle, place, shown)
        case .image(let type): return image(type, bundle, place, shown)
        case .json(let type): return json(type, bundle)
        case .plain:
            guard let text = text(bundle, "text/plain") else { return false }
            terminal(text)
        case .text(let type):
            guard let text = text(bundle, type) else { return false }
            notice("Text of type \(DirectionControls.isolated(type)):")
            terminal(text)
        case .script: return framedScript(bundle, place, shown)
        }
        return true
    }

    /// The text of a representation; nil where it is missing or blank.
    func text(_ bundle: MIMEBundle, _ type: String) -> [UInt8]? {
        guard let node = bundle[type] else { return nil }
        var bytes: [UInt8] = []
        node.appendText(to: &bytes)
        return bytes.contains { $0 > 0x20 } ? bytes : nil
    }

    private mutating func json(_ type: String, _ bundle: MIMEBundle) -> Bool {
        guard let node = bundle[type], !MIMEChoice.isAuxiliary(type) else { return false }
        if type != "application/json" {
            notice("Data of type \(DirectionControls.isolated(type)), which has no viewer here:")
        }
        html.raw("<div class=\"json-tree\">")
        jsonTree(node, open: bundle.metadata(for: type)?["expanded"]?.bool ?? false)
        html.raw("</div>\n")
        return true
    }

    /// Names every type of an output that can't be shown: nothing disappears without a word.
    private mutating func nothingToShow(_ bundle: MIMEBundle) {
        guard !bundle.entries.isEmpty else { return quietNotice("This output is empty.") }
        let types = bundle.entries.map { DirectionControls.isolated($0.type) }.joined(separator: ", ")
        if MIMEChoice.ranked(bundle).contains(.script) {
            notice("This output is a script, which is not run here. Types in the notebook: \(types).")
        } else if bundle.entries.allSatisfy({ $0.type.hasPrefix("text/") || MIMEChoice.isAuxiliary($0.type) }) {
            quietNotice("This output shows nothing by itself. Types in the notebook: \(types).")
        } else {
            notice("This output can't be shown here. Types in the notebook: \(types).")
        }
    }
}
