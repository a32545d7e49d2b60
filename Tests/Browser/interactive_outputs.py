#!/usr/bin/env python3
"""Draws the interactive outputs of real libraries in Chromium, over http and from disk.

    Tests/Browser/interactive_outputs.py --sitegen .build/debug/sitegen --asset-pack FOLDER [--screenshots FOLDER]

Builds a site from Tests/NotebookHTMLTests/Fixtures/interactive and opens every page: over http charts draw inside
their inner frame, from disk those that need a library say why they do not; the frame's origin is opaque, nothing is asked of
another host, opened in full it shows the same, and the printed page holds charts or the pictures beside them. The asset pack
is made by scripts/asset-pack, with Bokeh 2 beside the pinned versions. Chromium is the system's own.
"""
import argparse
import functools
import http.server
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile
import threading
import time

import pypdf
from playwright.sync_api import sync_playwright

FIXTURES = pathlib.Path(__file__).parents[1] / "NotebookHTMLTests/Fixtures/interactive"
# For each page what every frame must hold in the end, in the order of the frames.
CHARTS = {
    "plotly": [".scatterlayer .point", ".barlayer .point", ".scatterlayer .point", ".scatterlayer .point", ".hm image"],
    "plotly5": [".scatterlayer .point", ".scatterlayer .point", ".barlayer .point", ".scattergeo .point"],
    "altair": ["canvas, svg.marks"] * 4,
    "altair4": ["canvas, svg.marks"] * 3,
    "bokeh": ["canvas"] * 2,
    "bokeh2": ["canvas"] * 3,
    "folium": [".leaflet-marker-icon", ".leaflet-control-scale"],
}
# Frames that hold no chart: a text each.
TEXTS = {
    "javascript": ["written by a script", "cell magic", None, "after", "Click", None],
    "html-document": ["loaded"],
}
# Frames that play something, without a library.
PLAYERS = {"ipython": ["audio", "video"]}
# What the printed page must say that only a chart says.
PRINTED = {"plotly": "Three points", "plotly5": "Three points", "altair": "Runs a day", "bokeh": "Two lines"}


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def serve(folder):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


class Check:
    def __init__(self):
        self.failures = []
        self.count = 0

    def __call__(self, holds, what):
        self.count += 1
        if not holds:
            self.failures.append(what)
            print(f"FAILED {what}")


def holds(frame, selector, text):
    """Waits for a chart (also in shadow trees, which the selector engine pierces) or a text."""
    locator = frame.locator(selector) if selector else frame.get_by_text(text, exact=False)
    try:
        locator.first.wait_for(state="attached", timeout=15_000)
        return True
    except Exception:
        return False


def inner(shell):
    """The frame of the untrusted document in a shell, which comes after the shell; None where there is none in 15 s."""
    deadline = time.monotonic() + 15
    while not shell.child_frames and time.monotonic() < deadline:
        shell.wait_for_timeout(50)
    return shell.child_frames[0] if shell.child_frames else None


def check_page(browser, base, name, expected, check, screenshots):
    scheme = base.split(":")[0]
    # One process a page: a frame whose document is discarded must not count.
    page = browser.new_page(viewport={"width": 1000, "height": 900})
    foreign, complaints = [], []
    # What the policy stops never becomes a request: it fails with the reason "csp".
    is_own = lambda request: request.url.startswith((base, "data:", "blob:", "about:"))
    page.on("requestfinished", lambda request: None if is_own(request) else foreign.append(request.url))
    page.on("requestfailed", lambda request: None if is_own(request) or request.failure == "csp" else foreign.append(request.url))
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{base}reports/{name}.html")
    elements = page.locator(".frame-output > iframe")
    check(elements.count() == len(expected), f"{scheme} {name}: {elements.count()} frames, {len(expected)} expected")
    for index in range(min(elements.count(), len(expected))):
        where = f"{scheme} {name} frame {index + 1}"
        element = elements.nth(index)
        check(element.get_attribute("sandbox") == "allow-scripts", f"{where}: sandbox")
        element.scroll_into_view_if_needed()
        shell = element.element_handle().content_frame()
        shell.wait_for_load_state("load")
        selector, text = expected[index]
        document = inner(shell)
        check(document is not None, f"{where}: no inner frame")
        if document is None:
            continue
        if scheme == "file" and selector and name not in PLAYERS:
            # A known limit: browsers give isolated frames no file from disk, so a library's absence is told.
            selector, text = None, "no library from disk"
        if selector or text:
            check(holds(document, selector, text), f"{where}: {selector or text} is not there: {document.locator('body').inner_text()[:200]}")
        check(document.evaluate("self.origin") == "null", f"{where}: origin of the document")
        reach = "(() => { try { return String(top.document.title) } catch { return null } })()"
        check(document.evaluate(reach) is None, f"{where}: reaches the page")
        height = document.evaluate("[document.documentElement.scrollHeight, innerHeight]")
        check(name in PLAYERS or text == "no library from disk" or height[0] <= height[1] + 4, f"{where}: {height[0]} px of content in {height[1]} px")
    if screenshots:
        page.wait_for_timeout(500)
        page.screenshot(path=f"{screenshots}/{scheme}-{name}.png", full_page=True)
    check(not foreign, f"{scheme} {name}: asked other hosts: {foreign[:3]}")
    mine = complaints
    open_in_full(browser, page, base, name, expected, check)
    page.close()
    return mine


