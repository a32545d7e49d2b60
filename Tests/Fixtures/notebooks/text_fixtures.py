"""Terminal controls, streams, directions and odd characters."""

from pieces import code, display, fixture, markdown, notebook, stream, written


@fixture
def terminal():
    """Every terminal control we know, and broken ones

    The text `ok N` of each numbered line is visible, no escape character or parameter leaks, links are safe."""
    lines = [
        "backspace: abc\b\b\bok 1",
        "overstrike: b\bbo\bol\bld\bd _\bu_\bn ok 2",
        "return: this is replaced\rreturn: ok 3                ",
        "erase the line: lost\x1b[2K\rerase the line: ok 4",
        "erase to its end: keep lost\x1b[4D\x1b[K ok 5",
        "true colour: \x1b[38;2;255;100;0mok 6\x1b[0m \x1b[48;2;0;60;120;97mon blue\x1b[m",
        "colons: \x1b[38:2::10:200:10mok 7\x1b[0m \x1b[38:5:201mpink\x1b[39m \x1b[4:3mcurly\x1b[24m",
        "256: \x1b[38;5;208mok 8\x1b[0m \x1b[48;5;236mgrey\x1b[49m \x1b[38;5;999mno such colour\x1b[0m",
        "attributes: \x1b[1mbold\x1b[22m \x1b[2mdim\x1b[22m \x1b[3mitalic\x1b[23m \x1b[4munder\x1b[24m \x1b[21mdouble\x1b[24m "
        "\x1b[5mblink\x1b[25m \x1b[7minverse\x1b[27m \x1b[8mconcealed\x1b[28m \x1b[9mstruck\x1b[29m \x1b[53mover\x1b[55m ok 9",
        "bright: \x1b[91mred\x1b[0m \x1b[104mon blue\x1b[0m ok 10",
        "link: \x1b]8;;https://example.org/a?b=1&c=2\x1b\\ok 11\x1b]8;;\x1b\\ and \x1b]8;id=x;mailto:a@example.org\x07by mail\x1b]8;;\x07",
        "bad link: \x1b]8;;javascript:alert(1)\x1b\\ok 12\x1b]8;;\x1b\\ \x1b]8;;data:text/html,<script>alert(2)</script>\x07x\x1b]8;;\x07",
        "link with markup: \x1b]8;;https://example.org/\"onmouseover=\"alert(3)\x07ok 13\x1b]8;;\x07",
        "window title: \x1b]0;<b>title</b>\x07ok 14",
        "device control: \x1bP1;2|hidden\x1b\\ok 15 \x1b_application\x1b\\\x1b^privacy\x1b\\",
        "character sets: \x1b(B\x1b)0ok 16\x0e\x0f",
        "cursor: \x1b[?25l\x1b[5Cok 17\x1b[?25h\x1b[s\x1b[u\x1b7\x1b8",
        "eight bit: \x9b31mok 18\x9b0m \x9d8;;https://example.org\x9clink\x9d8;;\x9c",
        "unfinished colour at once: \x1b[31ok 19\x1b[0m",
        "no number, too many, huge: \x1b[;;;;;;m\x1b[1;2;3;4;5;6;7;8;9;10;11;12;13;14;15;16m\x1b[99999999999999999999mok 20\x1b[0m",
        "controls: \x00\x01\x02\x7f\x0b\x0cok 21 \x1b \x1b\x1b",
        "a bell: ok 22\x07",
        "tabs:\tok\t23",
        "wide: 日本\b\b語 ok 24 é e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467",
        "<b>markup</b> &amp; ok 25 </pre><script>alert(4)</script>",
        "closed twice: \x1b[31m\x1b[1m\x1b[32mok 26\x1b[0m\x1b[0m",
    ]
    bars = "".join(f"\router {n}\n\rinner {n * 2}\x1b[A" for n in range(1, 4)) + "\n\ndone\n"
    return [
        markdown("# Terminal controls"),
        code("lines()", stream("\n".join(lines) + "\n")),
        code("nested bars", stream(bars, "stderr")),
        code("colour across lines", stream("\x1b[31mred starts\nand goes on\x1b[0m\nplain\n")),
        code("an end inside an escape", stream("cut \x1b[38;2;1"), stream("23;4;5mjoined\x1b[0m\n")),
        code("an end inside a link", stream("\x1b]8;;https://example.org")),
    ]


