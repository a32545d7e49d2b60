#!/usr/bin/env python3
"""Measures how much of what nbconvert's page of a notebook shows is on sitegen's page of it.

    nbconvert_coverage.py [--sitegen .build/release/sitegen] [--cache FOLDER] [--show N] NOTEBOOK_OR_FOLDER...

Needs nbconvert, playwright and a Chromium on the path. Each notebook is rendered by `sitegen render` and by nbconvert's
HTML exporter as it comes (the lab template). Chromium parses both pages as documents that run nothing, so both are read
as a browser reads them, and cell by cell the following is compared:

    words      words and signs of the visible text: how many of nbconvert's are in ours, in any order and in its order
    pictures   <img> and inline <svg>, by their bytes where both have them
    links      addresses of <a>, but for those inside the page, which count by their text
    headings   text of h1 to h6, wherever they stand
    cells      text of td and th

What belongs to a page and not to its notebook is left out on both sides: prompts, anchors, notes of ours. So is mathematics:
nbconvert's page holds TeX for a script to typeset, ours MathML. What is missing is put into categories by rules that look
at the notebook, `REASONS` below tells why each is meant to differ; the rest is `unexplained`. Four reasons are not judged but
computed, word by word, from the notebook: text that was overwritten as it was printed, of which nbconvert writes out every
frame where Jupyter shows the last; names of languages, which nbconvert sets before code it has no lexer for; the marks
of MyST's and Quarto's blocks and roles, which nbconvert takes for text; and lines of options in code.
The share is also told without the first, and without what authors left out by tags and options.
The exit status is 1 when less than 99.9% of the words, or of any other count, is there or explained.
"""

import argparse
import collections
import concurrent.futures
import difflib
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.parse
import warnings

GOAL = 0.999

#: Reads one page in the browser: for each cell the visible text, and what else is counted.
READ = r"""([source, ours]) => {
  const page = new DOMParser().parseFromString(source, 'text/html');
  const blocks = new Set(('address article aside blockquote br caption center col dd details dialog div dl dt fieldset figcaption figure ' +
    'footer form h1 h2 h3 h4 h5 h6 header hr img li main nav ol option p pre section summary table tbody td tfoot th thead tr ul iframe').split(' '));
  const unseen = 'script, style, template, noscript, title, svg, math, iframe, object, audio, video, textarea, select, datalist';
  const chrome = ours
    ? '.permalink, .anchor, .prompt, .notice, .frame-note, .error-title, summary, .footnote-backref, [data-footnote-backref]'
    : '.jp-InputPrompt, .jp-OutputPrompt, .anchor-link, .jp-Collapser';
  // A note of ours stands where a picture is missing; what a link says is the notebook's although its address is gone.
  const note = '.missing:not([title])';
  const isChrome = node => node.matches(chrome) && !node.matches('.html-output summary, .prose summary') || ours && node.matches(note);
  const cells = [...page.querySelectorAll(ours ? 'section.cell' : '.jp-Cell')];
  const isCell = element => ours ? element.matches('section.cell') : element.classList.contains('jp-Cell');
  function read(root) {
    const found = {text: '', pictures: [], links: [], headings: [], cells: [], drawn: []};
    const parts = [];
    (function walk(node, plain) {
      if (node.nodeType === 3) {
        // Dollars and backslashes in code are not TeX: kept apart until the formulas are taken out.
        parts.push(plain ? node.data.replace(/\$/g, '\uE000').replace(/\\/g, '\uE001') : node.data);
        return;
      }
      if (node.nodeType !== 1 || (node !== root && isCell(node))) return;
      const name = node.localName;
      // A drawing without anything in it waits for a script.
      if (name === 'svg') { if (node.firstElementChild) found.pictures.push('svg'); found.drawn.push(node.textContent); return; }
      if (isChrome(node)) return;
      if (name === 'iframe') found.pictures.push('frame');
      if (node.matches(unseen)) return;
      if (ours && node.matches('code.math')) return;
      if (name === 'img') found.pictures.push(node.getAttribute('src') || '');
      if (name === 'a' && node.hasAttribute('href')) found.links.push([node.getAttribute('href'), text(node)]);
      if (/^h[1-6]$/.test(name)) found.headings.push(text(node));
      if (name === 'td' || name === 'th') found.cells.push(text(node));
      const block = blocks.has(name) || /(^| )jp-/.test(node.className);
      if (block) parts.push('\n');
      const code = plain || name === 'pre' || name === 'code';
      for (const child of node.childNodes) walk(child, code);
      if (block) parts.push('\n');
    })(root, false);
    found.text = parts.join('');
    return found;
  }
  function text(element) {
    const copy = element.cloneNode(true);
    const inOutput = element.closest('.html-output, .prose');
    for (const each of copy.querySelectorAll('math, script, style, svg, code.math, ' + chrome + (ours ? ', ' + note : ''))) {
      if (!(inOutput && each.matches('summary'))) each.remove();
    }
    return copy.textContent;
  }
  const title = ours ? page.querySelector('header.page-header h1') : null;
  return {title: title ? title.textContent : '', cells: cells.map(cell => {
    const kind = /markdown-?cell/i.test(cell.className) ? 'markdown' : /code-?cell/i.test(cell.className) ? 'code' : 'raw';
    const number = ours ? Number(cell.id.slice(5)) : 0;
    const outer = [...cell.querySelectorAll(ours ? '.outputs' : '.jp-Cell-outputWrapper')].filter(each => each.closest(ours ? 'section.cell' : '.jp-Cell') === cell)[0];
    const output = outer ? read(outer) : null;
    if (outer) outer.remove();
    return {kind, number, input: read(cell), output};
  })};
}"""

