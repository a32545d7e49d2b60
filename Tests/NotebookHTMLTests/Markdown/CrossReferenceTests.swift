import Testing

@testable import NotebookHTML

/// References between the cells of a page.
@Suite struct CrossReferenceTests {
    @Test(arguments: [
        ("@sec-a", "## Part {#sec-a}", "<a href=\"#h-sec-a\">Part</a>"),
        ("[@fig-a]", "![b](c.png){#fig-a}", "<a href=\"#h-fig-a\">Figure 1</a>"),
        ("[-@fig-a]", "![b](c.png){#fig-a}", "<a href=\"#h-fig-a\">1</a>"),
        ("@tbl-a", "|b|\n|-|\n|c|\n: d {#tbl-a}", "<a href=\"#h-tbl-a\">Table 1</a>"),
        ("@eq-a", "$$\nx\n$$ {#eq-a}", "<a href=\"#eq-eq-a\">Equation 1</a>"),
        ("@thm-a", "::: {#thm-a}\nb\n:::", "<a href=\"#h-thm-a\">Theorem 1</a>"),
        ("{ref}`a`", "(a)=\n# Part", "<a href=\"#h-a\">Part</a>"),
        ("{ref}`b <a>`", "(a)=\n# Part", "<a href=\"#h-a\">b</a>"),
        ("{numref}`a`", ":::{figure} b.png\n:name: a\n:::", "<a href=\"#h-a\">Figure 1</a>"),
        ("{numref}`Fig. %s <a>`", ":::{figure} b.png\n:name: a\nc\n:::", "<a href=\"#h-a\">Fig. 1</a>"),
        ("{eq}`a`", "```{math}\n:label: a\nx\n```", "<a href=\"#eq-a\">(1)</a>"),
        ("{eq}`eq:a`", "$$x$$ (eq:a)", "<a href=\"#eq-eq-a\">(1)</a>"),
        ("[](#fig-a)", "![b](c.png){#fig-a}", "<a href=\"#h-fig-a\">Figure 1</a>"),
    ])
    func findPlacesBeforeAndAfterThem(reference: String, place: String, link: String) throws {
        for cells in [["x", reference, place], ["x", place, reference]] {
            let html = try Self.page(cells).replacing("\u{A0}", with: " ")
            #expect(html.contains("<p>\(link)</p>"), "\(html)")
        }
    }

    @Test(arguments: [
        "@fig-b", "[@fig-b; @fig-c]", "a@fig-a", "@user", "me@sec-a.org", "`@fig-a`", "@fig-", "[@]",
        "[a@b]", "[@fig-b; @knuth84]", "[@a; b]", "[me@a.org]",
    ])
    func leaveAllElseAsItIs(text: String) throws {
        let html = try Self.page([text, "![b](c.png){#fig-a}"])
        #expect(html.contains(text.filter { $0 != "`" }) || text.contains("me@"))
        #expect(!html.contains("<a href=\"#h-fig-a\">"))
    }

    @Test func findPlacesBehindAnOpenBracket() throws {
        let html = try Self.page(["[@fig-a", "![b](c.png){#fig-a}"])
        #expect(html.contains("<p>[<a href=\"#h-fig-a\">Figure\u{A0}1</a></p>"))
    }

    /// A notebook has no bibliography: citations are shown with their keys.
    @Test(arguments: [
        ("[@knuth84]", "[knuth84]"), ("a [see @b-c, p. 3; -@d:1] e", "a [see b-c, p. 3; d:1] e"),
        ("{cite}`a,b, c`", "[a, b, c]"), ("{cite:t}`a`", "[a]"), ("[*@a*]", "[<em>@a</em>]"),
    ])
    func showTheKeysOfCitations(source: String, shown: String) {
        #expect(CalloutTests.render(source) == "<p>\(shown)</p>")
    }

    @Test func leadIntoTheSameBook() throws {
        let html = try Self.page(["[](project:#a) [b](project:#a) [c](path:d.csv)", "(a)=\n# Part"])
        #expect(html.contains("<a href=\"#h-a\">Part</a> <a href=\"#h-a\">b</a> <a href=\"d.csv\">c</a>"))
    }

    @Test func numberFiguresInTheirOrder() throws {
        let html = try Self.page(["![b](c.png){#fig-a}\n\n![b *d*](c.png){#fig-b}", "@fig-b"])
        #expect(html.contains("<span class=\"caption-label\">Figure\u{A0}2</span> b <em>d</em></figcaption>"))
        #expect(html.contains("<a href=\"#h-fig-b\">Figure\u{A0}2</a>"))
    }

    @Test(arguments: [
        ("{sub}`2`", "<sub>2</sub>"), ("{kbd}`A`", "<kbd>A</kbd>"), ("{abbr}`A (b)`", "<abbr title=\"b\">A</abbr>"),
        ("{py:func}`~a.b`", "<code>a.b</code>"), ("{term}`a <b>`", "a"), ("{fa}`a`", "a"),
        ("{glue:text}`a`", "<code>a</code>"), ("{external+b:class}`a`", "<code>a</code>"), ("{bdg-primary}`a`", "a"),
        ("{ref}`a <b>`", "a"),
        ("{doc}`a <b>`", "a"), ("{other}`a`", "{other}<code>a</code>"),
        ("{abbr}`A (\">)`", "<abbr title=\"&quot;&gt;\">A</abbr>"),
    ])
    func rolesShowTheirText(source: String, html: String) {
        #expect(CalloutTests.render(source) == "<p>\(html)</p>")
    }

    static func page(_ cells: [String]) throws -> String {
        let sources = cells.map { cell in
            let source = cell.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
            return "{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"\(source)\"}"
        }
        let json =
            "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {}, \"cells\": [\(sources.joined(separator: ","))]}"
        return try renderedCells(json)
    }
}
