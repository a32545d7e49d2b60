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
    private mutating func put(_ manifest: SiteManifest) async throws -> Bool {
        var manifest = manifest
        if store.keepsHeaders { manifest = try await putParts(of: manifest) }
        do throws(StorageError) {
            let info = try await store.put(
                SitePaths.manifest, manifest.json, headers: manifestHeaders(manifest),
                if: site.manifestTag.map(WriteCondition.matches) ?? .absent)
            (site.manifest, site.manifestTag) = (manifest, info.entityTag)
            site.lostParts = []
            return true
        } catch {
            guard error.code == .preconditionFailed else { throw error }
            // The head that is there does not name them.
            site.lostParts += manifest.parts.filter { !site.manifest.parts.contains($0) }
            return false
        }
    }

    /// Writes the parts of a large manifest that are not there yet. Nothing reads them before a head names them.
    private mutating func putParts(of manifest: SiteManifest) async throws -> SiteManifest {
        let parts = ManifestParts(limit: options.manifestLimit)
        var stored = parts.stored(manifest, after: site.manifest, now: seconds)
        let store = store
        var tags: [String: String] = [:]
        let headers = manifestHeaders(stored.manifest)
        try await publisher.window.run(stored.newParts, size: \.bytes.count) { part in
            do {
                return (
                    part.record.path,
                    try await store.put(ObjectKey(part.record.path), part.bytes, headers: headers, if: .absent)
                        .entityTag
                )
            } catch let error as StorageError {
                // Another run wrote the same content for the same generation.
                guard error.code == .preconditionFailed else { throw error }
                return (part.record.path, "")
            }
        } collect: { path, tag in
            tags[path] = tag
        }
        for index in stored.manifest.parts.indices {
            if let tag = tags[stored.manifest.parts[index].path] { stored.manifest.parts[index].entityTag = tag }
        }
        let needed = Set(stored.manifest.parts.map(\.path) + stored.manifest.staleFiles.map(\.file.path))
        for part in site.lostParts where !needed.contains(part.path) {
            stored.manifest.staleFiles.append(.init(file: part, since: seconds))
        }
        return stored.manifest
    }

    private func manifestHeaders(_ manifest: SiteManifest) -> ObjectHeaders {
        var metadata = [SiteWriter.marker: String(manifest.generation)]
        metadata[SettledInputs.metadataName] = manifest.settled
        if site.isUnsafe { metadata[SiteState.unsafeMarker] = "1" }
        return ObjectHeaders(
            contentType: "application/json; charset=utf-8", cacheControl: "no-store", metadata: metadata)
    }
}
