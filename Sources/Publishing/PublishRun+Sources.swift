import Notebook
import NotebookHTML
import ObjectStorage
import ReportSite

extension PublishRun {
    /// The notebooks there are: from a listing of the source, or from the manifest and a look at some keys.
    ///
    /// The manifest was read before: a report in it that a listing has not any more is really gone.
    mutating func sourceObjects() async throws -> [SourceObject] {
        switch options.scope {
        case .keys(let keys) where !site.isLost || options.isStaging:
            return try await objects(lookingAt: keys)
        // Without its books nobody knows what other reports the site has: they would be gone from every list.
        case .all, .keys:
            let now = publisher.now()
            let known = listing
            listing = nil
            let listing = if let known { known } else { try await publisher.source.list(prefix: "") }
            result.notices += listing.skipped.map { "\($0.name) was passed over: \($0.reason)." }
            return listing.objects.map { SourceObject($0, now: now) }
        }
    }

    private func objects(lookingAt keys: [String]) async throws -> [SourceObject] {
        var objects = site.manifest.reports.mapValues(\.source)
        let now = publisher.now()
        let source = publisher.source
        try await publisher.window.run(Array(Set(keys)), size: { _ in 0 }) { key in
            (key, try await source.info(ObjectKey(key)))
        } collect: { key, info in
            objects[key] = info.map { SourceObject($0, now: now) }
        }
        return Array(objects.values)
    }

    /// The reports of some objects, with the facts of those that did not change and the times of all.
    mutating func catalog(of objects: [SourceObject]) async throws -> ReportCatalog {
        var facts: [String: ReportFacts] = [:]
        for object in objects {
            if let record = site.manifest.reports[object.key], record.source.fingerprint == object.fingerprint {
                facts[object.key] = record.facts
            }
        }
        let catalog = ReportCatalog(
            objects: objects, facts: facts, pattern: publisher.design.options.seriesPattern)
        // Without a time in its key a report's place among its neighbours is only known from the notebook.
        let timeless = catalog.reports.filter { $0.timeSource != .key && facts[$0.key] == nil }
        guard !timeless.isEmpty else { return catalog }
        var found: [String: ReportFacts] = [:]
        let source = publisher.source
        try await publisher.window.run(timeless, size: \.source.size) { report in
            let notebook = try? Notebook(decoding: try await source.bytes(of: ObjectKey(report.key)))
            return (report.key, notebook.map(NotebookHTML.facts(of:)))
        } collect: { key, facts in
            found[key] = facts
        }
        return catalog.adding(facts: found)
    }
}

extension SourceObject {
    /// A listed object as the catalogue sees it.
    ///
    /// A file written a moment ago may be written again within the same tick of the file system's clock, so that its
    /// token would not tell: it gets one that no later listing repeats.
    init(_ info: ObjectInfo, now: Int64) {
        let isFresh = now - info.modified < 20_000_000 && !info.entityTag.hasPrefix("\"")
        self.init(
            key: info.key.string, size: info.size, lastModified: Int(info.modified / 1_000_000_000),
            fingerprint: isFresh ? info.entityTag + "~" : info.entityTag)
    }
}