REASONS = {
    "mathematics": "nbconvert leaves TeX for MathJax; ours is MathML, or the TeX of a formula that can't be converted",
    "overwritten": "what was overwritten while it was printed, word by word: nbconvert's page holds every frame of a progress bar",
    "terminal": "more text of an output with escape sequences or carriage returns: it stands as a terminal would leave it",
    "language": "the name of a language nbconvert does not know, which it sets before the code",
    "interactive": "nbconvert's page shows what a script's fallback or a chart's text form says; ours says what the output is",
    "widget": "ours shows the widget's stored state; nbconvert's text is the fallback for it",
    "marks": "directives, roles and attributes of MyST, Quarto and Pandoc: nbconvert shows how they are written, ours does what they say",
    "options": "lines for Quarto and nbdev in code, which are done and not shown: docs/markup.md",
    "author": "tags or options of the author's that nbconvert ignores fold or remove it",
    "front matter": "a leading YAML block is behind a control, not set as a rule and a heading",
    "dialect": "Markdown's dialects differ here: what one takes for text the other takes for markup",
    "broken page": "an unclosed element in an output swallowed the rest of nbconvert's page",
    "title": "the first heading is the page's title",
    "remote": "pictures and frames of other hosts are not loaded: their address stands in their place",
    "empty": "a link without an address leads nowhere and is no link on our page",
    "scheme": "an address whose scheme is not one of those a link may have: it could run a script, or start a program",
    "alternative": "another representation of the same output was chosen, see the table in the README",
    "drawing": "an inline drawing is one picture on our page",
    "control": "form controls and menus of HTML outputs do nothing without their scripts",
    "notebook link": "a link to a notebook",
}

#: What an application that shows the notebook would not show either, or was told not to.
LEFT_OUT = ["overwritten", "options", "author"]

MATH = re.compile(
    r"\$\$.*?\$\$|(?<!\\)\$(?:\\.|[^$\\])+?\$|\\\\?\(.*?\\\\?\)|\\\\?\[.*?\\\\?\]|\\begin\{(\w+\*?)\}.*?\\end\{\1\}|\\(?:eq)?ref\{[^}]*\}",
    re.DOTALL)
#: The same where dollars may be money: no formula begins or ends with a blank, or ends before a digit.
MONEY = re.compile(MATH.pattern.replace(r"\$(?:\\.|[^$\\])+?\$", r"\$(?=\S)(?:\\.|[^$\\])+?(?<=\S)\$(?!\d)"), re.DOTALL)
#: Controls, the backspace among them, are nothing a reader sees.
WORD = re.compile(r"[^\W_]+|[^\w\s\x00-\x1f\x7f-\x9f]|_")


def words(text, formulas=MATH):
    text = formulas.sub(" ", text)
    return WORD.findall(text.replace("\ue000", "$").replace("\ue001", "\\").replace("\xad", ""))


def fold(text):
    return "".join(words(text))


# Pages


