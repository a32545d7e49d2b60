import Notebook
import Testing

@testable import NotebookHTML

/// Fences and directives of Quarto, MyST, Pandoc and GitHub as notes and blocks.
@Suite struct CalloutTests {
    @Test(arguments: [
        ("::: {.callout-note}\na\n:::", "note", "Note", "Note"),
        ("::: {.callout-tip title=\"A *b*\"}\na\n:::", "tip", "Tip", "A <em>b</em>"),
        (":::{.callout-warning}\n## Take `care`\na\n:::", "warning", "Warning", "Take <code>care</code>"),
        ("::: note\na\n:::", "note", "Note", "Note"),
        (":::warning Mind this\na\n:::", "warning", "Warning", "Mind this"),
        ("```{note}\na\n```", "note", "Note", "Note"), ("~~~{tip} b\na\n~~~", "tip", "Tip", "b"),
        ("```{admonition} b\n:class: danger\na\n```", "caution", "Danger", "b"),
        (":::{seealso}\na\n:::", "note", "See also", "See also"),
        (":::{tip icon=false} b\na\n:::", "tip", "Tip", "b"),
        ("```{admonition .danger} b\na\n```", "caution", "Danger", "b"),
        (":::{tip} A [b](c.html)\na\n:::", "tip", "Tip", "A <a href=\"c.html\">b</a>"),
        ("> [!CAUTION]\n> a", "caution", "Caution", "Caution"), ("> [!tip]\n>\n> a", "tip", "Tip", "Tip"),
        ("::: {.proof}\na\n:::", "statement", "Proof", "Proof"),
        ("```{prf:lemma} b\na\n```", "statement", "Lemma", "Lemma 1 (b)"),
    ])
    func showsNotesWithTheirTitle(source: String, look: String, label: String, title: String) {
        let html = Self.render(source).replacing("\u{A0}", with: " ")
        let opening = "<aside class=\"callout callout-\(look)\" role=\"note\" aria-label=\"\(label)\">"
        #expect(html == opening + "<p class=\"callout-title\">\(title)</p><p>a</p></aside>")
    }

    @Test(arguments: [
        ("::: {.callout-tip collapse=\"true\"}\na\n:::", "<details>"),
        ("::: {.callout-tip collapse=false}\na\n:::", "<details open>"),
        (":::{tip}\n:class: dropdown\na\n:::", "<details>"), (":::{tip .dropdown}\na\n:::", "<details>"),
        ("```{dropdown} b\n:open:\na\n```", "<details open>"),
    ])
    func foldsWithANativeControl(source: String, details: String) {
        let html = Self.render(source)
        #expect(html.contains("\(details)<summary class=\"callout-title\">"))
        #expect(html.hasSuffix("<div class=\"callout-body\"><p>a</p></div></details></aside>"))
    }

    /// Blocks within blocks end where their authors end them, and at the latest with what they stand in.
    @Test(arguments: [
        (":::: {.callout-note}\na\n\n::: {.callout-tip}\nb\n:::\n\nc\n::::\nd", "note(a tip(b) c) d"),
        ("::: {.callout-note}\na\n::: {.callout-tip}\nb\n:::\nc\n:::\nd", "note(a tip(b) c) d"),
        ("````{note}\na\n```{tip}\nb\n```\nc\n````\nd", "note(a tip(b) c) d"),
        ("::::{note}\na\n:::{tip}\nb\n::::\nd", "note(a tip(b)) d"), ("::: {.callout-note}\na\n\nb", "note(a b)"),
        ("- a\n\n  :::{note}\n  b\n  :::\n\n- c\n\n  :::{tip}\n  d\n\ne", "a note(b) c tip(d) e"),
        ("1. :::{note}\n   a\n   :::\n2. b", "note(a) b"), ("> [!NOTE]\n> a\n\nb", "note(a) b"),
        ("````{note}\n```python\na\n````\nb", "note(a) b"), (":::{note}\n    a\n:::\nb", "note(a) b"),
    ])
    func endsBlocksInTheirPlace(source: String, outline: String) {
        #expect(Self.outline(Self.render(source)) == outline)
    }

