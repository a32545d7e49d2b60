import ObjectStorage

extension SiteState {
    /// Looks into a folder, locked against other runs but for a dry run, which leaves not even a lock. Throws `PublishError`
    /// where it is not ours, in use or of a later version.
    static func opening(_ store: DirectoryStore, _ options: PublishOptions) async throws -> SiteState {
        try refuseForeign(store)
        let lock = options.isDryRun ? nil : try locked(store)
        // Listed under the lock: before it another run may have been writing.
        let listing = try store.list()
        var state = try await read(store)
        state.lock = lock
        if listing.objects.contains(where: { $0.key == SitePaths.announced }) {
            state.wasInterrupted = true
            state.pending = PendingWrites(text: try store.get(SitePaths.announced))
        }
        let isLost = !state.isKnown && !state.wasInterrupted && listing.objects.contains { !isOwn($0.key) }
        if isLost, state.manifestTag == nil { state.notices.append(missingNotice) }
        state.partialFiles = listing.objects.map(\.key).filter { $0.name.hasPrefix(DirectoryStore.partialPrefix) }
        state.claim(listing, in: store, claimsAll: isLost || (!state.isKnown && state.manifestTag != nil))
        return state
    }

    /// Compares what is there with what earlier runs wrote.
    private mutating func claim(_ listing: ObjectListing, in store: DirectoryStore, claimsAll: Bool) {
        var present: [String: String] = [:]
        present.reserveCapacity(listing.objects.count)
        for object in listing.objects { present[object.key.string] = object.entityTag }
        let records = manifest.filesByPath
        var renewed: [String: String] = [:]
        for record in records.values {
            guard let tag = present[record.path], tag != record.entityTag else { continue }
            // A copied or restored folder: other times and inodes, the same content.
            if Self.size(tag) == Self.size(record.entityTag), let bytes = try? store.get(ObjectKey(record.path)),
                ContentHash(bytes).description == record.hash
            {
                renewed[record.path] = tag
            }
        }
        if !renewed.isEmpty {
            manifest.renewTokens(renewed)
            hasNewTokens = true
        }
        self.present = present
        claims = FolderClaims(
            present: present, claimed: pending.claimed(of: present.keys).union(records.keys), claimsAll: claimsAll)
    }

    private static func locked(_ store: DirectoryStore) throws -> StoreLock {
        do { return try store.lock(SitePaths.lock) } catch {
            if error.code == .busy { throw PublishError.outputBusy(path: store.path) }
            throw error
        }
    }

    /// Refuses a folder with files in which this program never worked. Hidden files, `.git` for example, don't count.
    private static func refuseForeign(_ store: DirectoryStore) throws {
        if try store.info(SitePaths.lock) != nil || store.info(SitePaths.manifest) != nil { return }
        var example: String?
        let listing = try store.list { key in
            if key.string.hasPrefix(".") { return true }
            example = example ?? key.string + "/"
            return true
        }
        example = example ?? listing.objects.map(\.key.string).first { !$0.hasPrefix(".") }
        if let example { throw PublishError.outputNotOurs(path: store.path, example: example) }
    }

    private static func isOwn(_ key: ObjectKey) -> Bool {
        key.string.hasPrefix(SitePaths.folder) || key.string.hasPrefix(".")
    }

    /// The size a file's token begins with.
    private static func size(_ entityTag: String) -> Substring { entityTag.prefix { $0 != "-" } }
}

extension SiteManifest {
    /// Takes in the tokens that files have now, by path.
    fileprivate mutating func renewTokens(_ tokens: [String: String]) {
        func renew(_ file: inout FileRecord) { file.entityTag = tokens[file.path] ?? file.entityTag }
        for index in siteFiles.indices { renew(&siteFiles[index]) }
        for index in staleFiles.indices { renew(&staleFiles[index].file) }
        for key in reports.keys {
            for index in reports[key]?.files.indices ?? 0..<0 {
                if var file = reports[key]?.files[index] {
                    renew(&file)
                    reports[key]?.files[index] = file
                }
            }
        }
    }
}
