import Notebook
import Testing

@testable import NotebookHTML

/// Which heading of a notebook stands as its page's title, and no longer in its place.
@Suite struct PageTitleTests {
    static let heading = ##"{"cell_type":"markdown","metadata":{},"source":"# A"}"##
    static let section = ##"{"cell_type":"markdown","metadata":{},"source":"# B"}"##
    static let removed =
        ##"{"cell_type":"markdown","metadata":{"tags":["remove_cell"]},"source":"\n# *A* `c`\n\ntext"}"##

    static func code(_ outputs: String = "", tags: String = "") -> String {
        """
        {"cell_type":"code","metadata":{"tags":[\(tags)]},"execution_count":1,"source":"x","outputs":[\(outputs)]}
        """
    }
    static let printed = #"{"output_type":"stream","name":"stdout","text":"1"}"#

    @Test(
        arguments: [
            ([heading, section], "A", ["B"]), ([code(), heading, section], "A", ["B"]),
            ([code(printed), heading, section], "A", ["A", "B"]),
            ([code(printed, tags: #""remove-output""#), heading], "A", []),
            ([code(printed, tags: #""remove-cell""#), heading], "A", []),
            ([#"{"cell_type":"markdown","metadata":{},"source":"Words."}"#, heading, section], "A", ["A", "B"]),
            ([removed, section, heading], "A c", ["B", "A"]), ([section, removed, heading], "B", ["A"]),
            ([#"{"cell_type":"markdown","metadata":{},"source":"Words."}"#, removed, section], "B", ["B"]),
            ([removed.replacing("# ", with: ""), section], "B", []),
            ([removed, removed.replacing("A", with: "C")], "A c", []),
        ] as [([String], String, [String])])
    func isTheFirstHeadingWithNothingBeforeIt(cells: [String], title: String, headings: [String]) throws {
        let json = "{\"nbformat\":4,\"nbformat_minor\":4,\"metadata\":{},\"cells\":[\(cells.joined(separator: ","))]}"
        let page = NotebookHTML.render(
            try Notebook(decoding: Array(json.utf8)), context: RenderContext(key: "n.ipynb"))
        #expect(page.facts.title == title)
        #expect(page.headings.map(\.text) == headings)
    }
}
