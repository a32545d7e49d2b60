"""What the gates of built sites share: a server, a browser that watches, and how pages must look.

A check prints a line; `finish` ends the program with 1 where one did not hold.
"""
import contextlib
import functools
import http.server
import pathlib
import shutil
import sys
import threading

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

faults = []

#: Not ours to answer for: what authors put into a table's head or chose as its colours. Browsers let the keyboard scroll
#: a <pre> without a tab stop on each, which the rule does not know.
LEFT_OUT = {"scrollable-region-focusable", "empty-table-header"}


def check(holds, what, quietly=False):
    if not (holds and quietly):
        print(("ok   " if holds else "FAIL ") + what)
    if not holds:
        faults.append(what)


def finish(log):
    check(not log, f"no message in the console, no request elsewhere, no file missing {log[:5]}")
    sys.exit(1 if faults else 0)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments):
        pass

    def copyfile(self, source, output):
        try:
            super().copyfile(source, output)
        except ConnectionError:
            pass  # The page was left while it loaded.


@contextlib.contextmanager
def opened(folder):
    """A browser, and the address under which a folder is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        try:
            yield browser, f"http://127.0.0.1:{server.server_port}/"
        finally:
            browser.close()
            server.shutdown()


def watch(page, base, log):
    """Keeps what the page complains of, asks of others, or does not get."""
    page.on("console", lambda message: log.append(message.text) if message.type in ("error", "warning") and "about:srcdoc" not in message.text else None)
    page.on("pageerror", lambda error: log.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith((base, "data:", "blob:" + base)) else log.append(request.url))
    page.on("response", lambda response: log.append(f"{response.status} {response.url}") if response.status >= 400 else None)


def is_ours(violation):
    if violation["id"] == "color-contrast":
        return any(not ('id="out-' in node["html"] or "style=" in node["html"]) for node in violation["nodes"])
    return violation["id"] not in LEFT_OUT


IS_DARK = """() => { const [r, g, b] = getComputedStyle(document.body).backgroundColor.match(/[0-9.]+/g).map(Number);
return 0.2126 * r + 0.7152 * g + 0.0722 * b < 60; }"""
MOVES = """() => getComputedStyle(document.documentElement).scrollBehavior === "smooth" ||
[...document.querySelectorAll("*")].some((each) => parseFloat(getComputedStyle(each).transitionDuration) > 0 || getComputedStyle(each).animationName !== "none")"""


def looks(browser, base, paths, log):
    """Light and dark: axe has nothing to say, nothing is too wide for 320 pixels, nothing moves for who wants that."""
    for scheme in ["light", "dark"]:
        context = browser.new_context(color_scheme=scheme, reduced_motion="reduce")
        page = context.new_page()
        watch(page, base, log)
        for path in paths:
            page.set_viewport_size({"width": 1280, "height": 900})
            page.goto(base + path)
            page.wait_for_timeout(150)
            violations = [each for each in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"] if is_ours(each)]
            for violation in violations:
                for node in violation["nodes"][:3]:
                    print("    ", violation["id"], node["html"][:160])
            check(not violations, f"axe, {scheme}: {path}")
            check(page.evaluate(IS_DARK) == (scheme == "dark"), f"{scheme}: {path}", quietly=True)
            check(not page.evaluate(MOVES), f"nothing moves: {path}", quietly=True)
            page.set_viewport_size({"width": 320, "height": 700})
            wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            check(wide <= 0, f"320 pixels wide, {scheme}: {path}")
        context.close()


def prints(browser, base, paths, log):
    """Pages print, without what only a screen can use."""
    page = browser.new_page()
    watch(page, base, log)
    for path in paths:
        page.goto(base + path)
        page.wait_for_load_state()
        page.emulate_media(media="print")
        hidden = page.locator(".page-nav, .controls, .bar, .list:not(main), .series-links, .page-footer, .skip")
        check(all(not each.is_visible() for each in hidden.all()), f"printing leaves out the controls: {path}", quietly=True)
        check(page.locator("main").first.is_visible(), f"printing has the page itself: {path}", quietly=True)
        document = page.pdf()
        check(document.startswith(b"%PDF") and len(document) > 4000, f"prints: {path}")
        page.emulate_media(media="screen")
    page.close()


def relative(folder, pattern):
    """The paths of a site that match, in order."""
    return [str(path.relative_to(folder)) for path in sorted(pathlib.Path(folder).glob(pattern))]
