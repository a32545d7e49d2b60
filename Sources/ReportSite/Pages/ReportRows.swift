import NotebookHTML

/// Lists of reports: rows by month for reading and following, options for the selector.
enum ReportRows {
    /// One row: link, facts, status, download.
    static func write(_ report: Report, from page: String, isFramed: Bool, to html: inout HTMLWriter) {
        let title = ReportText.shortened(report.title, to: 160)
        html.raw("<li class=\"row\"")
        if isFramed { html.attribute("data-series", ReportText.shortened(report.series, to: 200)) }
        html.raw("><a class=\"row-link\"")
        html.attribute("href", SiteAddress.href(to: report.address.page, from: page))
        if isFramed { html.raw(" target=\"report\"") }
        html.raw("><span class=\"row-title\" dir=\"auto\">")
        html.text(title)
        html.raw("</span> <span class=\"row-facts\"><time")
        html.attribute("datetime", report.time.iso8601)
        html.raw(">")
        html.text(report.time.display)
        html.raw("</time>")
        if let duration = report.facts?.duration.flatMap(DurationText.describe(seconds:)) {
            html.raw(" <span>")
            html.text(duration)
            html.raw("</span>")
        }
        html.raw(" <span>")
        html.text(ReportText.size(report.source.size))
        html.raw("</span>")
        if let status = report.facts.map({ ReportText.status($0.status) }) {
            html.raw(" <span")
            html.attribute("class", status.cssClass)
            html.raw(" dir=\"auto\">")
            html.text(status.words)
            html.raw("</span>")
        }
        html.raw("</span>")
        writeParameters(report.facts?.parameters ?? [], to: &html)
        html.raw("</a> <a class=\"row-download\" download")
        html.attribute("href", SiteAddress.href(to: report.address.download, from: page))
        html.raw(" aria-label=\"Download ")
        html.text("\(title), \(report.time.display)")
        html.raw("\" title=\"Download .ipynb\"></a></li>\n")
    }

    /// The first parameters, short: the rest is on the report's page.
    private static func writeParameters(_ parameters: [ReportFacts.Parameter], to html: inout HTMLWriter) {
        guard !parameters.isEmpty else { return }
        html.raw(" <span class=\"row-parameters\">")
        for (index, parameter) in parameters.prefix(shownParameters).enumerated() {
            html.raw(index == 0 ? "<span dir=\"auto\">" : " <span dir=\"auto\">")
            html.text(ReportText.parameter(parameter))
            html.raw("</span>")
        }
        if parameters.count > shownParameters {
            html.raw(" <span class=\"more\">+")
            html.number(parameters.count - shownParameters)
            html.raw("</span>")
        }
        html.raw("</span>")
    }

    /// As many parameters as two lines of a row have room for; site/index.js writes as many.
    private static let shownParameters = 4

    /// Writes a row, and the heading of its month where that is another than `month`.
    static func write(
        _ report: Report, from page: String, isFramed: Bool, month: inout String?, to html: inout HTMLWriter
    ) {
        let reportMonth = report.time.monthText
        if reportMonth != month {
            html.raw(month == nil ? "" : "</ol>\n")
            html.raw("<h3>")
            html.text(report.time.monthDisplay)
            html.raw("</h3>\n<ol class=\"rows\">\n")
            month = reportMonth
        }
        write(report, from: page, isFramed: isFramed, to: &html)
    }

    /// Options grouped by series and month, each group and each option newest first.
    static func writeOptions(_ reports: some Sequence<Report>, to html: inout HTMLWriter) {
        var groups: [(label: String, reports: [Report])] = []
        var indices: [[String]: Int] = [:]
        for report in reports {
            let key = [report.series, report.time.monthText]
            if let index = indices[key] {
                groups[index].reports.append(report)
            } else {
                indices[key] = groups.count
                groups.append(("\(report.series) · \(report.time.monthDisplay)", [report]))
            }
        }
        for group in groups {
            html.raw("<optgroup")
            html.attribute("label", ReportText.shortened(group.label, to: 100))
            html.raw(">\n")
            for report in group.reports { writeOption(report, to: &html) }
            html.raw("</optgroup>\n")
        }
    }

    private static func writeOption(_ report: Report, to html: inout HTMLWriter) {
        html.raw("<option")
        html.attribute("value", SiteAddress.encoded(report.address.page))
        html.raw(">")
        html.text("\(report.time.display) · \(ReportText.shortened(report.title, to: 80))")
        if let facts = report.facts, facts.status != .succeeded {
            html.text(" (\(ReportText.status(facts.status).words))")
        }
        html.raw("</option>\n")
    }
}
