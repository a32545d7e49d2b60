"""Opens the pages of a built site beside the index in Chromium: series, months, permalinks, messages and feeds.

    python Tests/Browser/pages_gate.py SITE-FOLDER

Needs Chromium and requirements.txt.
"""
import functools
import http.server
import pathlib
import shutil
import sys
import threading
import urllib.parse
import xml.etree.ElementTree

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

ATOM = "{http://www.w3.org/2005/Atom}"
faults = []


def check(holds, what):
    print(("ok   " if holds else "FAIL ") + what)
    if not holds:
        faults.append(what)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass


def watch(page, base, log):
    page.on("console", lambda message: log.append(message.text) if message.type in ("error", "warning") and "about:srcdoc" not in message.text else None)
    page.on("pageerror", lambda error: log.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((base, "data:")) else log.append(request.url))


def links(browser, base, folder, paths, log):
    """Every link of the pages leads to a file of the site; what authors link to in notebooks is theirs."""
    page = browser.new_page()
    watch(page, base, log)
    broken = []
    for path in paths:
        page.goto(base + path)
        page.wait_for_load_state()
        addresses = page.eval_on_selector_all(
            "a[href]:not(.notebook a), link[href]", "all => all.map(each => each.href.baseVal ? new URL(each.href.baseVal, location).href : each.href)")
        for address in addresses:
            if not address.startswith(base):
                continue
            target = urllib.parse.unquote(urllib.parse.urlparse(address).path).lstrip("/") or "index.html"
            if not (folder / target).is_file():
                broken.append(f"{path}: {address}")
    check(not broken, f"no link of {len(paths)} pages leads nowhere {broken[:5]}")
    page.close()


def looks(browser, base, paths, log):
    for scheme in ["light", "dark"]:
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce", java_script_enabled=True)
        page = context.new_page()
        watch(page, base, log)
        for path in paths:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(base + path)
            page.wait_for_timeout(100)
            violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
            for violation in violations:
                for node in violation["nodes"][:3]:
                    print("    ", violation["id"], node["html"][:160])
            check(not violations, f"axe, {scheme}: {path}")
            page.set_viewport_size({"width": 320, "height": 700})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(wide <= 0, f"320 pixels wide, {scheme}: {path}")
        context.close()


def permalinks(browser, base, series, log):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(5000)
    page = context.new_page()
    watch(page, base, log)
    page.goto(base + "series/" + series + "/index.html")
    runs = page.eval_on_selector_all(".runs tbody th > a", "all => all.map(each => each.href)")
    check(len(runs) > 0, f"{series}: its runs are listed")
    check(page.locator("script").count() == 0, f"{series}: the page has no script")
    page.click(".series-links a >> nth=0")
    page.wait_for_url(runs[0])
    check(True, f"{series}: latest.html leads to the newest run without script")
    page.click(".page-nav .up")
    page.wait_for_url("**/index.html")
    check(page.url == base + "series/" + urllib.parse.quote(series) + "/index.html", "a run leads back to its series")
    bars = page.locator(".trend svg a")
    if bars.count():
        bars.last.click()
        page.wait_for_url(runs[0])
        check(True, f"{series}: a bar of the trend leads to its run")
    context.close()


def feed(folder, path):
    root = xml.etree.ElementTree.parse(folder / path).getroot()
    check(root.tag == ATOM + "feed", f"{path} is an Atom feed")
    for element in [root, *root.findall(ATOM + "entry")]:
        for name in ["id", "title", "updated"]:
            check_quietly(len(element.findall(ATOM + name)) == 1, f"{path}: one {name}")
        check_quietly(element.findtext(ATOM + "id", "").startswith("urn:uuid:"), f"{path}: an id that lasts")
        for link in element.findall(ATOM + "link"):
            address = link.get("href")
            if "://" not in address:
                target = (folder / path).parent / urllib.parse.unquote(address)
                check_quietly(target.is_file(), f"{path}: {address} is there")


def check_quietly(holds, what):
    if not holds:
        check(False, what)


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base, log = f"http://127.0.0.1:{server.server_port}/", []
    relative = lambda pattern: [str(path.relative_to(folder)) for path in sorted(folder.glob(pattern))]
    series = [path.removeprefix("series/").removesuffix("/index.html") for path in relative("series/**/index.html")]
    check(len(series) > 0, "there are series")
    pages = [f"series/{name}/index.html" for name in series] + relative("archive/*.html") + ["404.html"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        links(browser, base, folder, pages + relative("reports/**/*-*.html")[:20], log)
        looks(browser, base, pages[:3] + relative("archive/*.html")[:1] + ["404.html"], log)
        permalinks(browser, base, series[0], log)
        browser.close()
    for path in ["feed.xml", *relative("series/**/feed.xml")]:
        feed(folder, path)
    check(not log, f"no message in the console and no request elsewhere {log[:5]}")
    sys.exit(1 if faults else 0)


main()