@fixture
def streams():
    """Streams in pieces, lists, unknown names

    Neighbours of one name are one block, an unknown name is shown and told, empty ones leave no box."""
    return [
        code("1", stream("one "), stream("line\n"), stream("stderr between\n", "stderr"), stream("two\n")),
        code("2", stream(["list ", "of ", "pieces\n", "second line"])),
        code("3", stream("to the log\n", "log"), {"output_type": "stream", "text": "no name\n"}),
        code("4", stream(""), stream([])),
        code("5", stream("windows\r\nline ends\r\n")),
        code("6", stream("no newline at the end")),
        code("7", stream("\r"), stream(" 10%"), stream("\r100%\n")),
    ]


@fixture
def direction():
    """Right-to-left text, mixed directions, bidi controls

    Prose takes its own direction, code and streams stay left to right, an override does not leave its output."""
    return [
        markdown("# תקציר הדוח", "", "הפריון עלה ב־**1.4 %** ברבעון השלישי.", "", "- ראשון", "- שני `code`", "", "| שנה | ערך |", "|--|--|", "| 2023 | 1.4 |"),
        markdown("## ملخص", "", "ارتفعت الإنتاجية في الربع الثالث (Q3) بنسبة $1.4\\,\\%$.", "", "> اقتباس"),
        markdown("Left to right with עברית inside, and \u202eoverridden\u202c, and an unclosed override: \u202eabc"),
        code("x = 'שלום'  # \u202eהערה", stream("سطر one\n\u202eunclosed\nnext line\n"), display({"text/plain": "'שלום'"})),
        code("t", display({"text/html": "<table><tr><th>عمود</th></tr><tr><td>قيمة 1</td></tr></table>", "text/plain": "t"})),
    ]


@fixture
def surrogates():
    """Lone surrogates and odd escapes in the JSON

    Decodes; a lone surrogate becomes U+FFFD, pairs are one character, \\u0000 and line separators do no harm."""
    return (
        b'{"cells":[{"cell_type":"markdown","metadata":{},"source":"pair \\ud83d\\ude80, lone \\ud83d, reversed \\ude80\\ud83d, '
        b'nul \\u0000, separators \\u2028\\u2029, \\u0041\\/\\b\\f end"},'
        b'{"cell_type":"code","execution_count":1,"metadata":{},"source":"x","outputs":[{"output_type":"stream","name":"stdout",'
        b'"text":"\\udfff text \\ud800"}]}],"metadata":{},"nbformat":4,"nbformat_minor":4}\n'
    )


@fixture
def bom():
    """A byte order mark and CRLF line ends

    Reads like any other; sources keep no carriage return in the page."""
    cells = [markdown("# With a mark", "", "second paragraph"), code("a = 1\r\nb = 2")]
    return b"\xef\xbb\xbf" + written(notebook(cells)).replace(b"\n", b"\r\n")


@fixture
def nan():
    """NaN and Infinity literals, as Python's json writes them

    Decodes; the tree of the JSON output shows the three words."""
    return (
        b'{"cells":[{"cell_type":"code","execution_count":1,"metadata":{"papermill":{"duration":NaN}},"source":"x","outputs":['
        b'{"output_type":"display_data","metadata":{},"data":{"application/json":{"a":NaN,"b":Infinity,"c":-Infinity,"d":1e400,'
        b'"e":-0.0,"f":123456789012345678901234567890},"text/plain":"{...}"}}]}],"metadata":{},"nbformat":4,"nbformat_minor":2}\n'
    )
