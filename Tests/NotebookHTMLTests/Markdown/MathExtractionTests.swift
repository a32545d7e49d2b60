import Testing

@testable import NotebookHTML

/// Which parts of a text are formulas.
@Suite struct MathExtractionTests {
    @Test(arguments: [
        ("a $x$ b", ["x"]), ("$$x$$", ["x"]), ("$$\nx\n$$", ["\nx\n"]), ("\\\\(x\\\\)", ["x"]), ("\\\\[x\\\\]", ["x"]),
        ("\\begin{align}\nx\n\\end{align}", ["\\begin{align}\nx\n\\end{align}"]),
        ("\\begin{a}\\begin{a}x\\end{a}\\end{a}", ["\\begin{a}\\begin{a}x\\end{a}\\end{a}"]),
        ("$a_1$ and $b_2$", ["a_1", "b_2"]), ("$\\text{a $b$ c}$", ["\\text{a $b$ c}"]), ("$a\\$b$", ["a\\$b"]),
        ("**$x$**", ["x"]), ("$2$ and $3$", ["2", "3"]), ("$$$$ then $$x$$", ["x"]), ("> $x$\n> $y$", ["x", "y"]),
        ("`a` $x$ `b`", ["x"]), ("```\n$x$\n```\n$y$", ["y"]), ("`` ` `` $x$", ["x"]),
        ("to $5$th order", ["5"]), ("all $0$s", ["0"]), ("$\\beta_T = $0.02 or", ["\\beta_T = "]),
        ("see \\eqref{a:1}.", ["\\eqref{a:1}"]), ("\\ref{b}", ["\\ref{b}"]),
    ])
    func findsFormulas(source: String, formulas: [String]) {
        #expect(extract(source) == formulas)
    }

    @Test(arguments: [
        "\\$5 and \\$6", "$5 and $6", "from $5 to $10.", "costs $1,000 or $2,000", "$HOME and $PATH", "$", "a$", "$ ",
        "`$x$`", "``$x` $y``", "```\n$x$\n```", "~~~\n$x$\n", "$x\n\ny$", "$$x\n\ny$$", "\\begin{a}\n\n\\end{a}",
        "\\begin{a}\\end{b}", "\\\\(x", "\\(x\\)", "\\\\$x", "US$5 and US$7", "$5/$10", "$5$6", "$1,$b", "$",
        "\\ref{}", "\\ref{a b}", "\\ref{a", "`\\ref{a}`", "\\reference{a}",
    ])
    func leavesOtherDollarsAlone(source: String) {
        #expect(extract(source) == [])
    }

    @Test func marksAreNotMistaken() {
        let hostile = "\u{F0000}0\u{F0000} \u{F0001}0\u{F0001} $x$ \u{F0002}0\u{F0002}"
        let extraction = MathExtraction(Array(hostile.utf8))
        #expect(extraction.formulas.count == 1)
        #expect(String(decoding: extraction.restored(extraction.text), as: UTF8.self) == hostile)
        let formulas = extraction.parts(extraction.text).count { if case .formula = $0 { true } else { false } }
        #expect(formulas == 1)
    }

    /// From each dollar the closing one is sought; groups bound how far. Without bounds a million of them take hours.
    @Test(.timeLimit(.minutes(5)), arguments: [("$1{", "} $"), ("$1}", "{ $"), ("$1{$1}", "$1")])
    func manyDollarsInGroupsEnd(open: String, close: String) {
        let source = Array((String(repeating: open, count: 20_000) + String(repeating: close, count: 20_000)).utf8)
        let extraction = MathExtraction(source)
        #expect(extraction.restored(extraction.text) == source)
    }

    @Test func aDollarIsFoundBehindDeepGroups() {
        let groups = String(repeating: "{", count: 40) + "a" + String(repeating: "}", count: 40)
        #expect(extract("$x\(groups)$ and $y$") == ["x\(groups)", "y"])
    }

    /// Taking formulas out and putting their source back gives the text again, whatever it is.
    @Test func restoresAnyText() {
        var generator = Xorshift(state: 11)
        let pieces = [
            "$", "$$", "\\", "\\\\(", "\\\\)", "{", "}", "`", "```\n", "\n", "\n\n", "a", "1", " ", "\\begin{a}",
            "\\end{a}", "> ", "\u{F0000}", "é",
        ]
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0..<40, using: &generator) {
                text += pieces.randomElement(using: &generator) ?? ""
            }
            let extraction = MathExtraction(Array(text.utf8))
            #expect(String(decoding: extraction.restored(extraction.text), as: UTF8.self) == text)
        }
    }

    private func extract(_ source: String) -> [String] {
        MathExtraction(Array(source.utf8)).formulas.map { String(decoding: $0.tex, as: UTF8.self) }
    }
}

/// A small generator that gives the same numbers every time.
private struct Xorshift: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
