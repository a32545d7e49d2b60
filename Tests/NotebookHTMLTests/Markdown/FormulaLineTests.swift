import Testing

@testable import NotebookHTML

/// Inline formulas and the characters that no line may begin or end with beside them.
@Suite struct FormulaLineTests {
    @Test(arguments: [
        ("($x$).", "[(x)]."), ("a $x$, b", "a [x,] b"), ("$x$ b", "x b"), ("a $x$", "a x"),
        ("the $n$th, $x$-axis", "the [nth], [x-]axis"), ("2$x$ and sub$x$s", "[2x] and [subxs]"),
        ("“$x$”", "[“x”]"), ("$x$。设$y$为", "[x。]设y为"), ("«\u{A0}$x$\u{A0}»", "«[\u{A0}x\u{A0}]»"),
        ("$x$,$y$.", "[x,][y.]"), ("$x$$y$", "xy"), ("[$x$] ($y$)", "[[x]] [(y)]"), ("a\n$x$\nb", "a\nx\nb"),
        ("$x$é", "[xé]"), ("a-$x$", "a[-x]"), ("$x$’s", "[x’]s"), ("$x$ 5", "x 5"),
    ])
    func keepWhatTouchesThemOnTheirLine(_ source: String, _ shape: String) {
        #expect(Self.shape(of: source) == "<p>\(shape)</p>")
    }

    @Test(arguments: [(#"(\$5) ($\foo$)"#), "($$x$$)"])
    func sourcesAndDisplaysMayBreak(_ source: String) {
        #expect(!Self.html(of: source).contains("math-nobreak"))
    }

    @Test func aTextIsOneWhateverTheParserMadeOfIt() {
        let html = Self.html(of: "a ![ ] [ $x$ ] (] \\* !($y$)")
        #expect(html.contains("!<span class=\"math-nobreak\">(<math>"))
    }

    private static func html(of source: String) -> String {
        var html = HTMLWriter()
        var page = MarkdownPage(context: RenderContext(key: "a.ipynb"), options: RenderOptions())
        page.render(source: Array(source.utf8), attachments: [], cell: 1, into: &html)
        return html.string
    }

    /// The markup with formulas as their source and the elements around them as brackets.
    private static func shape(of source: String) -> String {
        var rest = html(of: source)[...]
        var shape = ""
        while let start = rest.firstRange(of: "<math>") {
            shape += rest[..<start.lowerBound]
            guard let tex = rest.firstRange(of: "x-tex\">"), let end = rest.firstRange(of: "</annotation>"),
                let close = rest.firstRange(of: "</math>")
            else { return "?" }
            shape += rest[tex.upperBound..<end.lowerBound]
            rest = rest[close.upperBound...]
        }
        return (shape + rest).replacing("<span class=\"math-nobreak\">", with: "[").replacing("</span>", with: "]")
    }
}
