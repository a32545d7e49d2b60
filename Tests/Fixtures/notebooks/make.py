"""Write the odd and hostile notebooks that no public collection holds, and the index of them.

    python3 make.py          # Pillow is needed for the pictures only

Every function below is one notebook; its docstring's first line is its row in README.md, the rest what must come of it. A function
that returns `bytes` is written as it is; one that returns a list of cells becomes a notebook of format 4.5.
"""

import base64
import io
import json
from pathlib import Path

from PIL import Image

HERE = Path(__file__).resolve().parent
FIXTURES = []


def fixture(function):
    FIXTURES.append(function)
    return function


def markdown(*lines, **more):
    return {"cell_type": "markdown", "metadata": {}, "source": "\n".join(lines), **more}


def code(source, *outputs, count=None, **metadata):
    return {"cell_type": "code", "execution_count": count, "metadata": metadata, "outputs": list(outputs), "source": source}


def stream(text, name="stdout"):
    return {"output_type": "stream", "name": name, "text": text}


def display(data, metadata=None):
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def error(ename, evalue, traceback):
    return {"output_type": "error", "ename": ename, "evalue": evalue, "traceback": traceback}


def notebook(cells, major=4, minor=5, **metadata):
    for number, cell in enumerate(cells, 1):
        if minor >= 5:
            cell.setdefault("id", f"cell-{number}")
    metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python 3", "language": "python"})
    return {"cells": cells, "metadata": metadata, "nbformat": major, "nbformat_minor": minor}


def written(value):
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def picture(format, colour="teal", **options):
    buffer = io.BytesIO()
    Image.new("RGB", (12, 8), colour).save(buffer, format=format, **options)
    return base64.b64encode(buffer.getvalue()).decode()


def moving_gif():
    buffer = io.BytesIO()
    frames = [Image.new("P", (6, 6), colour) for colour in (1, 2, 3)]
    frames[0].save(buffer, format="GIF", save_all=True, append_images=frames[1:], duration=200, loop=0)
    return base64.b64encode(buffer.getvalue()).decode()


PNG = picture("PNG")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><rect width="20" height="10" fill="teal"/></svg>'


# Terminal and text


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


# Pictures


