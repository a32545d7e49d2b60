import Testing

@testable import NotebookHTML

/// Lines at the top of code cells that speak to Quarto and nbdev.
@Suite struct CellDirectiveTests {
    @Test(arguments: [
        ("#| echo: true\nx", "x"), ("#| fig-cap: |\n#|   a\n#|   b\nx", "x"), ("//| label: a\nx", "x"),
        ("--| eval: false\nx", "x"), ("#|export\nx", "x"), ("#| default_exp core", ""), ("#| tags:\n#|   - a\nx", "x"),
        ("#| strange: 1\n#| echo: true\nx", "#| strange: 1\nx"), ("#| fig.width: 3\nx", "x"),
    ])
    func areTakenOffWhereTheyAreUnderstood(source: String, code: String) {
        #expect(CellDirectives(Array(source.utf8)).code.map { String(decoding: $0, as: UTF8.self) } == code)
    }

    @Test(arguments: ["x\n#| echo: false", "#| strange: 1\nx", "# | echo: false", "#| cuda\nx", "", "#|"])
    func stayCodeElsewhere(source: String) {
        #expect(CellDirectives(Array(source.utf8)).code == nil)
    }

    @Test(arguments: [
        ("\"A: b\"", "A: b"), ("A", "A"), ("['a, b', \"c\"]", "(a) a, b, (b) c"), ("\n\"a\"\nb", "(a) a, (b) b"),
        ("[\"a,\", 'b.', c]", "(a) a, (b) b. (c) c"), (">\na\nb", "a b"), ("a\nb", "a b"), ("[a](b)", "[a](b)"),
        ("", ""),
    ])
    func captionsAreReadAsYAML(value: String, text: String) {
        #expect(CaptionText(value).joined == text)
    }

    @Test(arguments: [
        (
            "#| label: fig-a\n#| fig-cap: A *b*\nx",
            ["<figure class=\"outputs captioned\" id=\"h-fig-a\">", "</span> A <em>b</em></figcaption>\n</figure>"]
        ),
        (
            "#| label: tbl-a\n#| tbl-cap: A\nx",
            ["id=\"h-tbl-a\"><figcaption dir=\"auto\"><span class=\"caption-label\">Table\u{A0}1"]
        ),
        ("#| caption: A *b*\nx", ["<figcaption dir=\"auto\">A <em>b</em></figcaption>"]),
        ("#| code-fold: show\n#| code-summary: Look\nx", ["<details class=\"fold\" open><summary>Look</summary>"]),
        (
            "#| tbl-cap: A\n#| label: tbl-a\n#| collapse_output\nx",
            ["A</figcaption>\n<details class=\"fold\">", "</details></figure>"]
        ),
        ("#| fig-cap: A\n#| collapse_output\nx", ["</details><figcaption dir=\"auto\">A</figcaption>"]),
        ("#| hide\nx", ["<summary>Cell</summary>", ">x</code>"]),
        ("#| output: asis\nx", ["<p><strong>bold</strong>"]), ("#| fig-cap: <b>\nx", ["&lt;b&gt;</figcaption>"]),
        ("#| default_exp a", ["id=\"cell-1\"", "**bold**"]),
    ])
    func shapeTheCell(source: String, parts: [String]) throws {
        let html = try Self.page(source)
        for part in parts { #expect(html.contains(part), "\(html)") }
        #expect(!html.contains("#|"))
    }

    /// A heading in a caption would be in the contents, and a fence open for what follows, though neither is shown.
    @Test(arguments: ["# A", "- A", "> A", "::: a", "```{note}", "(a)=", "|A|\n|-|"])
    func aCaptionThatIsNoLineOfTextStandsAsItIs(caption: String) throws {
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions(), promotesHeading: true)
        var html = HTMLWriter()
        page.renderLine(Array(caption.utf8), attachments: [], cell: 1, into: &html)
        #expect(html.string == caption.replacing(">", with: "&gt;"))
        #expect(page.headings.isEmpty && page.promotedTitle == nil)
        html = HTMLWriter()
        page.render(source: Array("b\n\n:::\n".utf8), attachments: [], cell: 1, into: &html)
        #expect(html.string == "<p>b</p><p>:::</p>")
    }

    private static func page(_ source: String) throws -> String {
        let text = source.replacing("\n", with: "\\n")
        let output = "{\"output_type\": \"stream\", \"name\": \"stdout\", \"text\": \"**bold**\"}"
        let json =
            "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {}, \"cells\": [{\"cell_type\": \"code\", "
            + "\"metadata\": {}, \"execution_count\": 1, \"outputs\": [\(output)], \"source\": \"\(text)\"}]}"
        return try renderedCells(json)
    }
}
