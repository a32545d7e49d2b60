"""Opens the index of a built site in Chromium: selector, search, addresses, downloads, life without script, phones, print.

    python Tests/Browser/site_gate.py SITE-FOLDER

Needs Chromium and requirements.txt; the site needs two reports or more.
"""
import html
import json
import pathlib
import re
import sys
import urllib.parse

from gate import check, finish, looks, opened, prints, relative, watch


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
    check(page.evaluate("document.activeElement.id") == "report", "the keyboard stays in the report")
    page.reload()
    settle(rows[-1], "reloading keeps the report")
    for hostile in ["javascript:alert(1)", "reports/../../x.html", "https://example.org/x.html", "reports/%2e%2e/x.html"]:
        page.goto("about:blank")
        page.goto(base + "index.html#/" + hostile)
        page.wait_for_timeout(150)
        check(shown(page) == rows[0], f"#/{hostile} leads nowhere")
    page.close()
    return rows


def counted(page):
    """The number of matches the search tells, once it has searched all."""
    page.wait_for_function("() => document.getElementById('filter-progress').hidden", timeout=30000)
    page.wait_for_timeout(200)
    words = page.inner_text("#filter-state")
    return int(words.split(" of ")[0].replace(",", "")) if words else None


def catalogue(folder):
    head = json.loads((folder / "reports.json").read_text())
    reports = [report for shard in head["shards"] for report in json.loads((folder / shard["path"]).read_text())["reports"]]
    check(head["count"] == len(reports) == sum(shard["count"] for shard in head["shards"]), "reports.json names all reports")
    return reports


def search(browser, base, reports, log):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    watch(page, base, log)
    page.goto(base + "index.html")
    check((page.viewport_size["width"] >= page.evaluate("document.documentElement.scrollWidth")), "nothing is too wide")
    words = lambda report: " ".join([report["title"], report["series"], report.get("status", ""), report.get("exception", "")]).lower()
    day = reports[0]["time"][:10]
    parameter = next(each for report in reports for each in report.get("parameters", []))
    plain = parameter["value"].strip('"')
    has = lambda report: any(each == parameter for each in report.get("parameters", []))
    series = reports[-1]["series"]
    expectations = {
        "failed": sum("failed" in words(report) for report in reports),
        day: sum(report["time"].startswith(day) for report in reports),
        reports[0]["title"].upper(): sum(all(word in words(report) for word in reports[0]["title"].lower().split()) for report in reports),
        f'{parameter["name"]}="{plain}"': sum(map(has, reports)),
        "no such words": 0,
    }
    for query, number in expectations.items():
        page.fill("#filter", query)
        check(counted(page) == number, f"searching {query!r} finds {number} of {len(reports)}")
        shown_rows = page.locator("#results .row").count()
        check(shown_rows == min(number, 100), f"... and lists {shown_rows}")
    check("No report matches" in page.inner_text("#results"), "finding nothing says what to do")
    page.keyboard.press("Escape")
    page.wait_for_timeout(200)
    check(page.input_value("#filter") == "" and page.locator("#rows").is_visible(), "Escape shows the whole list again")
    page.select_option("#filter-status", "failed")
    failed = sum(report.get("status") == "failed" for report in reports)
    check(counted(page) == failed, f"the filter of status finds {failed}")
    page.select_option("#filter-status", "")
    page.select_option("#filter-series", series)
    number = sum(report["series"] == series for report in reports)
    check(counted(page) == number, f"the filter of series finds {number}")
    page.wait_for_timeout(500)
    options = page.locator("#report-select optgroup option").count()
    check(options == min(number, 200), "the selector offers what was found")
    check("series=" in page.url, "the search is part of the address")
    page.reload()
    check(counted(page) == number, "reloading keeps the search")
    page.click("#filter-clear")
    value = f'{parameter["name"]}={plain}'
    page.wait_for_timeout(300)
    if page.locator(f"#filter-parameter option").evaluate_all("(all, value) => all.some(each => each.value === value)", value):
        page.select_option("#filter-parameter", value)
        check(counted(page) == sum(map(has, reports)), f"the filter of parameters finds {value}")
        page.click("#filter-clear")
    oldest = reports[-1]
    page.fill("#filter", f'{oldest["title"]} {oldest["time"][:10]} {oldest["time"][11:16]}')
    counted(page)
    page.press("#filter", "ArrowDown")
    check(page.evaluate("document.activeElement.className") == "row-link", "the arrow keys lead into the list")
    page.keyboard.press("Enter")
    page.wait_for_function(
        "url => document.getElementById('report').contentWindow.location.href === url", arg=base + oldest["page"], timeout=8000)
    page.wait_for_timeout(200)
    check(page.evaluate("document.activeElement.id") == "report", "choosing leads the keyboard to the report")
    check("Showing" in page.inner_text("#announcement"), "choosing is announced")
    address = page.url
    other = browser.new_page()
    watch(other, base, log)
    other.goto(address)
    other.wait_for_timeout(600)
    check(shown(other) == base + oldest["page"], "the address of the oldest report leads to it")
    other.close()
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("/")
    check(page.evaluate("document.activeElement.id") == "filter", "the slash key leads to the search")
    page.close()


