import Notebook

extension PageRenderer {
    /// Renders code and outputs, each as the author wants it shown.
    mutating func codeCell(
        _ cell: Cell, _ source: [UInt8], _ number: Int, _ shown: CellOptions, count: Int?, outputs: [Output]
    ) {
        let source = shown.code ?? source
        let isBlank = shown.code != nil ? source.allSatisfy { $0 <= 0x20 } : source.isEmpty && outputs.isEmpty
        if shown.source != .removed, !isBlank {
            let listing = caption(of: shown, name: "Listing", text: shown.listingCaption, place: "cell-\(number)")
            html.raw("<div class=\"input\">")
            if let listing {
                html.raw("<p class=\"code-caption\" dir=\"auto\">")
                write(listing, cell: cell, number)
                html.raw("</p>\n")
            }
            prompt(count: count, cell: cell)
            if shown.source == .folded { openFold(shown.summary ?? "Code", isOpen: shown.isOpen) }
            codeBlock(source)
            if shown.source == .folded { closeFold() }
            html.raw("</div>\n")
        }
        guard shown.outputs != .removed, !outputs.isEmpty else { return }
        // Code that only prepares may stand before a title.
        markdown.isAtBeginning = false
        self.outputs(outputs, of: cell, number, shown)
    }

    /// The outputs; with a caption they are a figure, whose caption stands above a table and below all else.
    private mutating func outputs(_ outputs: [Output], of cell: Cell, _ number: Int, _ shown: CellOptions) {
        let isTable = shown.label?.hasPrefix("tbl-") == true
        let caption = caption(of: shown, name: isTable ? "Table" : "Figure", text: shown.caption, place: nil)
        html.raw(caption == nil ? "<div class=\"outputs" : "<figure class=\"outputs captioned")
        html.raw(shown.scrolled ? " scrolled\" tabindex=\"0\"" : "\"")
        if let id = caption?.id, !id.isEmpty { html.attribute("id", String(decoding: id, as: UTF8.self)) }
        html.raw(">")
        // A caption is the figure's own child (https://html.spec.whatwg.org/multipage/grouping-content.html#the-figcaption-element).
        if let caption, isTable { figureCaption(caption, cell: cell, number) }
        if shown.outputs == .folded { openFold("Outputs") }
        render(outputs, cell: number, shown)
        if shown.outputs == .folded { closeFold() }
        if let caption, !isTable { figureCaption(caption, cell: cell, number) }
        html.raw(caption == nil ? "</div>\n" : "</figure>\n")
    }

    /// A caption with its number and anchor.
    private struct Caption {
        /// The anchor; empty where nothing refers to it.
        var id: [UInt8] = []
        /// `Figure 1`.
        var label: [UInt8] = []
        var text: String
    }

    /// The caption of a cell's code or outputs; a label of Quarto's gives it a number. `place` is an anchor that is there.
    private mutating func caption(of shown: CellOptions, name: String, text: String?, place: String?) -> Caption? {
        let label = Array((shown.label ?? "").utf8)
        guard let kind = ReferenceKind(label: label), kind.isCaptioned, (kind.name == "Listing") == (name == "Listing")
        else { return text.map { Caption(text: $0) } }
        let number = markdown.crossReferences.number(kind.name)
        let id = place.map { Array($0.utf8) } ?? markdown.anchor(label)
        let target = CrossReferences.Target(id: id, name: kind.name, number: number, title: Array((text ?? "").utf8))
        markdown.crossReferences.define(label, target)
        return Caption(id: id, label: target.text, text: text ?? "")
    }

    private mutating func figureCaption(_ caption: Caption, cell: Cell, _ number: Int) {
        html.raw("<figcaption dir=\"auto\">")
        write(caption, cell: cell, number)
        html.raw("</figcaption>\n")
    }

    /// A caption's label and text.
    private mutating func write(_ caption: Caption, cell: Cell, _ number: Int) {
        if !caption.label.isEmpty {
            html.raw("<span class=\"caption-label\">")
            html.text(caption.label)
            html.raw("</span> ")
        }
        if !caption.text.isEmpty {
            markdown.renderLine(Array(caption.text.utf8), attachments: cell.attachments, cell: number, into: &html)
        }
    }
}
