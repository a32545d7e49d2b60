import ObjectStorage
import ReportSite

extension PublishRun {
    /// Leaves what this run wrote for a later commit: pages stand in the site, and nothing lists them yet.
    mutating func stage(_ change: ManifestChange) async throws {
        var staged = SiteManifest(design: change.design)
        staged.reports = change.upserts
        staged.siteFiles = change.siteFiles
        let bytes = staged.json
        // Named by its content: a worker that runs twice leaves one record.
        let key = ObjectKey(SitePaths.staged + ContentHash(bytes).description + ".json")
        try await store.put(
            key, bytes, headers: ObjectHeaders(contentType: "application/json", cacheControl: "no-store"), if: .always)
    }

    /// Takes what workers staged into the manifest, all in one commit. Returns the records that are in it.
    mutating func commitStaged() async throws -> [ObjectInfo] {
        let listing = try await store.list(prefix: SitePaths.staged)
        guard !listing.objects.isEmpty else { return [] }
        let store = store
        var parts: [SiteManifest] = []
        var problems: [String] = []
        try await publisher.window.run(listing.objects, size: \.size) {
            info -> Result<SiteManifest, SiteManifest.Fault> in
            let bytes = try await store.bytes(of: info.key)
            do throws(SiteManifest.Fault) { return .success(try SiteManifest(json: bytes)) } catch {
                return .failure(error)
            }
        } collect: { part in
            switch part {
            case .success(let manifest): parts.append(manifest)
            case .failure(let fault):
                problems.append("A staged record could not be used, its reports are made again: \(fault).")
            }
        }
        result.notices += problems
        // Compared with no manifest at all, so that what is there from a newer source stays.
        var change = ManifestChange(
            base: SiteManifest(design: ""), design: publisher.designFingerprint, now: seconds)
        for part in parts {
            change.upserts.merge(part.reports) { $0.source.lastModified >= $1.source.lastModified ? $0 : $1 }
            change.siteFiles += part.siteFiles
        }
        try await commit(change)
        return listing.objects
    }

    /// Removes staged records that are in the manifest now.
    func removeStaged(_ records: [ObjectInfo]) async throws {
        let store = store
        try await publisher.window.run(records, size: { _ in 0 }) { info in
            try await store.delete(info.key, ifMatches: info.entityTag)
        } collect: { _ in
        }
    }
}
