import NotebookHTML

extension SiteDesign {
    /// Everything a site has on one series but its reports: the page of all runs, older months, permalinks and feed.
    ///
    /// A new run changes the page of all runs, the permalinks, the feed and at most two months.
    func seriesPages(_ series: ReportSeries) -> [SitePage] {
        guard series.hasPages else { return [] }
        let heading = SeriesHeading(series)
        let months = MonthPages.split(series.reports[...])
        // Months whose runs are all on the first page need no page of their own.
        let older = months.filter { $0.reports.endIndex > SeriesHeading.limit }
        var pages = older.enumerated().map { index, month in
            let around = (newer: index > 0 ? older[index - 1] : nil, older: older.dropFirst(index + 1).first)
            return SitePage(path: series.address.month(month.name)) {
                monthPage(month, around, of: series, heading: heading)
            }
        }
        let address = series.address
        pages.append(SitePage(path: address.feed) { seriesFeed(series, title: heading.text) })
        pages.append(SitePage(path: address.latest) { latestPage(of: series, heading: heading) })
        pages.append(SitePage(path: address.latestSuccessful) { latestSuccessfulPage(of: series, heading: heading) })
        pages.append(SitePage(path: address.page) { seriesPage(series, older: older, heading: heading) })
        return pages
    }

    private func seriesPage(_ series: ReportSeries, older: [MonthPages.Page], heading: SeriesHeading) -> [UInt8] {
        let page = series.address.page
        var head = PageHead(title: "\(heading.text) · \(options.title)", policy: .list, page: page)
        head.description = "\(ReportText.runs(series.reports.count)) of \(heading.text)."
        head.feed = series.address.feed
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(heading.text),
            "head": .markup(head.markup(in: self)),
            "navigation": .markup(SiteNavigation(page: page).bytes),
            "facts": .markup(SeriesFacts(series: series).bytes),
            "links": .markup(Self.links(of: series)),
            "trend": .markup(TrendMarkup(series.reports, page: page).bytes),
            "count": .text(ReportText.runs(series.reports.count)),
            "older": .markup(Self.months(older, of: series)),
            "footer": .markup(footer(key: series.name, page: page)),
        ]
        let rows = RunTable(heading: heading.text, page: page).bytes(series.reports.prefix(SeriesHeading.limit))
        return templates.render(.series, values, body: ("rows", rows))
    }

    private func monthPage(
        _ month: MonthPages.Page, _ around: (newer: MonthPages.Page?, older: MonthPages.Page?), of series: ReportSeries,
        heading: SeriesHeading
    ) -> [UInt8] {
        let page = series.address.month(month.name)
        var navigation = SiteNavigation(page: page)
        navigation.series = (series.address.page, heading.text)
        navigation.older = around.older.map { (series.address.month($0.name), $0.title) }
        navigation.newer = around.newer.map { (series.address.month($0.name), $0.title) }
        let title = "\(heading.text), \(month.title)"
        let head = PageHead(title: "\(title) · \(options.title)", policy: .list, page: page)
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(title),
            "head": .markup(head.markup(in: self)), "navigation": .markup(navigation.bytes),
            "count": .text(ReportText.runs(month.reports.count)),
            "footer": .markup(footer(key: series.name, page: page)),
        ]
        let rows = RunTable(heading: heading.text, page: page).bytes(month.reports)
        return templates.render(.archive, values, body: ("rows", rows))
    }

    /// The permalinks of a series and its feed.
    private static func links(of series: ReportSeries) -> [UInt8] {
        let page = series.address.page
        var html = HTMLWriter(capacity: 400)
        html.raw("<p class=\"series-links\">")
        html.link(to: series.address.latest, from: page, cssClass: "button")
        html.raw("Newest run</a> ")
        html.link(to: series.address.latestSuccessful, from: page, cssClass: "button")
        html.raw("Newest successful run</a> ")
        html.link(to: series.address.feed, from: page, cssClass: "button")
        html.raw("Atom feed</a></p>")
        return html.bytes
    }

    private static func months(_ months: [MonthPages.Page], of series: ReportSeries) -> [UInt8] {
        guard !months.isEmpty else { return [] }
        var html = HTMLWriter(capacity: months.count * 100)
        html.raw("<nav class=\"older\" aria-label=\"Older runs\"><h2>By month</h2>\n<ul class=\"months\">\n")
        for month in months {
            html.raw("<li>")
            html.link(to: series.address.month(month.name), from: series.address.page)
            html.text(month.title)
            html.raw("</a> <span class=\"count\">")
            html.text(ReportText.runs(month.reports.count))
            html.raw("</span></li>\n")
        }
        html.raw("</ul></nav>\n")
        return html.bytes
    }
}

/// What the pages of a series call it: the title that all its newest runs have, else the last part of its name.
struct SeriesHeading: Sendable {
    /// How many runs the page of a series lists; it is also the page that tells the heading.
    static let limit = 100

    var text: String

    init(_ series: ReportSeries) {
        let newest = series.reports.prefix(Self.limit)
        // A file that could not be read has no title to tell.
        let titles = Set(newest.compactMap { $0.facts?.title }.filter { !$0.isEmpty })
        let name = series.name.segments.last.map(String.init) ?? series.name
        text = ReportText.shortened(titles.count == 1 ? titles.first ?? name : name, to: 160)
    }
}

/// The line of facts below a series' heading: how the newest run ended, and since when runs fail.
struct SeriesFacts {
    var series: ReportSeries

    var bytes: [UInt8] {
        guard let newest = series.reports.first else { return [] }
        var html = HTMLWriter(capacity: 300)
        html.raw("<p class=\"facts\">")
        if let facts = newest.facts { html.badge(facts.status) }
        html.raw(" <span>Newest run ")
        html.time(newest.time)
        html.raw("</span> <span>")
        html.text(ReportText.runs(series.reports.count))
        html.raw("</span>")
        if let streak { html.raw(safe: streak) }
        html.raw("</p>")
        return html.bytes
    }

    /// How many of the newest runs did not succeed, and when one last did.
    private var streak: [UInt8]? {
        let failed = series.reports.prefix { $0.facts.map { $0.status != .succeeded } ?? false }
        guard failed.count > 1, let first = failed.last else { return nil }
        var html = HTMLWriter()
        html.raw(" <span class=\"streak\">")
        html.text("No run succeeded since ")
        if failed.endIndex < series.reports.endIndex {
            html.time(series.reports[failed.endIndex].time)
            html.text(" (\(NumberText.grouped(failed.count)) in a row)")
        } else {
            html.time(first.time)
        }
        html.raw("</span>")
        return html.bytes
    }
}
