"""Opens the pages of a built site beside the index in Chromium: series, months, permalinks, messages and feeds.

    python Tests/Browser/pages_gate.py SITE-FOLDER

Needs Chromium and requirements.txt.
"""
import pathlib
import sys
import urllib.parse
import xml.etree.ElementTree

from gate import check, finish, looks, opened, prints, relative, watch

ATOM = "{http://www.w3.org/2005/Atom}"


def links(browser, base, folder, paths, log):
    """Every link of the pages leads to a file of the site; what authors link to in notebooks is theirs."""
    page = browser.new_page()
    watch(page, base, log)
    broken = []
    for path in paths:
        page.goto(base + urllib.parse.quote(path))
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


def permalinks(browser, base, series, log):
    context = browser.new_context(java_script_enabled=False)
    context.set_default_timeout(5000)
    page = context.new_page()
    watch(page, base, log)
    page.goto(base + "series/" + urllib.parse.quote(series) + "/index.html")
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
            check(len(element.findall(ATOM + name)) == 1, f"{path}: one {name}", quietly=True)
        check(element.findtext(ATOM + "id", "").startswith("urn:uuid:"), f"{path}: an id that lasts", quietly=True)
        for link in element.findall(ATOM + "link"):
            address = link.get("href")
            if "://" not in address:
                target = (folder / path).parent / urllib.parse.unquote(address)
                check(target.is_file(), f"{path}: {address} is there", quietly=True)


def main():
    folder, log = pathlib.Path(sys.argv[1]).resolve(), []
    series = [path.removeprefix("series/").removesuffix("/index.html") for path in relative(folder, "series/**/index.html")]
    check(len(series) > 0, "there are series")
    pages = [f"series/{name}/index.html" for name in series] + relative(folder, "archive/*.html") + ["series.html", "404.html"]
    reports = [path for path in relative(folder, "reports/**/*.html") if ".files/" not in path]
    # The words of pages that lead on at once can only be seen where there is nothing to lead to.
    endings = [path for path in relative(folder, "series/**/latest-successful.html") if "refresh" not in (folder / path).read_text()]
    shown = pages[:3] + relative(folder, "archive/*.html")[:1] + endings[:1] + ["series.html", "404.html"]
    shown += [path for path in reports if "unreadable-page" in (folder / path).read_text()][:2]
    shown = [urllib.parse.quote(path) for path in shown]
    with opened(folder) as (browser, base):
        links(browser, base, folder, pages[:40] + reports[:20], log)
        looks(browser, base, shown, log)
        prints(browser, base, shown, log)
        permalinks(browser, base, series[0], log)
    for path in ["feed.xml", *relative(folder, "series/**/feed.xml")]:
        feed(folder, path)
    finish(log)


main()
