"""Opens sanitised payloads in Chromium and compares the browser's tree with what was written.

    python3 Tests/Browser/sanitiser_gate.py [--random 3000] [--seed 1] [--every N] [--swift "swift test"]

Needs playwright and a Chromium on the path. SITEGEN_DOMPURIFY names a checkout of cure53/DOMPurify, whose
test/fixtures/expect.mjs is added to the payloads of sanitiser_payloads.json and to random ones.

Every payload is sanitised in every place of SanitizedPayloadsTests.swift, each result stands in a wrapper, and the
wrappers stand in pages that are opened over http with the site's policy, without any, and from a file. Nothing may run,
ask, load, leave its wrapper, or become another tree than the one written.
"""

import argparse
import http.server
import json
import os
import random
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).resolve().parent
CSP = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-src 'self'"
VOID = {"br", "col", "hr", "img", "input", "wbr"}
ALLOWED = set(
    """a abbr address b bdi bdo blockquote br caption cite code col colgroup data dd del details dfn div dl dt em figcaption
    figure h2 h3 h4 h5 h6 hr i img input ins kbd li mark meter ol p pre progress q rp rt ruby s samp section small span
    strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr style math mi""".split()
)
ATTRIBUTES = set(
    """abbr alt aria-label checked class colspan datetime dir disabled height hidden high href id label lang loading low max
    min open optimum referrerpolicy rel reversed role rowspan scope span src start style tabindex title type value
    width""".split()
)
TOKEN = re.compile(
    r"""<(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?:\ [a-z-]+(?:="[^"<>]*")?)*)>|</(?P<end>[a-z][a-z0-9]*)>|(?P<text>[^<>]+)""",
    re.X,
)
ATTRIBUTE = re.compile(r' ([a-z-]+)(?:="([^"]*)")?')
REFERENCES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'", "&#13;": "\r"}

DUMP = """() => {
  const dump = node => node.nodeType === 3 ? node.data : node.nodeType !== 1 ? {other: node.nodeType} : [
    node.localName + (node.namespaceURI === 'http://www.w3.org/1999/xhtml' ? '' : '!'),
    Object.fromEntries([...node.attributes].map(a => [a.name, a.value]).sort((a, b) => a[0] < b[0] ? -1 : 1)),
    [...node.childNodes].map(dump)];
  const wrappers = [...document.querySelectorAll('#all > .wrapper')];
  const styles = new Set();
  for (const element of document.querySelectorAll('.wrapper *')) {
    const style = getComputedStyle(element);
    for (const [name, value] of [['position', 'static'], ['float', 'none'], ['transform', 'none']])
      if (style[name] !== value) styles.add(name + ': ' + style[name]);
    if (/:[^;]*(^|[^a-z0-9])-[0-9.]/.test(element.getAttribute('style') || '')) styles.add(element.getAttribute('style'));
  }
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  return {
    trees: wrappers.map(w => JSON.stringify([...w.childNodes].map(dump))),
    outside: [...document.getElementById('all').childNodes].filter(n => n.nodeType !== 3 || n.data.trim()).length
      - wrappers.length + [...document.body.children].length - 1,
    styles: [...styles],
    duplicates: ids.filter((id, i) => ids.indexOf(id) !== i && ids.length < 20000).slice(0, 5),
    clobbered: ids.filter(id => id !== 'all' && !id.startsWith('w-')).slice(0, 5),
    ran: window.ran || 0,
  };
}"""


def decode(text):
    def reference(match):
        if match[0] not in REFERENCES:
            raise ValueError(f"unescaped & in {text[:200]!r}")
        return REFERENCES[match[0]]

    return re.sub(r"&[^;&]{0,6};?", reference, text)


