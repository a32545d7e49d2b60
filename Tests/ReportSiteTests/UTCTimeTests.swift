import ReportSite
import Testing

@Suite struct UTCTimeTests {
    @Test(arguments: [
        (0, "1970-01-01T00:00:00Z"), (951_782_400, "2000-02-29T00:00:00Z"), (-1, "1969-12-31T23:59:59Z"),
        (1_702_288_800, "2023-12-11T10:00:00Z"), (4_107_542_400, "2100-03-01T00:00:00Z"),
        (-62_167_219_200, "0000-01-01T00:00:00Z"), (Int.max, "9999-12-31T23:59:59Z"),
        (Int.min, "0000-01-01T00:00:00Z"),
    ])
    func secondsBecomeDates(seconds: Int, text: String) {
        let time = UTCTime(secondsSinceEpoch: seconds)
        #expect(time.iso8601 == text)
        #expect(UTCTime(iso8601: text) == time)
    }

    @Test(arguments: [
        ("2023-12-11T10:00:00.123456", "2023-12-11T10:00:00Z"), ("2023-12-11T10:00:00+05:30", "2023-12-11T04:30:00Z"),
        ("2023-12-11T10:00:00.5-0800", "2023-12-11T18:00:00Z"), ("2023-12-11 10:00", "2023-12-11T10:00:00Z"),
        ("2023-12-11", "2023-12-11T00:00:00Z"), ("2023-01-01T00:30:00+01", "2022-12-31T23:30:00Z"),
    ])
    func isoTimesAreReadAsUTC(text: String, expected: String) {
        #expect(UTCTime(iso8601: text)?.iso8601 == expected)
    }

    @Test(arguments: ["", "yesterday", "2023-02-29", "2023-12-11T25:00:00", "2023-12-11T10:00:00 UTC", "2023-12-11T"])
    func whatIsNoTimeIsRefused(text: String) {
        #expect(UTCTime(iso8601: text) == nil)
    }

    @Test func timesAreShownWithTheirZone() {
        #expect(UTCTime(secondsSinceEpoch: 1_702_288_800).display == "11 Dec 2023, 10:00 UTC")
        #expect(UTCTime(secondsSinceEpoch: 1_702_288_800).monthDisplay == "December 2023")
    }
}
