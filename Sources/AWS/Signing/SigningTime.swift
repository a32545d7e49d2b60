/// A moment as signatures have it: `20150830T123600Z`, and its day alone in the scope of keys.
struct SigningTime: Sendable, Hashable {
    /// `yyyyMMdd'T'HHmmss'Z'` in UTC.
    let text: String

    /// A moment in seconds since 1970.
    init(secondsSince1970 seconds: Int) {
        let time = CivilTime(secondsSince1970: seconds)
        let date = CivilTime.padded(time.date.year, 4) + CivilTime.padded(time.date.month, 2)
        text =
            date + CivilTime.padded(time.date.day, 2) + "T" + CivilTime.padded(time.hour, 2)
            + CivilTime.padded(time.minute, 2) + CivilTime.padded(time.second, 2) + "Z"
    }

    /// `yyyyMMdd`.
    var day: Substring { text.prefix(8) }
}
