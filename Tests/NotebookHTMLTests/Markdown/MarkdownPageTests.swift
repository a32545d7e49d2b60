import Notebook
import Testing

@testable import NotebookHTML

/// Markdown texts as HTML.
@Suite struct MarkdownPageTests {
    @Test(arguments: [
        ("a *b* **c** ~~d~~ `e<f`", "<p>a <em>b</em> <strong>c</strong> <del>d</del> <code>e&lt;f</code></p>"),
        ("a  \nb\nc", "<p>a<br>b\nc</p>"),
        ("***", "<hr>"),
        ("> a", "<blockquote><p>a</p></blockquote>"),
        ("- a\n- b", "<ul><li>a\n</li><li>b\n</li></ul>"),
        ("3. a\n\n4. b", "<ol start=\"3\"><li><p>a</p></li><li><p>b</p></li></ol>"),
        ("![a *b*](c.png \"t\")", "<p><img src=\"c.png\" alt=\"a b\" title=\"t\"></p>"),
        ("[a](b.html \"t\")", "<p><a href=\"b.html\" title=\"t\">a</a></p>"),
        ("[a](#Some%20Part)", "<p><a href=\"#h-some-part\">a</a></p>"),
        (
            "[a](https://x.y)",
            "<p><a href=\"https://x.y\" target=\"_top\" rel=\"noopener noreferrer nofollow\">a</a></p>"
        ),
        (
            "x www.a.b.",
            "<p>x <a href=\"http://www.a.b\" target=\"_top\" rel=\"noopener noreferrer nofollow\">www.a.b</a>.</p>"
        ),
        ("a <b>c</b> &amp; &copy;", "<p>a <b>c</b> &amp; ©</p>"),
        ("```\na<b\n```", "<pre class=\"code\" dir=\"ltr\"><code>a&lt;b\n</code></pre>"),
        (
            "```{toctree} a.png\nb\n```",
            "<pre class=\"code\" dir=\"ltr\"><code><span class=\"c\">{toctree} a.png</span>\nb\n</code></pre>"
        ),
        (
            "```{code-block} python\nif\n```",
            "<pre class=\"code\" dir=\"ltr\"><code class=\"language-python\"><span class=\"k\">if</span>\n</code></pre>"
        ),
        ("    a", "<pre class=\"code\" dir=\"ltr\"><code>a\n</code></pre>"),
    ])
    func writesElements(source: String, html: String) {
        #expect(render(source) == html)
    }

    @Test(arguments: [
        ("<div>a < b, $x$</div>", true), ("<div>a <<b>$x$</b></div>", true),
        ("<div>$x$ <b title=\"$y$\"></b></div>", true),
        ("<div title=\"$x$\">a</div>", false), ("<div><!-- < $x$ --></div>", false), ("<div></b $x$></div>", false),
    ])
    func setsFormulasBetweenTheTagsOfRawHTML(source: String, isSet: Bool) {
        #expect(render(source).contains("<math><semantics><mi>x</mi>") == isSet)
    }

    @Test func writesTasks() {
        let html = render("- [ ] a\n- [x] b")
        #expect(html.contains("<li class=\"task\"><input type=\"checkbox\" disabled"))
        #expect(html.contains("<input type=\"checkbox\" disabled checked"))
    }

