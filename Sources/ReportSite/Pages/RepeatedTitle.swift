import NotebookHTML

/// A notebook's first heading is mostly its title, which the page has told already as its `h1`.
///
/// The heading stays in the page, with its anchor, and the style sheet does not show it again.
enum RepeatedTitle {
    /// The headings without the first where that repeats the title.
    static func headings(of notebook: RenderedNotebook, title: String) -> [RenderedNotebook.Heading] {
        notebook.headings.first?.text == title ? Array(notebook.headings.dropFirst()) : notebook.headings
    }

    /// The cells with the class `repeats-title` on that heading.
    static func hidden(in notebook: RenderedNotebook, title: String) -> [UInt8] {
        guard let first = notebook.headings.first, first.text == title else { return notebook.cells }
        // Only the beginning is searched: a title far down is worth seeing again. `<hN id=` is the renderer's own form.
        let opening = Array("<h\(first.level) id=\"\(first.id)\"".utf8)
        let beginning = notebook.cells.prefix(8000)
        guard
            let start = beginning.indices.first(where: {
                beginning[$0] == opening[0] && beginning[$0...].starts(with: opening)
            })
        else { return notebook.cells }
        var cells = notebook.cells
        cells.insert(contentsOf: " class=\"repeats-title\"".utf8, at: start + opening.count)
        return cells
    }
}