    @Test(arguments: [
        (":::{note}\n    a\n    *b*\n:::\nc", "<p>a\n<em>b</em></p></aside><p>c</p>"),
        (
            "```{note}\n:class: tip\n\n     a\n\n         b\n```",
            "<p>a</p><pre class=\"code\" dir=\"ltr\"><code>b\n</code></pre></aside>"
        ),
        (":::{note}\n    ```\n    a\n    ```\n:::", "<pre class=\"code\" dir=\"ltr\"><code>a\n</code></pre></aside>"),
        ("- :::{note}\n      a\n  :::\n- b", "<p>a</p></aside></li><li><p>b"),
        ("::::{note}\n    a\n\n    :::{tip}\n    b\n    :::\n::::", "<p>b</p></aside></aside>"),
        (":::{note}\n    a\n\nb\n:::", "<code>a\n</code></pre><p>b</p></aside>"),
        (":::{note}\na\n\n    b\n:::", "<p>a</p><pre class=\"code\" dir=\"ltr\"><code>b\n</code></pre></aside>"),
        (":::{note}\n    a", "<code>a"), (":::{note}\n    a\n:::\n  ", "<p>a</p></aside>"),
        (":::{note}\n    a\n:::\n\n    b", "</aside><pre class=\"code\" dir=\"ltr\"><code>b\n"),
    ])
    func takesContentThatIsIndentedAsAWholeForText(source: String, shown: String) {
        let html = Self.render(source)
        #expect(html.contains(shown), "\(html)")
    }

