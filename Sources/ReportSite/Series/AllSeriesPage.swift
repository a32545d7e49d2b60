import NotebookHTML

extension SiteDesign {
    /// Where the page of all series is: not in `series/`, where a series may be called as it likes.
    static let allSeriesPath = "series.html"

    /// How many series the page names: those that ran last.
    private static let seriesLimit = 300

    /// `series.html`: how the newest run of each report ended, the series that ran last first.
    func allSeriesPage(_ catalog: ReportCatalog) -> [UInt8] {
        let all = catalog.series.filter(\.hasPages)
        let shown = all.prefix(Self.seriesLimit)
        let page = Self.allSeriesPath
        var head = PageHead(title: "All series · \(options.title)", policy: .list, page: page)
        head.description = "The newest run of each report."
        var count = all.count == 1 ? "1 series" : "\(NumberText.grouped(all.count)) series"
        if shown.count < all.count {
            count += ", here the \(shown.count) that ran last; the search of all reports finds the others"
        }
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text("All series"),
            "head": .markup(head.markup(in: self)), "navigation": .markup(SiteNavigation(page: page).bytes),
            "count": .text(count), "footer": .markup(footer(key: nil, page: page)),
        ]
        return templates.render(.archive, values, body: ("rows", Self.seriesTable(shown, page: page)))
    }

    private static func seriesTable(_ series: ArraySlice<ReportSeries>, page: String) -> [UInt8] {
        var html = HTMLWriter(capacity: series.count * 500 + 300)
        html.raw("<table class=\"runs all-series\">\n<thead><tr><th scope=\"col\">Series</th>")
        html.raw("<th scope=\"col\">Newest run</th><th scope=\"col\">Status</th>")
        html.raw("<th scope=\"col\" class=\"number\">Runs</th></tr></thead>\n<tbody>\n")
        for each in series { write(each, page: page, to: &html) }
        html.raw("</tbody>\n</table>\n")
        return html.bytes
    }

    private static func write(_ series: ReportSeries, page: String, to html: inout HTMLWriter) {
        guard let newest = series.reports.first else { return }
        let heading = SeriesHeading(series).text
        html.raw("<tr><th scope=\"row\">")
        html.link(to: series.address.page, from: page)
        html.raw("<span dir=\"auto\">")
        html.text(heading)
        html.raw("</span></a>")
        if heading != series.name {
            html.raw("<span class=\"run-parameters\" dir=\"auto\">")
            html.text(ReportText.shortened(series.name, to: 160))
            html.raw("</span>")
        }
        html.raw("</th><td>")
        html.link(to: newest.address.page, from: page)
        html.time(newest.time)
        html.raw("</a></td><td>")
        if let facts = newest.facts { html.badge(facts.status) }
        let failed = series.reports.prefix { $0.facts.map { $0.status != .succeeded } ?? false }.count
        if failed > 1 {
            html.raw("<span class=\"run-parameters\">")
            html.text("\(NumberText.grouped(failed)) in a row")
            html.raw("</span>")
        }
        html.raw("</td><td class=\"number\">")
        html.number(series.reports.count)
        html.raw("</td></tr>\n")
    }
}
