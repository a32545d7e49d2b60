import AWS
package import ObjectStorage

/// When a report was asked for, to the second, and the key that follows from it.
package struct ReportTime: Sendable, Hashable {
    /// Seconds since 1970.
    package var seconds: Int

    package init(seconds: Int) { self.seconds = seconds }

    /// `2023-12-11T10:00:00Z`.
    package var text: String { parts(date: "-", between: "T", time: ":") + "Z" }

    /// `report-2023-12-11-10-00-00.ipynb`, in UTC.
    package var key: ObjectKey { ObjectKey("report-" + parts(date: "-", between: "-", time: "-") + ".ipynb") }

    /// The second after it.
    package var next: ReportTime { ReportTime(seconds: seconds + 1) }

    private func parts(date: String, between: String, time: String) -> String {
        let moment = CivilTime(secondsSince1970: seconds)
        let day = [(moment.date.year, 4), (moment.date.month, 2), (moment.date.day, 2)]
        let clock = [(moment.hour, 2), (moment.minute, 2), (moment.second, 2)]
        func joined(_ numbers: [(Int, Int)], _ separator: String) -> String {
            numbers.map { CivilTime.padded($0, $1) }.joined(separator: separator)
        }
        return joined(day, date) + between + joined(clock, time)
    }
}
