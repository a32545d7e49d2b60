"""Execute one small notebook for each library that puts more than text into a notebook.

    python3 -m venv .venv && .venv/bin/pip install -r requirements.txt
    .venv/bin/python make.py [NAME...]

and, with the versions of requirements-older.txt in an environment of their own, `make.py plotly5 altair4 bokeh2`.

Writes NAME.ipynb beside this script and, when all are made, README.md with the MIME types that were really emitted. Libraries
are told to name their scripts by address instead of including them, so that the fixtures stay small.
"""

import json
import re
import shutil
import sys
from importlib.metadata import version
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import nbbase, new_code_cell, new_notebook

HERE = Path(__file__).resolve().parent

# Altair 6.3 names its type `application/vnd.vegalite.v6.json`, with a dot. The schema of nbformat allows JSON only in types that
# end in `+json`, so a checking client dies of it. JupyterLab stores it as it comes, and so do we.
nbbase.validate = lambda *_, **__: None

# Name -> (distribution, the cells). One cell holds one way to show something.
NOTEBOOKS = {
    "plotly": ("plotly", [
        "import plotly.graph_objects as go\n"
        "figure = go.Figure(go.Scatter(x=[1, 2, 3], y=[2.5, 4, 3], name='measured'),\n"
        "                   go.Layout(template='none', title={'text': 'Three points'}))\n"
        "figure",
        "go.Figure(go.Bar(x=['a', 'b'], y=[1, 3]), go.Layout(template='none', height=300, width=500))",
        "figure.show(renderer='plotly_mimetype')",
        "# A page that loads the library from its CDN\nfigure.show(renderer='notebook_connected')",
        "# Typed arrays are written as base64 in `bdata`\nimport numpy as np\n"
        "go.Figure(go.Heatmap(z=np.arange(12.0).reshape(3, 4)), go.Layout(template='none', height=260))",
    ]),
    "altair": ("altair", [
        "import altair as alt\nimport pandas as pd\n"
        "rows = pd.DataFrame({'day': ['Mon', 'Tue', 'Wed'], 'runs': [4, 7, 3]})\n"
        "chart = alt.Chart(rows, title='Runs a day').mark_bar().encode(x='day', y='runs', tooltip='runs')"
        ".properties(width=240, height=160)\n"
        "chart",
        "alt.renderers.enable('mimetype')\nchart",
        "# The static pictures of vl-convert stand beside nothing else\nalt.renderers.enable('png')\nchart",
        "alt.renderers.enable('svg')\nchart",
        "alt.renderers.enable('mimetype')\n(chart | chart.mark_line().interactive())",
        "# Plain Vega\nfrom IPython.display import display\n"
        "display({'application/vnd.vega.v5+json': {'width': 120, 'height': 80, 'marks': [{'type': 'rect', 'encode': {'enter':\n"
        "    {'x': {'value': 10}, 'y': {'value': 10}, 'width': {'value': 60}, 'height': {'value': 40}, 'fill': {'value': 'teal'}}}}]},\n"
        "    'text/plain': '<Vega>'}, raw=True)",
    ]),
    "bokeh": ("bokeh", [
        "from bokeh.io import output_notebook\nfrom bokeh.plotting import figure, show\nfrom bokeh.resources import CDN\n"
        "output_notebook(resources=CDN, hide_banner=True)",
        "plot = figure(width=320, height=220, title='Two lines', tools='pan,reset')\n"
        "plot.line([1, 2, 3], [2, 5, 4])\nplot.line([1, 2, 3], [3, 1, 4], color='firebrick')\nshow(plot)",
        "# A document of its own, as components in a text/html output\n"
        "from bokeh.embed import file_html\nfrom IPython.display import HTML\n"
        "small = figure(width=200, height=150, tools='')\nsmall.scatter([1, 2], [2, 1], size=9)\nHTML(file_html(small, CDN, 'A scatter'))",
    ]),
    "folium": ("folium", [
        "import folium\n"
        "place = folium.Map(location=[38.89, -77.01], zoom_start=12, height=300)\n"
        "folium.Marker([38.886, -77.005], popup='Library <b>of</b> Congress').add_to(place)\nplace",
        "# Without the frame that folium puts around it\nfrom IPython.display import HTML\n"
        "HTML(folium.Map(location=[0, 0], zoom_start=1, tiles=None).get_root().render())",
    ]),
    "ipywidgets": ("ipywidgets", [
        "import ipywidgets as widgets\nslider = widgets.IntSlider(value=7, max=10, description='Quarter')\nslider",
        "widgets.VBox([slider, widgets.Dropdown(options=['one', 'two'], value='two', description='Pick'),\n"
        "              widgets.Checkbox(value=True, description='Seasonal'), widgets.HTML('<b>bold</b> text')])",
        "tabs = widgets.Tab([widgets.Label('first page'), widgets.Text(value='typed', description='Name')])\n"
        "tabs.titles = ['One', 'Two']\ntabs",
        "out = widgets.Output()\nwith out:\n    print('captured inside a widget')\nout",
        "widgets.FloatProgress(value=0.4, max=1, description='Loading')",
        "import base64\n"
        "dot = base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAIAAAACUFjqAAAAEklEQVR4nGNQTVmGBzGMSmNDAN2bflmXeLXuAAAAAElFTkSuQmCC')\n"
        "widgets.Image(value=dot, format='png', width=40, height=40)",
        "@widgets.interact(x=(0, 10))\ndef square(x=3):\n    return x * x",
    ]),
    "tqdm-notebook": ("tqdm", [
        "from tqdm.notebook import tqdm\nfor step in tqdm(range(3), desc='steps', bar_format='{l_bar}{bar}{n_fmt}/{total_fmt}'):\n    pass",
    ]),
    "javascript": ("ipython", [
        "from IPython.display import HTML, Javascript, display\nJavascript(\"element.append('written by a script')\")",
        "%%javascript\nelement.innerHTML = '<b>cell magic</b>';",
        "# With libraries and style sheets by address\n"
        "Javascript('console.log(d3.version)', lib=['https://cdn.example.org/d3.min.js'], css=['https://cdn.example.org/a.css'])",
        "HTML('<div id=\"target\">before</div><script>document.getElementById(\"target\").textContent = \"after\"</script>')",
        "HTML('<button onclick=\"this.textContent = Date.now()\">Click</button>')",
        "%%html\n<script type=\"module\">import * as x from 'https://cdn.example.org/x.mjs'; x.draw()</script>\n<canvas width=\"40\" height=\"40\"></canvas>",
        "HTML('<iframe src=\"https://example.org/embed\" width=\"300\" height=\"150\"></iframe>')",
    ]),
    "html-document": ("ipython", [
        "from IPython.display import HTML\nHTML('''<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><title>A page</title>\n"
        "<style>body { background: #eef; font: 14px sans-serif } h1 { color: teal }</style></head>\n"
        "<body onload=\"document.querySelector('p').textContent = 'loaded'\">\n<h1>A whole document</h1><p>not loaded</p></body>\n</html>''')",
        "# A document without a script\nHTML('<html><head><title>Quiet</title></head><body><h2>Only text</h2><p>and a paragraph</p></body></html>')",
        "HTML('<style>.mine { color: crimson }</style><p class=\"mine\">styled by a class</p>')",
        "%%svg\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"60\" height=\"40\"><rect width=\"60\" height=\"40\" fill=\"teal\"/><title>teal</title></svg>",
        "HTML('<svg width=\"60\" height=\"40\"><circle cx=\"20\" cy=\"20\" r=\"15\" fill=\"teal\"/></svg> inline in HTML')",
    ]),
    "pandas": ("pandas", [
        "import numpy as np\nimport pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x < y', '<b>not bold</b>']})",
        "# Wide\npd.DataFrame(np.arange(3 * 40).reshape(3, 40) * 1000, columns=[f'column_{n:02}' for n in range(40)])"
        ".style.hide(axis='index').set_uuid('wide')",
        "pd.set_option('display.max_columns', 60)\n"
        "pd.DataFrame(np.arange(2 * 30).reshape(2, 30), columns=[f'c{n:02}' for n in range(30)])",
        "# Two levels of headers on both axes\n"
        "pd.DataFrame(np.eye(4), index=pd.MultiIndex.from_product([['A', 'B'], [1, 2]], names=['group', 'no']),\n"
        "             columns=pd.MultiIndex.from_product([['left', 'right'], ['x', 'y']]))",
        "pd.DataFrame({'n': range(1000)})",
        "pd.Series([1.5, None, np.inf], index=['a', 'b', 'c'], name='value')",
        "rows = pd.DataFrame({'name': ['oil', 'gas', 'coal'], 'share': [0.5, -0.3, 0.8], 'change': [1.0, np.nan, -2.0]})\n"
        "(rows.style.set_uuid('bars').format({'share': '{:+.0%}'}, na_rep='no value')\n"
        " .bar(subset=['share'], align='zero', color=['#d65f5f', '#5fba7d'])\n"
        " .background_gradient(subset=['change'], cmap='RdYlGn')\n"
        " .highlight_max(subset=['change'], props='font-weight: bold; border: 1px solid black')\n"
        " .set_caption('Shares and changes'))",
        "(rows.style.set_uuid('sticky').set_sticky(axis='columns')\n"
        " .set_table_styles([{'selector': 'th', 'props': 'text-align: left; background-color: #eee'},\n"
        "                    {'selector': 'tr:hover', 'props': 'background-color: #ffc'}])\n"
        " .set_tooltips(pd.DataFrame({'name': ['crude', '', '']}))\n"
        " .format_index(str.upper, axis=1))",
        "# Mathematics in headers and links in cells\n"
        "pd.DataFrame({r'$\\sigma^2$': [1.5], 'link': ['https://example.org/?a=1&b=2']}).style.set_uuid('links')"
        ".format(hyperlinks='html')",
    ]),
    "matplotlib": ("matplotlib", [
        "import matplotlib.pyplot as plt\nfrom matplotlib_inline.backend_inline import set_matplotlib_formats\n"
        "plt.rcParams.update({'figure.figsize': (2.4, 1.5), 'figure.dpi': 50, 'svg.hashsalt': 'fixed', 'svg.fonttype': 'none'})\n"
        "plt.plot([1, 3, 2])\nplt.title('png');",
        "set_matplotlib_formats('svg')\nplt.plot([1, 3, 2]);",
        "set_matplotlib_formats('svg', 'png')\nfigure, axes = plt.subplots()\naxes.plot([1, 3, 2])\nfigure",
        "set_matplotlib_formats('retina')\nplt.plot([1, 3, 2]);",
        "set_matplotlib_formats('png', 'pdf')\nplt.plot([1, 2]);",
        "set_matplotlib_formats('png')\nfigure, axes = plt.subplots()\naxes.plot([2, 1])\n"
        "display(figure, metadata={'image/png': {'alt': 'A line that falls'}})\nplt.close(figure)",
        "set_matplotlib_formats('jpeg')\nplt.plot([1, 2], lw=4);",
    ]),
    "ipython": ("ipython", [
        "from IPython.display import (HTML, JSON, Audio, Code, FileLink, GeoJSON, IFrame, Image, Latex, Markdown, Math, Pretty, SVG,\n"
        "                             Video, YouTubeVideo, clear_output, display, update_display)\n"
        "Markdown('**bold**, $e^{i\\\\pi} + 1 = 0$ and a [link](https://example.org)\\n\\n| a | b |\\n|---|--:|\\n| 1 | 2 |')",
        "Latex(r'\\begin{align} a &= b \\\\ c &= d \\end{align}')",
        "Math(r'\\int_0^1 x^2 \\, dx = \\tfrac13')",
        "JSON({'name': 'x', 'list': [1, 2.5, None, True, {'deep': {'er': []}}], 'text': '<b>&'}, expanded=True, root='answer')",
        "Audio([0, 0.5, -0.5, 0] * 40, rate=8000)",
        "Video(b'\\x00\\x00\\x00\\x18ftypmp42', embed=True, mimetype='video/mp4', width=120)",
        "Image(url='https://example.org/remote.png', alt='A remote picture')",
        "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30\" height=\"30\"><script>alert(1)</script><circle cx=\"15\" cy=\"15\" r=\"9\"/></svg>')",
        "GeoJSON({'type': 'Point', 'coordinates': [-77.0, 38.9]})",
        "Code('def f(x):\\n    return x < 1', language='python')",
        "display(IFrame('https://example.org', 200, 100), YouTubeVideo('M7lc1UVf-VE', width=200, height=120))",
        "Pretty('pretty text')",
        "FileLink('make.py')",
        "handle = display('first', display_id='changing')\nupdate_display('second', display_id='changing')",
        "print('gone')\nclear_output()\nprint('stays')",
        "%%latex\n\\begin{equation} x = \\frac{-b}{2a} \\end{equation}",
        "%%markdown\n## A heading from a magic\n- [ ] task",
        "class Both:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n"
        "        return {'text/plain': 'plain', 'text/html': '<i>html</i>', 'application/x-unknown': 'opaque'}\n\nBoth()",
        "?len",
        "for n in range(3):\n    print(f'\\r{n} of 3', end='')",
        "1 / 0",
    ]),
    "rich": ("rich", [
        "from rich import print as rprint\nfrom rich.table import Table\ntable = Table('Name', 'Value', title='Rich')\n"
        "table.add_row('[red]a[/red]', '1')\ntable.add_row('[link=https://example.org]b[/link]', '[bold green on black]2[/]')\ntable",
        "rprint('[bold magenta]Hello[/] :sparkles: {\"a\": [1, None]}')",
        "from rich.tree import Tree\ntree = Tree('root')\ntree.add('leaf')\ntree",
    ]),
    "sympy": ("sympy", [
        "import sympy\nfrom sympy import Integral, Matrix, Piecewise, oo, sqrt, symbols\nx, y = symbols('x y', real=True)\n"
        "Integral(sympy.exp(-x**2), (x, -oo, oo))",
        "sympy.init_printing(use_latex='mathjax')\nMatrix([[x, 1], [sqrt(2), y / 3]])",
        "Piecewise((x**2, x > 0), (0, True))",
        "[x, y**2]",
        "sympy.solve(x**2 + x - 1)",
    ]),
}