def nbconvert_page(path, cache):
    """nbconvert's page; from the cache when it was made before. None when nbconvert can't convert the notebook."""
    content = path.read_bytes()
    place = cache / (hashlib.sha256(content).hexdigest()[:32] + ".html")
    if place.exists():
        return place.read_text() or None
    import nbformat
    from nbconvert import HTMLExporter
    page = ""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import logging
            logging.disable(logging.CRITICAL)
            book = nbformat.reads(content.decode("utf-8"), as_version=4)
            page = HTMLExporter().from_notebook_node(book, resources={"metadata": {"path": str(path.parent), "name": path.stem}})[0]
    except Exception as error:  # Whatever it stumbles over, the notebook is counted as not convertible.
        print(f"nbconvert could not convert {path}: {type(error).__name__} {str(error)[:120]!r}", file=sys.stderr)
    place.write_text(page, errors="replace")
    return page or None


def sitegen_page(path, sitegen):
    done = subprocess.run([sitegen, "render", path, "-o", "-"], capture_output=True)
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


# Comparing


def source_of(value):
    return "".join(map(str, value)) if isinstance(value, list) else str(value or "")


def cells_of(path):
    """Cells of the notebook in page order, as nbformat 4 has them; enough of them to tell why a difference is there."""
    book = json.loads(path.read_text("utf-8-sig", errors="replace"))
    if "worksheets" in book:
        return [cell for sheet in book["worksheets"] for cell in sheet.get("cells", [])]
    return book.get("cells", [])


def types_of(output):
    data = output.get("data", output)
    return {key for key in data if "/" in key} if isinstance(data, dict) else set()


def why(cell, side, missing, total):
    """The category of what is missing in one half of a cell."""
    metadata = cell.get("metadata", {}) if isinstance(cell.get("metadata"), dict) else {}
    tags = {str(tag).replace("_", "-") for tag in metadata.get("tags", []) or []}
    source = source_of(cell.get("source", cell.get("input", "")))
    if tags & {"remove-cell", "remove-input", "remove-output", "remove-stdout", "remove-stderr", "report-no-input"} \
            or re.search(r"^#\|\s*(include|echo|output)\s*:\s*false", source, re.MULTILINE):
        return "author"
    signs = all(re.fullmatch(r"[^\w\s]|_", word) for word in missing)
    if side == "input":
        if source.startswith("---\n"):
            return "front matter"
        if cell.get("cell_type") == "markdown" and (signs or re.search(r"^\s*```+\s*[{\[]", source, re.MULTILINE)):
            return "dialect"
        return None
    text = "\n".join(strings(cell.get("outputs", [])))
    types = set().union(*[types_of(output) for output in cell.get("outputs", [])] or [set()])
    if "application/vnd.jupyter.widget-view+json" in types:
        return "widget"
    if any("javascript" in kind or "plotly" in kind or "vega" in kind or "bokeh" in kind or "holoviews" in kind for kind in types) \
            or "<script" in text or "<iframe" in text:
        return "interactive"
    if re.search(r"\r(?!\n)|\x08|\x1b", text):
        return "terminal"
    if signs and "text/markdown" in types:
        return "dialect"
    if "application/json" in types or any("<" + kind in text for kind in ["IPython.core.display.", "IPython.display."]) and len(types) > 1:
        return "alternative"
    if re.search(r"<(button|select|form|textarea|input)\b", text):
        return "control"
    return None


def strings(value):
    """Every string in a JSON value, pieces of one text joined."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        yield "".join(value)
    else:
        for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
            yield from strings(each)


def streams(cell):
    """The texts of a cell's streams, pieces of one stream joined."""
    texts, last = [], None
    for output in cell.get("outputs", []) or []:
        if output.get("output_type") != "stream":
            last = None
            continue
        name = output.get("name", output.get("stream"))
        if name != last:
            texts.append("")
        texts[-1] += source_of(output.get("text", ""))
        last = name
    return texts


CONTROL = re.compile(r"\x1b\[(\d*)([AK])|\x1b\[[0-9;?:]*[@-~]|\x1b\].*?(?:\x07|\x1b\\)|\x1b.|(\r)|(\n)|(\x08)|([^\x1b\r\n\x08]+)", re.DOTALL)


def left_on_screen(text):
    """What a text shows when all of it has been printed: returns, backspaces, erased lines and moves up taken into account."""
    rows, row, column = [""], 0, 0
    for match in CONTROL.finditer(text):
        number, command, carriage, line_end, backspace, plain = match.groups()
        line = rows[row]
        if command == "A":
            row = max(0, row - int(number or 1))
        elif command == "K":
            rows[row] = {"": line[:column], "0": line[:column], "1": " " * column + line[column:]}.get(number, "")
        elif carriage:
            column = 0
        elif line_end:
            row, column = row + 1, 0
            if row == len(rows):
                rows.append("")
        elif backspace:
            column = max(0, column - 1)
        elif plain:
            rows[row] = line[:column].ljust(column) + plain + line[column + len(plain):]
            column += len(plain)
    return "\n".join(rows)