    @Test func writesTablesInAScrollContainer() {
        let html = render("|a|b|\n|-|:-:|\n|c|$x|y$|\n")
        #expect(
            html.hasPrefix(
                "<div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table><thead>"))
        #expect(html.contains("<th scope=\"col\">a</th><th scope=\"col\" class=\"align-center\">b</th>"))
        #expect(html.contains("x|y</annotation></semantics></math></td></tr></tbody></table></div>"))
    }

    @Test func numbersFootnotesPerText() {
        var page = page()
        let first = render("a[^x] b[^x] *c*\n\n[^x]: Note\n", in: &page, cell: 3)
        #expect(first.contains("<a href=\"#fn-3-1\" id=\"fnref-3-1\">1</a></sup> b"))
        #expect(first.contains("id=\"fnref-3-1-2\""))
        #expect(first.contains("<em>c</em></p>"))
        #expect(
            first.contains("<section class=\"footnotes\"><ol><li id=\"fn-3-1\"><p>Note</p>"))
        #expect(first.hasSuffix("</li></ol></section>"))
        #expect(render("a[^x]\n\n[^x]: # Note\n\n    more\n", in: &page, cell: 3).contains("id=\"fn-3x2-1\""))
        #expect(render("a[^x]\n\n[^x]: Note", in: &page, cell: 4).contains("id=\"fn-4-1\""))
    }

    @Test func keepsAFootnotesListOpenOverAHeadingInIt() {
        let html = render("a[^x] b[^y]\n\n[^x]: One\n\n    # Two\n\n    Three\n\n[^y]: Four\n")
        #expect(html.components(of: "<section") == 1)
        #expect(html.components(of: "<ol>") == 1)
        #expect(html.components(of: "<li ") == 2)
        #expect(html.hasSuffix("</ol></section>"))
    }

    @Test func givesHeadingsUniqueAnchorsOverThePage() {
        var page = page()
        _ = render("# A b\n## A b\n# a-b-2\n", in: &page)
        _ = render("# A b\n# Ünï *c* $x_1$", in: &page)
        #expect(page.headings.map(\.id) == ["h-a-b", "h-a-b-2", "h-a-b-2-2", "h-a-b-3", "h-Ünï-c-x-1"].map { $0 })
        #expect(page.headings.last?.text == "Ünï c $x_1$")
    }

    @Test func shiftsHeadingsUnderThePagesTitle() {
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions())
        let html = render("# a\n## b\n### c\n###### d", in: &page)
        #expect(page.headings.map(\.level) == [2, 3, 4, 5])
        #expect(!html.contains("<h1"))
        #expect(
            html.hasPrefix(
                "<h2 id=\"h-a\">a<a class=\"anchor\" href=\"#h-a\" aria-hidden=\"true\" tabindex=\"-1\">#</a></h2>"))
    }

    /// Levels as authored, and as the page has them under its title.
    @Test(arguments: [
        ([1, 2, 2, 1, 2], [2, 3, 3, 2, 3]), ([2, 2, 1, 2], [2, 2, 2, 3]), ([2, 4, 4, 3, 2], [2, 3, 3, 3, 2]),
        ([6, 1], [2, 2]), ([1, 2, 3, 4, 5, 6], [2, 3, 4, 5, 6, 6]),
    ])
    func keepsTheOutlineWithoutSkippingLevels(authored: [Int], levels: [Int]) {
        var page = page()
        _ = render(authored.map { String(repeating: "#", count: $0) + " x\n" }.joined(), in: &page)
        #expect(page.headings.map(\.level) == levels)
    }

    @Test func letsTheFirstHeadingBeTheTitle() {
        var page = MarkdownPage(
            context: RenderContext(key: "n.ipynb"), options: RenderOptions(), promotesHeading: true)
        let html = render("# A title\n\n## One\n\n# Two\n", in: &page)
        #expect(page.promotedTitle == "A title")
        #expect(page.headings.map(\.level) == [2, 2])
        #expect(html.hasPrefix("<span id=\"h-a-title\"></span>"))
    }

    @Test func keepsAHeadingWithAFormulaInItsPlace() {
        var page = MarkdownPage(
            context: RenderContext(key: "n.ipynb"), options: RenderOptions(), promotesHeading: true)
        #expect(render("# Of $x$\n", in: &page).hasPrefix("<h2 id=\"h-of-x\">Of <math>"))
        #expect(page.promotedTitle == nil)
    }

    /// A heading is left out only where the page's title says the same.
    @Test(
        arguments: [
            (nil, "# A\n", true), (nil, "## A\n", true), (nil, "# *A*\n", false), ("A", "# A\n", true),
            ("A", "## A\n", true), (nil, "# A\n\nof $x$\n", true), (nil, "# A {#a}\n\n$x$\n", true),
            ("B", "# A\n", false), ("A", "# *A*\n", false), ("A", "# B\n\n# A\n", false),
            (nil, "Text.\n\n# A\n", false), ("A", "Text.\n\n# A\n", false), (nil, "`code`\n\n# A\n", false),
            (nil, "- item\n\n# A\n", false), (nil, "    code\n\n# A\n", false), (nil, "<b>text</b>\n\n# A\n", false),
            (nil, "[![b](c.svg)](d)\n\n# A\n", true), (nil, "[Open it](d) [there](e)\n\n---\n# A\n", true),
            (nil, "<a href=\"d\">Open</a>\n\n# A\n", true), (nil, "<img src=\"c.png\">\n\n# A\n", true),
            (nil, "<div><a href=\"d\">Open</a></div>\n\n# A\n", true), (nil, "<!-- text -->\n\n# A\n", true),
            (nil, "(a)=\n# A\n", true), (nil, "<a name=\"b\"></a>\ntext\n\n# A\n", false),
        ] as [(String?, String, Bool)])
    func leavesOutOnlyAHeadingThatThePageTitleRepeats(title: String?, source: String, isLeftOut: Bool) {
        var page = MarkdownPage(
            context: RenderContext(key: "n.ipynb"), options: RenderOptions(), promotesHeading: true)
        page.knownTitle = title
        let html = render(source, in: &page)
        #expect(html.contains("<span id=\"h-a\"></span>") == isLeftOut)
        #expect(page.headings.contains { $0.text == "A" } == !isLeftOut)
    }

    @Test func showsTextsPastTheLimitAsTheyAre() {
        #expect(render("![](a/b.png)") == "<p><img src=\"a/b.png\" alt=\"b.png\"></p>")
        var options = RenderOptions()
        options.markdownCellByteLimit = 10
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: options)
        let html = render("*a* <b> and more", in: &page)
        #expect(html.hasPrefix("<p class=\"notice\">"))
        #expect(html.hasSuffix("<pre class=\"raw-text\">*a* &lt;b&gt; and more</pre>"))
    }

    @Test(arguments: [
        "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert)", "[a](data:text/html,x)", "[a](vbscript:x)",
        "[a](java&#x0A;script:alert)", "![a](javascript:x)", "![a](data:text/html,x)", "<javascript:alert(1)>",
        "[a]: javascript:x\n\n[a]", "<a href='javascript:x'>a</a>", "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "a <script>alert(1)</script> b", "<svg onload=alert(1)>", "<iframe src=x>",
        "```\"><script>\nx\n```", "[a](x \"\\\" onclick=alert(1)\")", "$<script>x$", "$\\text{<script>}$",
        "# <script>x</script>", "|<script>|\n|-|\n|x|", "[^<script>]\n\n[^<script>]: <script>", "<style>*{}</style>",
        "<b\n\n<script>alert(1)</script>", "<!-- <script> -->\n<script\n>alert(1)</script >",
        "![<script>](x.png)", "![a](https://x.y/z.png \"<script>\")", "<details open ontoggle=alert(1)>",
    ])
    func letsNoScriptThrough(source: String) {
        let html = render(source).lowercased()
        #expect(
            !html.contains("<script") && !html.contains("<svg") && !html.contains("<iframe") && !html.contains("<style")
        )
        #expect(
            !html.contains("href=\"javascript") && !html.contains("src=\"javascript") && !html.contains("\"data:text"))
        #expect(!html.contains("href=\"vbscript"))
        for tag in html.split(separator: "<").dropFirst() {
            let inside = tag.prefix { $0 != ">" }
            let unquoted = inside.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
                .filter { $0.offset.isMultiple(of: 2) }.map(\.element).joined()
            #expect(!unquoted.contains(" on"), "\(tag)")
        }
    }

    @Test(arguments: ["<div><b>", "</div></section></main>", "<table><tr><td>", "<p><ul><li>", "<!-- open", "<b x=\""])
    func staysBalancedAroundUnfinishedHTML(source: String) {
        var page = page()
        let html = render("> a\n>\n> \(source)\n\nafter", in: &page) + render("next", in: &page)
        #expect(html.components(of: "<blockquote>") == 1 && html.components(of: "</blockquote>") == 1)
        #expect(html.hasSuffix("<p>next</p>"))
        #expect(!html.contains("</section>") && !html.contains("</main>"))
    }

    /// The table of contents has them set, not as TeX.
    @Test(arguments: [
        ("## a < $x$ `b`", "a &lt; <math>", "</math> b"), ("## $x$ {.unnumbered}", "<math>", "</math>"),
    ])
    func keepsFormulasOfHeadings(source: String, start: String, end: String) throws {
        var page = page()
        _ = render(source + "\n\n## c", in: &page)
        let markup = String(decoding: try #require(page.headings.first?.markup), as: UTF8.self)
        #expect(markup.hasPrefix(start) && markup.trimmingASCIISpace().hasSuffix(end))
        #expect(page.headings.last?.markup == nil)
    }

    @Test func blocksRemoteImagesUnlessAllowed() {
        let html = render("![alt](https://x.y/z.png)")
        #expect(!html.contains("<img"))
        #expect(html.contains("<span class=\"missing\">alt – Image not loaded: <a href=\"https://x.y/z.png\""))
        #expect(
            render("[![alt](https://x.y/z.png)](a)")
                == "<p><a href=\"a\"><span class=\"missing\" title=\"Image not loaded: https://x.y/z.png\">alt</span></a></p>"
        )
        var options = RenderOptions()
        options.allowRemoteImages = true
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: options)
        #expect(render("![alt](https://x.y/z.png)", in: &page).contains("<img src=\"https://x.y/z.png\" alt=\"alt\""))
    }

    @Test(arguments: [
        ("other.ipynb", "other.html", "a/b/other.ipynb"),
        ("./other.ipynb#Some-Part", "other.html#h-some-part", "a/b/other.ipynb"),
        ("../c%20d/e.ipynb", "../c%20d/e.html", "a/c d/e.ipynb"), ("../../top.ipynb", "../../top.html", "top.ipynb"),
    ])
    func leadsLinksToPages(link: String, address: String, key: String) {
        let context = RenderContext(key: "a/b/name.ipynb") { $0 == key }
        for source in ["[x](\(link))", "<a href=\"\(link)\">x</a>"] {
            var page = MarkdownPage(context: context, options: RenderOptions())
            let html = render(source, in: &page)
            #expect(html.contains("href=\"\(address)\"") || html.contains("href=\"./\(address)\""), "\(html)")
            #expect(page.notebookLinks == [key])
        }
    }

    @Test(
        arguments: [
            ("../../../x.ipynb", nil), ("/x.ipynb", nil), ("https://a.b/x.ipynb", nil),
            ("gone.ipynb", "a/b/gone.ipynb"),
        ] as [(String, String?)])
    func leavesLinksElsewhereAsTheyAre(link: String, noted: String?) {
        var page = MarkdownPage(context: RenderContext(key: "a/b/n.ipynb"), options: RenderOptions())
        #expect(render("[x](\(link))", in: &page).contains("href=\"\(link)\""))
        #expect(page.notebookLinks == Set([noted].compactMap { $0 }))
    }

    private func page() -> MarkdownPage {
        MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions())
    }

    private func render(_ source: String) -> String {
        var page = page()
        return render(source, in: &page)
    }

    private func render(_ source: String, in page: inout MarkdownPage, cell: Int = 1) -> String {
        var html = HTMLWriter()
        page.render(source: Array(source.utf8), attachments: [], cell: cell, into: &html)
        return html.string
    }
}

extension String {
    /// How often a text occurs in it.
    fileprivate func components(of text: String) -> Int {
        var count = 0
        var rest = self[...]
        while let range = rest.firstRange(of: text) {
            count += 1
            rest = rest[range.upperBound...]
        }
        return count
    }
}
