import NotebookHTML

extension SiteDesign {
    /// `archive/YYYY-MM.html` for every month with reports, newest first: (path in the site, bytes).
    package func archivePages(_ catalog: ReportCatalog) -> [(path: String, bytes: [UInt8])] {
        var pages: [(path: String, bytes: [UInt8])] = []
        var rest = catalog.reports[...]
        while let first = rest.first {
            let month = first.time.monthText
            let reports = rest.prefix { $0.time.monthText == month }
            rest = rest.dropFirst(reports.count)
            let path = "archive/\(month).html"
            pages.append((path, archivePage(reports, title: first.time.monthDisplay, path: path)))
        }
        return pages
    }

    private func archivePage(_ reports: ArraySlice<Report>, title: String, path: String) -> [UInt8] {
        let head = PageHead(title: "\(title) · \(options.title)", policy: .report(remoteImages: false), page: path)
        var rows = HTMLWriter(capacity: reports.count * 500)
        rows.raw("<ol class=\"rows\">\n")
        for report in reports { ReportRows.write(report, from: path, isFramed: false, to: &rows) }
        rows.raw("</ol>\n")
        let navigation =
            "<nav class=\"page-nav\" aria-label=\"Site\"><a class=\"home\" target=\"_top\" href=\"../index.html\">All reports</a></nav>"
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(title),
            "head": .markup(head.markup(assets: assets)), "navigation": .markup(Array(navigation.utf8)),
            "count": .text(ReportText.reports(reports.count)),
        ]
        return templates.render(.archive, values, body: ("rows", rows.bytes))
    }
}
