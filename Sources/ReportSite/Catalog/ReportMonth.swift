/// The reports of one calendar month in UTC.
package struct ReportMonth: Sendable, Hashable {
    /// The month in ISO 8601, for example `2023-12`.
    package let name: String
    /// Newest first, never empty.
    package let reports: ArraySlice<Report>

    /// Where the page of the month stands in the site.
    package var archivePath: String { "archive/\(name).html" }
}

extension ReportCatalog {
    /// The months that have reports, newest first.
    package var months: [ReportMonth] {
        var months: [ReportMonth] = []
        var start = reports.startIndex
        while start < reports.endIndex {
            let (year, month, _) = reports[start].time.date
            // Reports are in order of time: all from the first moment of the month on belong to it.
            let first = UTCTime(year: year, month: month, day: 1) ?? reports[start].time
            let end = reports[start...].firstIndex { $0.time < first } ?? reports.endIndex
            months.append(ReportMonth(name: first.monthText, reports: reports[start..<end]))
            start = end
        }
        return months
    }
}
