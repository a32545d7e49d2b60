"""Builds a site of hostile notebooks with the real binary and opens every page of it in Chromium.

    python3 Tests/Browser/page_gate.py [--sitegen .build/debug/sitegen] [--only N] [--keep FOLDER]
    python3 Tests/Browser/page_gate.py --slice 40 --done FILE      all payloads, 40 at a time; FILE remembers what passed

Needs the packages of requirements.txt and a Chromium on the path. SITEGEN_DOMPURIFY names a checkout of
cure53/DOMPurify, whose test/fixtures/expect.mjs is added to the payloads of page_payloads.py and
sanitiser_payloads.json.

Each payload stands in every place of a notebook (hostile_notebook.py): its cells, outputs, metadata, title, file and
folder name. Every page is opened over http, over http without its policy, and from a file. Nothing may run, ask
another host, open a dialog, break the policy, take an id twice, leave its cell, or add a heading of the first level.
"""

import argparse
import asyncio
import functools
import hashlib
import http.server
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from urllib.parse import quote

from hostile_notebook import bad, notebook
from page_payloads import PAYLOADS
from playwright.async_api import Error, TimeoutError, async_playwright

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent

#: Set before anything else of a page runs: every way a payload could show that it ran.
MARKERS = """
  window.__ran = [];
  for (const name of ['alert', 'confirm', 'prompt', 'print', 'open', 'xss', 'ran'])
    Object.defineProperty(window, name, {get: () => () => window.__ran.push(name), set: () => window.__ran.push(name + '=')});
"""

