import Notebook

@testable import NotebookHTML

/// The cells of a notebook as a page shows them.
func renderedCells(_ json: String) throws -> String {
    let notebook = try Notebook(decoding: Array(json.utf8))
    return String(decoding: NotebookHTML.render(notebook, context: RenderContext(key: "n.ipynb")).cells, as: UTF8.self)
}
