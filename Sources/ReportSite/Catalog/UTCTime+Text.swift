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

    /// Reads ISO 8601 as Python's `isoformat` and papermill write it: `2023-12-11T10:00:00.123456+01:00`.
    ///
    /// Without a zone the time is UTC, as papermill's is. Fractions of a second are dropped.
    package init?(iso8601 text: String) {
        var scanner = DigitScanner(text.utf8)
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2)
        else { return nil }
        var (hour, minute, second, offset) = (0, 0, 0, 0)
        if scanner.skip("T") || scanner.skip(" ") {
            guard let hours = scanner.digits(2), scanner.skip(":"), let minutes = scanner.digits(2) else { return nil }
            (hour, minute) = (hours, minutes)
            if scanner.skip(":") {
                guard let seconds = scanner.digits(2) else { return nil }
                second = seconds
                if scanner.skip(".") || scanner.skip(",") { scanner.skipDigits() }
            }
            offset = scanner.zoneOffset()
        }
        guard scanner.isAtEnd,
            let local = UTCTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        self.init(secondsSinceEpoch: local.secondsSinceEpoch - offset)
    }

    private static let months = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func padded(_ value: Int, to width: Int = 2) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
}

/// Reads numbers of fixed width and single characters from the front of a text.
struct DigitScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: some Sequence<UInt8>) {
        rest = ArraySlice(text)
    }

    var isAtEnd: Bool { rest.isEmpty }

    /// Takes exactly `count` digits.
    mutating func digits(_ count: Int) -> Int? {
        let taken = rest.prefix(count)
        guard taken.count == count else { return nil }
        var value = 0
        for byte in taken {
            guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
        }
        rest = rest.dropFirst(count)
        return value
    }

    /// Takes `character` where it is next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == character.value else { return false }
        rest = rest.dropFirst()
        return true
    }

    mutating func skipDigits() {
        rest = rest.drop { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
    }

    /// Takes `Z`, `+01:00`, `-0530` or nothing: seconds east of UTC.
    mutating func zoneOffset() -> Int {
        if skip("Z") || skip("z") { return 0 }
        let before = rest
        let sign = skip("+") ? 1 : skip("-") ? -1 : 0
        if sign != 0, let hours = digits(2), hours < 24 {
            let colon = skip(":")
            if let minutes = digits(2), minutes < 60 { return sign * (hours * 3600 + minutes * 60) }
            if !colon { return sign * hours * 3600 }
        }
        rest = before
        return 0
    }
}
