/// How a key is taken apart into its series and its time.
package struct SeriesPattern: Sendable, Hashable {
    /// Tried in this order; the first form found in a key, nearest to its end, gives the time.
    package var timestamps: [TimestampPattern]

    /// The common forms, after any of the reader's own.
    package init(custom: [TimestampPattern] = []) {
        timestamps = custom
    }

    /// `a/report-2023-12-11-10-00-00.ipynb` -> (`a/report`, 2023-12-11T10:00:00Z).
    package func parse(key: String) -> (series: String, time: UTCTime?) { (key, nil) }
}

/// One form of timestamp, written with `YYYY`, `MM`, `DD`, `HH`, `mm` and `ss`; all else stands for itself.
///
///     YYYY-MM-DD-HH-mm-ss   2023-12-11-10-00-00
package struct TimestampPattern: Sendable, Hashable {
    package let text: String

    /// A pattern, or nil where the text has no `YYYY` or repeats a field.
    package init?(_ text: String) {
        self.text = text
    }
}
