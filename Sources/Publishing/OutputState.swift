import ObjectStorage

/// The output folder as a run finds it, locked against other runs.
struct OutputState: Sendable {
    let files: SiteFiles
    /// What the last finished or killed run wrote; nil on a first run and where it can't be read.
    let manifest: BuildManifest?
    /// The bytes of the manifest as it is on disk.
    let manifestBytes: [UInt8]?
    /// What a killed run was about to write.
    let pending: PendingWrites
    /// Whether the last run did not come to its end.
    let wasInterrupted: Bool
    /// What to tell the person.
    let notices: [String]
    /// Files of killed runs that were never finished.
    let partialFiles: [ObjectKey]
    let lock: StoreLock

    /// Looks at a folder; throws `BuildError` where it is not ours, in use or of a later version.
    init(opening store: DirectoryStore) throws {
        try Self.refuseForeign(store)
        lock = try Self.lock(store)
        // Listed under the lock: before it another run may have been writing.
        let listing = try store.list()
        let has = Set(listing.objects.lazy.map(\.key).filter { $0.string.hasPrefix("_sitegen/") })
        manifestBytes = has.contains(SiteFiles.manifestKey) ? try store.get(SiteFiles.manifestKey) : nil
        wasInterrupted = has.contains(PendingWrites.key)
        pending = wasInterrupted ? PendingWrites(text: try store.get(PendingWrites.key)) : PendingWrites()
        let read = try Self.manifest(manifestBytes, store: store)
        manifest = read.manifest
        var notices = read.notices
        let isLost = manifest == nil && !wasInterrupted && listing.objects.contains { !Self.isOwn($0.key) }
        if isLost, manifestBytes == nil {
            notices.append(
                "The site's manifest is missing: every page is made anew; pages of reports that are gone stay.")
        }
        self.notices = notices
        partialFiles = listing.objects.map(\.key).filter { $0.name.hasPrefix(DirectoryStore.partialPrefix) }
        files = SiteFiles(
            store: store, listing: listing, manifest: manifest, pending: pending,
            claimsAll: isLost || (manifest == nil && manifestBytes != nil))
    }

    private static func lock(_ store: DirectoryStore) throws -> StoreLock {
        do { return try store.lock(SiteFiles.lockKey) } catch {
            if error.code == .busy { throw BuildError.outputBusy(path: store.path) }
            throw error
        }
    }

    private static func manifest(
        _ bytes: [UInt8]?, store: DirectoryStore
    ) throws(BuildError) -> (manifest: BuildManifest?, notices: [String]) {
        guard let bytes else { return (nil, []) }
        do { return (try BuildManifest(json: bytes), []) } catch {
            switch error {
            case .newer(let version): throw .newerManifest(path: store.path, version: version)
            case .damaged(let reason):
                return (
                    nil,
                    [
                        "The site's manifest was damaged (\(reason)): every page is made anew; pages of reports that are gone stay."
                    ]
                )
            }
        }
    }

    /// Refuses a folder with files in which this program never worked. Hidden files, `.git` for example, don't count.
    private static func refuseForeign(_ store: DirectoryStore) throws {
        if try store.info(SiteFiles.lockKey) != nil || store.info(SiteFiles.manifestKey) != nil { return }
        var example: String?
        let listing = try store.list { key in
            if key.string.hasPrefix(".") { return true }
            example = example ?? key.string + "/"
            return true
        }
        example = example ?? listing.objects.map(\.key.string).first { !$0.hasPrefix(".") }
        if let example { throw BuildError.outputNotOurs(path: store.path, example: example) }
    }

    private static func isOwn(_ key: ObjectKey) -> Bool {
        key.string.hasPrefix("_sitegen/") || key.string.hasPrefix(".")
    }
}
