/// Points in time as the services that give credentials write them.
enum CredentialTime {
    /// Seconds since 1970 of an ISO 8601 time: `2026-11-23T10:00:00Z`, with a fraction, an offset, or the `UTC` of old
    /// caches of the AWS tools. nil for anything else.
    static func seconds(_ text: String) -> Int? {
        let bytes = Array(text.trimmed.utf8)
        guard bytes.count >= 20, bytes[4] == UInt8(ascii: "-"), bytes[7] == UInt8(ascii: "-"),
            bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "), bytes[13] == UInt8(ascii: ":"),
            bytes[16] == UInt8(ascii: ":"),
            let year = number(bytes[0..<4]), let month = number(bytes[5..<7]), let day = number(bytes[8..<10]),
            let hour = number(bytes[11..<13]), let minute = number(bytes[14..<16]), let second = number(bytes[17..<19]),
            1...12 ~= month, 1...31 ~= day, hour < 24, minute < 60, second < 61
        else { return nil }
        var zone = bytes[19...]
        if zone.first == UInt8(ascii: ".") { zone = zone.dropFirst().drop { 0x30...0x39 ~= $0 } }
        guard let offset = offset(zone) else { return nil }
        let days = CivilDate(year: year, month: month, day: day).daysSince1970
        return days * 86_400 + hour * 3_600 + minute * 60 + second - offset
    }

    /// The time as `2026-11-23T10:00:00Z`.
    static func text(_ seconds: Int) -> String {
        let time = CivilTime(secondsSince1970: seconds)
        let (date, padded) = (time.date, CivilTime.padded)
        return "\(padded(date.year, 4))-\(padded(date.month, 2))-\(padded(date.day, 2))T\(padded(time.hour, 2)):"
            + "\(padded(time.minute, 2)):\(padded(time.second, 2))Z"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard digits.allSatisfy({ 0x30...0x39 ~= $0 }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }

    /// Seconds east of UTC that `Z`, `UTC`, `+01:00` or `-0800` stand for.
    private static func offset(_ zone: ArraySlice<UInt8>) -> Int? {
        let text = String(decoding: zone, as: UTF8.self)
        if text == "Z" || text == "z" || text == "UTC" { return 0 }
        let digits = zone.dropFirst().filter { $0 != UInt8(ascii: ":") }[...]
        guard digits.count == 4, let value = number(digits), text.hasPrefix("+") || text.hasPrefix("-") else {
            return nil
        }
        return (value / 100 * 3_600 + value % 100 * 60) * (text.hasPrefix("-") ? -1 : 1)
    }
}
