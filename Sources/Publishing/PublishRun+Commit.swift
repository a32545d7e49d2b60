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
            if try await put(change(site.manifest)) { return }
            if clock.now > deadline { throw PublishError.contended(path: store.location) }
            result.mergeCount += 1
            attempt += 1
            // Full jitter, so that many runs don't meet again and again.
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...(25 << min(attempt, 5)))))
            let found = try await SiteState.read(store)
            (site.manifest, site.manifestTag) = (found.manifest, found.manifestTag)
        }
    }

    /// Writes a manifest in place of the one that was read; false where that one is not there any more.
    private mutating func put(_ manifest: SiteManifest) async throws(StorageError) -> Bool {
        do {
            let info = try await store.put(
                SitePaths.manifest, manifest.json, headers: manifestHeaders(manifest),
                if: site.manifestTag.map(WriteCondition.matches) ?? .absent)
            (site.manifest, site.manifestTag) = (manifest, info.entityTag)
            return true
        } catch {
            guard error.code == .preconditionFailed else { throw error }
            return false
        }
    }

    private func manifestHeaders(_ manifest: SiteManifest) -> ObjectHeaders {
        var headers = ObjectHeaders(
            contentType: "application/json; charset=utf-8", cacheControl: "no-store",
            metadata: [SiteWriter.marker: String(manifest.generation)])
        if site.isUnsafe { headers.metadata[SiteState.unsafeMarker] = "1" }
        return headers
    }
}
