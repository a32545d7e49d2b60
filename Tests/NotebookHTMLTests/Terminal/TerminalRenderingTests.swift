import NotebookHTML
import Testing

/// Terminal text as HTML.
@Suite struct TerminalRenderingTests {
    @Test(arguments: [
        ("1", "ansi-bold"), ("2", "ansi-dim"), ("3", "ansi-italic"), ("4", "ansi-underline"), ("5", "ansi-blink"),
        ("6", "ansi-blink"), ("7", "ansi-inverse"), ("8", "ansi-conceal"), ("9", "ansi-strike"),
        ("21", "ansi-double-underline"), ("53", "ansi-overline"), ("4:0;1", "ansi-bold"),
        ("4:2", "ansi-double-underline"),
        ("4:3", "ansi-underline"), ("31", "ansi-red-fg"), ("92", "ansi-bright-green-fg"), ("44", "ansi-blue-bg"),
        ("107", "ansi-bright-white-bg"), ("38;5;1", "ansi-red-fg"), ("38;5;9", "ansi-bright-red-fg"),
        ("1;31;44", "ansi-red-fg ansi-blue-bg ansi-bold"),
        ("7;31", "ansi-red-bg ansi-inverse"), ("58;5;3;1", "ansi-bold"), ("58:2::1:2:3;1", "ansi-bold"),
        ("38;5;999;1", "ansi-bold"), ("38;9;1", "ansi-bold"), ("0;1", "ansi-bold"), (";1", "ansi-bold"),
    ])
    func setsClasses(parameters: String, classes: String) {
        #expect(render("\u{1B}[\(parameters)mx") == "<span class=\"\(classes)\">x</span>")
    }

    /// Text colours go to the style sheet, which fits them to the theme; on an author's ground nothing has to be fitted.
    @Test(arguments: [
        ("38;2;1;2;255", "class=\"ansi-ink\" style=\"--ink:#0102ff\""),
        ("48;2;255;0;128", "style=\"color:#fff;background-color:#ff0080\""),
        ("48;2;250;250;210", "style=\"color:#000;background-color:#fafad2\""),
        ("97;48;2;0;60;120", "class=\"ansi-bright-white-fg\" style=\"color:#fff;background-color:#003c78\""),
        ("38:2:1:2:3", "class=\"ansi-ink\" style=\"--ink:#010203\""),
        ("38:2::1:2:3", "class=\"ansi-ink\" style=\"--ink:#010203\""),
        ("38;5;241;43", "class=\"ansi-yellow-bg ansi-ink\" style=\"--ink:#626262\""),
        ("48;5;196", "style=\"color:#fff;background-color:#ff0000\""),
        ("38:5:16", "class=\"ansi-ink\" style=\"--ink:#000000\""),
        ("38;5;110", "class=\"ansi-ink\" style=\"--ink:#87afd7\""),
        ("38;5;232", "class=\"ansi-ink\" style=\"--ink:#080808\""),
        ("38;5;255", "class=\"ansi-ink\" style=\"--ink:#eeeeee\""),
        ("38;2;1;2;3;48;2;4;5;6", "style=\"color:#010203;background-color:#040506\""),
    ])
    func setsTrueColours(parameters: String, attributes: String) {
        #expect(render("\u{1B}[\(parameters)mx") == "<span \(attributes)>x</span>")
    }

    @Test(arguments: [
        ("1", "22"), ("2", "22"), ("3", "23"), ("4", "24"), ("21", "24"), ("5", "25"), ("7", "27"), ("8", "28"),
        ("9", "29"),
        ("53", "55"), ("31", "39"), ("44", "49"), ("1;31", "0"), ("1;31", ""), ("38;2;1;2;3", "39"), ("4:3", "4:0"),
    ])
    func resets(parameters: String, reset: String) {
        #expect(render("\u{1B}[\(parameters)m\u{1B}[\(reset)mx") == "x")
    }

    @Test(arguments: [
        ("38;2;300;0;0", "x"), ("38;5", "x"), ("38;2;1", "x"), ("38", "x"), ("999999999999999999", "x"),
    ])
    func ignoresColoursThatAreNone(parameters: String, html: String) {
        #expect(render("\u{1B}[\(parameters)mx") == html)
    }

    @Test func linksSafeAddressesOnly() {
        let open = "\u{1B}]8;id=1;https://a.b/?c&d\u{1B}\\"
        let close = "\u{1B}]8;;\u{1B}\\"
        let rel = "target=\"_top\" rel=\"noopener noreferrer nofollow\""
        #expect(render("\(open)x\(close)y") == "<a href=\"https://a.b/?c&amp;d\" \(rel)>x</a>y")
        #expect(
            render("\(open)x\u{1B}[1my\u{1B}[0mz")
                == "<a href=\"https://a.b/?c&amp;d\" \(rel)>x<span class=\"ansi-bold\">y</span>z</a>")
        for address in ["javascript:alert(1)", "data:text/html,x", "//a.b", "http://a\u{1}b", "file:///etc", "http://"]
        {
            #expect(!render("\u{1B}]8;;\(address)\u{7}x").contains("href"), "\(address)")
        }
    }

    @Test(arguments: ["<script>\"'&", "\u{1B}[1m<script>\"'&"])
    func escapesText(text: String) {
        #expect(render(text).contains("&lt;script&gt;&quot;&#39;&amp;"))
    }

    @Test func writesAFirstEmptyLineTwice() {
        #expect(render("\nx") == "\n\nx")
        #expect(render("\n\u{1B}[1mx") == "\n\n<span class=\"ansi-bold\">x</span>")
    }

    @Test(arguments: ["", "\u{1B}[0m"])
    func splitsLines(prefix: String) {
        let screen = TerminalText(Array((prefix + "a\nb\n\nd").utf8))
        #expect(screen.lineCount == 4)
        #expect(render(screen, 0..<2) == "a\nb\n")
        #expect(render(screen, 2..<4) == "\n\nd")
        #expect(render(screen, 1..<99) == "b\n\nd")
        #expect(render(screen, 9..<99) == "")
    }

    @Test func carriesStylesOverTheSplit() {
        let screen = TerminalText(Array("\u{1B}[31m\u{1B}]8;;http://x.y\u{7}a\nb\n\u{1B}[0mc".utf8))
        let rel = "target=\"_top\" rel=\"noopener noreferrer nofollow\""
        #expect(render(screen, 0..<1) == "<a href=\"http://x.y\" \(rel)><span class=\"ansi-red-fg\">a\n</span></a>")
        #expect(
            render(screen, 1..<3)
                == "<a href=\"http://x.y\" \(rel)><span class=\"ansi-red-fg\">b\n</span>c</a>")
    }

    private func render(_ text: String) -> String {
        let screen = TerminalText(Array(text.utf8))
        return render(screen, 0..<screen.lineCount)
    }

    private func render(_ screen: TerminalText, _ lines: Range<Int>) -> String {
        var html = HTMLWriter()
        screen.render(lines: lines, into: &html)
        return html.string
    }
}
