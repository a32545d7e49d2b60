/// A list of reports by month, in pages that stay short and that a new report mostly leaves as they are.
///
/// Each month has a page, `2023-12`. From twice `limit` on, its oldest reports are closed pages of exactly `limit`,
/// `2023-12-1`, `2023-12-2`, ..., which no later report changes.
enum MonthPages {
    /// One page: some reports of one month, newest first.
    struct Page: Sendable, Hashable {
        /// The name of the page's file without `.html`.
        var name: String
        /// `December 2023`, with the part where it is a closed one.
        var title: String
        var reports: ArraySlice<Report>
    }

    /// How many reports a closed page has; an open one has less than twice as many.
    static let limit = 150

    /// The pages of a list that is newest first, in its order.
    static func split(_ reports: ArraySlice<Report>, limit: Int = limit) -> [Page] {
        var pages: [Page] = []
        var rest = reports
        while let first = rest.first {
            let (month, title, date) = (first.time.monthText, first.time.monthDisplay, first.time.date)
            // Reports are in order of time: all from the first moment of the month on belong to it.
            let start = UTCTime(year: date.year, month: date.month, day: 1) ?? first.time
            let reports = rest.prefix { $0.time >= start }
            rest = rest.dropFirst(reports.count)
            let closed = max(0, reports.count / limit - 1)
            var older = reports.dropFirst(reports.count - closed * limit)
            pages.append(Page(name: month, title: title, reports: reports.prefix(reports.count - closed * limit)))
            for part in stride(from: closed, to: 0, by: -1) {
                pages.append(
                    Page(name: "\(month)-\(part)", title: "\(title), part \(part)", reports: older.prefix(limit)))
                older = older.dropFirst(limit)
            }
        }
        return pages
    }
}
