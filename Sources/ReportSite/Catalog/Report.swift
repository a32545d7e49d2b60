package import NotebookHTML

/// One report of the site: an executed notebook with a page.
package struct Report: Sendable, Hashable {
    /// The notebook in the reports store.
    package var source: SourceObject
    /// Where its files stand in the site.
    package var address: ReportAddress
    /// The key with its timestamp taken out: what all runs of one report share, for example `team/report`.
    package var series: String
    /// When the report was made.
    package var time: UTCTime
    /// Where `time` was taken from.
    package var timeSource: TimeSource
    /// What its notebook tells, or nil where it was not read yet.
    package var facts: ReportFacts?

    /// The source key.
    package var key: String { source.key }

    /// What the report is called: its title, else the last part of its series, else its file's name.
    package var title: String {
        if let title = facts?.title, !title.isEmpty { return title }
        let name = series.segments.last ?? key.segments.last ?? "Report"
        return DirectionControls.balanced(String(name))
    }

    /// Takes in what the notebook tells, and its start time where the key has none.
    mutating func learn(_ known: ReportFacts?) {
        if let known { facts = known }
        guard timeSource != .key else { return }
        if let start = facts?.startTime.flatMap(UTCTime.init(iso8601:)) {
            (time, timeSource) = (start, .run)
        } else {
            (time, timeSource) = (UTCTime(secondsSinceEpoch: source.lastModified), .lastModified)
        }
    }

    /// Where the time of a report comes from, in order of preference.
    package enum TimeSource: String, Sendable, Hashable {
        case key, run, lastModified
    }
}

/// All runs of one report.
package struct ReportSeries: Sendable, Hashable {
    /// The name, for example `team/report`.
    package var name: String
    /// Newest first, never empty.
    package var reports: [Report]
    /// Where its pages stand.
    package var address: SeriesAddress

    /// What readers know it by: the title of its newest run, else the last part of its name.
    package var title: String { reports.first?.title ?? name }

    /// Whether the site has pages for it: not for a single notebook without a time in its name, whose own page is the
    /// one that lasts.
    package var hasPages: Bool { reports.count > 1 || reports.first?.timeSource == .key }
}
