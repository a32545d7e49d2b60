/// A day of the proleptic Gregorian calendar in UTC.
package struct CivilDate: Sendable, Hashable {
    package var year: Int
    /// 1 to 12.
    package var month: Int
    /// 1 to 31.
    package var day: Int

    /// Days since 1970-01-01, counted in years that begin in March, so that a leap day is the last of its year.
    var daysSince1970: Int {
        let shifted = month > 2 ? year : year - 1
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    }
}

extension CivilDate {
    /// The day of a number of days since 1970-01-01.
    init(daysSince1970 days: Int) {
        let shifted = days + 719_468
        let era = shifted.dividedFlooring(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let marchMonth = (5 * dayOfYear + 2) / 153
        month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    }
}

/// A moment in UTC, to the second.
package struct CivilTime: Sendable, Hashable {
    package var date: CivilDate
    package var hour: Int
    package var minute: Int
    package var second: Int

    /// The moment of a number of seconds since 1970.
    package init(secondsSince1970 seconds: Int) {
        let days = seconds.dividedFlooring(by: 86_400)
        let time = seconds - days * 86_400
        date = CivilDate(daysSince1970: days)
        (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60)
    }

    /// A number with zeros before it.
    package static func padded(_ number: Int, _ width: Int) -> String {
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
