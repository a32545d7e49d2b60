"""Links, HTML, markup in every position, and widget state."""

from pieces import PNG, code, display, error, fixture, markdown, notebook, stream


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