@fixture
def images():
    """All picture types, alt texts, sizes, light and dark needs

    Each picture is there once, with the alt text that the output names and no invented one."""
    return [
        code("png", display({"image/png": PNG, "text/plain": "<Figure size 12x8 with 1 Axes>"})),
        code("alt by type", display({"image/png": PNG}, {"image/png": {"alt": "A teal <box> & \"quotes\"", "width": 24, "height": 16}})),
        code("alt for all", display({"image/png": PNG, "text/plain": "<Figure>"}, {"alt": "A teal box for all"})),
        code("text that says something", display({"image/png": PNG, "text/plain": "A box drawn by hand"})),
        code("jpeg", display({"image/jpeg": picture("JPEG")}, {"image/jpeg": {"width": 12}})),
        code("gif", display({"image/gif": moving_gif()})),
        code("webp", display({"image/webp": picture("WEBP")})),
        code("avif", display({"image/avif": picture("AVIF", quality=30)})),
        code("bmp", display({"image/bmp": picture("BMP")})),
        code("svg", display({"image/svg+xml": SVG, "text/plain": "<SVG>"})),
        code("svg that would run", display({"image/svg+xml": SVG.replace("<rect", "<script>alert(1)</script><rect onload='alert(2)'")})),
        code("svg in base64", display({"image/svg+xml": base64.b64encode(SVG.encode()).decode()})),
        code("svg with a prologue", display({"image/svg+xml": ['<?xml version="1.0"?>\n', "<!DOCTYPE svg>\n", SVG]})),
        code("svg without a size", display({"image/svg+xml": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1z"/></svg>'})),
        code("svg and png", display({"image/svg+xml": SVG, "image/png": PNG})),
        code("light", display({"image/png": PNG}, {"image/png": {"needs_background": "light"}})),
        code("dark", display({"image/png": PNG}, {"image/png": {"needs_background": "dark"}})),
        code("lines", display({"image/png": "\n".join(PNG[n : n + 20] for n in range(0, len(PNG), 20)) + "\n"})),
        code("list", display({"image/png": [PNG[:40], PNG[40:]]})),
        code("odd sizes", display({"image/png": PNG}, {"image/png": {"width": "50%", "height": "12px"}})),
        code("bad sizes", display({"image/png": PNG}, {"image/png": {"width": '1" onload="alert(3)', "height": -5}})),
        code("huge size", display({"image/png": PNG}, {"image/png": {"width": 1e9, "height": 99999999}})),
        code("tiff", display({"image/tiff": "SUkqAA==", "text/plain": "a TIFF"})),
    ]


@fixture
def broken_images():
    """Pictures that are none

    Each is replaced by a visible note or its text; nothing is broken out of the attribute."""
    return [
        code("not base64", display({"image/png": "this is *not* base64!", "text/plain": "the text instead"})),
        code("cut", display({"image/png": PNG[:31]})),
        code("empty", display({"image/png": ""})),
        code("a quote", display({"image/png": 'AAAA" onerror="alert(1)'})),
        code("url safe alphabet", display({"image/png": PNG.replace("+", "-").replace("/", "_")})),
        code("a data address", display({"image/png": "data:image/png;base64," + PNG})),
        code("jpeg in name only", display({"image/jpeg": PNG})),
        code("html in name only", display({"image/png": base64.b64encode(b"<script>alert(1)</script>").decode()})),
        code("a number", display({"image/png": 5, "text/plain": "five"})),
        code("null", display({"image/png": None, "text/plain": "none"})),
        code("svg that is none", display({"image/svg+xml": "not an svg <b>at all</b>", "text/plain": "some text"})),
    ]


@fixture
def attachments():
    """Attachments: present, missing, odd names

    Present ones are shown inline, a missing one is marked where it stands, and the rest of the cell is there."""
    return [
        markdown("# Attachments", "", "![present](attachment:a.png) ![missing](attachment:none.png) after", "",
                 '<img src="attachment:a.png" alt="by tag" width="24"> and ![titled](attachment:a.png "A title")',
                 attachments={"a.png": {"image/png": PNG}}),
        markdown("![blank](attachment:my%20picture.png) ![angle](<attachment:my picture.png>) ![ü](attachment:übung.png)",
                 attachments={"my picture.png": {"image/png": PNG}, "übung.png": {"image/png": PNG}}),
        markdown("![svg](attachment:a.svg) ![two types](attachment:b)", attachments={
            "a.svg": {"image/svg+xml": SVG}, "b": {"text/plain": "text", "image/png": PNG}}),
        markdown("[a link to one](attachment:a.png) ![html](attachment:x.html)", attachments={
            "a.png": {"image/png": PNG}, "x.html": {"text/html": "<script>alert(1)</script>"}}),
        markdown("![broken](attachment:c.png) ![a name](attachment:%22onerror=%22alert(1).png)", attachments={
            "c.png": {"image/png": "!!"}, '"onerror="alert(1).png': {"image/png": PNG}}),
        markdown("![of another cell](attachment:a.png)"),
        markdown("![no attachments at all](attachment:a.png)", attachments=None),
        {"cell_type": "raw", "metadata": {}, "source": "raw ![](attachment:a.png)", "attachments": {"a.png": {"image/png": PNG}}},
    ]


# The format's history and its future


@fixture
def nbformat_1():
    """Format 1: cells of `code` and `text`

    Both cells are there."""
    return written({"nbformat": 1, "cells": [
        {"cell_type": "text", "text": "Format 1 called it *text*."},
        {"cell_type": "code", "code": "print 'one'", "prompt_number": 1},
    ]})


@fixture
def nbformat_2():
    """Format 2: worksheets, `html` cells, flat outputs

    All three worksheets' cells in order."""
    return written({"nbformat": 2, "metadata": {"name": "Second"}, "worksheets": [
        {"cells": [
            {"cell_type": "markdown", "source": "# First worksheet"},
            {"cell_type": "html", "source": "<p>an <b>html</b> cell</p>"},
            {"cell_type": "code", "language": "python", "collapsed": False, "prompt_number": 3, "input": "1 + 1", "outputs": [
                {"output_type": "pyout", "prompt_number": 3, "text": "2", "html": "<i>2</i>"},
                {"output_type": "stream", "text": "no stream name\n"},
            ]},
        ]},
        {"cells": []},
        {"cells": [{"cell_type": "markdown", "source": ["second ", "worksheet"]}]},
    ]})


@fixture
def nbformat_3():
    """Format 3: headings, `pyout`, `pyerr`, every flat output key

    Headings with their level on one line, all outputs shown, metadata of the flat keys kept, title from `metadata.name`."""
    flat = {"text": "text", "html": "<b>html</b>", "svg": SVG, "png": PNG, "jpeg": picture("JPEG"), "latex": "$x^2$",
            "json": '{"a": 1}', "javascript": "alert(1)"}
    return written({"nbformat": 3, "nbformat_minor": 0, "metadata": {"name": "Third", "language": "python"}, "worksheets": [
        {"metadata": {}, "cells": [
            {"cell_type": "heading", "level": 1, "metadata": {}, "source": "A heading\nover two lines"},
            {"cell_type": "heading", "level": 6, "metadata": {}, "source": ["Level ", "six"]},
            {"cell_type": "heading", "metadata": {}, "source": "No level"},
            {"cell_type": "raw", "metadata": {}, "source": "raw"},
            {"cell_type": "code", "metadata": {}, "language": "python", "collapsed": True, "prompt_number": 1,
             "input": ["a = 1\n", "a"], "outputs": [
                 {"output_type": "pyout", "prompt_number": 1, "metadata": {"png": {"width": 30}}, **flat},
                 *({"output_type": "display_data", "metadata": {}, key: value} for key, value in flat.items()),
                 {"output_type": "stream", "stream": "stderr", "text": "to stderr\n"},
                 {"output_type": "stream", "text": "to nowhere named\n"},
                 {"output_type": "pyerr", "ename": "NameError", "evalue": "name 'b'", "traceback": ["\x1b[31mNameError\x1b[0m: name 'b'"]},
             ]},
        ]},
        {"cells": [{"cell_type": "code", "language": "python", "input": "from_the_second_worksheet()", "outputs": []}]},
    ]})


@fixture
def minor_99():
    """Format 4.99 with cells, outputs and keys of the future

    Everything is shown as well as it can be, with a word on what is not known; nothing is dropped."""
    return written(notebook([
        markdown("# From the future", future={"a": 1}),
        {"cell_type": "sql", "id": "x", "metadata": {}, "source": "SELECT 1 -- a new cell type"},
        {"cell_type": "chat", "id": "y", "metadata": {}, "messages": [{"role": "user", "text": "no source at all"}]},
        code("new()", {"output_type": "hologram", "data": {"text/plain": "text inside an unknown output"}, "depth": 3},
             {"output_type": "update_display_data", "data": {"text/plain": "updated"}, "metadata": {}, "transient": {"display_id": "a"}},
             display({"text/plain": "known"})),
    ], minor=99))


@fixture
def nbformat_5():
    """Format 5, which does not exist yet

    Shown as far as it looks like format 4, or an error that names the version."""
    return written(notebook([markdown("# Five")], major=5, minor=0))


@fixture
def no_minor():
    """Format 4 without a minor version, metadata or ids"""
    return b'{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": ["# No minor\\n", "\\n", "text"]}, {"cell_type": "code", "source": "1"}]}\n'


@fixture
def ids():
    """Cell ids: doubled, malformed, hostile, not strings

    Every permalink of the page is unique and ours."""
    cells = [markdown(f"cell {n}") for n in range(8)]
    for cell, identifier in zip(cells, ["same", "same", "", "a b", '"><img src=x onerror=alert(1)>', 5, "x" * 300, "cell-1"]):
        cell["id"] = identifier
    return cells


# Structure


@fixture
def duplicate_keys():
    """Keys twice in one object

    The last one counts, as in Python and JavaScript."""
    return (
        b'{"nbformat":3,"nbformat":4,"nbformat_minor":4,"metadata":{"title":"first"},"metadata":{"title":"last"},"cells":[],"cells":['
        b'{"cell_type":"code","cell_type":"markdown","metadata":{},"source":"lost","source":"# kept"},'
        b'{"cell_type":"code","metadata":{},"execution_count":1,"execution_count":2,"source":"x","outputs":[],"outputs":['
        b'{"output_type":"stream","name":"stdout","text":"lost","text":"kept\\n"}]}]}\n'
    )


@fixture
def wrong_types():
    """Values of the wrong type all over

    Sound cells are shown; what is wrong is told or shown as JSON, never fatal for the cell beside it."""
    return [
        {"cell_type": "markdown", "metadata": {}, "source": 5},
        {"cell_type": "markdown", "metadata": {}, "source": None},
        {"cell_type": "markdown", "metadata": {}, "source": ["a", 1, None, "b"]},
        {"cell_type": "markdown", "metadata": [], "source": "metadata is a list"},
        {"cell_type": "code", "metadata": {"tags": "hide-input"}, "source": "tags is a string", "outputs": {}, "execution_count": "7"},
        {"cell_type": "code", "metadata": {"tags": [1, None, ["x"]], "jupyter": 3, "papermill": []}, "source": "x", "outputs": None},
        {"cell_type": "code", "metadata": {}, "source": "x", "execution_count": 1.5, "outputs": [
            5, None, "text", [], {}, {"output_type": "stream"}, {"output_type": "stream", "text": {"a": 1}, "name": 3},
            {"output_type": "display_data"}, {"output_type": "display_data", "data": []},
            {"output_type": "display_data", "data": {"text/plain": {"an": "object"}}, "metadata": None},
            {"output_type": "execute_result", "data": {"text/plain": 42}, "execution_count": -1},
            {"output_type": "error"}, {"output_type": "error", "ename": 1, "evalue": None, "traceback": "one string\nof two lines"},
            {"output_type": "error", "ename": "E", "evalue": "v", "traceback": [1, None, "line"]},
            {"output_type": 9, "text": "nine"}]},
        {"metadata": {}, "source": "no cell type"},
        {"cell_type": 4, "source": "type is a number"},
        {"cell_type": "code", "metadata": {}, "source": "the last cell is sound", "outputs": [], "execution_count": 99999999999999999999},
    ]


@fixture
def cells_not_a_list():
    """`cells` is an object: not a notebook

    An error that names `cells`."""
    return b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": {"0": {"cell_type": "markdown", "source": "x"}}}\n'


@fixture
def cell_not_an_object():
    """One cell is a string

    An error or a notice that names cell 2; the others are not lost without a word."""
    return b'{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "metadata": {}, "source": "one"}, "two", null]}\n'


@fixture
def no_cells():
    """A notebook without cells

    A page that says so."""
    return []


@fixture
def empty_cells():
    """Cells with nothing in them

    No empty boxes, or small ones; the numbering of permalinks counts them."""
    return [markdown(""), code(""), {"cell_type": "raw", "metadata": {}, "source": ""}, markdown("   \n\t\n"), code("\n\n"),
            code("x", display({}), display({"text/plain": ""}), display({"text/html": ""}))]


@fixture
def empty_file():
    """Zero bytes: an error that says empty"""
    return b""


@fixture
def truncated():
    """The upload stopped in the middle: an error with the position"""
    whole = written(notebook([markdown("# Cut"), code("x", stream("some text\n"))]))
    return whole[: len(whole) * 2 // 3]


@fixture
def trailing():
    """Text after the end of the JSON: an error with the position"""
    return written(notebook([markdown("# Whole")])) + b"<<<<<<< ours\n"


@fixture
def not_json():
    """A login page saved under the name of a notebook: an error in the first line"""
    return b"<!DOCTYPE html>\n<html><body>Please log in</body></html>\n"


@fixture
def lfs_pointer():
    """A Git LFS pointer instead of the file: an error in the first line"""
    return b"version https://git-lfs.github.com/spec/v1\noid sha256:" + b"0" * 64 + b"\nsize 123456\n"


@fixture
def other_json():
    """JSON, but no notebook: an error that says what is missing"""
    return b'{"name": "package", "version": "1.0.0"}\n'


@fixture
def json_list():
    """JSON, but a list: an error that says so"""
    return b"[1, 2, 3]\n"


@fixture
def invalid_utf8():
    """A byte that is no UTF-8, an overlong form and an encoded surrogate: an error with the position"""
    return b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "raw", "metadata": {}, "source": "\xff \xc0\xaf \xed\xa0\x80"}]}\n'


@fixture
def utf16():
    """The right text in UTF-16: an error that names the encoding"""
    return written(notebook([markdown("# Sixteen")])).decode().encode("utf-16")


@fixture
def bad_escape():
    """Escapes and control characters that JSON does not know: an error with the position"""
    return b'{"nbformat": 4, "nbformat_minor": 4, "metadata": {}, "cells": [{"cell_type": "raw", "metadata": {}, "source": "\\x41 \\u12"}]}\n'


@fixture
def deep():
    """Deep, but honest: 100 levels of JSON, quotes, lists and divs

    Rendered; deeper than a limit it may be flattened with a note, the innermost text is there. (Depths of 100,000 are made by tests.)"""
    tree = "the innermost value"
    for level in range(100):
        tree = {"deeper": tree} if level % 2 else [tree]
    return [
        markdown("> " * 100 + "innermost quote"),
        markdown("\n".join("  " * level + f"- level {level}" for level in range(40))),
        markdown("*" * 100 + "innermost stars" + "*" * 100, "", "[" * 100 + "innermost bracket" + "]" * 100),
        code("html", display({"text/html": "<div>" * 200 + "innermost div" + "</div>" * 200})),
        code("json", display({"application/json": tree})),
    ]


# Meaning


@fixture
def unknown_mime():
    """MIME types: unknown alone, with parameters, in capitals, of every vendor

    What can be shown is; for the rest the page names the types."""
    return [
        code("only unknown", display({"application/x-secret": "opaque", "application/vnd.acme+json": {"a": 1}})),
        code("unknown and text", display({"application/x-secret": "opaque", "text/plain": "the text beside it"})),
        code("parameters", display({"text/html; charset=utf-8": "<b>bold</b>", "text/plain": "plain"})),
        code("capitals", display({"TEXT/HTML": "<b>bold</b>", "Image/PNG": PNG, "text/plain": "plain"})),
        code("json as text", display({"application/json": '{"a": [1, 2]}'})),
        code("json that is a scalar", display({"application/json": 5}), display({"application/json": None}), display({"application/json": "text"})),
        code("html as a list", display({"text/html": ["<table>", "<tr><td>cell</td></tr>", "</table>"]})),
        code("pdf", display({"application/pdf": "JVBERi0xLjQ=", "text/plain": "<Figure>"})),
        code("tables", display({"application/vnd.dataresource+json": {"schema": {"fields": [{"name": "a", "type": "integer"}]}, "data": [{"a": 1}]}, "text/plain": "a\n1"})),
        code("mermaid", display({"text/vnd.mermaid": "graph TD; A-->B", "text/plain": "a graph"})),
        code("geo", display({"application/geo+json": {"type": "Point", "coordinates": [1, 2]}})),
        code("vega versions", *(display({f"application/vnd.{kind}": {"mark": "bar", "data": {"values": []}}, "text/plain": kind}) for kind in
             ["vegalite.v2+json", "vegalite.v5+json", "vegalite.v6.json", "vega.v3+json", "vegalite.v99+json"])),
        code("bokeh without its script", display({"application/vnd.bokehjs_exec.v0+json": "", "application/javascript": "draw()"}, {"application/vnd.bokehjs_exec.v0+json": {"id": "1001"}})),
        code("a widget without state", display({"application/vnd.jupyter.widget-view+json": {"model_id": "gone", "version_major": 2, "version_minor": 0}, "text/plain": "IntSlider(value=7)"})),
        code("markdown in an output", display({"text/markdown": "**bold** <script>alert(1)</script>\n\n# A heading\n\n$x$"})),
        code("latex of all kinds", *(display({"text/latex": tex}) for tex in ["$x^2$", "$$x^2$$", "\\begin{tabular}{l} not mathematics \\end{tabular}", "x^2 without dollars", "text and $x$"])),
        code("an empty name", display({"": "no type", "text": "half a type", "/": "slash"})),
    ]


@fixture
def hidden():
    """Every way to hide or fold

    JupyterLab's, Jupyter Book's and Quarto's words; `remove` leaves no trace of the text, `hide` keeps it one click away."""
    shown = stream("the output\n")
    cells = [code(f"tag('{tag}')", shown, stream("the error stream\n", "stderr"), tags=[tag]) for tag in
             ["hide-input", "hide_input", "hide-output", "hide-cell", "remove-input", "remove_output", "remove-cell", "remove-stdout", "remove-stderr", "unknown-tag"]]
    cells += [
        code("source_hidden", shown, jupyter={"source_hidden": True}),
        code("outputs_hidden", shown, jupyter={"outputs_hidden": True}),
        code("collapsed", shown, collapsed=True),
        code("scrolled", stream("line\n" * 80), scrolled=True),
        code("#| echo: false\nquarto_echo()", shown),
        code("#| code-fold: true\n#| code-summary: \"Look inside\"\nquarto_fold()", shown),
        code("#| output: false\nquarto_output()", shown),
        code("#| include: false\nquarto_include()", shown),
        code("#| warning: false\nquarto_warning()", shown, stream("a warning\n", "stderr")),
        code("#| fig-cap: A caption\n#| fig-alt: An alt text\nquarto_figure()", display({"image/png": PNG})),
        markdown("hidden prose"),
    ]
    cells[-1]["metadata"]["tags"] = ["hide-cell"]
    return cells


@fixture
def papermill():
    """papermill's records, odd ones among them

    Failed status, the failing cell marked, parameters listed, odd durations left out."""
    cells = [
        code("alpha = 1", tags=["parameters"]),
        code("# Parameters\nalpha = 2\n", tags=["injected-parameters"]),
        code("1 / 0", error("ZeroDivisionError", "division by zero", ["\x1b[31mZeroDivisionError\x1b[39m: division by zero"]),
             count=3, papermill={"status": "failed", "exception": True, "duration": 0.01, "start_time": "2023-12-11T10:00:00.000001"}),
        code("never run", papermill={"status": "pending", "duration": None}),
        code("odd", papermill={"status": "<b>", "duration": -5, "start_time": "yesterday", "end_time": 7}),
    ]
    return notebook(cells, papermill={
        "default_parameters": {}, "duration": 1e12, "start_time": "2023-12-11T10:00:00.000000", "end_time": None, "exception": True,
        "input_path": "s3://bucket/in.ipynb", "output_path": "/somewhere/else.ipynb", "version": "2.5.0", "environment_variables": {},
        "parameters": {"alpha": 2, "<b>name</b>": "<script>alert(1)</script>", "list": [1, {"a": None}], "long": "x" * 2000, "none": None, "": ""},
    })


@fixture
def title_rule():
    """A first cell that begins with `---` as a rule

    The rule stays a rule, the title is the first heading."""
    return [markdown("---", "", "# The heading", "", "text", "", "---", "", "more text")]


@fixture
def title_front_matter():
    """Front matter that parses as a mapping

    Its title is the page's title, and the block is not shown as text."""
    return [markdown("---", 'title: "From the front: matter"', "author: A", "---", "", "# Another heading")]


@fixture
def title_metadata():
    """`metadata.title` with markup in it, and three first-level headings

    The title is text; there is one h1 on the page."""
    return notebook([markdown("# One"), markdown("# Two"), markdown("# Three")], title="Title <b>with</b> & </title><script>alert(1)</script>")


@fixture
def headings():
    """Headings: the same twice, empty, skipped levels, with code, mathematics and links, in HTML

    Anchors are unique and ours; the contents list them as text."""
    return [
        markdown("# Results", "", "## Results", "", "## Results", "", "#### Skipped two levels", "", "##", "", "Setext", "======", "", "Second", "------"),
        markdown("## `code` and $x^2$ and [link](https://example.org) and **bold**", "", "## Ünïcödé 日本語 🎉", "", "## 100 % of a/b & <c>", "", "## h-results", "", "###### Six"),
        markdown("<h2>In HTML</h2>", "", "<h2 id='cell-1' name='x'>With a stolen id</h2>", "", "> ## In a quote", "", "- ## In a list"),
        markdown("[to the second](#Results) [to it by slug](#results) [encoded](#%C3%9Cn%C3%AFc%C3%B6d%C3%A9-%E6%97%A5%E6%9C%AC%E8%AA%9E-%F0%9F%8E%89) [nowhere](#nowhere)"),
    ]


@fixture
def dollars():
    """Dollars that are mathematics and dollars that are money

    Money stays text, code stays code, mathematics is found in lists, quotes and tables."""
    return [
        markdown(r"It costs \$5 and \$6. It costs $5 and nothing else.", "", "Code: `$x$` and ``a `$` b``.", "", "```", "$not$ mathematics", "```", "",
                 "    $indented$ code", "", "Mathematics: $x$, $a_1 * b_1 * c_1$, $a_i$ and $b_i$, \\(y\\) and \\\\(z\\\\)."),
        markdown("$$", "a &= b \\\\", "c < d > e & f", "$$", "", "\\\\[ \\sum_{i=1}^n i \\\\]", "", "\\begin{align}", "x &= 1 \\\\", "y &= 2", "\\end{align}"),
        markdown("An unclosed $x = {1 over two lines", "", "and the next paragraph with a dollar $ alone.", "", "$$", "a blank", "", "line inside", "$$"),
        markdown("| formula | price |", "|:--|--:|", "| $a \\vert b$ | \\$5 |", "| $\\frac{1}{2}$ | $6 |", "", "- item $x$", "  $$y$$", "- [ ] task $z$", "", "> quote $q$"),
        markdown("<p>in HTML $h$</p>", "", "[a link with $l$](https://example.org/$path$)", "", "![an image with $i$](attachment:none.png)", "", "*$e$mphasis* $**b**$ $\\text{price: \\$5}$ $x$y$z$"),
        markdown("$\\unknowncommand{x}$ $\\frac{1}$ ${$ $}$ $\\left( x$ $$ $ $\\href{javascript:alert(1)}{x}$ $\\text{<script>alert(1)</script>}$"),
    ]


@fixture
def links():
    """Links of every kind

    Notebook links go to pages where there is one, dangerous schemes lose their address, links out get `rel`."""
    return [
        markdown("[page](other.ipynb) [fragment](other.ipynb#Part-one) [up](../a/b.ipynb) [here](./x.ipynb) [blank](my%20report.ipynb) [angle](<my report.ipynb>) [query](x.ipynb?download=1) [capital](X.IPYNB) [self](links.ipynb#dangerous)"),
        markdown("[root](/etc/passwd) [up and up](../../../../../../etc/passwd.ipynb) [absolute](https://example.org/x.ipynb) [data](data.csv) [anchor](#x) [nothing]()"),
        markdown("## dangerous", "", "[a](javascript:alert(1)) [b](JaVaScRiPt:alert(2)) [c](java\tscript:alert(3)) [d](<java script:alert(4)>) [e](&#106;avascript:alert(5)) [f](vbscript:x) [g](data:text/html;base64,PHNjcmlwdD4=) [h](//example.org/x) [i](file:///etc/passwd) [j](\\\\host\\share)",
                 "", "<a href=\"javascript&colon;alert(6)\">k</a> <a href=\" \x01javascript:alert(7)\">l</a> <a href='https://example.org' target=_top onclick=alert(8)>m</a> <javascript:alert(9)> <https://example.org/auto>", "",
                 "https://example.org/bare www.example.org a@example.org [ref][r]", "", "[r]: javascript:alert(10) \"title\""),
        markdown("![remote](https://example.org/pixel.png) ![relative](pictures/a.png) ![data](data:image/png;base64," + PNG + ") ![bad](data:text/html,<script>alert(11)</script>) ![js](javascript:alert(12))"),
    ]


@fixture
def html_outputs():
    """HTML outputs that try to leave their place

    Nothing overlays, closes or names anything outside its own output."""
    return [code(f"html {n}", display({"text/html": text, "text/plain": f"plain {n}"})) for n, text in enumerate([
        "</div></div></section></main><h1>outside?</h1>",
        "<div style='position:fixed;inset:0;background:red;z-index:9999'>over everything</div>",
        "<style>body{display:none}</style><p>still here</p>",
        "<a name=cell-1 id=notebook href='#'>clobbered</a><form id=x action=https://example.org><input name=y></form>",
        "<table><tr><td>unclosed<table><td>nested",
        "<!-- comment --!><p>after a comment</p><!-- unclosed",
        "<p>entities &lt;b&gt; &amp; &#x3C;script&#x3E; &nosuch; &copy</p>",
        "<img src=x onerror=alert(1)><svg onload=alert(2)><math><mtext><script>alert(3)</script>",
        "<base href=https://example.org/><meta http-equiv=refresh content='0;url=https://example.org'><link rel=stylesheet href=https://example.org/a.css>",
        "<textarea></textarea><title></title><plaintext>everything after",
        "<p>nul \x00 and vertical \x0b tab</p><p title='a\nb'>attribute over lines</p>",
        "<details><summary>fold</summary><p>inside</p></details><kbd>k</kbd><mark>m</mark><sub>1</sub><ruby>漢<rt>kan</rt></ruby>",
        "<table class='dataframe'><caption>A caption</caption><thead><tr><th colspan=2>h</th></tr></thead><tbody><tr><th>1</th><td>2</td></tr></tbody></table>",
        "<p>just text, no markup trouble</p>",
    ], 1)]


@fixture
def injection():
    """Markup in every position that a reader's browser will see

    No element of these names exists on the page, and every text is visible or left out on purpose."""
    def payload(place):
        return f'"><img src=x onerror="window.hit=\'{place}\'"></script></style></title><script>window.hit=\'{place}\'</script>'

    bad_error = error(payload("ename"), payload("evalue"), [payload("traceback"), "\x1b[31m" + payload("coloured") + "\x1b[0m"])
    cells = [
        markdown("# " + payload("heading"), "", payload("prose"), "", "```" + payload("fence"), payload("fenced"), "```", "", f"![{payload('alt')}](attachment:x.png)",
                 "", f"[text](https://example.org '{payload('link-title')}')", "", f"$\\text{{{payload('formula')}}}$", "", f"[^{'x'}]", "", f"[^x]: {payload('footnote')}",
                 attachments={payload("attachment"): {payload("attachment-type"): payload("attachment-data")}}),
        {"cell_type": payload("cell-type"), "metadata": {}, "source": payload("unknown-cell")},
        {"cell_type": "raw", "metadata": {"format": payload("raw-format"), "raw_mimetype": "text/html"}, "source": payload("raw")},
        code(payload("source"), stream(payload("stream")), stream(payload("named"), payload("stream-name")), bad_error,
             {"output_type": payload("output-type"), "data": {"text/plain": payload("unknown-output")}},
             display({payload("mime"): payload("unknown-data")}), display({"text/plain": payload("plain")}),
             display({"text/html": payload("html")}), display({"text/markdown": payload("markdown")}), display({"text/latex": payload("latex")}),
             display({"image/svg+xml": payload("svg")}), display({"image/png": PNG}, {"image/png": {"alt": payload("image-alt"), "width": payload("width")}}),
             display({"application/json": {payload("json-key"): payload("json-value")}}), display({"application/javascript": payload("javascript")}),
             display({"application/vnd.plotly.v1+json": {"data": [], "layout": {"height": payload("height"), "title": {"text": payload("plotly")}}}}),
             display({"application/vnd.jupyter.widget-view+json": {"model_id": payload("model")}, "text/plain": payload("widget-text")}),
             tags=[payload("tag"), "hide-input"], papermill={"status": payload("status"), "exception": payload("exception")}),
        code("%%" + payload("magic") + "\nbody"),
        code("#| code-summary: " + payload("summary") + "\n#| code-fold: true\n1"),
    ]
    cells[0]["id"] = payload("cell-id")
    return notebook(
        cells, title=payload("title"), authors=[{"name": payload("author")}],
        kernelspec={"name": payload("kernel"), "display_name": payload("kernel-name"), "language": payload("kernel-language")},
        language_info={"name": payload("language"), "version": payload("version"), "pygments_lexer": payload("lexer")},
        papermill={"parameters": {payload("parameter"): payload("parameter-value")}, "start_time": payload("start"), "duration": payload("duration")},
        widgets={"application/vnd.jupyter.widget-state+json": {"state": {"m": {"model_name": payload("model-name"), "state": {"value": payload("state")}}}}},
    )


@fixture
def languages():
    """Cells of many languages under one kernel

    `%%lang`, `vscode.languageId`, an R kernel's name and unknown ones; no text is lost where a lexer does not know."""
    cells = [
        code("%%bash\nfor f in *.csv; do wc -l \"$f\"; done"), code("%%sql sqlite://\nSELECT 'it''s' AS x -- note"), code("%%R -i df\nsummary(df$x)"),
        code("%%javascript\nlet x = `a ${1 + 1}`"), code("%%html\n<b>bold</b>"), code("%%latex\n\\frac{1}{2}"), code("%%nosuch --option\nanything <goes> here"),
        code("%matplotlib inline\n!ls -l {folder} | head\nx = !date\nlen?\n?print\n%timeit -n 10 sum(range(9))\n%%time is not a magic here"),
        code("print(f\"{'nested'!r:>{10}} {{}}\", b'\\x00', 0x_ff, 1_000.5e-3j)  # λ = lambda\n@decorated\nasync def f[T](x: T, /, *, y: int = ...) -> None:\n    match x:\n        case {'a': [1, *_]}: return await y"),
        code("'''unclosed string\nruns to the end"), code("\ttabs\tand   blanks   \n\n\n# the end"),
        code("select 1", vscode={"languageId": "sql"}),
    ]
    return notebook(cells, language_info={"name": "python"})


@fixture
def kernel_r():
    """An R kernel"""
    return notebook([code("x <- c(1, NA, 3L)  # a vector\nmean(x, na.rm = TRUE)", display({"text/html": "2", "text/latex": "2", "text/markdown": "2", "text/plain": "[1] 2"}))],
                    kernelspec={"name": "ir", "display_name": "R", "language": "R"}, language_info={"name": "R", "version": "4.3.1"})


@fixture
def kernel_unknown():
    """A kernel nobody has heard of, and no language at all"""
    return notebook([code("(define (f x) (* x x)) ; <lisp>")], kernelspec={"name": "zz", "display_name": ""}, language_info={})


@fixture
def counts():
    """Execution counts and prompts: null, zero, negative, huge"""
    return [code(f"count {count}", {"output_type": "execute_result", "data": {"text/plain": str(count)}, "metadata": {}, "execution_count": count}, count=count)
            for count in (None, 0, -1, 1, 12345, 2**40)]


@fixture
def long_output():
    """Long outputs: 3,000 short lines, and one line of 20,000 characters

    Folded, not cut; the last line is on the page."""
    return [code("lines", stream("".join(f"{n}\n" for n in range(1, 3001)))), code("line", stream("wide " * 4000 + "end\n")),
            code("repr", display({"text/plain": "[" + ", ".join(map(str, range(1500))) + "]"}))]


@fixture
def markdown_corners():
    """Markdown: footnotes of two cells with one name, task lists, raw HTML, tables that are none

    Footnotes of each cell keep their own text, HTML is cleaned, broken tables stay readable."""
    return [
        markdown("First[^1] and again[^1] and[^missing].", "", "[^1]: Note of the first cell."),
        markdown("Second[^1].", "", "[^1]: Note of the second cell, with `code` and", "    a second paragraph."),
        markdown("- [ ] open", "- [x] done", "- [X] also done", "  - [ ] inner", "1. [ ] numbered"),
        markdown("| a | b |", "|---|---|", "| 1 |", "| 1 | 2 | 3 |", "| \\| | `a|b` |", "", "| not | a table |", "", "a | b", "--|--", "1 | 2"),
        markdown("<div style='color:red' onclick='alert(1)'>", "", "**bold** in a div", "", "</div>", "", "<b>unclosed", "", "next *paragraph*", "", "<script>alert(2)</script>", "", "<!-- comment -->", "", "<video src=x.mp4></video>"),
        markdown("~~struck~~ ~one~ H~2~O www.example.org", "hard  ", "break\\", "again", "", "* * *", "", "Term", ": definition", "", ":::{note}", "MyST", ":::", "", "{ref}`x` :smile: &copy; &#x1F600; \\*escaped\\*"),
        markdown("```python {highlight=[1]}", "x = 1", "```", "", "~~~~ r", "y <- 2", "~~~~", "", "``` ", "unclosed fence"),
    ]


@fixture
def widget_state():
    """Widget state: buffers, output widgets, cycles, missing children, HTML in values

    A readable fallback, no endless loop."""
    view = "application/vnd.jupyter.widget-view+json"

    def model(name, **state):
        return {"model_name": name, "model_module": "@jupyter-widgets/controls", "model_module_version": "2.0.0", "state": state}

    state = {
        "box": model("VBoxModel", children=["IPY_MODEL_slider", "IPY_MODEL_gone", "IPY_MODEL_box", "IPY_MODEL_html", "IPY_MODEL_out", "IPY_MODEL_image"]),
        "slider": model("FloatSliderModel", value=0.25, min=0, max=1, description="Rate <b>"),
        "html": model("HTMLModel", value="<b>bold</b><img src=x onerror=alert(1)>"),
        "out": model("OutputModel", outputs=[stream("inside\n"), display({"text/html": "<i>inside</i>", "text/plain": "x"})]),
        "image": {**model("ImageModel", format="png"), "buffers": [{"data": PNG, "encoding": "base64", "path": ["value"]}]},
    }
    return notebook([code(f"show {name}", display({view: {"model_id": name, "version_major": 2, "version_minor": 0}, "text/plain": f"{name}()"})) for name in [*state, "nowhere"]],
                    widgets={"application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": state}})


