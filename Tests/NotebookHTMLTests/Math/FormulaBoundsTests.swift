import Testing

@testable import NotebookHTML

/// What hostile formulas may cost: memory in step with their length, and time with it.
struct FormulaBoundsTests {
    private func html(_ tex: String, in document: inout MathDocument) -> String {
        String(decoding: document.render(tex, display: true), as: UTF8.self)
    }

    private func html(_ tex: String) -> String {
        var document = MathDocument()
        return html(tex, in: &document)
    }

    /// The macro's replacement ends with the command, whose arguments stand in the shorter text around it.
    @Test func aCommandKeepsItsNameBeyondItsMacro() {
        var document = MathDocument()
        _ = html(#"\newcommand{\q}{\;\;\;\;\;\;\;\;\;\;\;\;\qty}"#, in: &document)
        #expect(html(#"\q1"#, in: &document).contains("<mo>{</mo><mn>1</mn><mo>}</mo>"))
        #expect(html(#"\q{1}{\metre}"#, in: &document).contains(#"<mn>1</mn><mspace width="0.1667em"/><mi"#))
    }

    @Test func aMacroStopsBeforeItsReplacementIsMade() {
        let macro = TeXMacro(parameterCount: 1, defaultArgument: nil, body: Array("a#1\\b#1".utf8))
        #expect(macro.expansion(with: [Array("xyz".utf8)], limit: 10) == Array("axyz\\b xyz".utf8))
        #expect(macro.expansion(with: [Array("xyz".utf8)], limit: 9) == nil)
        let long = TeXMacro(
            parameterCount: 1, defaultArgument: nil, body: Array(repeatElement("#1", count: 50_000).joined().utf8))
        #expect(long.expansion(with: [Array(repeating: 0x61, count: 100_000)], limit: 200_000) == nil)
    }

    @Test func aLongUnitStandsOnceInALongList() {
        let list = { (count: Int) in
            #"\SIlist{"# + String(repeating: "1;", count: count) + "}{" + String(repeating: "m", count: count) + "}"
        }
        #expect(html(list(3)).hasPrefix("<math"))
        #expect(html(list(500)).contains("macros expand without end"))
    }

    @Test func rowsAreFilledUpAsFarAsThePageHasRoom() {
        let cells = String(repeating: "&", count: 2_000)
        let rows = { (count: Int) in
            #"\begin{align}"# + cells + String(repeating: #"\\ a"#, count: count) + #"\end{align}"#
        }
        #expect(html(rows(10)).hasPrefix("<math"))
        #expect(html(rows(1_000)).contains("the page&#39;s formulas expand to more than it has room for"))
    }

    @Test func repeatedColumnsAreBoundedTogether() {
        let nested = { (depth: Int) in
            String(repeating: "*{2}{", count: depth) + "c" + String(repeating: "}", count: depth)
        }
        #expect(ArrayColumns(Array(nested(7).utf8))?.columns.count == 128)
        let empty = String(repeating: "*{2}{", count: 25) + "@{}" + String(repeating: "}", count: 25)
        #expect(ArrayColumns(Array(empty.utf8)) == nil)
    }

    @Test func delimitersInBracesAreBounded() {
        let open = String(repeating: "{", count: 40_000)
        #expect(html(#"\big"# + open + "(" + String(repeating: "}", count: 40_000)).contains("nested deeper"))
        #expect(html(#"\big{(}"#).hasPrefix("<math"))
    }

    @Test func aFailedFormulaLeavesNoDefinition() {
        var document = MathDocument()
        _ = html(#"\newcommand{\v}{a} \newcommand{\w}{b}"#, in: &document)
        _ = html(#"\newcommand{\v}{c} \renewcommand{\v}{d} \newcommand{\x}{e} \foo"#, in: &document)
        #expect(html(#"\v \w"#, in: &document).contains("<mi>a</mi><mi>b</mi>"))
        #expect(html(#"\x"#, in: &document).contains(#"unknown command \x"#))
    }

    @Test func aFailedFormulaLeavesNoLabel() {
        var document = MathDocument()
        _ = html(#"\begin{equation} a \label{a} \end{equation}"#, in: &document)
        _ = html(#"\begin{align} b \label{a} \\ c \label{c} \end{align} \foo"#, in: &document)
        #expect(html(#"\ref{a} \ref{c}"#, in: &document).contains(">1</a></mtext><mtext><a href=\"#eq-c\">c</a>"))
        #expect(html(#"\begin{equation} c \label{c} \end{equation}"#, in: &document).contains("id=\"eq-c\">(2)"))
    }
}
