import Testing

@testable import NotebookHTML

/// Terms with their definitions below them.
@Suite struct DefinitionListTests {
    @Test(arguments: [
        ("a\n: b", "<dl><dt>a</dt><dd>b</dd></dl>"),
        (
            "**a** `b`\n:   c *d*\n  e\n: f",
            "<dl><dt><strong>a</strong> <code>b</code></dt><dd>c <em>d</em>\ne</dd><dd>f</dd></dl>"
        ),
        ("a  \n: b\n\nc\n: d\n\ne", "<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd>d</dd></dl><p>e</p>"),
        ("- a\n  : b", "<ul><li><dl><dt>a</dt><dd>b</dd></dl></li></ul>"),
        ("::: note\na\n: b\n:::", "<dl><dt>a</dt><dd>b</dd></dl></aside>"),
    ])
    func areLists(source: String, html: String) {
        #expect(CalloutTests.render(source).hasSuffix(html))
    }

    @Test(arguments: ["a\n:b", "a\nb\n: c", ": a", "a : b\nc", "*a\n: b*", "a\n\n: b", "|a|\n|-|\n|b|\n\n: c"])
    func areNothingElse(source: String) {
        #expect(!CalloutTests.render(source).contains("<dl>"))
    }

    @Test func knowFormulasAndReferences() {
        let html = CalloutTests.render("$x$ in\n: is $y$, see {ref}`a <b>`")
        #expect(html.hasPrefix("<dl><dt><math>") && html.contains("<dd>is ") && html.hasSuffix(" see a</dd></dl>"))
    }
}
