// The index: shows the chosen report in the frame and keeps its address in the fragment, so that links to a report can
// be shared and the back button works; searches all reports. Without this script the rows' links open in the frame.
(() => {
  "use strict";
  const byId = (id) => document.getElementById(id);
  const [frame, select, download, downloadHTML, openPage, newer, older] =
    ["report", "report-select", "download", "download-html", "open-page", "newer", "older"].map(byId);
  if (!frame || !select) return;
  document.documentElement.classList.add("js");
  const language = document.documentElement.lang || "en";
  const listed = byId("rows"), results = byId("results");
  const siteTitle = document.title;
  const newest = frame.getAttribute("src");
  const firstOptions = [...select.children];
  let shown = newest;
  // The pages of the list as it is now, newest first.
  let order = [];

  // Times: the exact one is in the page; how long ago and the reader's own clock can only be told here.
  // Numbers, not "yesterday" or "last year": those depend on a calendar day of some zone.
  const ages = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const now = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(0, "second");
  const local = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "long" });
  const age = (time) => {
    const seconds = (Date.parse(time) - Date.now()) / 1000;
    for (const [unit, length] of [["year", 31557600], ["month", 2629800], ["week", 604800], ["day", 86400], ["hour", 3600], ["minute", 60]]) {
      if (Math.abs(seconds) >= length) return ages.format(Math.trunc(seconds / length), unit);
    }
    return now;
  };
  const tellTime = (time) => {
    const moment = Date.parse(time.dateTime);
    if (!Number.isNaN(moment)) time.title = `${local.format(moment)}, your time`;
  };
  const tellAge = (time) => {
    let note = time.previousElementSibling;
    if (!note || note.className !== "age") {
      note = document.createElement("span");
      note.className = "age";
      time.before(note, " ");
      tellTime(time);
    }
    note.textContent = age(time.dateTime);
  };
  const tellAges = () => document.querySelectorAll(".row time").forEach(tellAge);

  // Only pages of the site, never an address that leads out of it.
  const isPage = (path) =>
    /^(reports|archive|series)\/[^?#\\]+\.html(#[\w%.-]*)?$/.test(path) && !/(^|\/)(\.|%2e){1,2}(\/|$)/i.test(path) && !/%(2f|5c|00)/i.test(path) && !path.includes("//");
  const withoutFragment = (path) => path.split("#")[0];
  const fromAddress = () => {
    const path = location.hash.startsWith("#/") ? location.hash.slice(2) : "";
    return isPage(path) ? path : "";
  };
  const nameOf = (page) => {
    const name = page.replace(/^(reports|archive|series)\//, "").replace(/\.html$/, "");
    try { return decodeURIComponent(name); } catch { return name; }
  };

  // Tells everywhere which report is shown; does not load it.
  const mark = (path, title) => {
    shown = path;
    const page = withoutFragment(path);
    let option = [...select.options].find((each) => each.value === page);
    if (!option) {
      option = new Option(title || nameOf(page), page);
      select.prepend(option);
    } else if (title && option.parentNode === select) {
      option.text = title;
    }
    select.value = page;
    openPage.href = page;
    const isReport = page.startsWith("reports/");
    download.hidden = downloadHTML.hidden = !isReport;
    download.href = page.replace(/\.html$/, ".ipynb");
    downloadHTML.href = page;
    frame.title = option.text;
    for (const row of document.querySelectorAll(".list .row-link")) {
      if (row.getAttribute("href") === page) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    }
    markPlace();
    document.title = page === newest && !fromAddress() ? siteTitle : `${option.text} · ${siteTitle}`;
  };
  const markPlace = () => {
    const place = order.indexOf(withoutFragment(shown));
    newer.disabled = place < 1;
    older.disabled = place < 0 || place === order.length - 1;
  };
  const load = (path) => {
    // Replacing leaves the history to the fragment: one entry a choice.
    try { frame.contentWindow.location.replace(new URL(path, location.href).href); } catch { frame.src = path; }
  };
  const choose = (path) => {
    if (path && withoutFragment(path) !== withoutFragment(shown)) location.hash = "#/" + path;
  };
  // What was to be said of the search must not drown what is said now.
  const announce = (text) => {
    clearTimeout(spoken);
    byId("announcement").textContent = text;
  };

  // Links to places on this page: the fragment is the report's, so they only lead there.
  for (const link of document.querySelectorAll('a[href="#report"], a[href="#list"]')) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      const place = byId(link.hash.slice(1));
      place.focus();
      place.scrollIntoView({ block: "start" });
    });
  }
  addEventListener("hashchange", () => {
    const path = fromAddress() || newest;
    if (path === shown) return;
    load(path);
    mark(path);
    announce(`Showing ${frame.title}`);
  });
  const step = (by) => {
    const place = order.indexOf(withoutFragment(shown));
    if (place >= 0) choose(order[place + by]);
  };
  select.addEventListener("change", () => choose(select.value));
  newer.addEventListener("click", () => step(-1));
  older.addEventListener("click", () => step(1));
  byId("list").addEventListener("click", (event) => {
    const link = event.target.closest("a[target=report]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    choose(link.getAttribute("href"));
    // A link leads to what it names: the keyboard scrolls the report now, and Shift+Tab returns.
    frame.focus({ preventScroll: true });
    if (matchMedia("(max-width: 60rem)").matches) frame.scrollIntoView({ block: "start" });
  });

  // A link inside the report may have led to another one. Pages read from disk don't tell where they are.
  const loaded = () => {
    try {
      const inner = frame.contentDocument;
      inner.documentElement.classList.add("framed");
      inner.querySelectorAll("time[datetime]").forEach(tellTime);
      const base = new URL(".", location.href).href;
      const path = inner.location.href.startsWith(base) ? inner.location.href.slice(base.length) : "";
      if (!isPage(path)) return;
      if (path !== shown) history.replaceState(null, "", "#/" + path);
      mark(path, inner.querySelector("h1")?.textContent.slice(0, 200));
    } catch { /* from disk */ }
  };
  frame.addEventListener("load", loaded);

  // The search. Its texts are those of the list until the catalogue is here: reports.json and the files it names.
  const [form, field, byStatus, bySeries, byParameter, state, clear, progress] =
    ["filters", "filter", "filter-status", "filter-series", "filter-parameter", "filter-state", "filter-clear", "filter-progress"].map(byId);
  const mostResults = 100;
  const display = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  const monthName = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  const number = new Intl.NumberFormat(language);
  const timeText = (time) => `${display.format(Date.parse(time)).replace("Sept", "Sep")}, ${time.slice(11, 16)} UTC`;
  const plain = (value) => (value.length > 1 && value.startsWith('"') && value.endsWith('"') ? value.slice(1, -1) : value);
  const parameterText = ({ name, value }) => `${name}=${plain(value)}`;
  // What is searched; the mark before and after a parameter tells its beginning and its end.
  const textOf = (report) => [
    report.title, report.series, report.time.slice(0, 16).replace("T", " "), timeText(report.time), report.status, report.exception,
    "\u0001" + (report.parameters || []).map(parameterText).join("\u0001") + "\u0001",
  ].join("\n").toLowerCase();

  let reports = [...listed.querySelectorAll(".row")].map((row) => {
    const link = row.querySelector(".row-link"), words = row.querySelector(".status");
    const parameters = [...row.querySelectorAll(".row-parameters > span:not(.more)")].map((each) => {
      const [name, ...value] = each.textContent.split("=");
      return { name, value: value.join("=") };
    });
    const report = {
      page: link.getAttribute("href"), title: row.querySelector(".row-title").textContent, series: row.dataset.series,
      time: row.querySelector("time").dateTime, status: words?.className.replace(/.*status-/, ""), exception: words?.textContent, parameters,
    };
    report.text = textOf(report);
    return report;
  });
  const firstOrder = order = reports.map((report) => report.page);
  let total = reports.length, isLoading = false, isComplete = !listed.querySelector(".months"), isMissing = false;

  // How many reports have a series or a parameter, for the two lists of choices.
  let seriesCounts = new Map(), parameterCounts = new Map();
  const countIn = (counts, key) => counts.set(key, (counts.get(key) || 0) + 1);
  const count = (list) => {
    for (const report of list) {
      countIn(seriesCounts, report.series);
      for (const parameter of report.parameters || []) countIn(parameterCounts, parameterText(parameter));
    }
  };
  const fill = (list, counts, most) => {
    const chosen = list.value;
    const keys = [...counts.entries()].sort((a, b) => b[1] - a[1]).slice(0, most).map((entry) => entry[0]).sort();
    if (chosen && !keys.includes(chosen)) keys.unshift(chosen);
    list.replaceChildren(list.options[0], ...keys.map((key) => new Option(key.length > 60 ? key.slice(0, 59) + "…" : key, key)));
    list.value = chosen;
    list.hidden = keys.length === 0;
  };
  const fillChoices = () => {
    fill(bySeries, seriesCounts, 300);
    fill(byParameter, parameterCounts, 100);
  };

  // Loads the catalogue once, file by file, newest first; what is found so far is shown.
  const loadCatalogue = async () => {
    if (isLoading || isComplete || isMissing) return;
    isLoading = true;
    try {
      const get = async (path) => {
        const reply = await fetch(path);
        if (!reply.ok) throw new Error(path);
        return reply.json();
      };
      const head = await get("reports.json");
      if (head.version !== 2) throw new Error("version");
      total = head.count;
      const all = [], pending = [];
      seriesCounts = new Map();
      parameterCounts = new Map();
      for (let index = 0; index < head.shards.length; index += 1) {
        while (pending.length < 4 && index + pending.length < head.shards.length) {
          const next = get(head.shards[index + pending.length].path);
          next.catch(() => {});
          pending.push(next);
        }
        const shard = await pending.shift();
        for (const { page, title, series, time, status, exception, duration, size, parameters } of shard.reports) {
          const report = { page, title, series, time, status, exception, duration, size, parameters };
          report.text = textOf(report);
          all.push(report);
        }
        count(shard.reports);
        if (all.length >= reports.length) {
          reports = all;
          search();
        }
        // Leaves time for a key that was pressed meanwhile.
        await new Promise((resolve) => setTimeout(resolve));
      }
      reports = all;
      total = all.length;
      isComplete = true;
    } catch { isMissing = true; }
    isLoading = false;
    fillChoices();
    search();
  };

  // Every word has to occur; name=value is a parameter that begins so, name="value" one that is so.
  const conditions = () => {
    const words = (field.value.toLowerCase().match(/(?:[^\s"]|"[^"]*"?)+/g) || []).filter((word) => word !== '"');
    const needles = words.map((word) => {
      const text = word.replaceAll('"', "");
      if (!text.includes("=")) return text;
      return word.includes('"') ? `\u0001${text}\u0001` : `\u0001${text}`;
    });
    if (byParameter.value) needles.push(`\u0001${byParameter.value.toLowerCase()}\u0001`);
    return { needles, status: byStatus.value, series: bySeries.value };
  };
  const find = ({ needles, status, series }) =>
    reports.filter((report) =>
      (!status || report.status === status) && (!series || report.series === series) && needles.every((needle) => report.text.includes(needle)));

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  };
  const shorten = (text, most) => (text.length > most ? text.slice(0, most - 1) + "…" : text);
  const firstRows = new Map([...listed.querySelectorAll(".row")].map((row) => [row.querySelector(".row-link").getAttribute("href"), row]));
  const sizeText = (bytes) => (bytes < 1000 ? `${bytes} bytes` : bytes < 999500 ? `${Math.round(bytes / 1000)} KB` : `${Math.floor(bytes / 1e5) / 10} MB`);
  const durationText = (seconds) =>
    seconds < 10 ? `${seconds.toFixed(2)} s` : seconds < 60 ? `${Math.round(seconds)} s` : seconds < 3600 ? `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s` : `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;

  // A row as the page has them.
  const rowOf = (report) => {
    const known = firstRows.get(report.page);
    if (known) return known.cloneNode(true);
    const row = element("li", "row"), link = element("a", "row-link"), facts = element("span", "row-facts"), time = element("time", "", timeText(report.time));
    link.href = report.page;
    link.target = "report";
    const title = element("span", "row-title", shorten(report.title, 160));
    title.dir = "auto";
    time.dateTime = report.time;
    facts.append(time, " ");
    if (report.duration !== undefined) facts.append(element("span", "", durationText(report.duration)), " ");
    if (report.size !== undefined) facts.append(element("span", "", sizeText(report.size)), " ");
    if (report.status) {
      const status = element("span", `status status-${report.status}`, report.exception ? `failed: ${shorten(report.exception, 60)}` : report.status);
      status.dir = "auto";
      facts.append(status);
    }
    link.append(title, " ", facts);
    if (report.parameters?.length) {
      const chips = element("span", "row-parameters");
      for (const { name, value } of report.parameters.slice(0, 4)) {
        const chip = element("span", "", `${shorten(name, 24)}=${shorten(plain(value), 28)}`);
        chip.dir = "auto";
        chips.append(chip, " ");
      }
      if (report.parameters.length > 4) chips.append(element("span", "more", `+${report.parameters.length - 4}`));
      link.append(" ", chips);
    }
    const save = element("a", "row-download");
    save.href = report.page.replace(/\.html$/, ".ipynb");
    save.download = "";
    save.title = "Download .ipynb";
    save.setAttribute("aria-label", `Download ${shorten(report.title, 160)}, ${timeText(report.time)}`);
    row.append(link, " ", save);
    tellAge(time);
    return row;
  };
  const showRows = (found) => {
    const parts = [];
    let month = "", list;
    for (const report of found) {
      if (report.time.slice(0, 7) !== month) {
        month = report.time.slice(0, 7);
        list = element("ol", "rows");
        parts.push(element("h3", "", monthName.format(Date.parse(report.time))), list);
      }
      const row = rowOf(report), link = row.firstElementChild;
      if (report.page === withoutFragment(shown)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
      list.append(row);
    }
    return parts;
  };
  const showOptions = (found) => {
    if (!found) {
      select.replaceChildren(...firstOptions);
    } else {
      const groups = new Map();
      for (const report of found) {
        const label = shorten(`${report.series} · ${monthName.format(Date.parse(report.time))}`, 100);
        if (!groups.has(label)) groups.set(label, Object.assign(element("optgroup"), { label }));
        const status = report.status === "succeeded" || !report.status ? "" : ` (${report.status})`;
        groups.get(label).append(new Option(`${timeText(report.time)} · ${shorten(report.title, 80)}${status}`, report.page));
      }
      select.replaceChildren(...groups.values());
    }
    const page = withoutFragment(shown);
    if (![...select.options].some((option) => option.value === page)) select.prepend(new Option(frame.title, page));
    select.value = page;
  };

  let limit = mostResults, spoken = 0, kept = 0, later = 0;
  const more = element("button", "more-results", "Show more");
  more.type = "button";
  more.addEventListener("click", () => {
    const before = limit;
    limit += mostResults * 2;
    search();
    results.querySelectorAll(".row-link")[before]?.focus();
  });
  const search = () => {
    const wanted = conditions();
    const isOn = wanted.needles.length > 0 || wanted.status || wanted.series;
    clear.hidden = !isOn;
    progress.hidden = !(isOn && isLoading);
    progress.max = total;
    progress.value = reports.length;
    results.hidden = !isOn;
    listed.hidden = !!isOn;
    let words = "", found;
    if (isOn) {
      found = find(wanted);
      order = found.map((report) => report.page);
      const parts = showRows(found.slice(0, limit));
      if (found.length === 0 && !isLoading) parts.push(element("p", "none", "No report matches. Try fewer words, or clear the search."));
      if (found.length > limit) parts.push(more);
      results.replaceChildren(...parts);
      words = `${number.format(found.length)} of ${number.format(isLoading ? reports.length : total)}`;
      words += isLoading ? ` so far; ${number.format(total)} to search` : isMissing ? " listed reports: older ones can't be loaded here, open their months" : "";
    } else {
      results.replaceChildren();
      order = firstOrder;
    }
    state.textContent = words;
    markPlace();
    clearTimeout(later);
    later = setTimeout(() => showOptions(found?.slice(0, 200)), 120);
    clearTimeout(spoken);
    if (isOn && !isLoading) spoken = setTimeout(() => announce(`${words} reports match`), 600);
    clearTimeout(kept);
    kept = setTimeout(keep, 300);
  };
  // The search is part of the address, so that it can be shared.
  const keep = () => {
    const query = new URLSearchParams();
    for (const [name, from] of [["q", field], ["status", byStatus], ["series", bySeries], ["parameter", byParameter]]) {
      if (from.value) query.set(name, from.value);
    }
    const text = query.size ? "?" + query : "";
    try { if (text !== location.search) history.replaceState(null, "", location.pathname + text + location.hash); } catch { /* from disk */ }
  };
  const changed = () => {
    limit = mostResults;
    // First what is under way, then what it says: a search that has just begun is not told as done.
    loadCatalogue();
    search();
  };
  form.addEventListener("input", changed);
  form.addEventListener("focusin", () => loadCatalogue());
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { changed(); field.focus(); }));

  // Printing prints the report: as a document of its own where the keys ask for it, so that pages break between lines;
  // from the browser's menu as tall as it is on paper.
  addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.key.toLowerCase() !== "p") return;
    try {
      frame.contentWindow.print();
      event.preventDefault();
    } catch { /* from disk: the browser prints the page as it is */ }
  });
  addEventListener("beforeprint", () => {
    try {
      frame.style.width = "42rem";
      frame.style.height = `${Math.ceil(frame.contentDocument.documentElement.scrollHeight * 1.1)}px`;
    } catch { /* from disk */ }
  });
  addEventListener("afterprint", () => { frame.style.width = frame.style.height = ""; });

  // Keys: "/" searches, Escape clears, arrows go from row to row.
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const isField = event.target.closest?.("input, select, textarea");
    if (event.key === "/" && !isField) {
      event.preventDefault();
      field.focus();
    } else if (event.key === "Escape" && form.contains(event.target) && !clear.hidden) {
      form.reset();
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && (event.target === field || event.target.matches?.(".list .row-link"))) {
      const links = [...document.querySelectorAll(".list .row-link")].filter((link) => link.offsetParent);
      const place = links.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
      if (place < 0 ? event.target !== field : links[place]) {
        event.preventDefault();
        (place < 0 ? field : links[place]).focus();
      }
    }
  });

  // The page as one file: its style and pictures inside, its links absolute.
  const asDataURL = async (address) => {
    const blob = await (await fetch(address)).blob();
    return new Promise((resolve, reject) => {
      const reader = Object.assign(new FileReader(), { onload: () => resolve(reader.result), onerror: reject });
      reader.readAsDataURL(blob);
    });
  };
  const standalone = async (shownPage) => {
    const address = shownPage.location.href;
    // A copy that stays with its own page: this one's policy forbids the styles it carries.
    const page = shownPage.documentElement.cloneNode(true);
    page.classList.remove("framed");
    if (!page.className) page.removeAttribute("class");
    page.querySelectorAll("time[title]").forEach((time) => time.removeAttribute("title"));
    for (const sheet of page.querySelectorAll("link[rel=stylesheet]")) {
      const style = shownPage.createElement("style");
      style.textContent = await (await fetch(new URL(sheet.getAttribute("href"), address))).text();
      sheet.replaceWith(style);
    }
    page.querySelectorAll("link[rel=icon], link[rel=alternate]").forEach((link) => link.remove());
    for (const image of page.querySelectorAll("img[src]")) {
      const source = new URL(image.getAttribute("src"), address);
      if (source.origin === location.origin) image.src = await asDataURL(source);
    }
    for (const link of page.querySelectorAll("a[href]")) {
      const target = link.getAttribute("href");
      if (!target.startsWith("#")) link.href = new URL(target, address).href;
    }
    for (const inner of page.querySelectorAll("iframe[src]")) inner.src = new URL(inner.getAttribute("src"), address).href;
    return `<!doctype html>\n${page.outerHTML}\n`;
  };
  downloadHTML.addEventListener("click", async (event) => {
    if (location.protocol === "file:") return;
    event.preventDefault();
    try {
      if (frame.contentDocument.location.href.split("#")[0] !== downloadHTML.href) throw new Error("another page is shown");
      const file = URL.createObjectURL(new Blob([await standalone(frame.contentDocument)], { type: "text/html" }));
      const link = element("a");
      link.href = file;
      link.download = nameOf(withoutFragment(shown)).split("/").pop() + ".html";
      link.click();
      setTimeout(() => URL.revokeObjectURL(file), 60000);
    } catch { announce("The page could not be made into one file: open it and save it."); }
  });

  tellAges();
  setInterval(tellAges, 60000);
  count(reports);
  fillChoices();
  const given = new URLSearchParams(location.search);
  field.value = given.get("q") || "";
  byStatus.value = given.get("status") || "";
  for (const [list, name] of [[bySeries, "series"], [byParameter, "parameter"]]) {
    const value = given.get(name);
    if (value && ![...list.options].some((option) => option.value === value)) list.append(new Option(value, value));
    list.value = value || "";
  }
  const first = fromAddress();
  if (first && first !== shown) load(first);
  mark(first || shown);
  if ([...given.keys()].length) changed();
  // The frame may have been quicker than this script.
  if (!first) loaded();
})();