# Outputs of older versions, which old reports hold.
OLDER = {
    "plotly5": ("plotly", [
        "import plotly.graph_objects as go\n"
        "figure = go.Figure(go.Scatter(x=[1, 2, 3], y=[2.5, 4, 3]), go.Layout(template='none', title={'text': 'Three points'}))\n"
        "figure.show(renderer='notebook_connected')",
        "# A part of a page, which finds the library by RequireJS\nfrom IPython.display import HTML\n"
        "HTML(figure.to_html(include_plotlyjs='require', full_html=False, default_height=300))",
        "figure.show(renderer='iframe_connected')",
        "# Its arrays are stored as buffers\nimport numpy as np\n"
        "go.FigureWidget(go.Bar(x=np.arange(3.0), y=np.array([1.5, 2.5, 2.0])), go.Layout(template='none', height=260))",
        "# Drawn by Mapbox then, by MapLibre now\n"
        "go.Figure(go.Scattermapbox(lat=[38.9], lon=[-77.0], text=['here']), go.Layout(template='none', height=260,\n"
        "          mapbox={'style': 'open-street-map', 'center': {'lat': 38.9, 'lon': -77.0}, 'zoom': 9})).show('plotly_mimetype')",
    ]),
    "altair4": ("altair", [
        "import altair as alt\nimport pandas as pd\n"
        "rows = pd.DataFrame({'day': ['Mon', 'Tue', 'Wed'], 'runs': [4, 7, 3]})\n"
        "chart = alt.Chart(rows, title='Runs a day').mark_bar().encode(x='day', y='runs').properties(width=240, height=160)\n"
        "chart",
        "alt.renderers.enable('mimetype')\nchart",
        "# A row a day\nalt.renderers.enable('default')\nalt.Chart(rows).mark_point().encode(x='runs', row='day').properties(width=240, height=60)",
    ]),
    "bokeh2": ("bokeh", [
        "from bokeh.io import output_notebook\nfrom bokeh.plotting import figure, show\nfrom bokeh.resources import CDN\n"
        "output_notebook(resources=CDN)",
        "plot = figure(width=320, height=220, title='Two lines', tools='pan,reset')\nplot.line([1, 2, 3], [2, 5, 4])\nshow(plot)",
        "from bokeh.layouts import column\nfrom bokeh.models import Panel, Slider, Tabs\n"
        "show(Tabs(tabs=[Panel(child=column(Slider(start=0, end=9, value=3, title='Days'), plot), title='One')]))",
        "# A part of a page, which counts on output_notebook\nfrom bokeh.embed import components\nfrom IPython.display import HTML\n"
        "HTML(''.join(components(plot)))",
    ]),
}


