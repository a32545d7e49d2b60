import Foundation

/// Input that makes careless algorithms quadratic: measured at a quarter, a half and all of its size.
struct Attack {
    var work: Work
    var name: String
    /// Stands once at the beginning.
    var opening = ""
    /// Is repeated until the size is reached.
    var piece: String
    var closing = ""
    var size: Int

    /// Prints the times, the best of three each: a linear algorithm takes twice as long for twice the input.
    func measure() {
        let sizes = [size / 4, size / 2, size]
        let times = sizes.map { size in
            let text = input(size)
            return (0..<3).map { _ in RenderBench.measured { _ = work.run(text) } }.min() ?? 0
        }
        print(
            #"{"attack": "\#(work.rawValue): \#(name)", "sizes": \#(sizes), "seconds": \#(times)}"#)
        fflush(nil)
    }

    private func input(_ size: Int) -> [UInt8] {
        let piece = Array(piece.utf8)
        var text = Array(opening.utf8)
        text.reserveCapacity(size + piece.count)
        while text.count < size { text += piece }
        return text + Array(closing.utf8)
    }

    private static let megabytes = 5_000_000

    /// The attacks on every room, each up to the size that room accepts.
    static let all: [Attack] = sanitising + markdown + others

    private static let sanitising: [Attack] = [
        ("deep nesting", "", "<div>", ""), ("formatting in blocks", "", "<b><p>", ""),
        ("lists in lists", "", "<ul><li>", ""),
        ("tables in tables", "", "<table><tr><td>", ""), ("tables without cells", "", "<table><b>", ""),
        ("end tags of nothing", "<p>", "</b></div>", ""), ("unclosed tags", "", "<a href=x ", ""),
        ("attributes on one tag", "<p", " a=b", ">"), ("one long attribute", "<p title=\"", "x&amp;", "\">"),
        ("an attribute without end", "<p title=\"", "<x y", ""), ("named entities", "", "&notit;&am", ""),
        ("numeric entities", "", "&#x1F600;&#0;", ""), ("ampersands", "", "&", ""),
        ("comments without end", "", "<!--", ""),
        ("comments within comments", "<!--", "<!-- --!", ""), ("declarations", "", "<![CDATA[", ""),
        ("scripts", "", "<script>x</script", ""), ("escaped scripts", "<script>", "<!--<script>", ""),
        ("drawings", "", "<svg><g>", ""), ("links in links", "", "<a href=x>", ""),
        ("style declarations", "<p style=\"", "color:red;", "\">"),
        ("style rules", "<style>", "#T_a .b{color:red}", "</style>"),
        ("ids", "", "<i id=a>", ""), ("text alone", "", "a ", ""),
    ].map { name, opening, piece, closing in
        Attack(work: .sanitise, name: name, opening: opening, piece: piece, closing: closing, size: megabytes)
    }

    private static let markdown: [Attack] = [
        ("brackets", "["), ("pictures", "![]("), ("emphasis", "*a_ "), ("code spans", "`a``"), ("quotes", "> "),
        ("lists", "- "),
        ("tables", "|a"), ("dollars", "$a"), ("environments", "\\begin{a}"), ("references", "\\eqref{a"),
        ("tags", "<a x"),
        ("headings", "# a\n"), ("footnotes", "[^a]\n\n[^a]: b\n\n"), ("links to definitions", "[a]: b\n"),
        ("addresses", "www.a.b/("), ("directives", "```{note}\n"), ("fenced blocks", "- :::{tip}\n"),
        ("callouts", "> [!NOTE]\n\n"), ("spans of a class", "[[a]{.b}"), ("roles", "`{ref}`a"),
        ("dollars in groups", "$1{$1}"), ("labels of formulas", "$x\\label{a}$ "),
        ("references of formulas", "$\\ref{a}$ "),
        ("captions", "| a |\n|-|\n: b {#tbl-a}\n\n"),
    ].map { name, piece in Attack(work: .markdown, name: name, piece: piece, size: 1_000_000) }

    private static let others: [Attack] =
        [
            ("carriage returns", "a\r"), ("colours", "\u{1B}[31mx"), ("cursor moves", "\u{1B}[5Cx\u{1B}[2D"),
            ("lines up", "x\n\u{1B}[9A"),
            ("links", "\u{1B}]8;;http://a\u{7}x"), ("sequences without end", "\u{1B}["),
        ].map { name, piece in Attack(work: .terminal, name: name, piece: piece, size: megabytes) }
        + [
            ("open brackets", "("), ("strings without end", "\"\"\""), ("interpolations", "f\"{"),
            ("magics", "%%bash\n"), ("numbers", "1e"),
        ]
        .map { name, piece in Attack(work: .highlight, name: name, piece: piece, size: megabytes) }
        + [
            ("scripts", "x_1^2+"), ("fractions", "\\frac12"), ("rows", "a&b\\\\"), ("fences", "\\left(x\\right)"),
            ("text", "\\text{a}"),
        ]
        .map { name, piece in Attack(work: .mathematics, name: name, piece: piece, size: 96_000) }
}
