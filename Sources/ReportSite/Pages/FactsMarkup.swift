import NotebookHTML

/// The line of facts below a title: status, time, duration, kernel, size.
struct FactsMarkup {
    var facts: ReportFacts
    var time: UTCTime?
    var size: Int?

    var bytes: [UInt8] {
        var html = HTMLWriter(capacity: 300)
        html.raw("<p class=\"facts\">")
        html.badge(facts.status)
        if let time {
            html.raw(" ")
            html.time(time)
        }
        if let duration = facts.duration.flatMap(DurationText.describe(seconds:)) {
            html.raw(" <span class=\"duration\" title=\"How long the run took\">")
            html.text(duration)
            html.raw("</span>")
        }
        if let kernel = facts.kernel ?? facts.language {
            html.raw(" <span class=\"kernel\" title=\"Kernel\" dir=\"auto\">")
            html.text(kernel)
            html.raw("</span>")
        }
        if let size {
            html.raw(" <span class=\"size\">")
            html.text(ReportText.size(size))
            html.raw("</span>")
        }
        html.raw("</p>")
        return html.bytes
    }
}

/// The parameters of a papermill run as a table behind a native control.
enum ParametersMarkup {
    static func bytes(_ parameters: [ReportFacts.Parameter]) -> [UInt8] {
        guard !parameters.isEmpty else { return [] }
        var html = HTMLWriter()
        html.raw("<details class=\"parameters\"><summary>Parameters (")
        html.number(parameters.count)
        html.raw(
            ")</summary><div class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Parameters\"><table><tbody>"
        )
        for parameter in parameters {
            html.raw("<tr><th scope=\"row\">")
            html.text(parameter.name)
            html.raw("</th><td><code>")
            html.text(parameter.value)
            html.raw("</code></td></tr>")
        }
        html.raw("</tbody></table></div></details>")
        return html.bytes
    }
}
