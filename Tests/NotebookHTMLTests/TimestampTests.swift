import NotebookHTML
import Testing

@Suite struct TimestampTests {
    @Test(
        arguments: [
            ("1970-01-01T00:00:00Z", 0), ("2023-12-11T10:00:00.5Z", 1_702_288_800.5),
            ("2023-12-11T10:00:00,25+01:00", 1_702_285_200.25), ("2023-12-11T10:00:00-0530", 1_702_308_600),
            ("2023-12-11 10:00", 1_702_288_800), ("2023-12-11", 1_702_252_800), ("2016-12-31T23:59:60Z", 1_483_228_799),
            ("1969-12-31T23:59:59Z", -1),
        ] as [(String, Double)])
    func timesBecomeSeconds(text: String, seconds: Double) {
        #expect(Timestamp.seconds(iso8601: text) == seconds)
    }

    @Test(arguments: [
        "", "now", "2023-02-30", "2023-13-01", "2023-00-10", "2023-12-11T24:00", "2023-12-11T10:60", "2023-12-11T10",
        "2023-12-11T10:00:61", "2023-12-11T10:00:00+25:00", "2023-12-11T10:00:00+01:", "2023-12-11T10:00:00+01:0",
        "2023-12-11T10:00:00 UTC", "2023-12-11T10:00:00Zx", "２023-12-11",
    ])
    func otherTextsAreNone(text: String) {
        #expect(Timestamp.seconds(iso8601: text) == nil)
    }
}
