import Notebook
import Testing

@testable import NotebookHTML

/// Pictures attached to a cell.
@Suite struct AttachmentTests {
    @Test(arguments: [
        ("![a](attachment:p.png)", "<img src=\"data:image/png;base64,aGVsbG8=\" alt=\"a\">"),
        ("<img src=\"attachment:p.png\" alt=\"a\">", "<img src=\"data:image/png;base64,aGVsbG8=\" alt=\"a\">"),
        ("![a](attachment:with%20blank.gif)", "<img src=\"data:image/gif;base64,aGVsbG8=\" alt=\"a\">"),
        ("![a](attachment:gone.png)", "Image not found: attachment:gone.png</span>"),
        ("![a](attachment:bad.png)", "Image not found: attachment:bad.png</span>"),
        ("![a](attachment:page.png)", "Image not found: attachment:page.png</span>"),
    ])
    func showsThemOrSaysWhatIsMissing(source: String, html: String) throws {
        let json = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","id":"a","metadata":{},
            "source":"","attachments":{"p.png":{"image/png":"aGVs\\nbG8=\\n"},
            "with blank.gif":{"image/gif":["aGVs","bG8="]},"bad.png":{"image/png":"aGVs\\" onerror=x"},
            "page.png":{"text/html":"aGVsbG8="}}}]}
            """
        let cell = try #require(try Notebook(decoding: Array(json.utf8)).cells.first)
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions())
        var output = HTMLWriter()
        page.render(source: Array(source.utf8), attachments: cell.attachments, cell: 1, into: &output)
        #expect(output.string.contains(html), "\(output.string)")
        #expect(!output.string.contains("onerror=x\""))
    }

    @Test(arguments: ["![a](attachment:p.png) ", "<img src='attachment:p.png'> ", "![a](attachment:%70.png) "])
    func onesShownAgainAndAgainEndBeforeThePageIsHuge(use: String) throws {
        let json = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"markdown","id":"a","metadata":{},
            "source":"","attachments":{"p.png":{"image/png":"\(String(repeating: "A", count: 1_000_000))"}}}]}
            """
        let cell = try #require(try Notebook(decoding: Array(json.utf8)).cells.first)
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions())
        var output = HTMLWriter()
        let source = Array(String(repeating: use, count: 200).utf8)
        page.render(source: source, attachments: cell.attachments, cell: 1, into: &output)
        // Sixteen million bytes of repeats, and once what is attached.
        #expect(output.bytes.count < 17_100_000)
        #expect(output.string.matches(of: /<img\s/).count == 17)
        #expect(output.string.matches(of: /Image not shown once more: attachment:/).count == 183)
    }
}
