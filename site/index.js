// The index: shows the chosen report in the frame and keeps its address in the fragment, so that links to a report can
// be shared and the back button works. Without this script the rows' links open in the frame by themselves.
(() => {
  "use strict";
  const frame = document.getElementById("report");
  const select = document.getElementById("report-select");
  if (!frame || !select) return;
  document.documentElement.classList.add("js");
  const byId = (id) => document.getElementById(id);
  const [download, openPage, newer, older] = ["download", "open-page", "newer", "older"].map(byId);
  const rows = [...document.querySelectorAll(".row-link")];
  // Newest first, as in the list: the selector is grouped by series.
  const order = rows.map((row) => row.getAttribute("href"));
  const siteTitle = document.title;
  let shown = frame.getAttribute("src");

  // Only pages of reports and of months, never an address that leads out of the site.
  const isPage = (path) =>
    /^(reports|archive)\/[^?#\\]+\.html(#[\w%.-]*)?$/.test(path) && !/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path) && !/%(2f|5c|00)/i.test(path) && !path.includes("//");
  const withoutFragment = (path) => path.split("#")[0];
  const fromAddress = () => {
    const path = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
    return isPage(path) ? path : "";
  };

  // Tells everywhere which report is shown; does not load it.
  const mark = (path, title) => {
    shown = path;
    const page = withoutFragment(path);
    let option = [...select.options].find((each) => each.value === page);
    if (!option) {
      option = new Option(title || decodeURIComponent(page.replace(/^(reports|archive)\//, "").replace(/\.html$/, "")), page);
      select.prepend(option);
    } else if (title && option.parentNode === select) {
      option.text = title;
    }
    select.value = page;
    openPage.href = page;
    download.hidden = !page.startsWith("reports/");
    download.href = page.replace(/\.html$/, ".ipynb");
    frame.title = option.text;
    for (const row of rows) {
      if (row.getAttribute("href") === page) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    const place = order.indexOf(page);
    newer.disabled = place < 1;
    older.disabled = place < 0 || place === order.length - 1;
    document.title = page === order[0] && !fromAddress() ? siteTitle : `${option.text} · ${siteTitle}`;
  };

  const load = (path) => {
    // Replacing leaves the history to the fragment: one entry a choice.
    try { frame.contentWindow.location.replace(new URL(path, location.href).href); } catch { frame.src = path; }
  };
  const choose = (path) => {
    if (withoutFragment(path) === withoutFragment(shown)) return;
    location.hash = "#/" + path;
  };
  const announce = () => { byId("announcement").textContent = `Showing ${frame.title}`; };

  addEventListener("hashchange", () => {
    const path = fromAddress() || order[0];
    if (path === shown) return;
    load(path);
    mark(path);
    announce();
  });
  select.addEventListener("change", () => choose(select.value));
  newer.addEventListener("click", () => choose(order[order.indexOf(withoutFragment(shown)) - 1]));
  older.addEventListener("click", () => choose(order[order.indexOf(withoutFragment(shown)) + 1]));
  document.querySelector(".index-body").addEventListener("click", (event) => {
    const link = event.target.closest("a[target=report]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    choose(link.getAttribute("href"));
    if (matchMedia("(max-width: 60rem)").matches) frame.scrollIntoView({ block: "start" });
  });

  // A link inside the report may have led to another one. Pages read from disk don't tell where they are.
  const loaded = () => {
    try {
      const inner = frame.contentDocument;
      inner.documentElement.classList.add("framed");
      const base = new URL(".", location.href).href;
      const path = inner.location.href.startsWith(base) ? inner.location.href.slice(base.length) : "";
      if (!isPage(path)) return;
      if (path !== shown) history.replaceState(null, "", "#/" + path);
      mark(path, inner.querySelector("h1")?.textContent.slice(0, 200));
    } catch { /* from disk */ }
  };
  frame.addEventListener("load", loaded);

  // The filter: every word has to occur in the row.
  const filter = byId("filter");
  const texts = rows.map((row) => row.textContent.toLowerCase());
  filter.addEventListener("input", () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let count = 0;
    rows.forEach((row, index) => {
      const matches = words.every((word) => texts[index].includes(word));
      row.parentNode.hidden = !matches;
      if (matches) count += 1;
    });
    for (const list of document.querySelectorAll(".list .rows")) {
      list.hidden = list.previousElementSibling.hidden = ![...list.children].some((row) => !row.hidden);
    }
    byId("filter-result").textContent = words.length ? `${count} of ${rows.length} listed reports match` : "";
  });

  const first = fromAddress();
  if (first && first !== shown) load(first);
  mark(first || shown);
  // The frame may have been quicker than this script.
  if (!first) loaded();
})();
