import ReportSite

/// What one run did to a site, relative to the manifest it had read: what a commit brings into the manifest that is
/// there by then.
package struct ManifestChange: Sendable {
    /// The manifest the run had read.
    package var base: SiteManifest
    /// The fingerprint of what makes the site's own pages.
    package var design: String
    /// Reports whose files were written.
    package var upserts: [String: ReportRecord] = [:]
    /// Reports that are gone from the source.
    package var removals: Set<String> = []
    /// Files of the site as a whole that were written.
    package var siteFiles: [FileRecord] = []
    /// Files found to be ours and needed by nothing.
    package var orphans: [FileRecord] = []
    /// Paths whose old content caches may have.
    package var invalidations: [String] = []
    /// The time of the run: seconds since 1970.
    package var now: Int

    package init(base: SiteManifest, design: String, now: Int) {
        self.base = base
        self.design = design
        self.now = now
    }

    /// Whether there is nothing to bring in.
    package var isEmpty: Bool {
        upserts.isEmpty && removals.isEmpty && siteFiles.isEmpty && orphans.isEmpty && invalidations.isEmpty
            && design == base.design
    }

    /// The manifest with this change in it, one generation on.
    ///
    /// For each report the newest source wins, whoever commits first: what another run wrote meanwhile from a newer
    /// source stays, and a report that it took out comes back only from a newer source.
    package func applied(to current: SiteManifest) -> SiteManifest {
        var next = current
        for (key, record) in upserts {
            if let merged = merged(record, key: key, current: current) {
                next.reports[key] = merged
                next.tombstones[key] = nil
            }
        }
        for key in removals where current.reports[key]?.source == base.reports[key]?.source {
            guard let gone = next.reports.removeValue(forKey: key) else { continue }
            next.tombstones[key] = .init(lastModified: gone.source.lastModified, since: now)
        }
        next.tombstones = next.tombstones.filter { now - $0.value.since < Self.tombstoneLife }
        next.siteFiles = Self.newest(current.siteFiles + siteFiles)
        next.invalidations = Set(current.invalidations).union(invalidations).sorted(by: JSONText.precedes)
        next.staleFiles = staleFiles(before: current, after: next)
        next.design = design
        next.generation = current.generation + 1
        next.settled = nil
        return next
    }

    /// A day: longer than any run takes.
    private static let tombstoneLife = 86_400

    /// What the manifest is to say of a report both runs may have written; nil where ours is to be forgotten.
    private func merged(_ ours: ReportRecord, key: String, current: SiteManifest) -> ReportRecord? {
        guard let theirs = current.reports[key] else {
            // Taken out by a run that had seen our source or a newer one, after we began.
            let tombstone = current.tombstones[key]
            let isTakenOut = tombstone.map { $0.lastModified >= ours.source.lastModified } ?? false
            return isTakenOut && tombstone != base.tombstones[key] ? nil : ours
        }
        if theirs == base.reports[key] { return ours }
        if theirs.source.lastModified > ours.source.lastModified { return nil }
        if theirs.source.lastModified < ours.source.lastModified { return ours }
        if theirs.files.map(\.hash) == ours.files.map(\.hash), theirs.source == ours.source { return theirs }
        // Both wrote the same report differently, so nobody knows whose file came last: it is to be written again.
        var uncertain = ours
        for index in uncertain.files.indices { uncertain.files[index].entityTag = "" }
        return uncertain
    }

    /// Of each path the record of the latest content, in the order of the paths.
    static func newest(_ files: [FileRecord]) -> [FileRecord] {
        var byPath: [String: FileRecord] = [:]
        for file in files {
            if let known = byPath[file.path], known.order > file.order { continue }
            byPath[file.path] = file
        }
        return byPath.values.sorted { JSONText.precedes($0.path, $1.path) }
    }

    private func staleFiles(before: SiteManifest, after: SiteManifest) -> [SiteManifest.StaleFile] {
        let needed = Set(after.siteFiles.map(\.path) + after.reports.values.flatMap { $0.files.map(\.path) })
        var stale = before.staleFiles.filter { !needed.contains($0.file.path) }
        let known = Set(stale.map(\.file.path))
        var fresh: [String: FileRecord] = [:]
        for key in Set(upserts.keys).union(removals) {
            for file in before.reports[key]?.files ?? [] { fresh[file.path] = file }
        }
        // A page of ours that lost against another run's removal has no record but stands in the site.
        for (key, record) in upserts where after.reports[key] == nil {
            for file in record.files { fresh[file.path] = file }
        }
        for file in orphans { fresh[file.path] = file }
        for (path, file) in fresh where !needed.contains(path) && !known.contains(path) {
            stale.append(.init(file: file, since: now))
        }
        return stale.sorted { JSONText.precedes($0.file.path, $1.file.path) }
    }
}

/// What a run did after its commit: files of the site as a whole, removals, invalidations. Brought in without a new
/// generation, for it changes nothing of what the site says.
package struct ManifestCompletion: Sendable {
    /// The generation the site's own pages were made from.
    package var siteGeneration: Int
    package var siteFiles: [FileRecord]
    /// Paths of the site as a whole that this generation has not any more.
    package var droppedSiteFiles: Set<String> = []
    /// Stale files that are gone, or were given up.
    package var deleted: Set<String> = []
    package var invalidated: Set<String> = []
    /// Paths that caches could not be told of: for the next run.
    package var invalidations: [String] = []
    package var now: Int
    /// Where the run found nothing left to do: what sees whether that holds for the manifest there is by then.
    package var settling: SettledInputs?

    package init(siteGeneration: Int, siteFiles: [FileRecord] = [], now: Int) {
        self.siteGeneration = siteGeneration
        self.siteFiles = siteFiles
        self.now = now
    }

    /// The manifest with this in it.
    package func applied(to current: SiteManifest) -> SiteManifest {
        var next = current
        next.siteGeneration = max(current.siteGeneration, siteGeneration)
        var files = ManifestChange.newest(current.siteFiles + siteFiles)
        if siteGeneration >= current.siteGeneration {
            let dropped = files.filter { droppedSiteFiles.contains($0.path) }
            files.removeAll { droppedSiteFiles.contains($0.path) }
            next.staleFiles += dropped.map { .init(file: $0, since: now) }
        }
        next.siteFiles = files
        let needed = Set(files.map(\.path))
        next.staleFiles = next.staleFiles.filter { !deleted.contains($0.file.path) && !needed.contains($0.file.path) }
        next.invalidations = Set(current.invalidations + invalidations).subtracting(invalidated)
            .sorted(by: JSONText.precedes)
        // A later generation was looked at by nobody yet.
        if let settling, current.generation == siteGeneration { next.settled = settling.fingerprint(of: next) }
        return next
    }
}
