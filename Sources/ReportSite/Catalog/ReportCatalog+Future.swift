extension ReportCatalog {
    /// A remark on reports of a time to come: they stay the newest ones until it has come. Nil where there are none.
    ///
    /// A day is let pass: the time in a key is often that of the zone where it was made.
    package func futureNotice(now: UTCTime) -> String? {
        let limit = UTCTime(secondsSinceEpoch: now.secondsSinceEpoch + 86_400)
        let ahead = reports.prefix { $0.time > limit }
        guard let first = ahead.first else { return nil }
        let others = ahead.count > 1 ? " and \(ahead.count - 1) more" : ""
        return
            "\(first.key)\(others): The time is yet to come (\(first.time.display)), and until then latest.html leads "
            + "there. Rename such notebooks if a clock was wrong."
    }
}
