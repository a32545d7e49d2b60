import NotebookHTML

extension SiteDesign {
    /// `index.html`: the selector, the list and the newest report.
    ///
    /// Every report is reachable from it without script: the newest by rows whose links open in the frame, the rest
    /// through the pages of their months.
    package func indexPage(_ catalog: ReportCatalog) -> [UInt8] {
        let shown = listed(catalog)
        var (rows, options) = (HTMLWriter(), HTMLWriter())
        ReportRows.write(shown, from: "index.html", isFramed: true, to: &rows)
        ReportRows.writeOptions(shown, to: &options)
        let head = PageHead(title: self.options.title, policy: .index, page: "index.html", hasScript: true)
        let newest = catalog.newest
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

    /// The newest reports, as many as the options say and as fit: index.html stays small with the longest names.
    private func listed(_ catalog: ReportCatalog) -> ArraySlice<Report> {
        var (count, bytes) = (0, 0)
        for report in catalog.reports.prefix(max(1, options.indexLimit)) {
            // A row has both addresses and an option one, encoded at worst to three times their length; see ReportRows.
            bytes +=
                640 + 3 * SiteAddress.encoded(report.address.page).utf8.count + 4 * min(report.title.utf8.count, 640)
            if bytes > 170_000, count > 0 { break }
            count += 1
        }
        return catalog.reports.prefix(count)
    }

    /// Links to the months that have reports which the list leaves out.
    private func older(_ catalog: ReportCatalog, shown: Int) -> [UInt8] {
        guard shown < catalog.reports.count else { return [] }
        var html = HTMLWriter()
        html.raw("<h3>Older</h3>\n<ul class=\"months\">\n")
        var month: String?
        for report in catalog.reports[shown...] where report.time.monthText != month {
            month = report.time.monthText
            html.raw("<li><a target=\"report\"")
            html.attribute("href", "archive/\(report.time.monthText).html")
            html.raw(">")
            html.text(report.time.monthDisplay)
            html.raw("</a></li>\n")
        }
        html.raw("</ul>\n")
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
