import NotebookHTML

/// Duration and status of the last runs of a series as bars: a picture for a glance, its words for everybody.
///
/// The picture stretches with the page, so all text stands outside of it. Status is told by a mark below each bar that
/// differs in shape, not by colour alone. Screen readers get the words and the table of runs instead.
struct TrendMarkup {
    /// The runs, oldest first.
    private let runs: [Report]
    private let page: String
    private let durations: [Double]
    /// The duration a bar of full height stands for; longer runs are cut and marked.
    private let top: Double

    /// How many runs the picture has.
    static let limit = 60
    private static let height = 100

    /// - Parameters:
    ///   - reports: the runs, newest first.
    ///   - page: the page the picture is on.
    init(_ reports: some Collection<Report>, page: String) {
        runs = Array(reports.prefix(Self.limit).reversed())
        self.page = page
        durations = runs.compactMap { Self.duration(of: $0) }.sorted()
        // One run that hung must not flatten all the others.
        let median = durations.isEmpty ? 0 : durations[durations.count / 2]
        top = min(durations.last ?? 0, median * 3)
    }

    /// Nothing for a single run: there is no trend.
    var bytes: [UInt8] {
        guard runs.count > 1, let first = runs.first, let last = runs.last else { return [] }
        var html = HTMLWriter(capacity: runs.count * 200 + 600)
        html.raw("<figure class=\"trend\">\n<figcaption>")
        html.text(summary)
        html.raw("</figcaption>\n")
        if top > 0, let label = DurationText.describe(seconds: top) {
            html.raw("<p class=\"trend-top\" aria-hidden=\"true\">")
            html.text(label)
            html.raw("</p>\n")
        }
        html.raw("<svg aria-hidden=\"true\" preserveAspectRatio=\"none\" viewBox=\"0 0 ")
        html.number(runs.count * 10)
        html.raw(" 112\">\n")
        for (index, run) in runs.enumerated() { writeBar(run, at: index * 10, to: &html) }
        html.raw("</svg>\n<p class=\"trend-ends\" aria-hidden=\"true\"><span>")
        html.text(first.time.dayDisplay)
        html.raw("</span> <span>")
        html.text(last.time.dayDisplay)
        html.raw("</span></p>\n</figure>\n")
        return html.bytes
    }

    /// `The last 60 runs: 57 succeeded, 3 failed. They took 2 min 5 s at the median and 5 min 0 s at most.`
    var summary: String {
        var counts = [0, 0, 0]
        for run in runs { counts[Self.kind(of: run)] += 1 }
        let words = zip(counts, ["succeeded", "failed", "unreadable"]).filter { $0.0 > 0 }.map { "\($0) \($1)" }
        var text = "The last \(runs.count) runs: \(words.joined(separator: ", "))."
        guard let longest = durations.last, let most = DurationText.describe(seconds: longest),
            let median = DurationText.describe(seconds: durations[durations.count / 2])
        else { return text }
        text += median == most ? " They took \(most)." : " They took \(median) at the median and \(most) at most."
        if longest > top { text += " Bars with a gap are cut: those runs took longer." }
        return text
    }

    private static func duration(of report: Report) -> Double? {
        guard let duration = report.facts?.duration, duration.isFinite, duration >= 0, duration < 1e9 else {
            return nil
        }
        return duration
    }

    private static func kind(of report: Report) -> Int {
        switch report.facts?.status {
        case .succeeded, nil: 0
        case .failed: 1
        case .unreadable: 2
        }
    }

    /// The run's own text shows when the mouse rests on its bar; the whole column can be pressed.
    private func writeBar(_ run: Report, at x: Int, to html: inout HTMLWriter) {
        let duration = Self.duration(of: run)
        let words = [run.time.display, duration.flatMap(DurationText.describe(seconds:))]
        let status = run.facts.map { ReportText.status($0.status).words }
        html.raw("<a tabindex=\"-1\"")
        html.attribute("class", ["ran", "failed", "unread"][Self.kind(of: run)])
        html.attribute("href", SiteAddress.href(to: run.address.page, from: page))
        html.raw("><title>")
        html.text((words + [status]).compactMap(\.self).joined(separator: " · "))
        html.raw("</title>")
        Self.writeRectangle("", x, 0, 10, 112, to: &html)
        if let duration, top > 0 {
            let isCut = duration > top
            let height = isCut ? Self.height : max(2, Int((duration / top * Double(Self.height)).rounded()))
            Self.writeRectangle("run-bar", x + 1, Self.height - height, 8, height, to: &html)
            if isCut { Self.writeRectangle("gap", x, 10, 10, 5, to: &html) }
        }
        // A thin line for a good run, a block for a failed one.
        if Self.kind(of: run) == 0 {
            Self.writeRectangle("mark", x + 1, 104, 8, 2, to: &html)
        } else {
            Self.writeRectangle("mark", x + 1, 103, 8, 9, to: &html)
        }
        html.raw("</a>\n")
    }

    private static func writeRectangle(
        _ cssClass: String, _ x: Int, _ y: Int, _ width: Int, _ height: Int, to html: inout HTMLWriter
    ) {
        html.raw("<rect")
        if !cssClass.isEmpty { html.attribute("class", cssClass) }
        html.attribute("x", String(x))
        html.attribute("y", String(y))
        html.attribute("width", String(width))
        html.attribute("height", String(height))
        html.raw("/>")
    }
}
