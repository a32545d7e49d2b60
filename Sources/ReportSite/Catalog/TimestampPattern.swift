/// One form of timestamp, written with `YYYY`, `MM`, `DD`, `HH`, `mm` and `ss`; all else stands for itself.
///
///     YYYY-MM-DD-HH-mm-ss   2023-12-11-10-00-00
///
/// A zone (`Z`, `+01:00`) after a time of day, and a fraction of a second, belong to the timestamp without being written.
package struct TimestampPattern: Sendable, Hashable, CustomStringConvertible {
    /// The pattern as it was written.
    package let text: String
    private let parts: [Part]

    /// The pattern: part of what tells whether pages have to be made again, so the same in every process.
    package var description: String { text }

    private enum Part: Sendable, Hashable {
        case field(Field)
        case literal(UInt8)
    }

    private enum Field: String, Sendable, Hashable, CaseIterable {
        case year = "YYYY"
        case month = "MM"
        case day = "DD"
        case hour = "HH"
        case minute = "mm"
        case second = "ss"

        var width: Int { self == .year ? 4 : 2 }
    }

    /// A pattern, or nil where the text has no `YYYY` or repeats a field.
    package init?(_ text: String) {
        self.text = text
        var parts: [Part] = []
        var rest = Substring(text)
        while let first = rest.utf8.first {
            if let field = Field.allCases.first(where: { rest.hasPrefix($0.rawValue) }) {
                guard !parts.contains(.field(field)) else { return nil }
                parts.append(.field(field))
                rest = rest.dropFirst(field.width)
            } else {
                parts.append(.literal(first))
                rest = Substring(rest.utf8.dropFirst())
            }
        }
        guard parts.contains(.field(.year)) else { return nil }
        self.parts = parts
        beginsWithYear = parts.first == .field(.year)
    }

    /// What a pattern found in a key.
    struct Match: Hashable {
        /// The bytes of the key the timestamp takes.
        var range: Range<Int>
        var time: UTCTime
        /// Whether year, month and day are all there: less is not taken for a day.
        var hasDay: Bool
    }

    /// The numbers of one match; tried for every place of every key, so nothing is allocated for them.
    private struct Values {
        var year = 0
        var month, day, hour, minute, second: Int?

        mutating func set(_ field: Field, _ value: Int) {
            switch field {
            case .year: year = value
            case .month: month = value
            case .day: day = value
            case .hour: hour = value
            case .minute: minute = value
            case .second: second = value
            }
        }
    }

    /// The timestamp that begins at `start`, where there is one.
    func match(_ key: [UInt8], at start: Int) -> Match? {
        guard start == 0 || !Self.isDigit(key[start - 1]) else { return nil }
        var index = start
        var values = Values()
        for part in parts {
            switch part {
            case .literal(let byte):
                guard index < key.count, key[index] == byte else { return nil }
                index += 1
            case .field(let field):
                guard let value = Self.number(key, at: index, width: field.width) else { return nil }
                values.set(field, value)
                index += field.width
            }
        }
        guard index == key.count || !Self.isDigit(key[index]), Self.years ~= values.year,
            let time = UTCTime(
                year: values.year, month: values.month ?? 1, day: values.day ?? 1, hour: values.hour ?? 0,
                minute: values.minute ?? 0, second: values.second ?? 0)
        else { return nil }
        let match = Match(range: start..<index, time: time, hasDay: values.month != nil && values.day != nil)
        return values.hour == nil ? match : Self.withZone(match, in: key)
    }

    /// What is taken for a year.
    private static let years = 1900..<2200

    /// Whether a year begins at `start`: most places of a key are ruled out by it for most patterns at once.
    static func hasYear(_ key: [UInt8], at start: Int) -> Bool {
        guard isDigit(key[start]), start == 0 || !isDigit(key[start - 1]), let year = number(key, at: start, width: 4)
        else { return false }
        return years ~= year
    }

    /// Takes a fraction of a second and a zone that follow a time of day.
    private static func withZone(_ match: Match, in key: [UInt8]) -> Match {
        var end = match.range.upperBound
        if end < key.count, key[end] == UInt8(ascii: "."), end + 1 < key.count, isDigit(key[end + 1]) {
            end += 1
            while end < key.count, isDigit(key[end]) { end += 1 }
        }
        var offset = 0
        if end < key.count, key[end] == UInt8(ascii: "Z") {
            end += 1
        } else if let (seconds, length) = writtenOffset(key[end...]) {
            (offset, end) = (seconds, end + length)
        }
        let time = UTCTime(secondsSinceEpoch: match.time.secondsSinceEpoch - offset)
        return Match(range: match.range.lowerBound..<end, time: time, hasDay: match.hasDay)
    }

    /// `+01:00` and `+0100`; `-01:00` only with its colon, as `-0100` is more often a part of the name.
    private static func writtenOffset(_ key: ArraySlice<UInt8>) -> (seconds: Int, length: Int)? {
        guard let sign = key.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return nil }
        let body = Array(key.dropFirst().prefix(6))
        let hasColon = body.count > 2 && body[2] == UInt8(ascii: ":")
        guard hasColon || sign == UInt8(ascii: "+"), let hours = number(body, at: 0, width: 2), hours < 24,
            let minutes = number(body, at: hasColon ? 3 : 2, width: 2), minutes < 60
        else { return nil }
        let length = hasColon ? 5 : 4
        guard body.count == length || !isDigit(body[length]) else { return nil }
        return ((sign == UInt8(ascii: "+") ? 1 : -1) * (hours * 3600 + minutes * 60), length + 1)
    }

    /// Whether a match can only begin with a year.
    let beginsWithYear: Bool

    static func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

    private static func number(_ key: [UInt8], at start: Int, width: Int) -> Int? {
        guard start + width <= key.count else { return nil }
        var value = 0
        for index in start..<(start + width) {
            guard isDigit(key[index]) else { return nil }
            value = value * 10 + Int(key[index] - UInt8(ascii: "0"))
        }
        return value
    }
}