    @Test(arguments: [
        "```\n::: {.callout-note}\na\n:::\n```", "    ::: {.callout-note}\n    a", "`::: note`", "a ::: note", ":::\n",
        "::",
        "$$\n::: note\n$$", ":::: !", "> [!NOTE] a", "> [!OTHER]\n> a", "<!--\n::: note\n-->\na", "f(x){.a}", "a{.b}",
        "`[x]{.a}`", "{note}", "(a)= b",
    ])
    func leavesAloneWhatIsNoFence(source: String) {
        let html = Self.render(source)
        #expect(!html.contains("<aside") && !html.contains("class=\"block\""))
        #expect(
            source.hasPrefix("<!--")
                || html.filter { $0 == ":" || $0 == "{" }.count >= source.filter { $0 == "{" }.count)
        #expect(!html.unicodeScalars.contains { $0.value >= 0xF0000 }, "a mark is left")
    }

    @Test(arguments: [
        ("::: {.panel-tabset}\na\n:::", "<div class=\"block\"><p>a</p></div>"),
        ("::: {.column-margin}\na\n:::", "<aside class=\"margin-note\" role=\"note\"><p>a</p></aside>"),
        (
            ":::{other} b\na\n:::",
            "<div class=\"block\"><p class=\"block-title\"><code>{other} b</code></p><p>a</p></div>"
        ),
        (
            "[a]{.smallcaps} [b](c){.d} [*e*]{.f}",
            "<p><span class=\"smallcaps\">a</span> <a href=\"c\">b</a> <em>e</em></p>"
        ),
        ("![a](b.png){width=50%}", "<p><img src=\"b.png\" alt=\"a\" style=\"width:50%\"></p>"),
        (
            "![a](b.png){width=\"1;x\" fig-alt='\"><script>'}",
            "<p><img src=\"b.png\" alt=\"&quot;&gt;&lt;script&gt;\"></p>"
        ),
        ("(a)=\n\nb", "<span id=\"h-a\"></span><p>b</p>"), ("`a`{.python} b", "<p><code>a</code> b</p>"),
        (
            "```{code-block} python\n:caption: b\nx\n```",
            "<p class=\"code-caption\">b</p><pre class=\"code\" dir=\"ltr\"><code class=\"language-python\">x\n</code></pre>"
        ),
    ])
    func showsTheContentOfOtherBlocks(source: String, html: String) {
        #expect(Self.render(source) == html)
    }

    @Test func hidesTheEndOfABlockThatAnEarlierCellBegan() {
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions())
        #expect(Self.outline(Self.render("::: {.callout-tip}\na", in: &page)) == "tip(a)")
        #expect(Self.render("b\n\n:::\n", in: &page) == "<p>b</p>")
        #expect(Self.render("b\n\n:::\n", in: &page) == "<p>b</p><p>:::</p>")
    }

    /// What is no Markdown is read alike with colons and with backticks.
    @Test(arguments: [
        "code-block} python\n:caption: b\nx = [1]{.a}  # *c*\n", "code-block} text\n~~~~\nb\n",
        "raw} html\n<b>\n\n# c\n",
        "literalinclude} b.py\n:language: python\n", "math}\n:label: b\nx_1 * y_2 * z\n", "math #b}\nx\n",
    ])
    func readsCodeAndFormulasInColons(directive: String) {
        let backticks = Self.render("a\n\n```{\(directive)```\nc")
        #expect(backticks.contains("<pre") || backticks.contains("<math"))
        #expect(Self.render("a\n\n:::{\(directive):::\nc") == backticks)
    }

    @Test func readsCodeInColonsWithinLists() {
        let html = Self.render("- a\n\n  :::{code} b\n  *c*\n  :::\n- d")
        #expect(html.contains("<code>*c*\n</code></pre></li><li><p>d"))
    }

    @Test func readsAsMarkdownWhatCodeInColonsNeverEnds() {
        #expect(Self.render(":::{code-block} b\n*a*").contains("<p><em>a</em></p></div>"))
    }

    /// Where the work is linear each takes a fraction of a second; where it is not, far more than the limit.
    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "::: a\n", ":::\n", "```{note}\n", "[", "[a]{.b}", "[[a]{.b}", "](a){", "](a){.b c='", "`{ref}`a",
            "@fig-a ",
            "(a)=\n", ":::{code} $\n", ":::{math}\n$\n", "[@a; ", "[@", ":::{a b=c", "a\n: b\n", "- :::{tip}\n",
            "```{math}\n", "> [!NOTE]\n\n", ":::{figure} a\n", "| a |\n|-|\n: b {#tbl-a}\n\n",
        ])
    func readsHostileTextsInLinearTime(piece: String) {
        let source = String(repeating: piece, count: 200_000 / piece.utf8.count)
        _ = DirectiveExtraction(Array(source.utf8))
        #expect(!Self.render(String(source.prefix(20_000))).isEmpty)
    }

    static func render(_ source: String) -> String {
        var page = MarkdownPage(context: RenderContext(key: "n.ipynb"), options: RenderOptions())
        return render(source, in: &page)
    }

    static func render(_ source: String, in page: inout MarkdownPage) -> String {
        var html = HTMLWriter()
        page.render(source: Array(source.utf8), attachments: [], cell: 1, into: &html)
        return html.string
    }

    /// The notes of a page and the letters in them: `note(a tip(b))`.
    private static func outline(_ html: String) -> String {
        var words: [String] = []
        for part in html.split(separator: "<").map(String.init) {
            if part.hasPrefix("aside class=\"callout callout-") {
                words.append(part.dropFirst(29).prefix { $0 != "\"" } + "(")
            } else if part.hasPrefix("/aside") {
                words.append(")")
            }
            let text = part.drop { $0 != ">" }.dropFirst().filter { !$0.isWhitespace }
            if text.count == 1 { words.append(text) }
        }
        return words.joined(separator: " ").replacing("( ", with: "(").replacing(" )", with: ")")
    }
}