#: What is wrong with the page as the browser understands it.
CHECK = r"""({cells, kind, icons}) => {
  const wrong = [];
  const say = (what, detail) => wrong.push(what + (detail ? ': ' + String(detail).slice(0, 300) : ''));
  if (window.__ran === undefined) say('the marker is not set');
  for (const name of window.__ran || []) say('a script ran', name);
  const ids = new Map();
  for (const element of document.querySelectorAll('[id]')) ids.set(element.id, (ids.get(element.id) || 0) + 1);
  for (const [id, count] of ids) {
    if (count > 1) say('an id twice', id);
    if (kind === 'report' && !/^(cell-\d+|h-[^ \t\n\f\r]*|fn[a-z]*-[^ \t\n\f\r]+|out-\d+-\d+[^]*|sg-[a-z-]+|notebook|eq-[^ \t\n\f\r]+)$/.test(id)) say('an id that is not ours', id);
  }
  const main = document.querySelectorAll('main');
  if (main.length !== 1) return wrong.concat(main.length + ' main elements');
  const headings = document.querySelectorAll('h1').length;
  if (headings !== 1) say(headings + ' headings of the first level');
  if (kind === 'report') {
    const shape = element => [...element.children].map(child => child.localName + (child.id ? '#' + child.id : '') + (child.className ? '.' + child.className.split(' ')[0] : ''));
    const body = shape(document.body).join(' ');
    if (!/^a\.skip header\.page-header( p\.controls)? div\.page-body footer\.page-footer$/.test(body)) say('other children of the body', body);
    const middle = document.querySelector('.page-body') ? shape(document.querySelector('.page-body')).join(' ') : 'nothing';
    if (!/^(nav\.toc )?main#notebook\.notebook$/.test(middle)) say('other children of the middle', middle);
    const found = [...main[0].children].filter(child => !child.matches('aside.notices'));
    const strange = found.filter(child => !child.matches('section.cell'));
    if (strange.length) say('not a cell in main', strange[0].outerHTML);
    if ([...main[0].childNodes].some(node => node.nodeType === 3 && node.data.trim())) say('text beside the cells');
    if (document.querySelectorAll('section.cell').length !== found.length) say('a cell inside another');
    if (found.length !== cells) say(found.length + ' cells instead of ' + cells);
    found.forEach((cell, index) => {
      if (cell.id !== 'cell-' + (index + 1)) say('cell ' + (index + 1) + ' has the id', cell.id);
      if (!cell.firstElementChild || !cell.firstElementChild.matches('a.permalink')) say('cell ' + (index + 1) + ' does not begin with its permalink', cell.innerHTML);
    });
    const outer = document.querySelectorAll('header.page-header, footer.page-footer, nav.toc, nav.page-nav');
    if ([...outer].some(element => element.closest('main'))) say('a frame of the page inside main');
    if (document.querySelectorAll('header.page-header img, nav.toc img, footer.page-footer img').length) say('a picture outside the cells');
  }
  const forbidden = 'object, embed, applet, base, form, frame, frameset, portal, audio[src], video[src], source, track, foreignObject, animate, set, use, body link, body meta, body script, ' +
    'main style ~ script, [srcdoc], [formaction], [ping], [background], [http-equiv=refresh]';
  if (kind === 'report') for (const element of document.querySelectorAll(forbidden))
    if (!(element.matches('meta') && document.head.contains(element) && !element.matches('[http-equiv=refresh]'))) say('a forbidden element', element.outerHTML);
  for (const element of document.querySelectorAll('*')) {
    for (const {name, value} of element.attributes) {
      if (/^on/i.test(name)) say('an event handler', element.outerHTML);
      if (/^(xlink:)?(href|src|action|data|poster|srcset|cite)$/i.test(name)) {
        let address;
        try { address = new URL(value, document.baseURI); } catch { continue; }
        const link = element.matches('a, area') && /^(https?|mailto|tel|ftp|file):$/.test(address.protocol);
        const icon = element.matches('head > link[rel=icon]') && icons.includes(value);
        const picture = (element.matches('img') && /^data:image\//.test(address.href)) || icon;
        const own = address.protocol === location.protocol && address.host === location.host;
        if (!link && !picture && !own) say('an address', element.outerHTML);
        if (link && address.protocol === 'file:' && location.protocol !== 'file:') say('a link to a file', element.outerHTML);
      }
    }
    if (kind === 'report' && main[0].contains(element) && element.hasAttribute('style')) {
      const position = getComputedStyle(element).position;
      if (position === 'fixed' || position === 'sticky' || position === 'absolute') say('a position', element.outerHTML);
    }
  }
  for (const link of document.querySelectorAll('link[rel~=icon i]'))
    if (!link.matches('head > link[rel=icon]') || !icons.some(icon => link.getAttribute('href') === icon || link.href === icon)) say('an icon that is not ours', link.outerHTML);
  if (kind === 'report' && getComputedStyle(document.body).display === 'none') say('the body is hidden');
  if (kind === 'report') covered(say);
  return wrong;

  // What stands around the cells is seen and can be clicked, wherever it is scrolled to.
  function covered(say) {
    if (document.documentElement.scrollWidth > innerWidth) say('the page scrolls sideways');
    const ours = 'header.page-header, header.page-header :is(a, h1, .facts > *, summary, label), nav.toc > details > ol > li:nth-child(-n+9) > a, footer.page-footer, footer.page-footer a, main > aside.notices';
    for (const element of document.querySelectorAll(ours)) {
      element.scrollIntoView({block: 'center', behavior: 'instant'});
      for (const {left, top, width, height} of element.getClientRects()) {
        if (width < 2 || height < 2) continue;
        for (const across of [.02, .5, .98]) for (const down of [.1, .5, .9]) {
          const above = [];
          for (const found of document.elementsFromPoint(left + width * across, top + height * down)) {
            if (found === element || found.contains(element) || element.contains(found)) break;
            above.push(found);
          }
          const cell = above.find(found => found.closest('section.cell'));
          if (cell) return say('a part of the page is covered', element.localName + '.' + element.className + ' by ' + cell.outerHTML);
        }
      }
    }
  }
}"""


