import NotebookHTML
import Testing

@testable import ReportSite

@Suite struct SeriesPageTests {
    /// A series `s` of one run an hour, the newest last in the listing; facts by number of hours before the newest.
    private func series(
        _ count: Int, facts: (Int) -> ReportFacts = { _ in ReportFacts(title: "Sales", status: .succeeded) }
    ) throws -> ReportSeries {
        var known: [String: ReportFacts] = [:]
        let newest = try #require(UTCTime(iso8601: "2023-12-11T10:00:00Z"))
        let keys = (0..<count).map { index in
            let time = UTCTime(secondsSinceEpoch: newest.secondsSinceEpoch - index * 3600)
            let key = "s-\(time.iso8601.replacing(":", with: "-").dropLast()).ipynb"
            known[key] = facts(index)
            return key
        }
        let catalog = SiteFixture.catalog(keys).adding(facts: known)
        return try #require(catalog.series.first)
    }

    private func pages(_ series: ReportSeries) throws -> [String: String] {
        let pages = try SiteFixture.design().seriesPages(series)
        return Dictionary(uniqueKeysWithValues: pages.map { ($0.path, String(decoding: $0.make(), as: UTF8.self)) })
    }

    @Test func aRunAddedChangesFewFilesOfALongSeries() throws {
        let listed = try series(1200)
        var shorter = listed
        shorter.reports.removeFirst()
        let without = try pages(shorter)
        let with = try pages(listed)
        let changed = with.keys.filter { without[$0] != with[$0] }.sorted()
        #expect(
            changed == [
                "series/s/2023-12.html", "series/s/feed.xml", "series/s/index.html", "series/s/latest-successful.html",
                "series/s/latest.html",
            ])
    }

    @Test func everyRunIsOnAPageAndNoPageIsLong() throws {
        let series = try series(900)
        let pages = try pages(series)
        let text = pages.values.joined()
        let linked = Set(text.split(separator: "<th scope=\"row\"><a href=\"../../").map { $0.prefix { $0 != "\"" } })
        for report in series.reports { #expect(linked.contains(report.address.page[...]), "\(report.key)") }
        for (path, page) in pages { #expect(page.utf8.count < 200_000, "\(path)") }
        let index = try #require(pages["series/s/index.html"])
        for path in ["index", "latest", "latest-successful", "2023-11"] {
            let page = try #require(pages["series/s/\(path).html"])
            #expect(!page.contains("[]"), "every tag of \(path) is filled")
        }
        for path in pages.keys where path.hasPrefix("series/s/2") {
            #expect(index.contains("href=\"\(path.dropFirst("series/s/".count))\""))
        }
    }

    @Test func permalinksLeadToTheNewestAndTheNewestSuccessfulRun() throws {
        let pages = try pages(series(4) { ReportFacts(status: $0 < 2 ? .failed(exception: "KeyError") : .succeeded) })
        let latest = try #require(pages["series/s/latest.html"])
        #expect(latest.contains("http-equiv=\"refresh\" content=\"0; url=../../reports/s-2023-12-11T10-00-00.html\""))
        #expect(latest.contains("rel=\"canonical\" href=\"../../reports/s-2023-12-11T10-00-00.html\""))
        #expect(latest.contains("[<a href=\"../../reports/s-2023-12-11T10-00-00.html\">"))
        let successful = try #require(pages["series/s/latest-successful.html"])
        #expect(successful.contains("content=\"0; url=../../reports/s-2023-12-11T08-00-00.html\""))
    }

    @Test func withoutASuccessfulRunThePermalinkSaysSo() throws {
        let pages = try pages(series(2) { _ in ReportFacts(status: .failed(exception: nil)) })
        let page = try #require(pages["series/s/latest-successful.html"])
        #expect(!page.contains("http-equiv=\"refresh\"") && !page.contains("[yes]"))
        #expect(page.contains("[index.html]"))
    }

    @Test func aSingleNotebookWithoutATimeInItsNameHasNoSeriesPages() throws {
        let catalog = SiteFixture.catalog(["notes.ipynb", "a-2023-01-01.ipynb"])
        #expect(catalog.series.map(\.hasPages).sorted { $0 && !$1 } == [true, false])
        let notes = try #require(catalog.report(key: "notes.ipynb"))
        #expect(catalog.neighbours(of: notes).series == nil)
        let single = try #require(catalog.series.first { $0.name == "notes" })
        #expect(try pages(single).isEmpty)
    }

    @Test func theTableTellsParametersAndOtherTitles() throws {
        let series = try series(3) { index in
            ReportFacts(
                title: index == 2 ? "Older <name>" : "Sales", status: .succeeded, duration: 90,
                parameters: [.init(name: "region", value: "\"emea\"")])
        }
        let page = try #require(try pages(series)["series/s/index.html"])
        // Titles differ, so the series goes by its name.
        #expect(page.contains("[s]"))
        #expect(page.contains("<span class=\"run-title\" dir=\"auto\">Older &lt;name&gt;</span>"))
        #expect(page.contains("region = &quot;emea&quot;"))
        #expect(page.contains("<td class=\"number\">1 min 30 s</td>"))
    }

    @Test func runsThatFailInARowAreTold() throws {
        let series = try series(5) { ReportFacts(status: $0 < 3 ? .failed(exception: "KeyError") : .succeeded) }
        let page = try #require(try pages(series)["series/s/index.html"])
        #expect(page.contains("No run succeeded since <time datetime=\"2023-12-11T07:00:00Z\">"))
        #expect(page.contains("(3 in a row)"))
    }

    @Test(
        arguments: [
            ([], ""), ([10], ""), ([nil, nil], "The last 2 runs: 2 succeeded."),
            ([10, 10], "The last 2 runs: 2 succeeded. They took 10 s."),
            (
                [10, 20, 30, 3600],
                "The last 4 runs: 4 succeeded. They took 30 s at the median and 1 h 0 min at most. Bars with a gap are cut: those runs took longer."
            ),
            ([.infinity, .nan, -1, 1e300], "The last 4 runs: 4 succeeded."),
            ([0, 0], "The last 2 runs: 2 succeeded. They took 0.00 s."),
        ] as [([Double?], String)])
    func theTrendIsToldInWords(durations: [Double?], words: String) throws {
        let series =
            try durations.isEmpty
            ? nil
            : series(durations.count) {
                ReportFacts(status: .succeeded, duration: durations[$0])
            }
        let markup = String(
            decoding: TrendMarkup(series?.reports ?? [], page: "series/s/index.html").bytes, as: UTF8.self)
        #expect(markup.isEmpty == words.isEmpty)
        #expect(words.isEmpty || markup.contains("<figcaption>\(words)</figcaption>"), "\(markup.prefix(300))")
        #expect(!markup.contains("nan") && !markup.contains("inf"))
    }

    @Test func monthsAreSplitIntoPagesThatStayAsTheyAre() throws {
        let reports = try series(500).reports
        let names = { (count: Int) in
            MonthPages.split(reports.suffix(count), limit: 100).map { "\($0.name):\($0.reports.count)" }
        }
        // 500 hours back from 11 December 10:00: 251 are of December, 249 of November.
        #expect(names(500) == ["2023-12:151", "2023-12-1:100", "2023-11:149", "2023-11-1:100"])
        #expect(names(498) == ["2023-12:149", "2023-12-1:100", "2023-11:149", "2023-11-1:100"])
        #expect(names(448) == ["2023-12:199", "2023-11:149", "2023-11-1:100"])
        let all = MonthPages.split(reports[...], limit: 100).flatMap { Array($0.reports) }
        #expect(all == reports)
    }
}
