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
    /// Where each report stands: its index in `reports`, by key.
    private var indices: [String: Int] = [:]
    /// Where each report stands in its series: (series, place), by key.
    private var places: [String: Place] = [:]

    private struct Place: Sendable, Hashable {
        var series: Int
        var index: Int
    }

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
        var claims = AddressClaims()
        var checkpointFolders: Set<String> = []
        // A shorter key wins an address, so that `a.ipynb` keeps `a.changes.html`; then the order of bytes decides.
        let ordered = objects.sorted { left, right in
            let (a, b) = (left.key.utf8.count, right.key.utf8.count)
            return a != b ? a < b : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
        reports.reserveCapacity(ordered.count)
        for object in ordered {
            guard object.key.utf8.suffix(6).elementsEqual(".ipynb".utf8) else {
                ignoredCount += 1
                continue
            }
            if let folder = Self.checkpointFolder(of: object.key) {
                if checkpointFolders.insert(folder).inserted { problems.append(.checkpoints(folder: folder)) }
                continue
            }
            do throws(UnsafeKey) {
                let address = try ReportAddress(key: object.key)
                if let taken = claims.claim(address, key: object.key) {
                    problems.append(.taken(taken.path, by: taken.key, key: object.key))
                } else {
                    let (name, time) = pattern.parse(key: object.key)
                    var report = Report(
                        source: object, address: address, series: name, time: time ?? UTCTime(secondsSinceEpoch: 0),
                        timeSource: time == nil ? .lastModified : .key)
                    report.learn(facts[object.key])
                    reports.append(report)
                }
            } catch {
                problems.append(.unsafe(error))
            }
        }
        problems.sort { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        arrange()
    }

    /// The newest report.
    package var newest: Report? { reports.first }

    /// The report of a source key.
    package func report(key: String) -> Report? {
        indices[key].map { reports[$0] }
    }

    /// The same catalogue with what rendering told of the notebooks: titles, status, and the order where it depends on
    /// the run's start. Keys that are not in the catalogue are passed over.
    package func adding(facts: [String: ReportFacts]) -> ReportCatalog {
        var catalog = self
        for index in catalog.reports.indices {
            if let known = facts[catalog.reports[index].key] { catalog.reports[index].learn(known) }
        }
        catalog.arrange()
        return catalog
    }

    /// The runs before and after a report in its series: part of what its page is made from.
    package func neighbours(of report: Report) -> ReportNeighbours {
        guard let place = places[report.key] else { return ReportNeighbours() }
        let runs = series[place.series].reports
        let next = place.index > 0 ? runs[place.index - 1] : nil
        let previous = place.index + 1 < runs.count ? runs[place.index + 1] : nil
        let home = series[place.series]
        return ReportNeighbours(
            previous: previous.map { .init(page: $0.address.page, time: $0.time) },
            next: next.map { .init(page: $0.address.page, time: $0.time) },
            series: home.hasPages ? home.address : nil)
    }

    /// Orders the reports and groups them anew.
    private mutating func arrange() {
        reports.sort { left, right in
            left.time != right.time
                ? left.time > right.time : left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
        }
        var seriesIndices: [String: Int] = [:]
        let addresses = SeriesAddress.assign(Set(reports.map(\.series)))
        series = []
        indices = [:]
        places = [:]
        for (index, report) in reports.enumerated() {
            let seriesIndex = seriesIndices[report.series] ?? series.count
            if seriesIndex == series.count {
                guard let address = addresses[report.series] else { continue }
                seriesIndices[report.series] = seriesIndex
                series.append(ReportSeries(name: report.series, reports: [], address: address))
            }
            indices[report.key] = index
            places[report.key] = Place(series: seriesIndex, index: series[seriesIndex].reports.count)
            series[seriesIndex].reports.append(report)
        }
    }

    /// The folder whose autosaved copies a key is one of: Jupyter writes them beside the notebook.
    private static func checkpointFolder(of key: String) -> String? {
        let segments = key.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        guard let index = segments.dropLast().firstIndex(where: { $0.elementsEqual(".ipynb_checkpoints".utf8) })
        else { return nil }
        return segments[...index].map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/") + "/"
    }
}

/// The runs next to one report in its series. Hashable, so that a manifest can tell when a page has to be made again.
package struct ReportNeighbours: Sendable, Hashable {
    /// The run before.
    package var previous: Link?
    /// The run after; nil for the newest.
    package var next: Link?
    /// Where the pages of the series are; nil where it has none.
    package var series: SeriesAddress?

    package init(previous: Link? = nil, next: Link? = nil, series: SeriesAddress? = nil) {
        self.previous = previous
        self.next = next
        self.series = series
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