def normalised(notebook):
    """The notebook without random ids, addresses in memory and paths."""
    text = json.dumps(notebook, sort_keys=True)
    uuids = r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"
    for pattern, form in [(r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", "{:032x}"), (uuids, "00000000-0000-4000-8000-{:012x}")]:
        for number, found in enumerate(dict.fromkeys(re.findall(pattern, text)), 1):
            text = text.replace(found, form.format(number))
    text = re.sub(r"/tmp/ipykernel_\d+/\d+\.py", "<cell>", text)
    text = re.sub(r"\b0x[0-9a-f]{8,}", "0x7f0000000000", text)
    text = text.replace(str(HERE) + "/", "").replace(sys.prefix + "/", "")
    return json.loads(text)


def lines_split(notebook):
    """Multi-line texts as lists of lines, which is how notebooks are stored."""
    for cell in notebook["cells"]:
        cell["source"] = cell["source"].splitlines(keepends=True)
        for output in cell["outputs"]:
            if "text" in output:
                output["text"] = output["text"].splitlines(keepends=True)
            for mime, value in output.get("data", {}).items():
                if isinstance(value, str) and (mime.startswith("text/") or mime in ("image/svg+xml", "application/javascript")):
                    output["data"][mime] = value.splitlines(keepends=True)
    return notebook


def make(name):
    notebook = new_notebook(
        cells=[new_code_cell(source, id=f"{name}-{n}") for n, source in enumerate((NOTEBOOKS | OLDER)[name][1], 1)],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}},
    )
    NotebookClient(notebook, timeout=120, allow_errors=True, record_timing=False).execute(cwd=str(HERE))
    target = HERE / f"{name}.ipynb"
    text = json.dumps(lines_split(normalised(notebook)), indent=1, sort_keys=True, ensure_ascii=False)
    target.write_text(text + "\n")
    print(f"{target.stat().st_size / 1000:7.1f} kB  {target.name}")