def parse(html):
    """The tree of a result by the output grammar alone: anything outside the grammar is an error."""
    root = []
    stack = [("", root)]
    position = 0
    for match in TOKEN.finditer(html):
        if match.start() != position:
            raise ValueError(f"not in the grammar at {position}: {html[position:position + 200]!r}")
        position = match.end()
        children = stack[-1][1]
        if match["text"]:
            text = match["text"] if stack[-1][0] == "style" else decode(match["text"])
            children.append(text)
        elif match["end"]:
            name, _ = stack.pop()
            if name != match["end"]:
                raise ValueError(f"</{match['end']}> ends <{name}> in {html[:300]!r}")
        else:
            attributes = {name: decode(value) for name, value in ATTRIBUTE.findall(match["attributes"])}
            # Links to other hosts leave the index's frame, and only there.
            links_out = match["name"] == "a" and attributes.get("target") == "_top" and "noopener" in attributes.get("rel", "")
            if match["name"] not in ALLOWED or set(attributes) - ATTRIBUTES - ({"target"} if links_out else set()):
                raise ValueError(f"not allowed: {match[0]!r}")
            if len(attributes) != len(ATTRIBUTE.findall(match["attributes"])):
                raise ValueError(f"an attribute twice: {match[0]!r}")
            namespace = "!" if match["name"] in ("math", "mi") else ""
            element = [match["name"] + namespace, dict(sorted(attributes.items())), []]
            children.append(element)
            if match["name"] not in VOID:
                stack.append((match["name"], element[2]))
    if position != len(html) or len(stack) != 1:
        raise ValueError(f"cut off or unbalanced: {html[-200:]!r}")
    return normal(root)


def normal(children, name=""):
    """Neighbouring text joined, and the line end behind <pre> left out as a browser does."""
    result = []
    for child in children:
        if isinstance(child, str):
            if result and isinstance(result[-1], str):
                result[-1] += child
            else:
                result.append(child)
        else:
            result.append([child[0], child[1], normal(child[2], child[0])])
    if name == "pre" and result and isinstance(result[0], str) and result[0].startswith("\n"):
        result[0] = result[0][1:]
        if not result[0]:
            result.pop(0)
    return result


def random_payload(source):
    """Tags in an order nobody would write, with a bit of text between them."""
    names = """a b i u em strong code font tt nobr p div li ul ol dl dt dd table tbody thead tfoot tr td th caption colgroup
    col select option optgroup button form input textarea pre listing xmp h1 h2 h3 h6 hr br svg math foreignobject mi mtext
    annotation-xml desc title style script iframe noscript template frameset body html head plaintext ruby rt rp rb rtc
    details summary marquee object applet address blockquote section span img image dialog search menu dir center
    fieldset legend label video audio noembed noframes video source keygen""".split()
    weights = [1 if name in ("plaintext", "template", "script", "style", "svg", "object") else 6 for name in names]
    pieces = []
    for _ in range(source.randint(1, 24)):
        kind = source.random()
        name = source.choices(names, weights)[0]
        if kind < 0.5:
            attribute = source.choice(
                ["", "", "", " id=x", ' class="a dataframe"', " href=#x", " onclick=ran()", " style='color:red'", " align=left",
                 " src=x onerror=alert(1)", ' title="</p><img src=x onerror=alert(1)>"', "/", " type=checkbox", " type=hidden",
                 " color=red", " encoding=text/html", " hidden", " width=9"])
            pieces.append(f"<{name}{attribute}>")
        elif kind < 0.8:
            pieces.append(f"</{name}>")
        else:
            pieces.append(source.choice(
                ["x", " ", "\n", "\n\n", "&lt;", "&#13;", "&#10;", "&amp;lt;", "\0", "\r", "<!--", "-->", "<![CDATA[", "]]>", "<",
                 "</", "<!", "é", "&NewLine;", "\u00a0", "y z", '"', "'", ">"]))
    return "".join(pieces)