def keyboard(browser, base, rows, log):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    watch(page, base, log)
    page.goto(base + "index.html")
    page.keyboard.press("Tab")
    check(page.evaluate("document.activeElement.className") == "skip", "the first stop skips to the report")
    page.focus("#report-select")
    first = page.input_value("#report-select")
    page.keyboard.press("ArrowDown")
    page.wait_for_timeout(600)
    chosen = page.input_value("#report-select")
    check(chosen != first and shown(page) == base + chosen, "the arrow keys choose in the selector")
    check(page.evaluate("document.activeElement.id") == "report-select", "the selector keeps the focus")
    page.click(".row-link >> nth=0")
    page.click("#older")
    page.wait_for_timeout(500)
    check(shown(page) == rows[1], "the button leads to the next older report")
    page.click("#newer")
    page.wait_for_timeout(500)
    check(shown(page) == rows[0], "and back to the newer one")
    page.close()


def downloads(browser, base, folder, reports, log):
    page = browser.new_page(viewport={"width": 1280, "height": 800}, accept_downloads=True)
    watch(page, base, log)
    for report in [reports[0], reports[-1]]:
        page.goto("about:blank")
        page.goto(base + "index.html#/" + report["page"])
        page.wait_for_timeout(500)
        with page.expect_download() as got:
            page.click("#download")
        source = (folder / urllib.parse.unquote(report["download"])).read_bytes()
        check(pathlib.Path(got.value.path()).read_bytes() == source, f"{report['download']} is downloaded byte for byte")
        with page.expect_download() as got:
            page.click("#download-html")
        alone = pathlib.Path(got.value.path()).read_text()
        lone = browser.new_page()
        lone.set_content(alone)
        check(lone.evaluate("getComputedStyle(document.body).margin") == "0px", "... and has its style")
        lone.close()
        check("<style>" in alone and 'rel="stylesheet"' not in alone and "<script" not in alone, f"{got.value.suggested_filename} is one file without script")
    page.close()


def times(browser, base, log):
    """How long ago is told by the script alone, the exact time always, the reader's own time in a title."""
    page = browser.new_context(timezone_id="Asia/Tokyo").new_page()
    watch(page, base, log)
    page.goto(base + "index.html")
    ages = page.locator(".row .age").count()
    rows = page.locator("#rows .row").count()
    check(ages == rows, "every row tells how long ago it was")
    time = page.locator(".row time").first
    check(time.inner_text().endswith("UTC"), "and the exact time in UTC")
    check("your time" in time.get_attribute("title"), "and the reader's own time: " + time.get_attribute("title"))
    page.clock.install(time="2001-01-01T00:00:00Z")
    page.goto(base + "index.html")
    check(page.locator(".row .age").first.inner_text().startswith("in "), "a time to come is told as one to come")
    page.close()


def without_script(browser, base, rows, log):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    watch(page, base, log)
    page.goto(base + "index.html")
    check(shown(page) == rows[0], "without script the newest report is shown")
    page.click(".row-link >> nth=1")
    page.wait_for_timeout(500)
    check(shown(page) == rows[1], "without script a row shows its report")
    check(page.locator(".age").count() == 0 and page.locator(".scripted:visible").count() == 0, "without script nothing is told that needs it")
    page.goto(base + "latest.html")
    page.wait_for_timeout(500)
    check(page.url == rows[0], "latest.html leads to the newest report")
    context.close()


