"""Opens a built site in Chromium: the selector, its addresses, life without script, phones, print, accessibility.

    python Tests/Browser/site_gate.py SITE-FOLDER

Needs Chromium and requirements.txt; the site needs two reports or more.
"""
import functools
import http.server
import pathlib
import shutil
import sys
import threading

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

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


def shown(page):
    return page.frame(name="report").url


def selector(browser, base, log):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    watch(page, base, log)
    page.goto(base + "index.html")
    rows = page.eval_on_selector_all(".row-link", "rows => rows.map(row => row.href)")
    options = page.eval_on_selector_all("#report-select option", "options => options.map(option => option.value)")
    check(len(rows) > 1 and sorted(rows) == sorted(base + option for option in options), "every row has its option")
    check(shown(page) == rows[0], "the newest report is shown on arrival")

    def settle(url, what):
        try:
            page.wait_for_function(
                "url => document.getElementById('report').contentWindow.location.href === url", arg=url, timeout=4000)
            page.wait_for_timeout(100)
            check(True, what)
        except Exception:
            check(False, f"{what}: {shown(page)}")

    page.focus("#report-select")
    page.select_option("#report-select", rows[1].removeprefix(base))
    settle(rows[1], "choosing in the selector shows the report")
    check(page.url == base + "index.html#/" + rows[1].removeprefix(base), "the address names the report")
    check(page.get_attribute("#download", "href") == rows[1].removeprefix(base)[:-5] + ".ipynb", "its download is offered")
    page.click(f".row-link >> nth={len(rows) - 1}")
    settle(rows[-1], "a row shows its report")
    page.go_back()
    settle(rows[1], "back returns to the report before")
    page.go_forward()
    settle(rows[-1], "forward goes on")
    page.reload()
    settle(rows[-1], "reloading keeps the report")
    page.keyboard.press("Tab")
    page.fill("#filter", "no such words")
    check(page.locator(".row:visible").count() == 0, "the filter hides what does not match")
    page.fill("#filter", "")
    check(page.locator(".row:visible").count() == len(rows), "an empty filter shows all")
    for hostile in ["javascript:alert(1)", "reports/../../x.html", "https://example.org/x.html", "reports/%2e%2e/x.html"]:
        page.goto("about:blank")
        page.goto(base + "index.html#/" + hostile)
        page.wait_for_timeout(150)
        check(shown(page) == rows[0], f"#/{hostile} leads nowhere")
    page.close()
    return rows


def without_script(browser, base, rows, log):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    watch(page, base, log)
    page.goto(base + "index.html")
    check(shown(page) == rows[0], "without script the newest report is shown")
    page.click(".row-link >> nth=1")
    page.wait_for_timeout(500)
    check(shown(page) == rows[1], "without script a row shows its report")
    page.goto(base + "latest.html")
    page.wait_for_timeout(500)
    check(page.url == rows[0], "latest.html leads to the newest report")
    context.close()


# Not ours to answer for: what authors put into a table's head or chose as its colours. Browsers let the keyboard scroll
# a <pre> without a tab stop on each, which the rule does not know.
LEFT_OUT = {"scrollable-region-focusable", "empty-table-header"}


def is_ours(violation):
    if violation["id"] == "color-contrast":
        return any(not ('id="out-' in node["html"] or "style=" in node["html"]) for node in violation["nodes"])
    return violation["id"] not in LEFT_OUT


def looks(browser, base, pages, log):
    for scheme in ["light", "dark"]:
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        watch(page, base, log)
        for url in pages:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(url)
            page.wait_for_timeout(200)
            result = Axe().run(page, options={"resultTypes": ["violations"]})
            violations = [each for each in result.response["violations"] if is_ours(each)]
            for violation in violations:
                for node in violation["nodes"][:3]:
                    print("    ", violation["id"], node["html"][:160])
            check(not violations, f"axe, {scheme}: {url}")
            page.set_viewport_size({"width": 320, "height": 700})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(wide <= 0, f"320 pixels wide, {scheme}: {url}")
        context.close()


def main():
    folder = pathlib.Path(sys.argv[1]).resolve()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    base, log = f"http://127.0.0.1:{server.server_port}/", []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        rows = selector(browser, base, log)
        without_script(browser, base, rows, log)
        archives = [base + str(path.relative_to(folder)) for path in sorted(folder.glob("archive/*.html"))[:1]]
        looks(browser, base, [base + "index.html", *archives, *rows], log)
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        page.wait_for_timeout(300)
        check(page.frame(name="report").url.startswith("file:"), "the site opens from disk")
        browser.close()
    check(not log, f"no message in the console and no request elsewhere {log[:5]}")
    sys.exit(1 if faults else 0)


main()