def overwritten(cell):
    """Words of the streams that are there no more when all has been printed."""
    gone = collections.Counter()
    for text in streams(cell):
        text = re.sub(r"\r+\n", "\n", text)
        if re.search(r"[\r\x08]|\x1b\[\d*[AK]", text):
            # nbconvert's page has a line end for each carriage return, and shows no other control.
            printed = re.sub(r"\x1b\[[0-9;?:]*[@-~]|\x08", "", text)
            gone += collections.Counter(words(printed)) - collections.Counter(words(left_on_screen(text)))
    return gone


def unknown_languages(cell, side):
    """Words of what stands behind the fences of code blocks, up to the first blank."""
    texts = [source_of(cell.get("source", ""))] if side == "input" else strings(cell.get("outputs", []))
    names = [name for text in texts for name in re.findall(r"^[ >]*(?:```+|~~~+)[ \t]*([^\s`]+)", text, re.MULTILINE)]
    return collections.Counter(word for name in names for word in words(name))


MARKS = re.compile(
    r"^[ >]*:::+.*$|^[ >]*(?:```+|~~~+)[ \t]*\{.*$|^[ >]*\[!\w+\]|^\([\w:. /-]+\)=\s*$|\{[\w:+.-]+\}`~?|<[^<>\n`]+>(?=`)|(?<=[\])])\{[^}\n]*\}",
    re.MULTILINE)
OPTIONS = re.compile(r"^[ \t]*(?:#|//|--) ?\|.*$", re.MULTILINE)


def options(cell, side):
    """Words of Quarto's and nbdev's lines in code."""
    text = source_of(cell.get("source", "")) if side == "input" and cell.get("cell_type") == "code" else ""
    return collections.Counter(word for line in OPTIONS.findall(text) for word in words(line))


def marks(cell, side):
    """Words of directives, roles and attributes in Markdown."""
    if side == "output":
        data = [output.get("data") for output in cell.get("outputs", []) or []]
        text = "\n".join(source_of(each.get("text/markdown")) for each in data if isinstance(each, dict))
    else:
        text = source_of(cell.get("source", "")) if cell.get("cell_type") == "markdown" else ""
    return collections.Counter(word for mark in MARKS.findall(text) for word in words(mark))


class Tally:
    def __init__(self):
        self.there = collections.Counter()
        self.total = collections.Counter()
        self.missing = collections.defaultdict(collections.Counter)
        self.examples = collections.defaultdict(list)

    def add(self, what, there, total, reason=None, example=None):
        self.there[what] += there
        self.total[what] += total
        self.miss(what, total - there, reason, example)

    def miss(self, what, count, reason, example):
        if count > 0:
            reason = reason or "unexplained"
            self.missing[what][reason] += count
            if example:
                self.examples[what, reason].append(example)

    def __iadd__(self, other):
        self.there += other.there
        self.total += other.total
        for what, reasons in other.missing.items():
            self.missing[what] += reasons
        for key, examples in other.examples.items():
            self.examples[key] += examples
        return self


