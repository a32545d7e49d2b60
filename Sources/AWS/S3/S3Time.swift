#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Times as S3 tells them in listings, and what time it is.
package enum S3Time {
    /// Seconds since 1970 by the system's clock.
    package static let now: @Sendable () -> Int = { Int(time(nil)) }

    /// Nanoseconds since 1970 of a listing's date: `2009-10-12T17:50:30.000Z` -> 1255369830000000000.
    static func nanoseconds(listing text: String) -> Int64? {
        guard text.utf8.last == 0x5A else { return nil }
        let halves = text.dropLast().split(separator: "T", omittingEmptySubsequences: false)
        guard halves.count == 2 else { return nil }
        let date = halves[0].split(separator: "-").compactMap { Int($0) }
        let clock = halves[1].split(separator: ".")
        guard date.count == 3, (1...2).contains(clock.count) else { return nil }
        let parts = clock[0].split(separator: ":").map { Int($0) }
        guard let seconds = seconds(date[0], date[1], date[2], parts) else { return nil }
        var fraction: Int64 = 0
        if clock.count == 2 {
            let digits = clock[1].prefix(9)
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits) else { return nil }
            fraction = (digits.count..<9).reduce(number) { value, _ in value * 10 }
        }
        return Int64(seconds) * 1_000_000_000 + fraction
    }

    private static func seconds(_ year: Int, _ month: Int, _ day: Int, _ clock: [Int?]) -> Int? {
        guard (1970...2261).contains(year), (1...12).contains(month), (1...31).contains(day), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2],
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        // Days of the civil calendar, counted in years that begin in March.
        let shifted = month > 2 ? year : year - 1
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let days = era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
        return days * 86_400 + hour * 3600 + minute * 60 + second
    }
}
