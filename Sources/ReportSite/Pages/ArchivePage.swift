import NotebookHTML

extension SiteDesign {
    /// `archive/YYYY-MM.html` for every month with reports, newest first, and `archive/YYYY-MM-1.html` and so on for the
    /// older reports of a month that has very many.
    func archivePages(_ catalog: ReportCatalog) -> [SitePage] {
        let months = MonthPages.split(catalog.reports[...])
        return months.enumerated().map { index, month in
            let older = months.dropFirst(index + 1).first.map { (Self.archivePath($0), $0.title) }
            let newer = index > 0 ? (Self.archivePath(months[index - 1]), months[index - 1].title) : nil
            return SitePage(path: Self.archivePath(month)) {
                var navigation = SiteNavigation(page: Self.archivePath(month))
                (navigation.older, navigation.newer) = (older, newer)
                return archivePage(month, navigation)
            }
        }
    }

    private static func archivePath(_ month: MonthPages.Page) -> String { "archive/\(month.name).html" }

    private func archivePage(_ month: MonthPages.Page, _ navigation: SiteNavigation) -> [UInt8] {
        let page = navigation.page
        var head = PageHead(title: "\(month.title) · \(options.title)", policy: .list, page: page)
        head.description = "Reports of \(month.title)."
        var rows = HTMLWriter(capacity: month.reports.count * 500)
        rows.raw("<ol class=\"rows\">\n")
        for report in month.reports { ReportRows.write(report, from: page, isFramed: false, to: &rows) }
        rows.raw("</ol>\n")
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(month.title),
            "head": .markup(head.markup(in: self)), "navigation": .markup(navigation.bytes),
            "count": .text(ReportText.reports(month.reports.count)),
            "footer": .markup(footer(key: nil, page: page)),
        ]
        return templates.render(.archive, values, body: ("rows", rows.bytes))
    }
}