#: A file of an interactive output: no script of its own, one frame of srcdoc without the site's origin.
CHECK_SHELL = r"""() => {
  const wrong = [];
  for (const name of window.__ran || []) wrong.push('a script ran in the shell of a frame: ' + name);
  const frames = document.querySelectorAll('iframe');
  if (frames.length !== 1) wrong.push(frames.length + ' frames in a shell');
  for (const frame of frames) {
    if (frame.getAttribute('sandbox') !== 'allow-scripts') wrong.push('a frame with the sandbox ' + frame.getAttribute('sandbox'));
    if (!frame.hasAttribute('srcdoc')) wrong.push('a frame without srcdoc');
  }
  if (document.querySelector('script, object, embed, img, form, base')) wrong.push('more than a frame in a shell');
  return wrong;
}"""


def dompurify():
    checkout = os.environ.get("SITEGEN_DOMPURIFY")
    if not checkout:
        print("SITEGEN_DOMPURIFY is not set: DOMPurify's payloads are left out")
        return None
    module = (Path(checkout) / "test/fixtures/expect.mjs").read_text()
    return re.sub(r"export\s+default", "window.cases =", module, count=1) + "\n;window.cases.map(c => c.payload)"


def file_name(payload):
    """The payload as a name of a file: without slashes, backslashes, control characters and line separators, which no key may have, and short enough."""
    name = re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", payload).strip().replace("/", "\u2215").replace("\\", "\u2216").encode("utf-8", "replace")[:180].decode("utf-8", "ignore")
    return name or "empty"


def write(payloads, folder):
    """Writes the notebooks; the names of their files with the number of their cells."""
    expected = {}
    for index, payload in enumerate(payloads):
        content, count = notebook(payload, title=index % 2 == 0)
        place = folder / f"{index:03}" / file_name(payload)[:60] / f"{file_name(payload)}.ipynb"
        try:
            place.parent.mkdir(parents=True)
            place.write_text(json.dumps(content))
        except (OSError, ValueError):
            place = folder / f"{index:03}" / "plain.ipynb"
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(json.dumps(content))
        expected[index] = count
        if index % 8 == 0:
            for number, text in enumerate(bad(payload)):
                (folder / f"{index:03}" / f"bad-{number}-{file_name(payload)}.ipynb").write_bytes(text.encode("utf-8", "replace"))
    return expected


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass


def serve(folder):
    http.server.ThreadingHTTPServer.handle_error = lambda *_: None
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/"


