import NotebookHTML

/// The links at the head of a report's page: all reports, all runs, the runs before and after, the
/// download.
struct PageNavigation {
    var report: Report
    var neighbours: ReportNeighbours

    func markup(from page: String) -> [UInt8] {
        var html = HTMLWriter(capacity: 800)
        html.raw("<nav class=\"page-nav\" aria-label=\"Site\"><a class=\"home\" target=\"_top\"")
        html.attribute("href", SiteAddress.href(to: "index.html", from: page))
        html.raw(">All reports</a>")
        if let series = neighbours.series {
            html.raw("<a class=\"up\" target=\"_top\"")
            html.attribute("href", SiteAddress.href(to: series.page, from: page))
            html.raw(">All runs</a>")
        }
        write(neighbours.previous, "prev", "‹ ", "Run before: ", "", from: page, to: &html)
        write(neighbours.next, "next", "", "Run after: ", " ›", from: page, to: &html)
        // The newest run of all needs no way to itself.
        if let series = neighbours.series, neighbours.next != nil {
            html.raw("<a class=\"newest\"")
            html.attribute("href", SiteAddress.href(to: series.latest, from: page))
            html.raw(">Newest run »</a>")
        }
        html.raw("<a class=\"download\" download")
        html.attribute("href", SiteAddress.href(to: report.address.download, from: page))
        html.raw(">Download .ipynb</a></nav>")
        return html.bytes
    }

    private func write(
        _ link: ReportNeighbours.Link?, _ relation: StaticString, _ before: StaticString, _ label: StaticString,
        _ after: StaticString, from page: String, to html: inout HTMLWriter
    ) {
        guard let link else { return }
        html.raw("<a class=\"run\" rel=\"")
        html.raw(relation)
        html.raw("\"")
        html.attribute("href", SiteAddress.href(to: link.page, from: page))
        html.raw(">")
        html.raw(before)
        html.raw("<span class=\"visually-hidden\">")
        html.raw(label)
        html.raw("</span>")
        html.time(link.time)
        html.raw(after)
        html.raw("</a>")
    }
}
