import Testing

@testable import NotebookHTML

struct MathDocumentTests {
    private func html(_ tex: String, in document: inout MathDocument, display: Bool = false) -> String {
        String(decoding: document.render(tex, display: display), as: UTF8.self)
    }

    private func failure(_ tex: String) -> MathError? {
        var document = MathDocument()
        do throws(MathError) {
            _ = try document.convert(Array(tex.utf8), display: false)
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (#"\foo"#, #"unknown command \foo"#, 0), ("a{b", "a } is missing", 3), ("a}", "a } has no {", 1),
        (#"\frac{a}"#, "an argument is missing", 8), ("x^a^b", "double superscript: braces would say which", 3),
        (#"\left(x"#, #"\left has no \right"#, 7), (#"x\right)"#, #"\right has no \left"#, 1),
        (#"\begin{foo}"#, "unknown environment foo", 0), (#"\begin{matrix}a"#, #"\begin{matrix} has no \end"#, 15),
        (#"\begin{matrix}a\end{array}"#, #"\begin{matrix} ends with \end{array}"#, 15),
        (#"\color{url(x)}y"#, "unknown colour url(x)", 0), ("#", "# stands outside a definition", 0),
        (#"\def\x{\x}\x"#, #"macros expand without end at \x"#, 12),
        (#"\newcommand{\x}{\zz} \x"#, #"unknown command \zz"#, 23),
        (#"a\ce{H"2}"#, #"" in \ce is not understood"#, 1), (#"\ce{A ->[x}"#, #"a ] is missing in \ce"#, 0),
        (#"\ce{A $x}"#, #"a $ is missing in \ce"#, 0), (#"\ce{A\bond{?}B}"#, "the bond ? is not understood", 0),
        (#"\ce{X_&}"#, #"a script in \ce is not understood"#, 0), (#"\ce{\zz}"#, #"unknown command \zz"#, 8),
        (#"\si{\zz}"#, #"unknown command \zz"#, 8), (#"\pu{5 #}"#, #"# in \pu is not understood"#, 0),
        (#"\ce{->[->[->[->[->[->[->[->[]]]]]]]]}"#, #"\ce is nested deeper than 8 levels"#, 0),
        (#"\begin{CD} A @>a> \end{CD}"#, "an arrow of the CD environment does not end", 0),
        (#"\begin{CD} A"#, #"\begin{CD} has no \end"#, 0), (#"\bbox[url(x)]{y}"#, #"\bbox does not know url(x)"#, 16),
        (#"\enclose{circle}{x}"#, #"\enclose does not know circle"#, 19),
    ])
    func aFailureSaysWhatAndWhere(_ tex: String, _ reason: String, _ offset: Int) {
        #expect(failure(tex) == MathError(reason: reason, offset: offset))
    }

    @Test func aFailedFormulaKeepsItsSource() {
        var document = MathDocument()
        #expect(
            html(#"\foo <b> "q""#, in: &document)
                == #"<code class="math" title="unknown command \foo">\foo &lt;b&gt; &quot;q&quot;</code>"#)
    }

    @Test func definitionsLastThroughThePage() {
        var document = MathDocument()
        _ = html(#"\newcommand{\v}[1]{\mathbf{#1}}"#, in: &document)
        #expect(html(#"\v x"#, in: &document).contains("<mi>𝐱</mi>"))
    }

    @Test func declaredUnitsLastThroughThePage() {
        var document = MathDocument()
        _ = html(#"\DeclareSIUnit\molar{M} \DeclareSIUnit{\px}{px}"#, in: &document)
        #expect(html(#"\SI{2}{\milli\molar}"#, in: &document).contains(#"<mspace width="0.1667em"/><mi>mM</mi>"#))
        #expect(html(#"\unit{\px\squared}"#, in: &document).contains("<msup><mi>px</mi><mn>2</mn></msup>"))
    }

    @Test func numbersCountThroughThePage() {
        var document = MathDocument()
        _ = html(#"\begin{align} a \\ b \end{align}"#, in: &document, display: true)
        let second = html(#"\begin{equation} c \label{c} \end{equation}"#, in: &document, display: true)
        #expect(second.contains(#"<mtext id="eq-c">(3)</mtext>"#))
        #expect(html(#"\eqref{c}"#, in: &document) == ##"<a href="#eq-c">(3)</a>"##)
        #expect(html(#"x\ref{c}"#, in: &document).contains(##"<mtext><a href="#eq-c">3</a></mtext>"##))
        #expect(html(#"\url{http://example.org}"#, in: &document).hasPrefix(##"<a href="http://example.org""##))
    }

    @Test func aFailedFormulaTakesNoNumber() {
        var document = MathDocument()
        _ = html(#"\begin{align} a \\ \foo \end{align}"#, in: &document, display: true)
        #expect(html(#"\begin{equation} c \end{equation}"#, in: &document, display: true).contains("(1)"))
    }

    /// What the page says of a tag is its source; what follows the equation is not part of it.
    @Test(arguments: [#"$\frac$"#, #"$\text{$\frac$} a$"#, #"\(\left(a\)"#])
    func aTagThatCannotBeReadStandsAsItsSource(_ tag: String) {
        var document = MathDocument()
        let formula = html(#"\begin{equation} a \tag{\#(tag)} \end{equation} + b"#, in: &document, display: true)
        #expect(formula.contains("<mtext>(\(tag))</mtext>"))
        #expect(formula.contains("<mo>+</mo><mi>b</mi></mrow><annotation"))
    }

    /// MathJax numbers none of these, but a reference to them is a link.
    @Test(arguments: [
        #"x \label{a}"#, #"x + y \label{a}"#, #"\begin{equation*} x \label{a} \end{equation*}"#,
        #"\begin{aligned} x \label{a} \\ y \end{aligned}"#, #"x \label{a} \\ y"#, #"\frac{x}{y} \label{a}"#,
        #"\begin{align} x \nonumber \\ y \end{align} \label{a}"#,
    ])
    func aLabelWithoutANumberIsAPlace(_ tex: String) {
        var document = MathDocument()
        let formula = html(tex, in: &document, display: true)
        #expect(formula.contains(#" id="eq-a""#), "\(formula)")
        #expect(WellFormedness.problem(in: Array(formula.utf8)) == nil)
        #expect(html(#"\ref{a}"#, in: &document).contains(##"<a href="#eq-a">a</a>"##))
    }

    @Test(arguments: ["split", "aligned", "gathered"])
    func aLabelWithinIsTheEquationsAroundIt(_ environment: String) {
        var document = MathDocument()
        let rows = #"\begin{\#(environment)} a \\ b \label{b} \end{\#(environment)}"#
        let formula = html(#"\begin{equation} \#(rows) \end{equation}"#, in: &document, display: true)
        #expect(formula.contains(#"<mtext id="eq-b">(1)</mtext>"#))
        #expect(html(#"\eqref{b}"#, in: &document).contains(##"<a href="#eq-b">(1)</a>"##))
    }

    @Test func anAnchorIsGivenOnce() {
        var document = MathDocument()
        let tex = #"\begin{equation} c \label{c} \end{equation}"#
        #expect(html(tex, in: &document, display: true).contains("id="))
        #expect(!html(tex, in: &document, display: true).contains("id="))
    }

    @Test(arguments: [
        #"\href{javascript:alert(1)}{x}"#, #"\href{ JAVASCRIPT:alert(1)}{x}"#, #"\url{data:text/html,x}"#,
    ])
    func anUnsafeAddressIsNoLink(_ tex: String) {
        var document = MathDocument()
        #expect(!html(tex, in: &document).contains("<a "))
    }

    // MARK: - Bounds

    @Test(arguments: [
        #"\def\a{\a\a}\a"#, #"\def\a#1{\a{#1#1}}\a{xx}"#, #"\def\a{x\b}\def\b{y\a}\a"#,
        #"\def\a{xxxxxxxxxxxxxxxxxxxxxxxxx}\def\b{\a\a\a\a\a\a\a\a\a\a}\def\c{\b\b\b\b\b\b\b\b\b\b}\def\d{\c\c\c\c\c\c\c\c\c}\d\d\d\d"#,
    ])
    func macroBombsStop(_ tex: String) {
        #expect(failure(tex)?.reason.hasPrefix("macros expand without end") == true)
    }

    @Test(arguments: [
        ("{", "}"), (#"\sqrt{"#, "}"), ("x^{", "}"), (#"\left("#, #"\right)"#), (#"\text{$"#, "$}"),
        (#"\begin{matrix}"#, #"\end{matrix}"#), (#"\frac{"#, "}{b}"), (#"\hat"#, ""), ("a\\over ", ""),
        (#"\substack{"#, "}"), (#"\sqrt["#, "]{x}"), (#"\ce{$"#, "$}"), (#"\ce{\ce{"#, "}}"),
        (#"\SI{\SI{"#, "}{m}}{m}"),
        (#"\si{\si{"#, "}}"), (#"\bbox{"#, "}"), (#"\enclose{box}{"#, "}"), ("{\\\\", "}"),
        (#"\begin{CD}"#, #"\end{CD}"#),
    ])
    func deepNestingStops(_ open: String, _ close: String) {
        let tex = String(repeating: open, count: 2000) + "x" + String(repeating: close, count: 2000)
        #expect(failure(tex) != nil)
    }

    @Test func aLongMacroInManyShortFormulasEnds() {
        var document = MathDocument()
        _ = html(#"\def\x{"# + String(repeating: "y", count: 50_000) + "}", in: &document)
        let formulas = (0..<200).map { _ in html(#"\x"#, in: &document) }
        // Two million bytes, and sixteen times the formulas themselves.
        #expect(formulas.count { $0.hasPrefix("<math>") } == 56)
        #expect(formulas.last?.contains("formulas expand to more than it has room for") == true)
        #expect(html(#"x^2"#, in: &document).hasPrefix("<math>"))
    }

    @Test func aLongTagInManyReferencesEnds() {
        var document = MathDocument()
        let tag = String(repeating: "y", count: 90_000)
        _ = html(#"\begin{equation} a \tag{\#(tag)} \label{a} \end{equation}"#, in: &document, display: true)
        let references = (0..<100).map { _ in html(#"\ref{a}"#, in: &document) }
        #expect(references.reduce(0) { $0 + $1.utf8.count } < 4_000_000)
    }

    @Test func aVeryLongFormulaIsSource() {
        #expect(failure(String(repeating: "x", count: 100_001)) != nil)
        #expect(failure(String(repeating: "x_1+", count: 20_000) + "y") == nil)
    }

    // MARK: - Whatever comes

    private struct Generator {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % bound
        }
    }

    private static let fragments: [String] = [
        "{", "}", "^", "_", "&", "\\\\", "'", "x", "1", "+", "=", "(", "]", "[", "|", "$", "#", "#1", "%", "\n", "~",
        " ",
        "<", "\"", "&amp;", "é", "∑", "\u{202E}", "\u{0}", "\\", "\\left(", "\\right.", "\\middle|", "\\frac", "\\sqrt",
        "\\text{", "\\begin{align}", "\\end{align}", "\\begin{array}{l|c}", "\\end{array}", "\\hline", "\\over",
        "\\color{red}", "\\textcolor{#fff}", "\\def\\a", "\\a", "\\newcommand{\\b}[1]", "\\b", "\\tag{1}", "\\label{<}",
        "\\eqref{<}", "\\href{http://\"><x>}", "\\sum", "\\limits", "\\sin", "\\hat", "\\not", "\\big", "\\mathbf",
        "\\bm", "\\displaystyle", "\\hspace{1em}", "\\substack{", "\\sideset{}{}", "\\operatorname*{", "\\cfrac",
        "\\Braket{", "\\verb|", "\\kern1em", "\\unicode{x26}", "\\char60", "\\phantom", "\\xrightarrow[", "\\overbrace",
        "\\boxed", "\\begin{cases}", "\\end{cases}", "\\quad", "\\let\\a=", "\\intertext{", "\\root", "\\of",
        "\\binom", "\\genfrac", "\\underset", "\\fcolorbox{red}{blue}", "\\rlap", "\\cr", "\\tag*{$",
        "\\raisebox{1em}{", "\\ce{", "\\pu{", "\\SI{1e5}{", "\\qty", "\\si{", "\\num{", "\\ang{1;2}", "\\numrange",
        "H2", "(aq)",
        "->", "<=>", "->[", "^2+", "*", "\\bond{-}", "\\metre", "\\per", "\\kilo", "v ", "^ ", "1/2", "\\numlist{1;2}",
    ]

    @Test(arguments: 0..<40)
    func anythingBecomesWellFormedMarkup(_ seed: Int) {
        var generator = Generator(state: UInt64(seed) &* 7919 &+ 1)
        for _ in 0..<250 {
            var document = MathDocument()
            let count = generator.next(30)
            let tex = (0..<count).map { _ in Self.fragments[generator.next(Self.fragments.count)] }.joined()
            let html = document.render(tex, display: generator.next(2) == 0)
            let problem = WellFormedness.problem(in: html)
            #expect(problem == nil, "\(tex)")
        }
    }

    @Test(arguments: 0..<10)
    func bytesThatAreNoTextBecomeWellFormedMarkup(_ seed: Int) {
        var generator = Generator(state: UInt64(seed) &* 104_729 &+ 3)
        for _ in 0..<200 {
            var document = MathDocument()
            let bytes = (0..<generator.next(60)).map { _ in UInt8(generator.next(256)) }
            #expect(WellFormedness.problem(in: document.render(bytes, display: true)) == nil)
        }
    }

    @Test func everyCommandSurvivesEveryPlace() {
        for name in MathCommandTable.shared.allNames {
            for tex in [
                "\\\(name)", "\\\(name){a}{b}", "x^\\\(name) y", "\\text{\\\(name)}", "\\\(name)[a]{b}{c}{d}{e}{f}",
            ] {
                var document = MathDocument()
                let problem = WellFormedness.problem(in: document.render(tex, display: true))
                #expect(problem == nil, "\(tex)")
            }
        }
    }

    /// Quadratic where every label copies those before it.
    @Test(.timeLimit(.minutes(10))) func labelsOfManyFormulasAreAllKnown() {
        var document = MathDocument()
        for number in 0..<20_000 { _ = document.render("a\\label{e\(number)}", display: true) }
        #expect(html("\\ref{e19999}", in: &document).contains("href=\"#eq-e19999\""))
    }

    @Test func numbersAndLabelsOfAFailedFormulaDoNotCount() {
        var document = MathDocument()
        _ = document.render("\\begin{equation}a\\label{x}\\foo\\end{equation}", display: true)
        let next = html("\\begin{equation}b\\label{x}\\end{equation}", in: &document, display: true)
        #expect(next.contains("id=\"eq-x\"") && next.contains("(1)"))
        let again = html("\\begin{equation}c\\label{x}\\end{equation}", in: &document, display: true)
        #expect(!again.contains("id=") && again.contains("(2)"))
    }
}
