import ProgramOutput
import Testing

struct TerminalTests {
    /// A name may hold what a terminal obeys: here it moves no cursor and begins no line.
    @Test(arguments: [
        ("plain é 日本.ipynb", "plain é 日本.ipynb"),
        ("a\u{1B}[31m\u{7}.ipynb", "a\\u{1b}[31m\\u{7}.ipynb"),
        ("a\nerror: b", "a\\u{a}error: b"),
        ("a\r\u{9B}2K", "a\\u{d}\\u{9b}2K"),
        ("a\u{202E}bnypi", "a\\u{202e}bnypi"),
        ("\u{2028}\u{2066}", "\\u{2028}\\u{2066}"),
    ])
    func `Control characters of a message are written out`(text: String, visible: String) {
        #expect(Terminal.visible(text) == visible)
    }
}
