package import ReportSite

/// Which pages of a site have to be made or taken out, and why. Pure: made from the catalogue and the manifest, no
/// notebook is read for it.
package struct PublishPlan: Sendable {
    /// A report whose page has to be made.
    package struct Render: Sendable, Hashable {
        package var report: Report
        package var reason: Reason
    }

    /// Why a page has to be made.
    package enum Reason: String, Sendable, Hashable {
        case new = "new report"
        case sourceChanged = "notebook changed"
        case designChanged = "templates, assets, options or program changed"
        case neighboursChanged = "the run before or after changed"
        case linksChanged = "a notebook it links to came or went"
        case headersChanged = "the headers it is served with changed"
        case outputChanged = "a file of it is missing or was changed in the site"
    }

    /// The pages to make: new ones first, so that no page links to one that is not there yet.
    package private(set) var renders: [Render] = []
    /// Records of the reports whose pages stay as they are, by key.
    package private(set) var kept: [String: ReportRecord] = [:]
    /// Keys of reports the site has and the source has not any more.
    package private(set) var removals: [String] = []

    /// - Parameters:
    ///   - catalog: the reports there are, facts of unchanged ones known.
    ///   - manifest: what earlier runs wrote; nil for a first run.
    ///   - design: the fingerprint of program, templates, assets and options of this run.
    ///   - headers: the headers a path is served with, as a fingerprint.
    ///   - isIntact: whether a file of the site is still what was written.
    package init(
        catalog: ReportCatalog, manifest: SiteManifest?, design: String, headers: (String) -> String = { _ in "" },
        isIntact: (FileRecord) -> Bool
    ) {
        for report in catalog.reports {
            if let record = manifest?.reports[report.key] {
                if let reason = Self.reason(report, record, catalog, design, headers, isIntact) {
                    renders.append(Render(report: report, reason: reason))
                } else {
                    kept[report.key] = record
                }
            } else {
                renders.append(Render(report: report, reason: .new))
            }
        }
        renders = renders.filter { $0.reason == .new } + renders.filter { $0.reason != .new }
        removals = (manifest?.reports.keys ?? [:].keys).filter { catalog.report(key: $0) == nil }
            .sorted(by: JSONText.precedes)
    }

    /// The plan without some reports: those that could not be read a moment ago.
    func leavingOut(_ keys: Set<String>) -> PublishPlan {
        var plan = self
        plan.renders.removeAll { keys.contains($0.report.key) }
        return plan
    }

    private static func reason(
        _ report: Report, _ record: ReportRecord, _ catalog: ReportCatalog, _ design: String,
        _ headers: (String) -> String, _ isIntact: (FileRecord) -> Bool
    ) -> Reason? {
        if record.source.fingerprint != report.source.fingerprint { return .sourceChanged }
        if record.design != design { return .designChanged }
        if record.neighbours != catalog.neighbours(of: report).fingerprint { return .neighboursChanged }
        if !record.links.isEmpty, record.resolvedLinks != catalog.resolved(record.links) { return .linksChanged }
        if !record.files.allSatisfy({ $0.headers == headers($0.path) }) { return .headersChanged }
        if !record.files.allSatisfy(isIntact) { return .outputChanged }
        return nil
    }
}

extension ReportCatalog {
    /// Those of some source keys that have a page.
    func resolved(_ links: [String]) -> [String] { links.filter { report(key: $0) != nil } }
}

extension ReportNeighbours {
    /// The links as one text that changes with them.
    var fingerprint: String {
        let runs = [previous, next].map { link in link.map { "\($0.page)@\($0.time.secondsSinceEpoch)" } ?? "" }
        let parts = runs + [series?.folder ?? ""]
        return parts == ["", "", ""] ? "" : ContentHash(Array(parts.joined(separator: "\n").utf8)).description
    }
}
