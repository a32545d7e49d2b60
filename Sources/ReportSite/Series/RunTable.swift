import NotebookHTML

/// The runs of a series as a table, newest first.
struct RunTable {
    /// What the series is called: a run's own title is only told where it differs.
    var heading: String
    /// The page the table is on.
    var page: String

    func bytes(_ runs: some Collection<Report>) -> [UInt8] {
        var html = HTMLWriter(capacity: runs.count * 600 + 300)
        html.raw("<table class=\"runs\">\n<thead><tr><th scope=\"col\">Run</th><th scope=\"col\">Status</th>")
        html.raw("<th scope=\"col\" class=\"number\">Duration</th><th scope=\"col\" class=\"number size\">Size</th>")
        html.raw("<th scope=\"col\"><span class=\"visually-hidden\">Download</span></th></tr></thead>\n<tbody>\n")
        for run in runs { write(run, to: &html) }
        html.raw("</tbody>\n</table>\n")
        return html.bytes
    }

    private func write(_ run: Report, to html: inout HTMLWriter) {
        html.raw("<tr><th scope=\"row\">")
        html.link(to: run.address.page, from: page)
        html.time(run.time)
        html.raw("</a>")
        if let title = run.facts?.title, !title.isEmpty, ReportText.shortened(title, to: 160) != heading {
            html.raw("<span class=\"run-title\" dir=\"auto\">")
            html.text(ReportText.shortened(title, to: 120))
            html.raw("</span>")
        }
        if let parameters = run.facts?.parameters, !parameters.isEmpty {
            html.raw("<span class=\"run-parameters\" dir=\"auto\">")
            html.text(ReportText.parameters(parameters))
            html.raw("</span>")
        }
        html.raw("</th><td>")
        if let facts = run.facts { html.badge(facts.status) }
        html.raw("</td><td class=\"number\">")
        if let duration = run.facts?.duration.flatMap(DurationText.describe(seconds:)) { html.text(duration) }
        html.raw("</td><td class=\"number size\">")
        html.text(ReportText.size(run.source.size))
        html.raw("</td><td><a class=\"run-download\" download")
        html.attribute("href", SiteAddress.href(to: run.address.download, from: page))
        html.attribute("aria-label", "Download the notebook of \(run.time.display)")
        html.raw(" title=\"Download .ipynb\">↓</a></td></tr>\n")
    }
}
