import NotebookHTML

/// The table of contents: nested lists, whatever levels the headings skip.
enum ContentsMarkup {
    /// Nothing for fewer than two headings: there is nowhere to go.
    static func bytes(_ headings: [RenderedNotebook.Heading]) -> [UInt8] {
        guard headings.count > 1 else { return [] }
        var html = HTMLWriter(capacity: headings.count * 80)
        html.raw("<nav class=\"toc\" aria-label=\"Contents\"><details><summary>Contents</summary><ol>")
        // The levels of the open items; a heading closes all that are not above it.
        var open: [Int] = []
        for heading in headings {
            if open.isEmpty || heading.level > open[open.count - 1] {
                if !open.isEmpty { html.raw("<ol>") }
            } else {
                html.raw("</li>")
                open.removeLast()
                while let last = open.last, last >= heading.level {
                    html.raw("</ol></li>")
                    open.removeLast()
                }
            }
            open.append(heading.level)
            html.raw("<li><a")
            html.attribute("href", "#" + heading.id)
            html.raw(">")
            if let markup = heading.markup, heading.text.utf8.count <= 120 {
                html.raw(safe: markup)
            } else {
                html.text(ReportText.shortened(heading.text, to: 120))
            }
            html.raw("</a>")
        }
        for _ in open { html.raw("</li></ol>") }
        html.raw("</details></nav>")
        return html.bytes
    }
}