class Visit:
    """One tab that opens pages and gathers what they do."""

    def __init__(self, page, base, policy, icons):
        self.page, self.base, self.policy, self.icons, self.found = page, base, policy, icons, []
        #: Requests for other hosts that no policy has stopped so far.
        self.leaving = {}
        page.on("dialog", lambda dialog: (self.found.append("a dialog"), asyncio.ensure_future(dialog.dismiss())))
        page.on("console", lambda message: self.console(message))
        page.on("request", self.request)
        page.on("requestfailed", self.failed)
        page.on("popup", lambda _: self.found.append("a window"))
        page.on("download", lambda _: self.found.append("a download"))

    def console(self, message):
        # A picture the notebook names and does not bring is not there; request() judges the address it was looked for at.
        address = (message.location or {}).get("url", "")
        missing = message.text.startswith("Failed to load resource") and "/assets/" not in address
        # What scripts of a notebook say inside their isolated frame is theirs, and what the browser says when it stops them.
        isolated = address.startswith(("about:srcdoc", "data:")) or "about:srcdoc" in message.text
        isolated = isolated or message.text.startswith(("Framing '", "Ignored call to '")) and (".files/" in address or not address)
        if message.type in ("error", "warning") and not missing and not isolated:
            self.found.append(f"{message.type} on the console: {message.text[:300]} {address[:200]}")

    def request(self, request):
        # A scheme that no network speaks (x:x) leaves nothing, nor does a file of the reader's own disk for a page from there.
        reaches_out = request.url.startswith(("http:", "https:", "ws:", "wss:", "ftp:", "file:"))
        own_disk = self.policy == "file" and re.match(r"file:///(?![/\\])", request.url)
        if reaches_out and not own_disk and not request.url.startswith(self.base):
            self.leaving[request] = request.url[:200]

    def failed(self, request):
        # The browser tells of requests before it asks the policy, which then stops them.
        if request.failure == "csp":
            self.leaving.pop(request, None)

    def is_isolated(self, frame):
        """Whether a frame is one that a shell holds: by its place, as the browser does not always tell its address."""
        shell = frame.parent_frame
        return shell is not None and shell.url.startswith(self.base) and ".files/" in shell.url

    def asks_from_isolation(self, request):
        """Whether a request comes from an isolated frame or from one below it."""
        try:
            frame = request.frame
            while frame and not self.is_isolated(frame):
                frame = frame.parent_frame
            return frame is not None
        except Error:
            return False  # A request that has no frame (yet).

    async def open(self, address):
        """Opens a page. Chromium sometimes never says that a page from disk with a drawing in a drawing is loaded, though all
        of it was read and each picture is there: that is told and is no fault of the page. A page it can't finish is one."""
        await self.page.goto(address, wait_until="domcontentloaded", timeout=20_000)
        try:
            await self.page.wait_for_load_state("load", timeout=20_000)
        except TimeoutError as error:
            asked = self.page.evaluate("() => [...document.images].every(image => image.complete || image.loading === 'lazy')")
            if self.base.startswith("http") or not await asyncio.wait_for(asked, 5):
                raise error
            print(f"  never told as loaded: {address[-120:]}", flush=True)

    async def check(self, path, cells, kind):
        self.found, self.leaving = [], {}
        address = self.base + quote(path)
        try:
            await self.open(address)
            await self.page.evaluate("() => new Promise(done => setTimeout(done, 0))")
            if kind == "frame":
                self.found += await self.page.evaluate(CHECK_SHELL)
            else:
                self.found += await self.page.evaluate(CHECK, {"cells": cells, "kind": kind, "icons": self.icons})
            await self.check_origins(kind)
        except (Error, asyncio.TimeoutError) as error:
            self.found.append(f"not opened: {error or 'it does not answer'}")
        # An isolated frame has no network by its policy: without policies there is nothing to hold it to.
        allowed = self.asks_from_isolation if self.policy == "http without policy" else lambda _: False
        self.found += [f"a request: {url}" for request, url in self.leaving.items() if not allowed(request)]
        if kind == "report" and self.page.url != address:
            self.found.append(f"went to {self.page.url[:200]}")
        return self.found


    async def check_origins(self, kind):
        """Scripts of a notebook run in frames of srcdoc alone, and those have an origin of their own."""
        for frame in self.page.frames[1:]:
            try:
                if self.is_isolated(frame) and await frame.evaluate("() => self.origin") != "null":
                    self.found.append("a frame with the site's origin")
                if frame.url.startswith(self.base) and await frame.evaluate("() => (window.__ran || []).length"):
                    self.found.append("a script ran in a frame of the site")
            except Error:
                continue  # The frame went away meanwhile.


def pages_of(site, expected):
    """Every page of the site with its kind and the number of its cells."""
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        parts = name.split("/")
        if name == "latest.html" or path.is_dir():
            continue
        if parts[0] != "reports":
            yield name, 0, "site"
        elif path.parent.name.endswith(".files"):
            yield name, 0, "frame"
        elif path.name.startswith("bad-"):
            yield name, 0, "unreadable"
        else:
            yield name, expected[int(parts[1])], "report"


def own_icons(site, base):
    """The two forms of the site's icon: its own file, and its bytes in the address, as a page that stands alone has it."""
    return [form for file in site.glob("assets/icon-*.svg") for form in (f"{base}assets/{file.name}", "data:image/svg+xml," + quote(file.read_text(), safe="/"))]


async def visit_all(browser, site, pages, mode, problems):
    context = await browser.new_context(bypass_csp=mode == "http without policy", accept_downloads=False)
    await context.add_init_script(MARKERS)
    base = site.as_uri() + "/" if mode == "file" else serve(site)
    icons = own_icons(site, base)
    queue = list(reversed(pages))

    async def work():
        visit = Visit(await context.new_page(), base, mode, icons)
        while queue:
            path, cells, kind = queue.pop()
            for what in dict.fromkeys(await visit.check(path, cells, kind)):
                problems.setdefault(what, []).append(f"{mode} {path}")

    await asyncio.gather(*[work() for _ in range(4)])
    await context.close()