def payloads(arguments, browser):
    result = json.loads((HERE / "sanitiser_payloads.json").read_text())
    checkout = os.environ.get("SITEGEN_DOMPURIFY")
    if checkout:
        module = (Path(checkout) / "test/fixtures/expect.mjs").read_text()
        page = browser.new_page()
        cases = page.evaluate(re.sub(r"export\s+default", "window.cases =", module, count=1) + "\n;window.cases")
        page.close()
        result += [case["payload"] for case in cases]
        print(f"{len(cases)} payloads of DOMPurify")
    else:
        print("SITEGEN_DOMPURIFY is not set: DOMPurify's payloads are left out")
    result = result[:: arguments.every]
    source = random.Random(arguments.seed)
    result += [random_payload(source) for _ in range(arguments.random)]
    return [payload.encode("utf-8", "replace").decode() for payload in result]


def sanitise(payloads, arguments, folder):
    source = folder / "payloads.json"
    source.write_text(json.dumps(payloads))
    command = shlex.split(arguments.swift) + ["--filter", "SanitizedPayloadsTests"]
    environment = dict(os.environ, SITEGEN_SANITISER_PAYLOADS=str(source))
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return json.loads((folder / "payloads.out.json").read_text())


def serve(folder, policy):
    class Handler(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=str(folder))

        def end_headers(self):
            if policy:
                self.send_header("Content-Security-Policy", policy)
            super().end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, f"http://127.0.0.1:{server.server_port}/page.html"


def inspect(browser, address, expected, payloads):
    page = browser.new_page()
    dialogs, requests = [], []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    page.on("request", lambda request: requests.append(request.url))
    page.add_init_script(
        "for (const name of ['alert', 'confirm', 'prompt', 'ran', 'xss', 'print', 'open'])"
        " window[name] = Object.assign(() => { window.ran = (window.ran || 0) + 1 }, {valueOf: () => 0}); window.ran = 0"
    )
    page.goto(address)
    page.wait_for_timeout(300)
    found = page.evaluate(DUMP)
    page.close()
    others = [url for url in requests if url != address and not url.startswith("data:") and "favicon" not in url]
    wrong = [i for i, tree in enumerate(found["trees"]) if json.loads(tree) != expected[i]] if len(
        found["trees"]) == len(expected) else list(range(len(expected)))
    for index in wrong[:5]:
        print("  payload ", repr(payloads[index][1])[:400])
        print("  written ", payloads[index][0][:600])
        print("  expected", json.dumps(expected[index])[:600])
        print("  found   ", found["trees"][index][:600] if index < len(found["trees"]) else "nothing")
    counts = {
        "wrappers": len(found["trees"]), "missing wrappers": len(expected) - len(found["trees"]), "other trees": len(wrong),
        "displaced": found["outside"], "styles": found["styles"], "duplicate ids": found["duplicates"],
        "clobbered ids": found["clobbered"], "scripts run": found["ran"], "dialogs": len(dialogs), "requests": others[:5],
    }
    return counts


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--random", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--every", type=int, default=1, help="take only every so many payload that is not random")
    parser.add_argument("--swift", default="swift test")
    arguments = parser.parse_args()
    failed = False
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        folder = Path(name)
        sources = payloads(arguments, browser)
        results = sanitise(sources, arguments, folder)
        written = [(html, source) for source, places in zip(sources, results) for html in places]
        expected = []
        for html, source in written:
            try:
                expected.append(parse(html))
            except ValueError as error:
                failed = True
                expected.append(None)
                print(f"  outside the grammar: {source!r}: {error}")
        print(f"{len(sources)} payloads in {len(results[0])} places")
        wrappers = "\n".join(f'<div class="wrapper">{html}</div>' for html, _ in written)
        document = f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>x</title></head><body><div id="all">{wrappers}</div></body></html>'
        (folder / "page.html").write_bytes(document.encode())
        with_policy, first = serve(folder, CSP)
        without, second = serve(folder, None)
        for label, address in [("with policy", first), ("without", second), ("file", (folder / "page.html").as_uri())]:
            counts = inspect(browser, address, expected, written)
            print(label, json.dumps(counts))
            failed |= any(value for key, value in counts.items() if key != "wrappers")
        browser.close()
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
