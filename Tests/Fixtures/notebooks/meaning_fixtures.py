"""MIME types, hiding, titles, mathematics, Markdown and languages."""

from pieces import PNG, code, display, error, fixture, markdown, notebook, stream


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
