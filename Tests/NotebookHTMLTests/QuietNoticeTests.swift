import Testing

@testable import NotebookHTML

/// Notes about what readers do not miss, and how often the same is told.
@Suite struct QuietNoticeTests {
    static let alone = "notice quiet\">This output holds style rules alone"

    @Test(arguments: [
        ("<style>h1 { color: red } .CodeMirror { width: 9px }</style>", alone),
        ("<link href='https://a.b/c.css' rel=stylesheet><style>@font-face {}</style>", alone),
        ("<style>h1 { color: red }</style><b>x</b>", "notice quiet\">Left out for safety: one style rule."),
        ("<style>p{color:red}</style><svg></svg>x", "notice\">Left out for safety: one style rule, one drawing."),
        (
            "<style>p{color:red}</style><iframe src='https://a.b/'></iframe>",
            "notice\">Left out for safety: one style rule. One embedded page"
        ),
    ])
    func styleRulesAreNotMissed(source: String, told: String) throws {
        let html = try Self.page([Self.output(#""text/html":"\#(source)""#)])
        #expect(html.contains("<p class=\"\(told)"), "\(html)")
        #expect(html.matches(of: /class="notice/).count == 1)
    }

    static let widget = #""application/vnd.jupyter.widget-view+json":{"model_id":"a"}"#

    @Test(arguments: [
        ([widget], ["An interactive widget whose state the notebook does not hold."]),
        ([widget, widget, widget], ["3 interactive widgets whose state the notebook does not hold."]),
        (
            [#"\#(widget),"text/plain":"beside it""#, #""text/plain":"other""#, widget],
            ["2 interactive widgets whose state the notebook does not hold."]
        ),
    ])
    func widgetsWithoutTheirStateAreToldOncePerCell(outputs: [String], notices: [String]) throws {
        let html = try Self.page(outputs.map(Self.output))
        let told = html.matches(of: /<p class="notice[^>]*>([^<]*)</).map { String($0.1) }
        #expect(told == notices)
        #expect(html.contains("beside it") == outputs[0].contains("beside it"))
        #expect(try Self.page(outputs.map(Self.output), cells: 2).matches(of: /whose state/).count == 2)
    }

    private static func output(_ data: String) -> String {
        #"{"output_type":"display_data","metadata":{},"data":{\#(data)}}"#
    }

    private static func page(_ outputs: [String], cells: Int = 1) throws -> String {
        let cell =
            #"{"cell_type":"code","metadata":{},"execution_count":1,"source":"","outputs":["#
            + outputs.joined(separator: ",") + "]}"
        let json =
            #"{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":["#
            + Array(repeating: cell, count: cells).joined(separator: ",") + "]}"
        return try renderedCells(json)
    }
}
