import NotebookHTML

/// The catalogue for other programs and for the search of the index (docs/reports-json.md): `reports.json` names the
/// files the reports are in, one a month or a part of one, so that a new report leaves all others as they are.
///
/// Keys are sorted and no time of writing is told: the same reports are the same bytes.
enum ReportsJSON {
    /// How many reports a closed file has; see `MonthPages`.
    static let limit = 1000

    /// The files of a catalogue, newest first.
    static func shards(_ catalog: ReportCatalog, limit: Int = limit) -> [MonthPages.Page] {
        MonthPages.split(catalog.reports[...], limit: limit)
    }

    /// Where a file of reports stands: beside the page of its month.
    static func path(_ shard: MonthPages.Page) -> String { "archive/\(shard.name).json" }

    /// `reports.json`.
    static func head(_ catalog: ReportCatalog, shards: [MonthPages.Page], siteTitle: String) -> [UInt8] {
        var json = JSONWriter()
        json.raw("{\n\"count\": ")
        json.number(catalog.reports.count)
        json.raw(",\n\"problems\": [")
        for (index, problem) in catalog.problems.filter(\.isError).enumerated() {
            json.raw(index == 0 ? "\n{\"code\": " : ",\n{\"code\": ")
            json.string(problem.code.rawValue)
            json.raw(", \"key\": ")
            json.string(problem.key)
            json.raw(", \"reason\": ")
            json.string(problem.reason)
            json.raw("}")
        }
        json.raw("],\n\"shards\": [")
        for (index, shard) in shards.enumerated() {
            json.raw(index == 0 ? "\n{\"count\": " : ",\n{\"count\": ")
            json.number(shard.reports.count)
            json.raw(", \"newest\": ")
            json.string(shard.reports.first?.time.iso8601)
            json.raw(", \"oldest\": ")
            json.string(shard.reports.last?.time.iso8601)
            json.raw(", \"path\": ")
            json.string(path(shard))
            json.raw("}")
        }
        json.raw("],\n\"title\": ")
        json.string(siteTitle)
        json.raw(",\n\"version\": 2\n}\n")
        return json.bytes
    }

    /// One file of reports.
    static func shard(_ reports: ArraySlice<Report>) -> [UInt8] {
        var json = JSONWriter(capacity: reports.count * 512)
        json.raw("{\n\"reports\": [")
        for (index, report) in reports.enumerated() {
            json.raw(index == 0 ? "\n" : ",\n")
            write(report, to: &json)
        }
        json.raw("],\n\"version\": 2\n}\n")
        return json.bytes
    }

    /// A report on one line; what is not known is left out.
    private static func write(_ report: Report, to json: inout JSONWriter) {
        let facts = report.facts
        let status = words(facts?.status)
        json.raw("{\"download\":")
        json.string(SiteAddress.encoded(report.address.download))
        if let duration = facts?.duration, duration.isFinite {
            json.raw(",\"duration\":")
            json.number(duration)
        }
        json.member(",\"exception\":", status.exception)
        json.member(",\"kernel\":", facts?.kernel)
        json.member(",\"key\":", report.key)
        json.member(",\"language\":", facts?.language)
        json.member(",\"page\":", SiteAddress.encoded(report.address.page))
        if let parameters = facts?.parameters, !parameters.isEmpty { write(parameters, to: &json) }
        json.member(",\"reason\":", status.reason)
        json.member(",\"series\":", report.series)
        json.raw(",\"size\":")
        json.number(report.source.size)
        json.member(",\"status\":", status.name)
        json.member(",\"time\":", report.time.iso8601)
        json.member(",\"timeSource\":", report.timeSource.rawValue)
        json.member(",\"title\":", report.title)
        json.raw("}")
    }

    private static func write(_ parameters: [ReportFacts.Parameter], to json: inout JSONWriter) {
        for (index, parameter) in parameters.enumerated() {
            json.raw(index == 0 ? ",\"parameters\":[{\"name\":" : ",{\"name\":")
            json.string(parameter.name)
            json.member(",\"value\":", parameter.value)
            json.raw("}")
        }
        json.raw("]")
    }

    private static func words(_ status: ReportFacts.Status?) -> (name: String?, exception: String?, reason: String?) {
        switch status {
        case nil: (nil, nil, nil)
        case .succeeded: ("succeeded", nil, nil)
        case .failed(let exception): ("failed", exception, nil)
        case .unreadable(let reason): ("unreadable", nil, reason)
        }
    }
}

extension SiteDesign {
    /// The files of the catalogue: the parts first, then `reports.json` that names them.
    func catalogueFiles(_ catalog: ReportCatalog) -> [SitePage] {
        let (shards, title) = (ReportsJSON.shards(catalog), options.title)
        return shards.map { shard in
            SitePage(path: ReportsJSON.path(shard)) { ReportsJSON.shard(shard.reports) }
        } + [SitePage(path: "reports.json") { ReportsJSON.head(catalog, shards: shards, siteTitle: title) }]
    }
}
