import ReportSite
import Testing

@Suite struct SeriesPatternTests {
    @Test(arguments: [
        ("report-2023-12-11-10-00-00.ipynb", "report", "2023-12-11T10:00:00Z"),
        ("a/b/report-2023-12-11-10-00-00.ipynb", "a/b/report", "2023-12-11T10:00:00Z"),
        ("report_20231211T100000Z.ipynb", "report", "2023-12-11T10:00:00Z"),
        ("report-20231211-1000.ipynb", "report", "2023-12-11T10:00:00Z"),
        ("report20231211100000.ipynb", "report", "2023-12-11T10:00:00Z"),
        ("2023-12-11 report.ipynb", "report", "2023-12-11T00:00:00Z"),
        ("report 2023-12-11 10:00:00.ipynb", "report", "2023-12-11T10:00:00Z"),
        ("report-2023-12-11T10:00:00.123456+01:00.ipynb", "report", "2023-12-11T09:00:00Z"),
        ("report-2023-12-11T10:00:00-0100.ipynb", "report-0100", "2023-12-11T10:00:00Z"),
        ("2023/12/11/sales-20231211T100000Z.ipynb", "sales", "2023-12-11T10:00:00Z"),
        ("2023/12/11/sales.ipynb", "sales", "2023-12-11T00:00:00Z"),
        ("year=2023/month=12/day=11/sales.ipynb", "sales", "2023-12-11T00:00:00Z"),
        ("2023/12/sales-2023-12-11.ipynb", "sales", "2023-12-11T00:00:00Z"),
        ("2019-01-01/sales-2023-12-11.ipynb", "2019-01-01/sales", "2023-12-11T00:00:00Z"),
        ("sales-2023-12.ipynb", "sales", "2023-12-01T00:00:00Z"),
        ("sales-2023-12-11-final.ipynb", "sales-final", "2023-12-11T00:00:00Z"),
        ("team/2023-12-11.ipynb", "team", "2023-12-11T00:00:00Z"),
        ("2023-12-11.ipynb", "report", "2023-12-11T00:00:00Z"),
        ("sales-2024-02-29.ipynb", "sales", "2024-02-29T00:00:00Z"),
        ("a/_/2023-12-11/-/b-2023-12-11.ipynb", "a/b", "2023-12-11T00:00:00Z"),
        ("2023-12-11/x--2023-12-11--y.ipynb", "x--y", "2023-12-11T00:00:00Z"),
        ("12023-2199-12-11.ipynb", "12023", "2199-12-11T00:00:00Z"),
        ("sales-2023-12-11T10:00:00Zulu.ipynb", "sales-ulu", "2023-12-11T10:00:00Z"),
    ])
    func timestampsAreTakenOutOfTheKey(key: String, series: String, time: String) {
        let parsed = SeriesPattern().parse(key: key)
        #expect(parsed.series == series)
        #expect(parsed.time?.iso8601 == time)
    }

    @Test(arguments: [
        ("report.ipynb", "report"), ("a/b-c_d.e/report.ipynb", "a/b-c_d.e/report"), ("-x-.ipynb", "-x-"),
        ("sales-2023.ipynb", "sales-2023"), ("part-120231211.ipynb", "part-120231211"),
        ("sales-2023-13-40.ipynb", "sales-2023-13-40"), ("2024/10-things.ipynb", "2024/10-things"),
        ("sales-9999-01-01.ipynb", "sales-9999-01-01"), ("日報.ipynb", "日報"),
    ])
    func keysWithoutATimestampAreTheirOwnSeries(key: String, series: String) {
        let parsed = SeriesPattern().parse(key: key)
        #expect(parsed.series == series)
        #expect(parsed.time == nil)
    }

    @Test func ownPatternsComeFirst() throws {
        let pattern = SeriesPattern(custom: [try #require(TimestampPattern("DD.MM.YYYY"))])
        let parsed = pattern.parse(key: "bericht-11.12.2023.ipynb")
        #expect(parsed.series == "bericht")
        #expect(parsed.time?.iso8601 == "2023-12-11T00:00:00Z")
    }

    @Test(arguments: ["", "DD-MM", "YYYY-MM-MM", "date"])
    func patternsWithoutAYearOrWithAFieldTwiceAreRefused(text: String) {
        #expect(TimestampPattern(text) == nil)
    }
}