def reachable(folder, reports):
    """Links alone lead from the index to every report: what scripts and the selector offer is left out."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        path = waiting.pop()
        if path.startswith("reports/"):
            continue
        for address in re.findall(r'<a[^>]* href="([^"#?]+)', (folder / path).read_text()):
            found = urllib.parse.unquote(urllib.parse.urlparse(urllib.parse.urljoin("http://h/" + urllib.parse.quote(path), html.unescape(address))).path[1:])
            if found.endswith(".html") and found not in seen and (folder / found).is_file():
                seen.add(found)
                waiting.append(found)
    missing = [report["page"] for report in reports if urllib.parse.unquote(report["page"]) not in seen]
    check(not missing, f"links lead from the index to all {len(reports)} reports {missing[:3]}")


def in_the_frame(browser, base, reports, log):
    """Links inside the report that is shown: the address follows them, and back returns."""
    runs = [report for report in reports if sum(each["series"] == report["series"] for each in reports[:500]) > 1][:1]
    if not runs:
        return
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    watch(page, base, log)
    page.goto(base + "index.html#/" + runs[0]["page"])
    page.wait_for_timeout(500)
    frame = page.frame(name="report")
    before = frame.locator("a[rel=prev]").get_attribute("href")
    frame.click("a[rel=prev]")
    page.wait_for_timeout(500)
    there = shown(page)
    check(there == urllib.parse.urljoin(base + runs[0]["page"], before), "the run before is shown in the frame")
    check(page.url == base + "index.html#/" + there.removeprefix(base), "and the address names it")
    check(page.input_value("#report-select") == there.removeprefix(base), "and the selector")
    frame.click("a[rel=next]")
    page.wait_for_timeout(500)
    check(shown(page) == base + runs[0]["page"], "and the run after leads back")
    page.keyboard.press("Tab")
    page.evaluate("document.querySelectorAll('.skip')[1].click()")
    page.wait_for_timeout(300)
    check(shown(page) == base + runs[0]["page"] and page.evaluate("document.activeElement.id") == "list", "skipping to the list keeps the report")
    page.set_viewport_size({"width": 390, "height": 800})
    page.click(".to-list")
    page.wait_for_timeout(300)
    check(page.locator("#filter").is_visible() and page.evaluate("document.getElementById('list').getBoundingClientRect().top") < 400,
          "on a phone a link leads to the list")
    check("#/" in page.url, "and the address stays the report's")
    page.close()


def prints_the_report(browser, base, rows, log):
    """Printing the index prints all of the report."""
    pages = lambda document: len(re.findall(rb"/Type\s*/Page\b", document))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    watch(page, base, log)
    page.goto(rows[0])
    alone = pages(page.pdf())
    page.goto(base + "index.html")
    page.wait_for_timeout(500)
    check(pages(page.pdf()) >= alone, f"the index prints all {alone} pages of the report")
    page.evaluate("frames[0].print = () => { window.printed = true }")
    page.keyboard.press("Control+p")
    check(page.evaluate("window.printed === true"), "the keys for printing print the report as a document of its own")
    page.close()


def main():
    folder, log = pathlib.Path(sys.argv[1]).resolve(), []
    with opened(folder) as (browser, base):
        check((folder / "index.html").stat().st_size < 200_000, "index.html is below 200 KB")
        rows = selector(browser, base, log)
        reports = catalogue(folder)
        reachable(folder, reports)
        search(browser, base, reports, log)
        keyboard(browser, base, rows, log)
        in_the_frame(browser, base, reports, log)
        downloads(browser, base, folder, reports, log)
        times(browser, base, log)
        without_script(browser, base, rows, log)
        pages = [row.removeprefix(base) for row in rows[:12]]
        looks(browser, base, ["index.html", "index.html?q=failed", *relative(folder, "archive/*.html")[:1], *pages], log)
        prints_the_report(browser, base, rows, log)
        prints(browser, base, ["index.html", *pages[:3]], log)
        page = browser.new_page()
        page.goto((folder / "index.html").as_uri())
        page.wait_for_timeout(300)
        check(page.frame(name="report").url.startswith("file:"), "the site opens from disk")
        feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
        check((folder / feed).is_file(), "the index names its feed")
        page.close()
    finish(log)


main()
