"""Every version of the format, and files that are no notebook at all."""

from pieces import PNG, SVG, code, display, error, fixture, markdown, notebook, picture, stream, written


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
