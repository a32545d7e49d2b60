/// A moment as signatures have it: `20150830T123600Z`, and its day alone in the scope of keys.
struct SigningTime: Sendable, Hashable {
    /// `yyyyMMdd'T'HHmmss'Z'` in UTC.
    let text: String

    /// A moment in seconds since 1970.
    init(secondsSince1970 seconds: Int) {
        let days = seconds.dividedFlooring(by: 86_400)
        let time = seconds - days * 86_400
        let date = Self.date(days: days)
        text =
            Self.digits(date.year, 4) + Self.digits(date.month, 2) + Self.digits(date.day, 2) + "T"
            + Self.digits(time / 3600, 2) + Self.digits(time / 60 % 60, 2) + Self.digits(time % 60, 2) + "Z"
    }

    /// `yyyyMMdd`.
    var day: Substring { text.prefix(8) }

    /// The civil date of a day since 1970 (proleptic Gregorian), counted in years that begin in March.
    private static func date(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted.dividedFlooring(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    }

    private static func digits(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension Int {
    fileprivate func dividedFlooring(by divisor: Int) -> Int {
        let quotient = self / divisor
        return self % divisor < 0 ? quotient - 1 : quotient
    }
}
