import NotebookHTML

/// A moment in UTC to the second; the proleptic Gregorian calendar without leap seconds, as POSIX counts.
package struct UTCTime: Sendable, Hashable, Comparable {
    /// Seconds since 1970-01-01T00:00:00Z.
    package let secondsSinceEpoch: Int

    package init(secondsSinceEpoch: Int) {
        // Years 0 to 9999: what ISO 8601 can write in four digits.
        self.secondsSinceEpoch = min(max(secondsSinceEpoch, -62_167_219_200), 253_402_300_799)
    }

    /// The moment of a date and time of day, or nil where the calendar has none such.
    package init?(year: Int, month: Int, day: Int, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        guard 0...9999 ~= year, 1...12 ~= month, 1...Timestamp.dayCount(year: year, month: month) ~= day,
            0..<24 ~= hour, 0..<60 ~= minute, 0...60 ~= second
        else { return nil }
        let days = Timestamp.daysSince1970(year: year, month: month, day: day)
        self.init(secondsSinceEpoch: days * 86_400 + hour * 3600 + minute * 60 + min(second, 59))
    }

    package static func < (left: UTCTime, right: UTCTime) -> Bool {
        left.secondsSinceEpoch < right.secondsSinceEpoch
    }

    /// Year, month from 1 and day from 1.
    package var date: (year: Int, month: Int, day: Int) {
        // Years counted from 1 March, so that the leap day is the last of its year: 400 years are 146,097 days.
        let days = Self.floorDivide(secondsSinceEpoch, 86_400) + 719_468
        let era = Self.floorDivide(days, 146_097)
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        let month = shifted < 10 ? shifted + 3 : shifted - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1)
    }

    /// Hour, minute and second of the day.
    package var timeOfDay: (hour: Int, minute: Int, second: Int) {
        let second = secondsSinceEpoch - Self.floorDivide(secondsSinceEpoch, 86_400) * 86_400
        return (second / 3600, second / 60 % 60, second % 60)
    }

    private static func floorDivide(_ value: Int, _ divisor: Int) -> Int {
        value >= 0 ? value / divisor : (value + 1) / divisor - 1
    }
}
