package import Notebook

/// Renders a notebook as the content of a page: the straight path from value to HTML.
package enum NotebookHTML {
    /// Identifies what this renderer emits: pages made under another version are rendered again.
    package static let rendererVersion = 7

    /// Renders every cell. Pure: the same notebook, context and options give the same bytes.
    ///
    /// A code cell `1+1` with the result `2` becomes
    ///
    ///     <section class="cell code-cell" id="cell-1" aria-label="Cell 1"> … <pre class="code">…1+1…</pre> …
    ///     <div class="output result" id="out-1-1"> … <pre class="terminal">2</pre></div> …</section>
    package static func render(
        _ notebook: Notebook, context: RenderContext, options: RenderOptions = RenderOptions()
    ) -> RenderedNotebook {
        var page = PageRenderer(notebook: notebook, context: context, options: options)
        page.renderCells()
        if let earlier = page.markdown.reading {
            // Numbers of equations and names of places further down are known only now.
            page = PageRenderer(notebook: notebook, context: context, options: options, earlier: earlier)
            page.renderCells()
        }
        return page.finish()
    }
}
