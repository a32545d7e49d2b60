import ObjectStorage

extension PublishRun {
    /// Brings a change into the manifest: the moment from which the site has what this run wrote.
    mutating func commit(_ change: ManifestChange) async throws {
        try await swapManifest { change.applied(to: $0) }
        site.isKnown = true
        site.wasInterrupted = false
        let committed = Set(site.manifest.reports.keys)
        result.removed.removeAll { committed.contains($0) }
    }

    /// Replaces the manifest by what `change` makes of it. Where another run was faster, its manifest is read and the
    /// change made again from that; where the result says nothing new, nothing is written.
    mutating func swapManifest(_ change: (SiteManifest) -> SiteManifest) async throws {
        let clock = ContinuousClock()
        let deadline = clock.now + .seconds(120)
        var attempt = 0
        while true {
            let next = change(site.manifest)
            do {
                let info = try await store.put(
                    SitePaths.manifest, next.json, headers: Self.manifestHeaders(next),
                    if: site.manifestTag.map(WriteCondition.matches) ?? .absent)
                (site.manifest, site.manifestTag) = (next, info.entityTag)
                return
            } catch let error as StorageError where error.code == .preconditionFailed {
                if clock.now > deadline { throw PublishError.contended(path: store.location) }
            }
            result.mergeCount += 1
            attempt += 1
            // Full jitter, so that many runs don't meet again and again.
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...(25 << min(attempt, 5)))))
            let found = try await SiteState.read(store, design: publisher.designFingerprint)
            (site.manifest, site.manifestTag) = (found.manifest, found.manifestTag)
        }
    }

    private static func manifestHeaders(_ manifest: SiteManifest) -> ObjectHeaders {
        ObjectHeaders(
            contentType: "application/json; charset=utf-8", cacheControl: "no-store",
            metadata: [SiteWriter.marker: String(manifest.generation)])
    }
}
