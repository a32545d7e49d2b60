import Notebook
import Testing

@testable import NotebookHTML

/// Formulas beyond single Markdown cells: in outputs, and references from cell to cell.
@Suite struct FormulaOutputTests {
    /// The page of a notebook of Markdown cells, and one code cell with a LaTeX output.
    private func page(markdown: [String] = [], latex: String? = nil) throws -> String {
        func quoted(_ text: String) -> String {
            "\""
                + text.split(separator: "", omittingEmptySubsequences: true).map { character in
                    switch character {
                    case "\\": "\\\\"
                    case "\n": "\\n"
                    case "\"": "\\\""
                    default: String(character)
                    }
                }.joined() + "\""
        }
        var cells = markdown.map { #"{"cell_type":"markdown","metadata":{},"source":\#(quoted($0))}"# }
        if let latex {
            let output = #"{"output_type":"display_data","metadata":{},"data":{"text/latex":\#(quoted(latex))}}"#
            cells.append(
                #"{"cell_type":"code","metadata":{},"execution_count":1,"source":"x","outputs":[\#(output)]}"#)
        }
        let json = #"{"nbformat":4,"nbformat_minor":4,"metadata":{},"cells":[\#(cells.joined(separator: ","))]}"#
        let notebook = try Notebook(decoding: Array(json.utf8))
        return String(
            decoding: NotebookHTML.render(notebook, context: RenderContext(key: "a.ipynb")).cells, as: UTF8.self)
    }

    @Test(arguments: [
        ("The area is $\\pi$ of it.", "<p>The area is <math>"),
        ("a\n\n$$x$$\n\nb", "<p>a\n\n<math display=\"block\">"),
        ("a\n\n$$x$$\n\nb", "</p>\n<p>b</p>"),
        ("a < b, $c$", "a &lt; b, <math>"),
        ("$a$ and $b$", "</math> and <math>"),
    ])
    func latexTextKeepsItsWordsAroundItsFormulas(latex: String, expected: String) throws {
        let html = try page(latex: latex)
        #expect(html.contains(expected), "\(html)")
        #expect(!html.contains("<code class=\"math\""))
    }

    @Test(arguments: ["$\\displaystyle x$", "$$x$$", "\\begin{equation}x\\end{equation}", "x^2"])
    func latexThatIsAFormulaIsADisplay(latex: String) throws {
        #expect(try page(latex: latex).contains("<div class=\"math-output\"><math display=\"block\">"))
    }

    @Test func aReferenceKnowsTheNumberOfALaterEquation() throws {
        let html = try page(markdown: [
            "see \\eqref{b} and \\ref{a}", "\\begin{equation}x\\label{a}\\end{equation}",
            "\\begin{equation}y\\label{b}\\end{equation}",
        ])
        #expect(html.contains("<a href=\"#eq-b\">(2)</a>"))
        #expect(html.contains("<a href=\"#eq-a\">1</a>"))
        #expect(html.contains("id=\"eq-b\""))
    }

    @Test func aReferenceToNothingShowsItsLabel() throws {
        #expect(try page(markdown: ["see \\eqref{missing}"]).contains(">(missing)</a>"))
    }
}
