import ObjectStorage
import ReportSite

extension PublishRun {
    /// Writes what tells of all reports from the committed manifest, tells caches, removes what nothing needs any more,
    /// and notes all that in the manifest. Where a crashed run left one of these undone, this does it.
    mutating func completeSite() async throws {
        var completion = ManifestCompletion(siteGeneration: site.manifest.siteGeneration, now: seconds)
        // A folder is listed by every run, and what is in it decides too.
        if settledCatalog != nil, givenUp.isEmpty, site.claims == nil { completion.settling = settledInputs }
        var changedPaths: [String] = []
        if needsSitePages { changedPaths = try await writeSitePages(into: &completion) }
        let isToTell = publisher.invalidate != nil
        var failure: PublishError?
        if isToTell {
            let paths = Set(site.manifest.invalidations + changedPaths).sorted(by: JSONText.precedes)
            do { try await tellCaches(of: paths, &completion) } catch {
                // Deletes go on: what is deleted was taken out of every list before.
                failure = .invalidationFailed(error)
                completion.invalidations = changedPaths
            }
        }
        try await removeStale(&completion)
        if hasNews(completion) {
            try await swapManifest { completion.applied(to: $0) }
        }
        if site.claims != nil { try await store.delete(SitePaths.announced, ifMatches: nil) }
        if let failure { throw failure }
    }

    private func hasNews(_ completion: ManifestCompletion) -> Bool {
        completion.applied(to: site.manifest) != site.manifest || site.hasNewTokens
    }

    private var needsSitePages: Bool {
        let manifest = site.manifest
        return manifest.siteGeneration < manifest.generation || !manifest.siteFiles.allSatisfy(site.isIntact)
            || !manifest.siteFiles.allSatisfy { $0.headers == options.headerRules.fingerprint(for: $0.path) }
    }

    private func catalogOfManifest() -> ReportCatalog {
        ReportCatalog(
            objects: site.manifest.reports.values.map(\.source), facts: site.manifest.reports.mapValues(\.facts),
            pattern: publisher.design.options.seriesPattern)
    }

    /// Writes the site's own pages, the index last. Returns the paths where something else stood before.
    private mutating func writeSitePages(into completion: inout ManifestCompletion) async throws -> [String] {
        let manifest = site.manifest
        let known = Dictionary(manifest.siteFiles.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        let catalog =
            givenUp.isEmpty ? settledCatalog ?? catalogOfManifest() : catalogOfManifest()
        let pages = publisher.design.sitePages(catalog)
        let writer = writer
        let site = site
        var outcomes: [SiteWriter.Outcome] = []
        var foreign: [String] = []
        // New pages are there before a page that may lead to them. The index last: a run that finds it of this generation
        // may rely on all others.
        let others = pages.filter { $0.path != SitePaths.index }
        // The catalogue names its months, so it follows them also when it is new itself.
        let isFirst = { (path: String) in known[path] == nil && path != SitePaths.catalogue }
        let parts = [others.filter { isFirst($0.path) }, others.filter { !isFirst($0.path) }]
        for part in parts + [pages.filter { $0.path == SitePaths.index }] where !part.isEmpty {
            try await publisher.window.run(part, size: { _ in 0 }) { page -> (String, SiteWriter.Outcome?) in
                do {
                    let outcome = try await writer.write(
                        page.path, page.make(), order: manifest.generation, known: site.trusted(known[page.path]))
                    return (page.path, outcome)
                } catch let error as StorageError where error.code == .notOurs && page.path != SitePaths.index {
                    return (page.path, nil)
                }
            } collect: { path, outcome in
                if let outcome { outcomes.append(outcome) } else { foreign.append(path) }
            }
        }
        // An owner's own robots.txt or error page, for example.
        result.notices += foreign.sorted().map { "'\($0)' was not written by sitegen: it was left as it is." }
        completion.siteGeneration = manifest.generation
        completion.siteFiles = outcomes.compactMap(\.record)
        let needed = Set(pages.map(\.path) + publisher.design.assets.files.map(\.path))
        completion.droppedSiteFiles = Set(manifest.siteFiles.map(\.path)).subtracting(needed)
        let written = outcomes.filter(\.isWrite).compactMap(\.record?.path)
        result.writtenFiles += written
        // What is new is in no cache; what was there for the last commit may be, also where an earlier run wrote it.
        return completion.siteFiles.filter { file in
            known[file.path].map { $0.hash != file.hash && options.headerRules.mayBeInCaches($0) } ?? false
        }.map(\.path)
    }

    private mutating func tellCaches(of paths: [String], _ completion: inout ManifestCompletion) async throws {
        guard !paths.isEmpty, let invalidate = publisher.invalidate else { return }
        var reference = ContentHash(Array(paths.joined(separator: "\n").utf8))
        reference.combine(String(site.manifest.generation))
        try await invalidate(paths, "sitegen-\(site.manifest.generation)-\(reference)")
        result.invalidatedPaths = paths
        completion.invalidated = Set(paths)
    }

    /// Removes files whose grace is over; one that someone changed stays.
    private mutating func removeStale(_ completion: inout ManifestCompletion) async throws {
        let now = seconds
        let grace = options.grace
        let due = completion.applied(to: site.manifest).staleFiles.filter { now - $0.since >= grace }.map(\.file)
        guard !due.isEmpty else { return }
        let writer = writer
        var (deleted, kept, failures): ([String], [String], [StorageError]) = ([], [], [])
        // A page goes before what it leads to: who still has it open finds its download as long as the page itself.
        let pages = due.filter { $0.path.hasSuffix(".html") && !$0.path.contains(".files/") }
        let others = due.filter { !($0.path.hasSuffix(".html") && !$0.path.contains(".files/")) }
        for files in [pages, others] {
            try await publisher.window.run(files, size: { _ in 0 }) { file in
                await writer.remove(file)
            } collect: { removal in
                if let failure = removal.failure {
                    failures.append(failure)
                } else if removal.isDone {
                    deleted.append(removal.path)
                } else {
                    kept.append(removal.path)
                }
            }
        }
        result.deletedFiles += deleted.sorted(by: JSONText.precedes)
        result.notices += kept.sorted(by: JSONText.precedes).map {
            "'\($0)' is not needed any more and was changed since sitegen wrote it: it was left where it is."
        }
        completion.deleted = Set(deleted + kept)
        if let first = failures.first {
            result.notices += failures.dropFirst().map(\.description)
            try await swapManifest { [completion] in completion.applied(to: $0) }
            throw first
        }
    }
}
