import Notebook
import Testing

@testable import NotebookHTML

/// Cells that are shown as text.
@Suite struct RawCellTests {
    /// HTML drops a line feed right after `<pre>`.
    @Test(arguments: ["raw", "unknown"])
    func aLeadingBlankLineIsKept(type: String) throws {
        let json = #"""
            {"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[{"cell_type":"\#(type)","metadata":{},"source":"\na<b"}]}
            """#
        let page = NotebookHTML.render(
            try Notebook(decoding: Array(json.utf8)), context: RenderContext(key: "n.ipynb"))
        #expect(String(decoding: page.cells, as: UTF8.self).contains("<pre class=\"raw-text\">\n\na&lt;b</pre>"))
    }
}
