import NotebookHTML

/// The links at the head of a page that lists reports: all reports, the series, newer and older months.
struct SiteNavigation {
    /// A page of the site and what to call it.
    typealias Link = (path: String, text: String)

    /// The page the links are on.
    var page: String
    /// The page of all runs, on the other pages of a series.
    var series: Link?
    var older: Link?
    var newer: Link?

    var bytes: [UInt8] {
        var html = HTMLWriter(capacity: 500)
        html.raw("<nav class=\"page-nav\" aria-label=\"Site\"><a class=\"home\" target=\"_top\"")
        html.attribute("href", SiteAddress.href(to: "index.html", from: page))
        html.raw(">All reports</a>")
        if let series {
            html.link(to: series.path, from: page, cssClass: "up")
            html.isolated(series.text)
            html.raw("</a>")
        }
        write(older, "prev", "‹ ", "Older: ", "", to: &html)
        write(newer, "next", "", "Newer: ", " ›", to: &html)
        html.raw("</nav>")
        return html.bytes
    }

    private func write(
        _ link: Link?, _ relation: StaticString, _ before: StaticString, _ label: StaticString, _ after: StaticString,
        to html: inout HTMLWriter
    ) {
        guard let link else { return }
        html.raw("<a class=\"run\" rel=\"")
        html.raw(relation)
        html.raw("\"")
        html.attribute("href", SiteAddress.href(to: link.path, from: page))
        html.raw(">")
        html.raw(before)
        html.raw("<span class=\"visually-hidden\">")
        html.raw(label)
        html.raw("</span>")
        html.text(link.text)
        html.raw(after)
        html.raw("</a>")
    }
}
