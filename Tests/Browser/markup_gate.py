"""Opens a page with the markup of books in Chromium: notes in notes, definitions, captions, code, tables, formulas, folds.

    python Tests/Browser/markup_gate.py --sitegen .build/debug/sitegen

Needs Chromium and requirements.txt.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

from gate import check, finish, looks, opened, prints, watch

LONG = "a_rather_long_name_without_any_blank_in_it"
FILLING = "\n\n".join(["The water comes and goes twice a day, and nobody who lives here looks at a clock for it."] * 6)
TEXTS = [
    f"# Tides\n\nSee [@nobody2001], {{cite}}`a1990,b1991`, @fig-tide and @tbl-names.\n\n## Why $h$ rises\n\n{FILLING}",
    f"### By the moon\n\n{FILLING}\n\n### By the sun\n\n{FILLING}",
    f"## Words\n\nebb\n: The water goes, by $\\frac{{h}}{{2}}$ an hour.\n: Also `low`.\n\nflood\n: The water comes.\n\n{FILLING}",
    "::::{admonition} Try it\n:class: tip\nRead `a` table.\n\n:::{admonition} Solution\n:class: dropdown\n"
    f"```python\n{LONG} = table['{LONG}']\n```\n:::\n::::",
    "::: {.callout-caution}\nBeware.\n\n> [!NOTE]\n> Of the current.\n:::",
    "<div class=\"alert alert-warning\">\n\nAn *alert*:\n\n```python\nx = 1\n```\n\n</div>",
    ":::{code-block} python\n:caption: Reading the gauge\nprint(1)\n:::\n\n:::{math}\n:label: rise\nh = h_0 \\sin t\n:::",
    "|Name|What it is|\n|-|-|\n|`a_column`|The height over the lowest water of the year, in metres|\n\n: Names {#tbl-names}",
    "![A wave](data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==){#fig-tide}",
    "[![Run it](https://t.example/badge.svg)](https://t.example/run) A note[^1].\n\n[^1]: Below.",
    "<span style='color: black'>a</span> <font color='blue'>b</font> <b style='color:#008000'>c</b> <i style='color: Purple; background: white'>d</i>",
    "- $h$ and its unit\n- [ ] measured: $h = \\int_0^1 f(x)\\,dx = \\sum_{n=1}^\\infty a_n b_n c_n d_n e_n f_n g_n$",
    f"## A long formula\n\n$$ {' + '.join(f'x_{{{n}}}' for n in range(60))} $$\n\n{FILLING}",
]


def notebook():
    cells = [{"cell_type": "markdown", "id": f"c{n}", "metadata": {}, "source": text} for n, text in enumerate(TEXTS)]
    trace = ["\x1b[31mValueError\x1b[0m", "  at " + "x" * 200, "ValueError: no"]
    failure = {"output_type": "error", "ename": "ValueError", "evalue": "no", "traceback": trace}
    cells.append({"cell_type": "code", "id": "x", "metadata": {}, "execution_count": 1, "source": "f()", "outputs": [failure]})
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}


CURRENT = "() => [...document.querySelectorAll('.toc a')].filter((each) => each.matches(':target-current')).map((each) => each.textContent)"


def contents(page):
    """Where a browser knows the section being read, one is marked, and it is the one that is read."""
    if not page.evaluate("CSS.supports('selector(:target-current)')"):
        return
    names = page.locator(".toc a").all_text_contents()
    seen = []
    for place in [0, 0.5, 1]:
        page.evaluate("(place) => scrollTo({ top: place * document.body.scrollHeight, behavior: 'instant' })", place)
        page.wait_for_timeout(200)
        seen.append(page.evaluate(CURRENT))
    check(all(len(each) == 1 for each in seen), f"one section is marked as being read {seen}")
    check(seen[0] == names[:1] and seen[2] == names[-1:] and seen[1] not in (seen[0], seen[2]), f"the mark follows the reader {seen}")
    check(page.locator(".toc math").count() == 1, "formulas of headings are set in the contents")


LUMINANCE = """() => [...document.querySelectorAll('[style*="color:"]:is(span, b, i)')].filter((each) => each.textContent.length === 1).map((each) => {
const canvas = new OffscreenCanvas(1, 1).getContext("2d");
canvas.fillStyle = getComputedStyle(each).color;
canvas.fillRect(0, 0, 1, 1);
const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
return Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b); })"""


def colours(browser, base, log):
    """What an author wrote in dark colours, for a light page, can be read on the dark one."""
    context = browser.new_context(color_scheme="dark")
    page = context.new_page()
    watch(page, base, log)
    page.goto(base + "book.html")
    light = page.evaluate(LUMINANCE)
    check(len(light) == 4 and min(light[:3]) > 110 and light[3] < 60, f"dark colours are light on the dark ground, and stay on the author's own {light}")
    page.emulate_media(media="print")
    dark = page.evaluate(LUMINANCE)
    check(max(dark) < 120, f"they are printed as they were chosen {dark}")
    context.close()


def notes(page):
    sign = "(path) => getComputedStyle(document.querySelector(path), '::before').content"
    for path, content in {
        ".callout-tip > .callout-title": "✓", ".callout-tip .callout-note summary": "ⓘ",
        ".callout-caution > .callout-title": "!", ".callout-caution .callout-note > .callout-title": "ⓘ",
    }.items():
        check(content in page.evaluate(sign, path), f"a note has its own sign: {path}")
    grounds = page.evaluate("() => ['.alert pre', '.alert pre code'].map((path) => getComputedStyle(document.querySelector(path)).backgroundColor)")
    check(grounds[1] == "rgba(0, 0, 0, 0)", f"code in a note has one ground {grounds}")
    page.set_viewport_size({"width": 320, "height": 700})
    height = page.evaluate("() => document.querySelector('td code').getClientRects().length")
    check(height == 1, "names in narrow tables stay whole")
    clipped = page.evaluate("() => [...document.querySelectorAll('.prose li')].filter((each) => getComputedStyle(each).overflowX !== 'visible').length")
    check(clipped == 0, "no item of a list clips the mark before it")
    # A browser stops at what scrolls and holds nothing that takes the focus.
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.matches('.traceback')"):
            page.keyboard.press("ArrowRight")
            page.wait_for_timeout(300)
            break
    check(page.evaluate("() => document.querySelector('.traceback').scrollLeft") > 0, "the keyboard reaches and scrolls what is too wide")
    check(page.evaluate("() => document.querySelector('.missing').textContent") == "Run it", "a button shows its name")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sitegen", type=pathlib.Path, required=True)
    sitegen, log = parser.parse_args().sitegen.resolve(), []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "book.ipynb").write_text(json.dumps(notebook()))
        subprocess.run([sitegen, "render", folder / "book.ipynb", "-o", folder / "book.html"], check=True)
        with opened(folder) as (browser, base):
            looks(browser, base, ["book.html"], log)
            prints(browser, base, ["book.html"], log)
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            watch(page, base, log)
            page.goto(base + "book.html")
            contents(page)
            colours(browser, base, log)
            notes(page)
    finish(log)


main()