async def all_payloads(browser):
    payloads = list(PAYLOADS) + json.loads((HERE / "sanitiser_payloads.json").read_text())
    suite = dompurify()
    if suite:
        page = await browser.new_page()
        payloads += await page.evaluate(suite)
        await page.close()
    return list(dict.fromkeys(payloads))


async def run_slices(arguments):
    """Runs all payloads in slices, each with a folder of its own; what passed is remembered and not run again."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        payloads = await all_payloads(browser)
        await browser.close()
    passed = set(arguments.done.read_text().split()) if arguments.done and arguments.done.exists() else set()
    names = {payload: hashlib.sha256(payload.encode("utf-8", "replace")).hexdigest()[:16] for payload in payloads}
    waiting = [payload for payload in payloads if names[payload] not in passed]
    print(f"{len(payloads)} payloads, {len(payloads) - len(waiting)} of them done before", flush=True)
    failed = 0
    while waiting:
        part, waiting = waiting[: arguments.slice], waiting[arguments.slice :]
        with tempfile.TemporaryDirectory() as name:
            if await run(arguments, Path(name), part):
                failed += len(part)
            elif arguments.done:
                with arguments.done.open("a") as file:
                    file.writelines(names[payload] + "\n" for payload in part)
    print(f"{len(payloads) - failed} of {len(payloads)} payloads in slices without a problem")
    return 1 if failed else 0


async def run(arguments, folder, payloads=None):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        if payloads is None:
            payloads = (await all_payloads(browser))[:: arguments.every]
            if arguments.only is not None:
                payloads = payloads[arguments.only : arguments.only + 1]
        source, site = folder / "source", folder / "site"
        expected = write(payloads, source)
        started = time.monotonic()
        built = subprocess.run([arguments.sitegen, "build", "--source", source, "--output", site], capture_output=True, text=True)
        if built.returncode not in (0, 65):
            sys.exit(f"sitegen ended with {built.returncode}: {built.stderr[-2000:]}")
        pages = list(pages_of(site, expected))
        print(f"{len(payloads)} payloads, {len(pages)} pages, built in {time.monotonic() - started:.1f} s")
        problems = {}
        if sum(kind == "report" for _, _, kind in pages) != len(payloads):
            problems["notebooks without a page"] = [str(len(payloads))]
        for mode in ["http", "http without policy", "file"]:
            await visit_all(browser, site, pages, mode, problems)
        await browser.close()
    print(f"opened 3 times in {time.monotonic() - started:.1f} s: {len(problems)} problems", flush=True)
    for what, places in sorted(problems.items(), key=lambda item: -len(item[1]))[:60]:
        print(f"  {len(places)} pages: {what}\n    first: {places[0]}")
    return 1 if problems else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sitegen", default=str(ROOT / ".build/debug/sitegen"))
    parser.add_argument("--only", type=int, help="one payload by its number")
    parser.add_argument("--every", type=int, default=1, help="take only every so many payload")
    parser.add_argument("--slice", type=int, metavar="N", help="take all payloads, N at a time")
    parser.add_argument("--done", type=Path, metavar="FILE", help="with --slice: a file of payloads that passed; they are not run again")
    parser.add_argument("--keep", type=Path, help="a folder for the notebooks and the site")
    arguments = parser.parse_args()
    if arguments.slice:
        sys.exit(asyncio.run(run_slices(arguments)))
    if arguments.keep:
        arguments.keep.mkdir(parents=True)
        sys.exit(asyncio.run(run(arguments, arguments.keep.resolve())))
    with tempfile.TemporaryDirectory() as name:
        sys.exit(asyncio.run(run(arguments, Path(name))))


if __name__ == "__main__":
    main()
