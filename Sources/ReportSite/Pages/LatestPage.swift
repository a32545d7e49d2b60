import NotebookHTML

/// Pages that lead to another one without script.
///
/// A redirect and no copy: the address in the bar is then the one worth keeping, and links stay right. It is made of a
/// refresh that browsers follow at once and leave out of their history, a canonical address for programs, and a link.
extension SiteDesign {
    /// `latest.html`: leads to the newest report of all.
    package func latestPage(_ catalog: ReportCatalog) -> [UInt8] {
        leadingPage(
            "latest.html", to: catalog.newest, title: "Newest report", home: ("index.html", options.title))
    }

    /// `series/<series>/latest.html`: leads to the newest run, however it ended.
    func latestPage(of series: ReportSeries, heading: SeriesHeading) -> [UInt8] {
        leadingPage(
            series.address.latest, to: series.reports.first, title: "\(heading.text): newest run",
            home: (series.address.page, heading.text))
    }

    /// `series/<series>/latest-successful.html`: leads to the newest run that succeeded.
    func latestSuccessfulPage(of series: ReportSeries, heading: SeriesHeading) -> [UInt8] {
        leadingPage(
            series.address.latestSuccessful, to: series.reports.first { $0.facts?.status == .succeeded },
            title: "\(heading.text): newest successful run",
            home: (series.address.page, heading.text))
    }

    private func leadingPage(
        _ page: String, to report: Report?, title: String, home: (path: String, text: String)
    ) -> [UInt8] {
        var head = PageHead(title: "\(title) · \(options.title)", policy: .list, page: page)
        head.redirect = report?.address.page
        head.isIndexable = false
        var link = HTMLWriter()
        if let report {
            link.link(to: report.address.page, from: page)
            link.isolated(ReportText.shortened(report.title, to: 160))
            link.raw(", ")
            link.time(report.time)
            link.raw("</a>")
        }
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(title),
            "page": .text(report.map { SiteAddress.href(to: $0.address.page, from: page) } ?? ""),
            "hasReports": .flag(report != nil), "link": .markup(link.bytes),
            "home": .text(SiteAddress.href(to: home.path, from: page)), "homeTitle": .text(home.text),
        ]
        return templates.render(.latest, values, body: ("head", head.markup(in: self)))
    }

    /// `404.html`: hosts show it at any depth, so it carries its style and its links begin at the root of the host.
    package func notFoundPage() -> [UInt8] {
        var head = PageHead(
            title: "Not found · \(options.title)", policy: .report(remoteImages: false),
            style: .inlined(without: ["math.css", "highlight.css", "index.css"]), page: "404.html")
        head.isIndexable = false
        let root = options.baseURL?.path ?? "/"
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text("Not found"),
            "home": .text(root), "latest": .text(root + "latest.html"),
        ]
        return templates.render(.notFound, values, body: ("head", head.markup(in: self)))
    }
}
