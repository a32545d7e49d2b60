import NotebookHTML
import Testing

/// What a terminal would show, as plain text.
@Suite struct TerminalScreenTests {
    @Test(arguments: [
        ("", ""),
        ("a\nb\n", "a\nb\n"),
        ("\n\na", "\n\na"),
        ("10%\r20%\r100%\n", "100%\n"),
        ("long text\rab", "abng text"),
        ("long text\r\u{1B}[Kab", "ab"),
        ("one\r\ntwo\r\n", "one\ntwo\n"),
        ("abc\u{8}\u{8}X", "aXc"),
        ("\u{8}\u{8}a", "a"),
        ("abc\u{1B}[1Kd", "   d"),
        ("abc\u{1B}[2K\rd", "d"),
        ("abcdef\u{1B}[3D\u{1B}[2X|", "abc| f"),
        ("a\u{1B}[5Cb", "a     b"),
        ("abc\u{1B}[2Gx", "axc"),
        ("a\tb", "a\tb"),
        ("a\tb\r\tc", "a\tc"),
        ("a\tb\rxyz", "xyz     b"),
    ])
    func settlesOneLine(text: String, shown: String) {
        #expect(plain(text) == shown)
    }

    @Test(arguments: [
        ("1: 0%\n2: 0%\u{1B}[A\r1: 9%\n2: 9%", "1: 9%\n2: 9%"),
        ("a\nb\nc\u{1B}[2F\u{1B}[Jd", "d"),
        ("a\nb\u{1B}[1A\u{1B}[2K\rx\n\u{1B}[2Ky", "x\ny"),
        ("a\u{1B}[2Bb", "a\n\n b"),
        ("a\nb\u{1B}[99999999999999999999Ac", "ac\nb"),
        ("a\u{1B}7bc\u{1B}8d", "adc"),
        ("a\u{1B}[sbc\u{1B}[ud", "adc"),
        ("a\u{1B}[H\u{1B}[2Jb", "a\nb"),
        ("a\u{1B}Eb\u{1B}Mc", "ac\nb"),
    ])
    func followsTheCursorOverLines(text: String, shown: String) {
        #expect(plain(text) == shown)
    }

    @Test(arguments: [
        ("\u{1B}[?25lx\u{1B}[?25h", "x"),
        ("\u{1B}[>4;2mx", "x"),
        ("\u{1B}[!px", "x"),
        ("\u{1B}(Bx\u{F}y", "xy"),
        ("\u{1B}]0;title\u{7}x", "x"),
        ("\u{1B}]0;title\u{1B}\\x", "x"),
        ("\u{1B}P1;2q#0\n#1\u{1B}\\x", "x"),
        ("\u{1B}_Gf=100;AAAA\u{1B}\\x", "x"),
        ("\u{1B}^pm\u{9C}x", "x"),
        ("\u{1B}Xsos\u{1B}\\x", "x"),
        ("\u{9B}31mx\u{9B}0m", "x"),
        ("\u{9D}0;t\u{9C}x", "x"),
        ("\u{1B}[31", ""),
        ("a\u{1B}", "a"),
        ("a\u{1B}[", "a"),
        ("a\u{1B}]8;;http://x", "a"),
        ("a\u{1B}]0;title\nb", "a\nb"),
        ("\u{1B}[31\nb", "\nb"),
        ("\u{1B}[1éb", "éb"),
        ("\u{1B}éb", "éb"),
        ("\u{C3}\u{90} mistaken for DCS", "\u{C3} mistaken for DCS"),
        ("\u{1B}\u{1B}[1mb", "b"),
    ])
    func dropsEscapesAndKeepsTextAfterThem(text: String, shown: String) {
        #expect(plain(text) == shown)
    }

    @Test(arguments: [
        ("a\u{0}b", "a␀b"), ("a\u{7}", "a␇"), ("\u{B}\u{C}", "␋␌"), ("\u{7F}", "␡"), ("\u{18}\u{1A}", "␘␚"),
    ])
    func showsOtherControlsAsPictures(text: String, shown: String) {
        #expect(plain(text) == shown)
    }

    @Test(arguments: [
        ("日本語\rab", "ab本語"),
        ("日本語\ra", "a 本語"),
        ("日本\u{8}x", "日 x"),
        ("ab\r日", "日"),
        ("e\u{301}x\ry", "yx"),
        ("e\u{301}\u{302}x\r", "e\u{301}\u{302}x"),
        ("👩\u{200D}🔬\r", "👩\u{200D}🔬"),
        ("\u{301}\r", "\u{301}"),
    ])
    func countsColumnsAsTerminalsDo(text: String, shown: String) {
        #expect(plain(text) == shown)
    }

    @Test func survivesBytesThatAreNotText() {
        let shown = TerminalText.plain([0x61, 0x0D, 0xFF, 0xC3, 0x0A, 0xE2, 0x82])
        #expect(String(validating: shown, as: UTF8.self) == "\u{FFFD}\u{FFFD}\n\u{FFFD}")
    }

    @Test func keepsLinesThatScrolledOutOfReach() {
        let count = 3_000
        let text = (0..<count).map { "\u{1B}[3\($0 % 8)mline \($0)\n" }.joined()
        let lines = plain(text).split(separator: "\n")
        #expect(lines.count == count)
        #expect(lines.enumerated().allSatisfy { $1 == "line \($0)" })
    }

    /// Whatever the bytes, the result is text without a control but tab and line feed, and settled for good.
    @Test func isSettledForAnyInput() {
        var generator = SeededGenerator(state: 7)
        let alphabet = Array(
            "ab\r\u{8}\n\t\u{1B}\u{1B}\u{1B}[[[0123;:mKJHABCDGsu]8\u{7}\\P_日e\u{301}\u{9B}\u{9D}\u{9C} ".unicodeScalars)
        for _ in 0..<3_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0..<60, using: &generator) {
                text.unicodeScalars.append(alphabet.randomElement(using: &generator) ?? "a")
            }
            let shown = plain(text)
            #expect(
                shown.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !isControl($0) },
                "\(text.debugDescription)")
            #expect(plain(shown) == shown)
            let screen = TerminalText(Array(text.utf8))
            #expect(
                screen.lineCount == shown.split(separator: "\n", omittingEmptySubsequences: false).count
                    - (shown.isEmpty || shown.hasSuffix("\n") ? 1 : 0), "\(text.debugDescription)")
        }
    }

    private func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value)
    }

    private func plain(_ text: String) -> String {
        String(decoding: TerminalText.plain(Array(text.utf8)), as: UTF8.self)
    }
}

/// A small generator that gives the same numbers every time: xorshift64.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return state
    }
}
