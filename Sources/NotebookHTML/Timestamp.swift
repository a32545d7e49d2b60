/// Reads the ISO 8601 timestamps that Jupyter tools write.
package enum Timestamp {
    /// Seconds since 1970 of a time as Python's `isoformat`, papermill and Jupyter write it; nil for other texts.
    ///
    ///     2023-12-11T10:00:00.5+01:00  ->  1702285200.5
    ///
    /// Without a zone the time is UTC, as papermill's is. Seconds, the time of day and the fraction may be missing.
    package static func seconds(iso8601 text: String) -> Double? {
        var scanner = DigitScanner(rest: Array(text.utf8)[...])
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), 1...12 ~= month,
            scanner.skip("-"), let day = scanner.digits(2), 1...dayCount(year: year, month: month) ~= day
        else { return nil }
        var (seconds, fraction) = (0, 0.0)
        if scanner.skip("T") || scanner.skip(" ") {
            guard let hour = scanner.digits(2), hour < 24, scanner.skip(":"), let minute = scanner.digits(2),
                minute < 60
            else { return nil }
            seconds = hour * 3_600 + minute * 60
            if scanner.skip(":") {
                // A leap second counts as the last of its minute, as POSIX has none.
                guard let second = scanner.digits(2), second <= 60 else { return nil }
                seconds += min(second, 59)
                if scanner.skip(".") || scanner.skip(",") { fraction = scanner.fraction() }
            }
            guard let offset = scanner.zoneOffset() else { return nil }
            seconds -= offset
        }
        guard scanner.rest.isEmpty else { return nil }
        return Double(daysSince1970(year: year, month: month, day: day) * 86_400 + seconds) + fraction
    }

    /// How many days a month of the Gregorian calendar has; `month` is 1 to 12.
    package static func dayCount(year: Int, month: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days from the civil calendar; method: Howard Hinnant, <https://howardhinnant.github.io/date_algorithms.html>.
    package static func daysSince1970(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}

/// Reads numbers of fixed width and single characters from the front of a text.
private struct DigitScanner {
    var rest: ArraySlice<UInt8>

    /// Takes exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        let taken = rest.prefix(count)
        guard taken.count == count, taken.allSatisfy(Self.isDigit) else { return nil }
        rest = rest.dropFirst(count)
        return taken.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
    }

    /// Takes `character` where it is next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest = rest.dropFirst()
        return true
    }

    /// Takes the digits of a fraction: `5` is 0.5.
    mutating func fraction() -> Double {
        let digits = rest.prefix(while: Self.isDigit)
        rest = rest.dropFirst(digits.count)
        return Double("0." + String(decoding: digits, as: UTF8.self)) ?? 0
    }

    /// Takes `Z`, `+01:00`, `-0530`, `+01` or nothing: seconds east of UTC; nil where the zone is none.
    mutating func zoneOffset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        guard sign != 0 else { return 0 }
        guard let hours = digits(2), hours < 24 else { return nil }
        guard skip(":") || !rest.isEmpty else { return sign * hours * 3_600 }
        guard let minutes = digits(2), minutes < 60 else { return nil }
        return sign * (hours * 3_600 + minutes * 60)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }
}
