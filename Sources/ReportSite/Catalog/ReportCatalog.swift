package import NotebookHTML

/// All reports of a listing, newest first, grouped into series. A pure function of the listing and what was read so far.
package struct ReportCatalog: Sendable, Hashable {
    /// Newest first; equal times by key.
    package private(set) var reports: [Report]
    /// The series whose latest report is newest comes first.
    package private(set) var series: [ReportSeries]
    /// What was left out and why, in order of key.
    package private(set) var problems: [CatalogProblem]
    /// How many objects were no notebooks (data files, pictures, ...).
    package private(set) var ignoredCount: Int

    /// Sorts a listing into reports.
    ///
    /// - Parameters:
    ///   - objects: the listing in any order.
    ///   - facts: what is known of notebooks by key: from an earlier run's manifest or from rendering.
    ///   - pattern: how a key's timestamp is recognised.
    package init(
        objects: [SourceObject], facts: [String: ReportFacts] = [:], pattern: SeriesPattern = SeriesPattern()
    ) {
        reports = []
        series = []
        problems = []
        ignoredCount = 0
    }

    /// The newest report.
    package var newest: Report? { reports.first }

    /// The report of a source key.
    package func report(key: String) -> Report? { nil }

    /// The same catalogue with what rendering told of the notebooks: titles, status, and the order where it depends on the run's start.
    package func adding(facts: [String: ReportFacts]) -> ReportCatalog { self }

    /// The runs before and after a report in its series: part of what its page is made from.
    package func neighbours(of report: Report) -> ReportNeighbours { ReportNeighbours() }
}

/// The runs next to one report in its series. Hashable, so that a manifest can tell when a page has to be made again.
package struct ReportNeighbours: Sendable, Hashable {
    /// The run before.
    package var previous: Link?
    /// The run after; nil for the newest.
    package var next: Link?

    package init(previous: Link? = nil, next: Link? = nil) {
        self.previous = previous
        self.next = next
    }

    /// What a page needs to link to another report.
    package struct Link: Sendable, Hashable {
        /// The page's path in the site.
        package var page: String
        package var time: UTCTime

        package init(page: String, time: UTCTime) {
            self.page = page
            self.time = time
        }
    }
}
