import NotebookHTML

extension SiteDesign {
    /// `feed.xml`: the newest reports of all series.
    package func feed(_ catalog: ReportCatalog) -> [UInt8] {
        feed(
            catalog.reports.prefix(options.feedLimit), title: options.title, identity: "site", path: "feed.xml",
            page: "index.html")
    }

    /// `series/<series>/feed.xml`: the newest runs of one series.
    func seriesFeed(_ series: ReportSeries, title: String) -> [UInt8] {
        feed(
            series.reports.prefix(options.feedLimit), title: "\(title) · \(options.title)",
            identity: "series \(series.name)", path: series.address.feed, page: series.address.page)
    }

    private func feed(
        _ reports: some Collection<Report>, title: String, identity: String, path: String, page: String
    ) -> [UInt8] {
        var atom = AtomWriter(language: options.language)
        atom.element("id", FeedIdentity(identity, in: options).text)
        atom.element("title", title)
        // An empty feed needs a date too, and no clock may decide it.
        atom.element("updated", (reports.map(\.feedUpdate).max() ?? UTCTime(secondsSinceEpoch: 0)).iso8601)
        atom.raw("<author>\n")
        atom.element("name", options.title)
        atom.raw("</author>\n<generator>sitegen</generator>\n")
        atom.link("self", type: "application/atom+xml", address(of: path, from: path))
        atom.link("alternate", type: "text/html", address(of: page, from: path))
        for report in reports { write(report, from: path, to: &atom) }
        atom.raw("</feed>\n")
        return atom.bytes
    }

    private func write(_ report: Report, from path: String, to atom: inout AtomWriter) {
        atom.raw("<entry>\n")
        atom.element("id", FeedIdentity("report \(report.key)", in: options).text)
        var title = ReportText.shortened(report.title, to: 200)
        if let facts = report.facts, facts.status != .succeeded {
            title += " (\(ReportText.status(facts.status).words))"
        }
        atom.element("title", title)
        atom.element("published", report.time.iso8601)
        atom.element("updated", report.feedUpdate.iso8601)
        atom.link("alternate", type: "text/html", address(of: report.address.page, from: path))
        atom.link("enclosure", type: "application/x-ipynb+json", address(of: report.address.download, from: path))
        atom.category(report.series)
        var summary = ReportText.description(of: report)
        if let facts = report.facts, !facts.parameters.isEmpty {
            summary += " \(ReportText.parameters(facts.parameters))"
        }
        atom.element("summary", summary)
        atom.raw("</entry>\n")
    }

    /// Absolute where the site knows its address; else relative to the feed, which RFC 4287 section 2 allows.
    private func address(of target: String, from path: String) -> String {
        options.baseURL?.address(of: target) ?? SiteAddress.href(to: target, from: path)
    }
}

/// The identity of a feed or an entry: an address that never changes, as RFC 4287 section 4.2.6 asks.
///
/// A UUID of version 8, <https://www.rfc-editor.org/rfc/rfc9562#section-5.8>, made of the site's address and the source
/// key: the same in every build and for every title.
struct FeedIdentity {
    let text: String

    init(_ name: String, in options: SiteOptions) {
        var digits = Array(SHA256.hex(Array("sitegen \(options.baseURL?.text ?? "")\n\(name)".utf8)).utf8.prefix(32))
        digits[12] = UInt8(ascii: "8")
        // The variant: the two highest bits of this digit are 10.
        digits[16] = Array("89ab".utf8)[Int(digits[16]) % 4]
        let parts = [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(decoding: digits[$0], as: UTF8.self) }
        text = "urn:uuid:\(parts.joined(separator: "-"))"
    }
}

extension Report {
    /// When the report last changed, as far as it tells itself: the end of a later run under the same name counts.
    fileprivate var feedUpdate: UTCTime {
        guard let start = facts?.startTime.flatMap(UTCTime.init(iso8601:)) else { return time }
        let duration = facts?.duration.flatMap { $0.isFinite && 0..<1e9 ~= $0 ? Int($0) : nil } ?? 0
        return max(time, UTCTime(secondsSinceEpoch: start.secondsSinceEpoch + duration))
    }
}