NAMES = [
    ("a b.ipynb", "a blank"), ("a  b .ipynb", "two blanks and one before the dot"), ("übung.ipynb", "composed letter"),
    ("u\u0308bung.ipynb", "the same word, decomposed: another key"), ("日本/報告-2023-12-11-10-00-00.ipynb", "no Latin letter, with a time"),
    ("100%.ipynb", "a percent sign"), ("100%25.ipynb", "a percent sign that looks encoded already"), ("a%2Fb.ipynb", "an encoded slash"),
    ("a+b.ipynb", "plus"), ("a&b=c;d.ipynb", "characters of a query"), ("a#b.ipynb", "a fragment"), ("a?b.ipynb", "a query"),
    ("a'b\"c.ipynb", "quotes"), ("a\\b.ipynb", "backslash"), ("<script>alert(1)</script>.ipynb", "markup, with a slash in it"),
    ("<img src=x onerror=alert(1)>.ipynb", "markup"), ("{{title}}.ipynb", "template syntax"), ("../outside.ipynb", "leaves the folder"),
    ("a/../../outside.ipynb", "leaves the folder later"), ("/absolute.ipynb", "begins with a slash"), ("a//b.ipynb", "an empty part"),
    ("a/./b.ipynb", "a dot part"), (".hidden.ipynb", "a leading dot"), ("..dots.ipynb", "two leading dots, harmless"), (".ipynb", "nothing but the ending"),
    ("a/.ipynb_checkpoints/b-checkpoint.ipynb", "Jupyter's own copies"), ("REPORT.IPYNB", "capital ending"), ("report.ipynb.ipynb", "the ending twice"),
    ("con.ipynb", "a device on Windows"), ("a\nb.ipynb", "a line break"), ("a\u202eb.ipynb", "a direction override"), ("a\u0000b.ipynb", "a zero byte"),
    ("x" * 240 + ".ipynb", "as long as file systems allow"), ("x" * 300 + ".ipynb", "longer than they allow, possible in S3"),
    ("index.ipynb", "would be an index"), ("reports/index.html.ipynb", "looks like a page"), ("a.files/b.ipynb", "in what could be another report's folder"),
    ("a.html/b.ipynb", "a folder with a page's name: collides with a.ipynb"), ("a.ipynb/b.ipynb", "a folder with a notebook's name"), ("a.ipynb", "the other half of both"),
    ("A.ipynb", "differs from a.ipynb by case: one file on a Mac"), ("report-2023-13-45-99-99-99.ipynb", "a time that does not exist"),
    ("report-2023-12-11-10-00-00-2023-12-12-10-00-00.ipynb", "two times"), ("2023-12-11-10-00-00.ipynb", "only a time: a series without a name"),
    ("report-0000-00-00-00-00-00.ipynb", "year zero"), ("report-2023-12-11T10:00:00Z.ipynb", "colons"), ("report-20231211100000.ipynb", "no separators"),
]


def main():
    rows = []
    for function in FIXTURES:
        name, made = function.__name__.replace("_", "-"), function()
        if isinstance(made, list):
            made = notebook(made)
        if isinstance(made, dict):
            made = written(made)
        (HERE / f"{name}.ipynb").write_bytes(made)
        first, _, rest = function.__doc__.strip().partition("\n")
        rows.append(f"| `{name}` | {first} | {' '.join(rest.split())} |")
    (HERE / "names.json").write_text(json.dumps([{"key": key, "why": why} for key, why in NAMES], indent=1, ensure_ascii=True) + "\n")
    (HERE / "README.md").write_text("\n".join([
        "# Odd and hostile notebooks", "",
        "What hardly any public notebook holds. Made by `make.py`, small enough to read. `names.json` lists awkward keys with the reason",
        "for each; they are not files here, because some systems could not check them out.", "",
        "| notebook | what it is for | what must come of it |", "|---|---|---|", *rows, ""]))
    total = sum(file.stat().st_size for file in HERE.glob("*.ipynb"))
    print(f"{len(rows)} notebooks, {total / 1000:.0f} kB, {len(NAMES)} names")


if __name__ == "__main__":
    main()