def in_order(theirs, ours):
    """How many of their words are in ours in the same order."""
    if theirs == ours:
        return len(theirs)
    if len(theirs) > 4_000:
        # Whole lines of words first, so that long outputs don't take minutes.
        theirs = [tuple(theirs[index:index + 8]) for index in range(0, len(theirs), 8)]
        there = set(tuple(ours[index:index + 8]) for index in range(len(ours)))
        return sum(len(part) for part in theirs if part in there)
    matcher = difflib.SequenceMatcher(None, theirs, ours, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def picture_key(address):
    """Bytes of a raster picture; for others only that there is one."""
    match = re.match(r"\s*data:image/(png|jpeg|gif|webp|bmp);base64,(.*)", address, re.DOTALL | re.IGNORECASE)
    return hashlib.sha256(re.sub(r"\s+", "", urllib.parse.unquote(match[2])).encode()).hexdigest() if match else "svg" if "svg" in address[:40] else "other"


def link_key(link):
    address, text = link
    address = address.strip()
    if address.startswith("#"):
        return "#" + fold(text)
    address = re.sub(r"\.ipynb(?=$|#)", ".html", address.split("#")[0] if ".ipynb" in address else address)
    return urllib.parse.unquote(address)


def read_words(formulas, theirs, ours, title):
    """Their words, ours, and which of theirs are not there."""
    expected, found = words(theirs["text"], formulas), words(ours["text"] if ours else "", formulas)
    missing = collections.Counter(expected) - collections.Counter(found) - collections.Counter(words(title) if title else [])
    if "".join(expected) in "".join(found):
        # The same text, cut into words elsewhere: chunks of one stream are one text on our page.
        missing, found = collections.Counter(), expected
    return expected, found, missing


def compare_half(tally, cell, side, theirs, ours, title, place):
    readings = [read_words(formulas, theirs, ours, title) for formulas in (MATH, MONEY)]
    expected, found, missing = min(readings, key=lambda reading: sum(reading[2].values()))
    place_and = lambda counted: (place, " ".join(counted.elements())[:200])
    tally.add("words", len(expected), len(expected))
    tally.there["words"] -= sum(missing.values())
    rest, computed = missing, {}
    computed["overwritten"] = rest & overwritten(cell) if side == "output" else collections.Counter()
    rest = rest - computed["overwritten"]
    computed["language"] = rest & unknown_languages(cell, side)
    rest = rest - computed["language"]
    computed["marks"] = rest & marks(cell, side)
    rest = rest - computed["marks"]
    computed["options"] = rest & options(cell, side)
    rest = rest - computed["options"]
    for reason, counted in computed.items():
        tally.miss("words", sum(counted.values()), reason, place_and(counted))
    reason = why(cell, side, list(rest.elements()), len(expected)) if rest else None
    tally.miss("words", sum(rest.values()), reason, place_and(rest))
    ordered = in_order(expected, found if not title else words(title) + found)
    moved = len(expected) - ordered - sum(missing.values())
    tally.add("words in order", len(expected), len(expected))
    tally.there["words in order"] -= len(expected) - ordered
    for known, counted in computed.items():
        tally.miss("words in order", sum(counted.values()), known, place_and(counted))
    tally.miss("words in order", sum(rest.values()), reason, place_and(rest))
    tally.miss("words in order", moved, reason or (why(cell, side, [], 0) if moved else None), (place, f"{moved} of {len(expected)}"))
    empty = {"text": "", "pictures": [], "links": [], "headings": [], "cells": [], "drawn": []}
    ours = ours or empty
    if title:
        ours = ours | {"headings": ours["headings"] + [title]}
    keys = {
        "pictures": lambda item: picture_key(item),
        "links": link_key,
        "headings": lambda item: fold(item),
        "cells": lambda item: fold(item),
    }
    for what, key in keys.items():
        expected = collections.Counter(key(item) for item in theirs[what] if what != "pictures" or item != "frame")
        found = collections.Counter(key(item) for item in ours[what])
        if what == "pictures":
            # An inline drawing is a data address on our page.
            found["svg"] += found.pop("other", 0)
            expected["svg"] += expected.pop("other", 0)
        gone = expected - found
        if gone:
            reason = structural_reason(what, gone, theirs, ours, cell) or why(cell, side, ["x"], 1)
            tally.add(what, expected.total() - gone.total(), expected.total(), reason, (place, str(list(gone))[:200]))
        else:
            tally.add(what, expected.total(), expected.total())


def signless(text):
    return re.sub(r"[\W_]", "", text)


def structural_reason(what, gone, theirs, ours, cell):
    if what == "pictures":
        if any(re.match(r"(https?:)?//", item) for item in theirs["pictures"]):
            return "remote"
        if len(ours["pictures"]) >= len(theirs["pictures"]):
            return "alternative"
    if what == "links":
        if all(not address for address in gone):
            return "empty"
        if all(re.match(r"(?!https?:|mailto:|ftps?:)[a-z][a-z0-9+.-]*:", address, re.IGNORECASE) for address in gone):
            return "scheme"
        if cell.get("cell_type") == "markdown" and all(signless(address) in signless(urllib.parse.unquote(ours["text"])) for address in gone):
            return "dialect"
    if what == "headings" and all(text.startswith("|") or signless(text) in map(signless, ours["headings"]) for text in gone):
        return "dialect"
    if what == "cells" and (not any(gone) or not ours["cells"] and all(text in fold(ours["text"]) for text in gone)):
        return "dialect"
    return None


def holds_something(cell):
    return source_of(cell.get("source", cell.get("input", ""))).strip() or cell.get("outputs")


def compare(path, theirs, ours):
    tally = Tally()
    book = cells_of(path)
    by_number = {cell["number"]: cell for cell in ours["cells"]}
    raw = {"heading": "markdown", "html": "markdown"}
    kinds = [raw.get(cell.get("cell_type"), cell.get("cell_type")) for cell in book]
    numbers = {kind: [index + 1 for index, each in enumerate(kinds) if each == kind] for kind in ["markdown", "code", "raw"]}
    shown_raw = [number for number in numbers["raw"]
                 if (book[number - 1].get("metadata", {}).get("raw_mimetype") or book[number - 1].get("metadata", {}).get("format"))]
    numbers["raw"] = shown_raw
    title = ours["title"]
    for kind in ["markdown", "code", "raw"]:
        cells = [cell for cell in theirs["cells"] if cell["kind"] == kind]
        if kind == "code" and len(cells) != len(numbers[kind]):
            # nbconvert leaves out code cells that hold nothing.
            numbers[kind] = [number for number in numbers[kind] if holds_something(book[number - 1])]
        if len(cells) != len(numbers[kind]) and kind != "raw":
            tally.add("aligned cells", 0, 1, "broken page", (str(path), f"{len(cells)} {kind} cells of {len(numbers[kind])}"))
            continue
        for number, cell in zip(numbers[kind], cells):
            own = by_number.get(number, {"input": None, "output": None})
            # The title may be mentioned before its heading comes.
            use = title if title and signless(title) in map(signless, cell["input"]["headings"]) else ""
            if use:
                title = ""
            place = f"{path} cell {number}"
            compare_half(tally, book[number - 1], "input", cell["input"], own["input"], use, place)
            if cell["output"]:
                compare_half(tally, book[number - 1], "output", cell["output"], own["output"], "", place + " output")
    return tally


def notebooks(paths):
    for path in paths:
        yield from sorted(each for each in path.rglob("*.ipynb") if ".ipynb_checkpoints" not in each.parts) if path.is_dir() else [path]


def show(tally, examples):
    for what in ["words", "words in order", "pictures", "links", "headings", "cells", "aligned cells"]:
        total = tally.total[what]
        if not total:
            continue
        unexplained = tally.missing[what]["unexplained"]
        print(f"{what:15} {tally.there[what]:9,} of {total:9,}  {tally.there[what] / total:9.4%}   with what is explained {1 - unexplained / total:9.4%}")
        shown = total - sum(tally.missing[what][reason] for reason in LEFT_OUT)
        if shown < total:
            print(f"{'':15} {tally.there[what]:9,} of {shown:9,}  {tally.there[what] / shown:9.4%}   of what was not overwritten, or left out by its author")
        for reason, count in tally.missing[what].most_common():
            if not count:
                continue
            print(f"    {count:7,} {reason}: {REASONS.get(reason, '')}")
            for place, text in tally.examples[what, reason][: examples if reason != "unexplained" else 4 * examples]:
                print(f"              {place}: {text}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sitegen", default=".build/release/sitegen")
    parser.add_argument("--cache", type=pathlib.Path, help="keeps nbconvert's pages here: they take a second each")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="examples of each category")
    parser.add_argument("paths", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        cache = arguments.cache or pathlib.Path(temporary)
        cache.mkdir(parents=True, exist_ok=True)
        sys.exit(run(arguments, cache))


def run(arguments, cache):
    from playwright.sync_api import sync_playwright
    paths = list(notebooks(arguments.paths))
    with concurrent.futures.ProcessPoolExecutor(2) as pool:
        list(pool.map(prepare, paths, [cache] * len(paths)))
    tally, compared, refused, unreadable = Tally(), 0, [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page()
        for path in paths:
            theirs, ours = nbconvert_page(path, cache), sitegen_page(path, arguments.sitegen)
            if not theirs or not ours:
                (refused if not theirs else unreadable).append(path)
                continue
            tally += compare(path, page.evaluate(READ, [theirs, False]), page.evaluate(READ, [ours, True]))
            compared += 1
        browser.close()
    print(f"{compared} notebooks compared; {len(refused)} that nbconvert can't convert; {len(unreadable)} that sitegen can't, of those it can")
    for path in unreadable:
        print(f"    sitegen can't: {path}")
    show(tally, arguments.show)
    short = [what for what, total in tally.total.items() if what != "aligned cells" and total and tally.missing[what]["unexplained"] > total * (1 - GOAL)]
    if short or unreadable:
        print(f"below {GOAL:.1%}: {', '.join(short) or 'notebooks'}")
        return 1
    return 0


def prepare(path, cache):
    nbconvert_page(path, cache)


if __name__ == "__main__":
    main()
