import NotebookHTML

extension SiteDesign {
    /// `index.html`: the selector, the list and the newest report.
    ///
    /// Every report is reachable from it without script: the newest by rows whose links open in the frame, the rest
    /// through the pages of their months.
    package func indexPage(_ catalog: ReportCatalog) -> [UInt8] {
        let (rows, shown) = listed(catalog)
        var options = HTMLWriter()
        ReportRows.writeOptions(shown, to: &options)
        var head = PageHead(title: self.options.title, policy: .index, page: "index.html", hasScript: true)
        let newest = catalog.newest
        head.feed = "feed.xml"
        head.description = newest.map {
            "\(ReportText.reports(catalog.reports.count)), the newest of \($0.time.display)."
        }
        let values: [String: PageTemplates.Value] = [
            "language": .text(self.options.language), "siteTitle": .text(self.options.title),
            "title": .text(self.options.title), "head": .markup(head.markup(in: self)),
            "hasReports": .flag(newest != nil), "options": .markup(options.bytes),
            "older": .markup(older(catalog, shown: shown.count)),
            "count": .text(ReportText.reports(catalog.reports.count)),
            "newestPage": .text(newest.map { SiteAddress.encoded($0.address.page) } ?? ""),
            "newestDownload": .text(newest.map { SiteAddress.encoded($0.address.download) } ?? ""),
            "newestTitle": .text(newest.map { ReportText.shortened($0.title, to: 160) } ?? ""),
            "problems": .markup(problems(catalog)),
        ]
        return templates.render(.index, values, body: ("rows", rows.bytes))
    }

    /// The rows of the newest reports, as many as the options say and as fit: index.html stays small with the longest
    /// names and many parameters.
    private func listed(_ catalog: ReportCatalog) -> (rows: HTMLWriter, reports: ArraySlice<Report>) {
        var (rows, count, month, optionBytes) = (HTMLWriter(), 0, nil as String?, 0)
        for report in catalog.reports.prefix(max(1, options.indexLimit)) {
            ReportRows.write(report, from: "index.html", isFramed: true, month: &month, to: &rows)
            count += 1
            // An option has the address and at most 80 characters of title, and may have a group of its own; see
            // `ReportRows.writeOptions`.
            optionBytes += 420 + SiteAddress.encoded(report.address.page).utf8.count
            optionBytes += 2 * min(report.title.utf8.count, 320) + min(report.series.utf8.count, 400)
            if rows.bytes.count + optionBytes > Self.indexBytes { break }
        }
        if month != nil { rows.raw("</ol>\n") }
        return (rows, catalog.reports.prefix(count))
    }

    /// What rows and options may take: with problems and months the page stays below 200 KB.
    private static let indexBytes = 150_000

    /// Links to the months that have reports which the list leaves out; those that are not named here are led to by
    /// the pages of the others.
    private func older(_ catalog: ReportCatalog, shown: Int) -> [UInt8] {
        var months: [MonthPages.Page] = []
        for page in MonthPages.split(catalog.reports[shown...]) where months.last?.name.prefix(7) != page.name.prefix(7)
        {
            months.append(page)
        }
        guard !months.isEmpty else { return [] }
        var html = HTMLWriter()
        html.raw("<h3>Older</h3>\n<ul class=\"months\">\n")
        for month in months.prefix(120) {
            html.raw("<li><a target=\"report\"")
            html.attribute("href", "archive/\(month.name.prefix(7)).html")
            html.raw(">")
            html.text(month.reports.first?.time.monthDisplay ?? month.name)
            html.raw("</a></li>\n")
        }
        html.raw("</ul>\n")
        if months.count > 120 {
            html.raw("<p class=\"more\">Still older reports: go on from the page of the last month.</p>\n")
        }
        return html.bytes
    }

    private func problems(_ catalog: ReportCatalog) -> [UInt8] {
        let problems = catalog.problems.filter(\.isError)
        guard !problems.isEmpty else { return [] }
        var html = HTMLWriter()
        html.raw("<details class=\"problems\"><summary>")
        html.text(
            problems.count == 1
                ? "1 notebook has no page" : "\(NumberText.grouped(problems.count)) notebooks have no page")
        html.raw("</summary><ul>\n")
        for problem in problems.prefix(20) {
            html.raw("<li><code dir=\"auto\">")
            html.text(ReportText.shortened(problem.key, to: 200))
            html.raw("</code> ")
            html.text(ReportText.shortened("\(problem.reason) \(problem.advice)", to: 500))
            html.raw("</li>\n")
        }
        if problems.count > 20 {
            html.raw("<li>and ")
            html.text(NumberText.grouped(problems.count - 20))
            html.raw(" more, all in <a href=\"reports.json\">reports.json</a></li>\n")
        }
        html.raw("</ul></details>\n")
        return html.bytes
    }
}