def emitted(output):
    if output["output_type"] == "error":
        return f"error `{output['ename']}`"
    if output["output_type"] == "stream":
        return output["name"]
    return ", ".join(f"`{mime}`" for mime in output["data"])


def write_readme():
    lines = [
        "# Interactive and rich outputs of real kernels", "",
        "Made by `make.py`, never by hand; the versions are those of `requirements.txt`. What each cell really emitted:", "",
        "| notebook | cell | last line | outputs |", "|---|--:|---|---|",
    ]
    for name, (distribution, _) in NOTEBOOKS.items():
        notebook = json.loads((HERE / f"{name}.ipynb").read_text())
        label = f"`{name}` ({distribution} {version(distribution)})"
        for number, cell in enumerate(notebook["cells"], 1):
            shown = "".join(cell["source"]).split("\n")[-1].strip()
            outputs = "; ".join(emitted(output) for output in cell["outputs"]) or "none"
            shown = shown.replace("|", "\\|")
            shown = shown if len(shown) < 60 else shown[:57] + "..."
            lines.append(f"| {label} | {number} | `` {shown} `` | {outputs} |")
            label = ""
    lines += ["", (HERE / "findings.md").read_text().rstrip(), ""]
    (HERE / "README.md").write_text("\n".join(lines))


if __name__ == "__main__":
    for chosen in sys.argv[1:] or NOTEBOOKS:
        make(chosen)
    shutil.rmtree(HERE / "iframe_figures", ignore_errors=True)
    if not OLDER.keys() & sys.argv and all((HERE / f"{name}.ipynb").exists() for name in NOTEBOOKS):
        write_readme()
