import ReportSite
import Testing

@Suite struct UTCTimeTests {
    @Test(arguments: [(0, 1970, 1, 1), (951_782_400, 2000, 2, 29), (-1, 1969, 12, 31), (1_702_288_800, 2023, 12, 11)])
    func datesFollowTheGregorianCalendar(seconds: Int, year: Int, month: Int, day: Int) {
        #expect(UTCTime(secondsSinceEpoch: seconds).date == (year, month, day))
    }
}
