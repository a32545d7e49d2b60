import NotebookHTML

extension UTCTime {
    /// ISO 8601 with the zone: `2023-12-11T10:00:00Z`.
    package var iso8601: String {
        let time = timeOfDay
        return "\(dayText)T\(Self.padded(time.hour)):\(Self.padded(time.minute)):\(Self.padded(time.second))Z"
    }

    /// The day in ISO 8601: `2023-12-11`.
    package var dayText: String {
        let date = date
        return "\(monthText)-\(Self.padded(date.day))"
    }

    /// The month in ISO 8601: `2023-12`, as archive pages are named.
    package var monthText: String {
        let date = date
        return "\(Self.padded(date.year, to: 4))-\(Self.padded(date.month))"
    }

    /// For readers, always with the zone: `11 Dec 2023, 10:00 UTC`.
    package var display: String {
        let time = timeOfDay
        return "\(dayDisplay), \(Self.padded(time.hour)):\(Self.padded(time.minute)) UTC"
    }

    /// The day for readers: `11 Dec 2023`.
    package var dayDisplay: String {
        let date = date
        return "\(date.day) \(Self.months[date.month - 1].prefix(3)) \(date.year)"
    }

    /// For headings: `December 2023`.
    package var monthDisplay: String {
        let date = date
        return "\(Self.months[date.month - 1]) \(date.year)"
    }

    /// Reads ISO 8601 as `Timestamp` does; fractions of a second are dropped.
    package init?(iso8601 text: String) {
        guard let seconds = Timestamp.seconds(iso8601: text) else { return nil }
        self.init(secondsSinceEpoch: Int(seconds.rounded(.down)))
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func padded(_ value: Int, to width: Int = 2) -> String {
        if width == 2, 0..<100 ~= value { return twoDigits[value] }
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    private static let twoDigits = (0..<100).map { $0 < 10 ? "0\($0)" : String($0) }
}
