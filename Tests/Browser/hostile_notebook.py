"""Notebooks that hold one payload in every place where a notebook can hold text."""

import base64
import itertools
import json

TEXT_TYPES = [
    "text/html", "text/markdown", "text/latex", "text/plain", "image/svg+xml", "application/javascript", "text/javascript", "text/x-unknown",
    "application/json", "application/geo+json", "application/vnd.x+json", "application/vnd.plotly.v1+json", "application/vnd.vegalite.v5+json",
    "application/vnd.vega.v5+json", "application/vnd.bokehjs_exec.v0+json", "application/vnd.bokehjs_load.v0+json", "application/vnd.holoviews_exec.v0+json",
    "application/vnd.dataresource+json", "image/png", "image/jpeg", "image/gif", "image/webp", "image/bmp", "application/pdf", "audio/wav", "video/mp4",
]
PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def code(source="", outputs=(), count=1, **metadata):
    return {"cell_type": "code", "execution_count": count, "metadata": metadata, "source": source, "outputs": list(outputs)}


def markdown(source, attachments=None, **metadata):
    cell = {"cell_type": "markdown", "metadata": metadata, "source": source}
    return {**cell, "attachments": attachments} if attachments else cell


def display(data, **metadata):
    return {"output_type": "display_data", "data": data, "metadata": metadata}


