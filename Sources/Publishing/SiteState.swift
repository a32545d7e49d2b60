import ObjectStorage

/// The site as a run finds it: what its manifest says, and what is known beyond that.
struct SiteState: Sendable {
    var manifest: SiteManifest
    /// The token of the manifest as it was read or written last; nil where there is none.
    var manifestTag: String?
    /// Whether there was a manifest that could be read.
    var isKnown: Bool
    /// The files of a folder; nil for a store whose objects carry markers.
    var claims: FolderClaims?
    /// The tokens of all files that are there, where the site was listed.
    var present: [String: String]?
    /// Whether the last run did not come to its end.
    var wasInterrupted = false
    /// What a killed run was about to write into a folder.
    var pending = PendingWrites()
    /// Files of killed runs that were never finished.
    var partialFiles: [ObjectKey] = []
    /// Whether the store ignores the conditions of writes, as a first run found and the manifest's own metadata remembers.
    var isUnsafe = false
    /// Whether files have other tokens than the stored manifest says, though the same content.
    var hasNewTokens = false
    /// Parts of manifests that lost against another run's: nothing names them.
    var lostParts: [FileRecord] = []
    /// What to tell the person.
    var notices: [String] = []
    /// Whether there was a site whose manifest is gone or can't be read.
    var isLost: Bool { !isKnown && !notices.isEmpty }
    var lock: StoreLock?

    /// Whether a file still is what was written, as far as is known without reading it.
    func isIntact(_ file: FileRecord) -> Bool {
        guard !file.entityTag.isEmpty else { return false }
        return present.map { $0[file.path] == file.entityTag } ?? true
    }

    /// Takes in what was written.
    mutating func note(_ files: [FileRecord]) {
        claims = claims?.noting(files)
        guard present != nil else { return }
        for file in files { present?[file.path] = file.entityTag }
    }

    /// What the manifest says of a path, where that can be relied on.
    func trusted(_ file: FileRecord?) -> FileRecord? { file.flatMap { isIntact($0) ? $0 : nil } }
}

extension SiteState {
    /// What is told where the books of a site are gone.
    static let missingNotice =
        "The site's manifest is missing: every page is made anew; pages of reports that are gone stay."

    /// The user metadata of a manifest in a store that ignores conditions.
    static let unsafeMarker = "sitegen-unsafe-store"

    /// Reads the manifest of a site. Throws `PublishError` where it is of a later version.
    static func read(_ store: any ObjectStore) async throws -> SiteState {
        // Where a part is gone, another run has replaced the head between.
        for _ in 0..<5 {
            if let state = try await readOnce(store) { return state }
        }
        var state = SiteState(manifest: SiteManifest(design: ""), manifestTag: nil, isKnown: false)
        let info = try await store.info(SitePaths.manifest)
        (state.manifestTag, state.isUnsafe) = (info?.entityTag, info?.metadata[unsafeMarker] != nil)
        state.notices.append(damageNotice("a part of it is missing"))
        return state
    }

    private static func readOnce(_ store: any ObjectStore) async throws -> SiteState? {
        let object: StoredObject?
        do { object = try await store.get(SitePaths.manifest, unlessMatches: nil) } catch {
            guard error.code == .notFound else { throw error }
            object = nil
        }
        var state = SiteState(manifest: SiteManifest(design: ""), manifestTag: object?.info.entityTag, isKnown: false)
        guard let object else { return state }
        state.isUnsafe = object.headers.metadata[unsafeMarker] != nil
        do {
            var manifest = try SiteManifest(json: object.bytes)
            guard try await readParts(of: &manifest, in: store) else { return nil }
            (state.manifest, state.isKnown) = (manifest, true)
        } catch let fault as SiteManifest.Fault {
            switch fault {
            case .newer(let version): throw PublishError.newerManifest(path: store.location, version: version)
            case .damaged(let reason): state.notices.append(damageNotice(reason))
            }
        }
        return state
    }

    private static func damageNotice(_ reason: String) -> String {
        "The site's manifest was damaged (\(reason)): every page is made anew; pages of reports that are gone stay."
    }

    /// Looks into a store that keeps markers: the generation goes on from what the index says, where the books are lost.
    static func opening(_ store: any ObjectStore, _ options: PublishOptions) async throws -> SiteState {
        var state = try await read(store)
        if !state.isKnown {
            let index: StoredObject?
            do { index = try await store.get(ObjectKey(SitePaths.index), unlessMatches: nil) } catch {
                guard error.code == .notFound else { throw error }
                index = nil
            }
            // Without its index a site can't be found: better told before a thousand pages are written.
            if let index, index.headers.metadata[SiteWriter.marker] == nil {
                throw StorageError(
                    code: .notOurs, operation: .write, key: ObjectKey(SitePaths.index), root: store.location,
                    reason: "A file that sitegen did not write is in the way")
            }
            if let marker = index?.headers.metadata[SiteWriter.marker].flatMap({ Int($0) }) {
                state.manifest.generation = marker
                if state.manifestTag == nil { state.notices.append(missingNotice) }
            }
        }
        if !options.isDryRun { try await state.checkConditions(store, options) }
        if options.verifies {
            let listing = try await store.list(prefix: "")
            if !options.isDryRun { try await removeProbes(of: listing, in: store) }
            state.present = Dictionary(
                listing.objects.map { ($0.key.string, $0.entityTag) }, uniquingKeysWith: { first, _ in first })
        }
        return state
    }

    /// Removes what killed probes left, those of an hour ago: a younger one may be another run's.
    private static func removeProbes(of listing: ObjectListing, in store: any ObjectStore) async throws {
        let old = WallClock.nanoseconds - 3_600_000_000_000
        for object in listing.objects
        where object.key.string.hasPrefix(SitePaths.probes) && object.modified < old {
            try await store.delete(object.key, ifMatches: object.entityTag)
        }
    }

    /// Finds out in a store without a manifest whether it honours the conditions of writes, and again where it did not.
    ///
    /// - Throws: `PublishError.unsafeStore` where it does not and nobody allowed that.
    private mutating func checkConditions(_ store: any ObjectStore, _ options: PublishOptions) async throws {
        guard manifestTag == nil || isUnsafe else { return }
        if isUnsafe, options.allowsUnsafeStore {
            notices.append(Self.unsafeNotice)
            return
        }
        isUnsafe = try await !store.honoursConditionalWrites(probingBelow: SitePaths.probes)
        guard isUnsafe else { return }
        guard options.allowsUnsafeStore else { throw PublishError.unsafeStore(path: store.location) }
        notices.append(Self.unsafeNotice)
    }

    private static let unsafeNotice =
        "The store ignores the conditions of writes: let only one run publish at a time, or reports may be lost."
}
