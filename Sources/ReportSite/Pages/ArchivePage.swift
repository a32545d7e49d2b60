import NotebookHTML

extension SiteDesign {
    /// `archive/YYYY-MM.html`: all reports of a month, newest first.
    package func archivePage(_ month: ReportMonth) -> [UInt8] {
        let (reports, path) = (month.reports, month.archivePath)
        let title = reports.first?.time.monthDisplay ?? month.name
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