def outputs(p):
    """One output for each kind and type."""
    yield {"output_type": "stream", "name": "stdout", "text": p}
    yield {"output_type": "stream", "name": "stderr", "text": [p, "\n", p]}
    yield {"output_type": "stream", "name": p, "text": "a stream of another name"}
    yield {"output_type": "error", "ename": p, "evalue": p, "traceback": [p, "\x1b[31m" + p + "\x1b[0m"]}
    yield {"output_type": "error", "ename": "E", "evalue": p, "traceback": []}
    yield {"output_type": p, "data": {"text/html": p}, "text": p}
    for kind in TEXT_TYPES:
        yield display({kind: p})
    for kind in ["text/html", "image/svg+xml", "text/markdown"]:
        yield {"output_type": "execute_result", "execution_count": p, "data": {kind: [p, "\n", p], "text/plain": p}, "metadata": {kind: p, p: p}}
    yield display({p: p})
    yield display({"text/" + p: p, "image/" + p: p, "application/" + p + "+json": {p: p}})
    yield display({"application/json": {p: [p, {p: p}], "a": p}}, **{"application/json": {"expanded": True, "root": p}})
    sizes = {"width": p, "height": p, "alt": p, "needs_background": p}
    for kind in ["image/png", "image/svg+xml"]:
        data = PIXEL if kind == "image/png" else f'<svg xmlns="http://www.w3.org/2000/svg" width="5" height="5"><title>{p}</title><text>{p}</text></svg>'
        yield display({kind: data, "text/plain": p}, **{kind: sizes}, **sizes)
    yield display({"image/svg+xml": f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{p}" {p}><g class=\'{p}\'/></svg>'})
    encoded = base64.b64encode(p.encode("utf-8", "replace")).decode()
    for kind in ["image/png", "image/svg+xml"]:
        yield display({kind: encoded})
    yield display({"application/vnd.plotly.v1+json": {"data": [{"type": "scatter", "x": [1, 2], "y": [1, p], "name": p, "text": p}],
                   "layout": {"title": {"text": p}, "xaxis": {"title": p}}, "frames": [p]}, "text/html": p, "text/plain": p})
    yield display({"application/vnd.vegalite.v5+json": {"$schema": p, "data": {"url": p, "values": [{p: p}]}, "mark": p, "title": p, "encoding": {p: {"field": p}}}})
    yield display({"application/vnd.jupyter.widget-view+json": {"model_id": "m1", "version_major": 2, "version_minor": 0}, "text/plain": p})
    yield display({"application/vnd.jupyter.widget-view+json": {"model_id": p}, "text/plain": p, "text/html": p})
    for number in range(2, 2 + len(WIDGETS)):
        yield display({"application/vnd.jupyter.widget-view+json": {"model_id": f"m{number}"}})
    for table in ["<table class='dataframe'><caption>{}</caption><tr><th title='{}'>{}</th><td style='{}'>{}</td></tr></table>",
                  "<style>#T_a {{ color: {} }} #T_a::after {{ content: '{}' }}</style><table id='T_a'><tr><td id='{}'>{}</td></table>",
                  "<a href='{}' id='{}' name=\"{}\">{}</a><img src=\"{}\" alt='{}'>", "<details><summary>{}</summary>{}", "<div data-x=\"{}\"><p title='{}'>{}"]:
        yield display({"text/html": table.replace("{}", p.replace("{", "").replace("}", "")).replace("{{", "{").replace("}}", "}")})


WIDGETS = ["HTMLModel", "HTMLMathModel", "LabelModel", "IntSliderModel", "FloatProgressModel", "DropdownModel", "TextModel", "ImageModel", "ButtonModel",
           "HBoxModel", "TabModel", "AccordionModel", "OutputModel", "CheckboxModel", "TextareaModel", "ColorPickerModel", "DatePickerModel", "SelectMultipleModel"]


def widgets(p):
    def model(name):
        state = {"value": p, "description": p, "placeholder": p, "options": [p], "_options_labels": [p], "index": 0, "titles": [p], "_titles": {"0": p},
                 "icon": p, "format": p, "min": p, "max": p, "button_style": p, "bar_style": p,
                 "width": p, "height": p, "outputs": list(itertools.islice(outputs_of_widget(p), 3)), "layout": p, "style": p, "tooltip": p}
        # A model with children shows them and nothing else of its own.
        if name in ("HBoxModel", "TabModel", "AccordionModel"):
            state["children"] = ["IPY_MODEL_m1", "IPY_MODEL_m2", p, "IPY_MODEL_m2", "IPY_MODEL_m11"]
        return {"model_name": name, "model_module": p, "state": state, "buffers": [{"path": ["value"], "encoding": "base64", "data": p}]}
    models = {"m1": {"model_name": p, "state": {"value": p}}, p: model("HTMLModel")}
    models |= {f"m{number}": model(name) for number, name in enumerate(WIDGETS, 2)}
    return {"application/vnd.jupyter.widget-state+json": {"version_major": 2, "version_minor": 0, "state": models}}


def outputs_of_widget(p):
    yield {"output_type": "stream", "name": "stdout", "text": p}
    yield display({"text/html": p})
    yield {"output_type": "error", "ename": p, "evalue": p, "traceback": [p]}


def cells(p):
    line = p.replace("\n", " ").replace("\r", " ")
    yield markdown(p)
    for pattern in ["text {} text", "# {}", "## {}\n\n## {}\n\n## same\n\n## same", "> {}", "- {}\n  - {}", "| {} | b |\n|---|---|\n| {} | {} |", "```{}\n{}\n```",
                    "~~~python {}\n{}\n~~~", "`{}`", "[{}]({})", "[x](<{}>)", "[x](y \"{}\")", "![{}]({} '{}')", "[r]\n\n[r]: {} \"{}\"", "[{}]\n\n[{}]: x",
                    "text[^{}]\n\n[^{}]: {}", "text[^1] [^1]\n\n[^1]: {}", "<{}>", "${}$", "$${}$$", "\\begin{align}{}\\end{align}", "$\\text{{}}$", "<b title=\"{}\">{}</b>",
                    "<a href='{}'>x</a>", "<div>\n{}\n</div>", "<!-- {} -->", "- [ ] {}", "**{}** *{}* ~~{}~~", "![x](attachment:{})", "<img src=\"attachment:{}\" width='{}' alt=\"{}\">",
                    "[x]({}.ipynb#{})", "[[{}]]", "{}\n===", ":::{note} {}\n{}\n:::", "{cite}`{}`"]:
        yield markdown(pattern.replace("{}", line))
    names = {name: {"image/png": PIXEL} for name in [p, "a.png"]} | {"b.svg": {"image/svg+xml": p, p: p}, "c.png": {"image/png": p}}
    yield markdown(f"![{line}](attachment:{line}) ![x](attachment:a.png) ![x](attachment:b.svg) ![x](attachment:c.png)", names, tags=[p], **{p: p})
    for kind in [None, "text/html", "text/markdown", "text/latex", "text/restructuredtext", p]:
        yield {"cell_type": "raw", "metadata": {"raw_mimetype": kind, "format": p} if kind else {}, "source": p}
    yield {"cell_type": p, "metadata": {p: p}, "source": p}
    yield code(p, tags=[p, "parameters"], name=p, collapsed=p, scrolled=p, jupyter={"source_hidden": p}, papermill={"duration": p, "exception": p, "status": p},
               execution={"iopub.execute_input": p, "shell.execute_reply": p}, id=p) | {"id": p}
    yield code(f"#| fig-cap: {line}\n#| fig-alt: {line}\n#| label: {line}\nplot()", [display({"image/png": PIXEL}), display({"text/html": p})])
    yield code(f"# {p}\nx = '{p}' + \"{p}\"\n'''{p}'''\n%%html\n{p}", count=p)
    yield code(f"%%html\n{p}")
    for hidden in [{"source_hidden": True}, {"outputs_hidden": True}]:
        yield code(p, list(outputs_of_widget(p)), jupyter=hidden)
    yield code(p, list(outputs_of_widget(p)), tags=["hide-cell"])
    for number, output in enumerate(outputs(p)):
        yield code("", [output], count=number)


def notebook(p, title=True):
    """The notebook and the number of its cells."""
    content = list(cells(p))
    times = {"start_time": p, "end_time": p, "duration": p, "input_path": p, "output_path": p, "version": p, "environment_variables": {p: p}}
    metadata = {"kernelspec": {"name": p, "display_name": p, "language": p}, "language_info": {"name": p, "pygments_lexer": p, "file_extension": p, "codemirror_mode": p, "mimetype": p},
                "papermill": {**times, "exception": True, "parameters": {p: p, "n": 1, "d": {p: [p]}}}, "authors": [{"name": p}], "widgets": widgets(p), p: p}
    if title:
        metadata["title"] = p
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": metadata, "cells": content}, len(content)


def bad(p):
    """Texts of notebooks that can't be read, where the message could quote the payload."""
    quoted = json.dumps(p)
    return [p, '{"cells": ' + quoted + "}", '{"nbformat": ' + quoted + "}", "{" + quoted + ": " + quoted, '{"nbformat": 4, "metadata": {}, "cells": [{' + quoted + ": nul}]}",
            '{"nbformat": 4, "cells": [{"cell_type": "code", "source": {' + quoted + ": 1}}]}"]
