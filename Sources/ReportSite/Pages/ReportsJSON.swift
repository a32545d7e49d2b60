import NotebookHTML

extension ReportCatalog {
    /// `reports.json`: the catalogue for other programs (docs/reports-json.md). Keys are sorted; no time of writing, so
    /// that the same reports are the same bytes.
    package func json(siteTitle: String) -> [UInt8] {
        var json = JSONWriter()
        json.raw("{\n\"problems\": [")
        for (index, problem) in problems.filter(\.isError).enumerated() {
            json.raw(index == 0 ? "\n" : ",\n")
            json.raw("{\"code\": ")
            json.string(problem.code.rawValue)
            json.raw(", \"key\": ")
            json.string(problem.key)
            json.raw(", \"reason\": ")
            json.string(problem.reason)
            json.raw("}")
        }
        json.raw("],\n\"reports\": [")
        for (index, report) in reports.enumerated() {
            json.raw(index == 0 ? "\n" : ",\n")
            Self.write(report, to: &json)
        }
        json.raw("],\n\"title\": ")
        json.string(siteTitle)
        json.raw(",\n\"version\": 1\n}\n")
        return json.bytes
    }

    private static func write(_ report: Report, to json: inout JSONWriter) {
        let status = words(report.facts?.status)
        json.raw("{\"download\": ")
        json.string(SiteAddress.encoded(report.address.download))
        json.raw(", \"duration\": ")
        json.number(report.facts?.duration)
        json.raw(", \"exception\": ")
        json.string(status.exception)
        json.raw(", \"kernel\": ")
        json.string(report.facts?.kernel)
        json.raw(", \"key\": ")
        json.string(report.key)
        json.raw(", \"language\": ")
        json.string(report.facts?.language)
        json.raw(", \"page\": ")
        json.string(SiteAddress.encoded(report.address.page))
        json.raw(", \"parameters\": [")
        for (index, parameter) in (report.facts?.parameters ?? []).enumerated() {
            json.raw(index == 0 ? "{\"name\": " : ", {\"name\": ")
            json.string(parameter.name)
            json.raw(", \"value\": ")
            json.string(parameter.value)
            json.raw("}")
        }
        json.raw("], \"reason\": ")
        json.string(status.reason)
        json.raw(", \"series\": ")
        json.string(report.series)
        json.raw(", \"size\": ")
        json.number(report.source.size)
        json.raw(", \"status\": ")
        json.string(status.name)
        json.raw(", \"time\": ")
        json.string(report.time.iso8601)
        json.raw(", \"timeSource\": ")
        json.string(report.timeSource.rawValue)
        json.raw(", \"title\": ")
        json.string(report.title)
        json.raw("}")
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