def open_in_full(browser, page, base, name, expected, check):
    links = page.locator(".frame-note a")
    for index in range(min(1, links.count())):
        address = page.evaluate("link => link.href", links.nth(index).element_handle())
        full = browser.new_page()
        full.goto(address)
        document = inner(full.main_frame)
        selector, text = expected[index]
        scheme = base.split(":")[0]
        if scheme == "file" and selector and name not in PLAYERS:
            selector, text = None, "no library from disk"
        check(document is not None and holds(document, selector, text), f"{scheme} {name}: opened in full shows nothing")
        check(document is not None and document.evaluate("self.origin") == "null", f"{scheme} {name}: origin in full")
        full.close()


def picture_beside_a_chart(folder):
    """A report whose chart has a static picture, as Plotly's renderer 'plotly_mimetype+png' writes it."""
    notebook = json.loads((FIXTURES / "plotly.ipynb").read_text())
    pictures = json.loads((FIXTURES / "matplotlib.ipynb").read_text())
    picture = next(output["data"]["image/png"] for cell in pictures["cells"] for output in cell["outputs"])
    notebook["cells"] = notebook["cells"][:1]
    for output in notebook["cells"][0]["outputs"]:
        output["data"]["image/png"] = picture
    (folder / "picture.ipynb").write_text(json.dumps(notebook))


def check_print(browser, base, check):
    """Charts are in the printed page themselves; where the notebook holds a picture, that is printed instead."""
    for name, text in [*PRINTED.items(), ("picture", None)]:
        page = browser.new_page(viewport={"width": 1000, "height": 900})
        page.goto(f"{base}reports/{name}.html")
        if text:
            for element in page.locator(".frame-output > iframe").all():
                element.scroll_into_view_if_needed()
                document = inner(element.element_handle().content_frame())
                check(document is not None and holds(document, "canvas, svg", None), f"print {name}: no chart")
        page.wait_for_timeout(500)
        pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
        printed = " ".join(" ".join(sheet.extract_text().split()) for sheet in pages)
        if name == "bokeh":
            # Bokeh draws its title on a canvas.
            check(sum(len(sheet.images) for sheet in pages) > 0, "print bokeh: no picture")
        elif text:
            check(text in printed.split("import", 1)[0] or printed.count(text) > 1, f"print {name}: {text} is not there")
        else:
            check("Three points" not in printed.replace("title={'text': 'Three points'}", ""), "print picture: the chart is there too")
            check(sum(len(sheet.images) for sheet in pages) == 1, "print picture: not one picture")
        check("Open in full" not in printed, f"print {name}: a link without use")
        page.close()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sitegen", required=True)
    parser.add_argument("--asset-pack", required=True)
    parser.add_argument("--screenshots")
    options = parser.parse_args()
    check = Check()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = pathlib.Path(folder) / "site"
        reports = pathlib.Path(folder) / "reports"
        shutil.copytree(FIXTURES, reports, ignore=shutil.ignore_patterns("*.py", "*.md", "*.txt"))
        picture_beside_a_chart(reports)
        command = [options.sitegen, "build", "--source", reports, "--output", site, "--asset-pack", options.asset_pack]
        subprocess.run(command, check=True)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), headless=True, args=["--no-sandbox"])
        pages = {name: [(selector, None) for selector in selectors] for name, selectors in CHARTS.items()}
        pages |= {name: [(selector, None) for selector in selectors] for name, selectors in PLAYERS.items()}
        pages |= {name: [(None, text) for text in texts] for name, texts in TEXTS.items()}
        for base in [serve(site), site.as_uri() + "/"]:
            for name, expected in pages.items():
                for text in check_page(browser, base, name, expected, check, options.screenshots):
                    print(f"  {base.split(':')[0]} {name} console: {text[:300]}")
        check_print(browser, serve(site), check)
        browser.close()
    print(f"{check.count} checks, {len(check.failures)} failed")
    return 1 if check.failures else 0


if __name__ == "__main__":
    sys.exit(main())
