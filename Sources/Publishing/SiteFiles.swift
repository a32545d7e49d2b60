import ObjectStorage

/// The files of the output folder: what is there, which of them are ours, and how one is written.
struct SiteFiles: Sendable {
    /// Where the manifest stands in a site; its folder is no part of what readers get.
    static let manifestKey: ObjectKey = "_sitegen/manifest.json"
    /// The file whose lock keeps a second run out.
    static let lockKey: ObjectKey = "_sitegen/lock"

    let store: DirectoryStore
    /// The tokens of the files that are there, by path.
    let existing: [String: String]
    /// What earlier runs wrote, by path, where it is still what they wrote; tokens as they are now.
    let intact: [String: FileRecord]
    /// Paths that are ours though their content is not known to be.
    let claimed: Set<String>
    /// Whether every path a report asks for is ours: the manifest that would tell was lost.
    let claimsAll: Bool

    /// Whether a file stands there that this program did not write.
    func isForeign(_ path: String) -> Bool {
        existing[path] != nil && !claimsAll && !claimed.contains(path)
    }

    /// Writes a file unless its content is there already. Throws `.other` where someone else's file is in the way.
    func write(_ path: String, _ bytes: [UInt8]) throws(StorageError) -> (record: FileRecord, wasWritten: Bool) {
        let hash = ContentHash(bytes).description
        if let record = intact[path], record.hash == hash { return (record, false) }
        if isForeign(path) {
            throw StorageError(
                code: .other, operation: .write, key: ObjectKey(path), root: store.path,
                reason: "A file that sitegen did not write is in the way; move it away, then run it again")
        }
        let info = try store.put(ObjectKey(path), bytes)
        return (FileRecord(path: path, hash: hash, entityTag: info.entityTag), true)
    }
}

extension SiteFiles {
    /// Compares what is there with what earlier runs wrote.
    init(
        store: DirectoryStore, listing: ObjectListing, manifest: BuildManifest?, pending: PendingWrites, claimsAll: Bool
    ) {
        var existing: [String: String] = [:]
        existing.reserveCapacity(listing.objects.count)
        for object in listing.objects { existing[object.key.string] = object.entityTag }
        let records = manifest?.filesByPath ?? [:]
        var intact: [String: FileRecord] = [:]
        intact.reserveCapacity(records.count)
        for (path, record) in records {
            guard let tag = existing[path] else { continue }
            if tag == record.entityTag {
                intact[path] = record
            } else if Self.size(tag) == Self.size(record.entityTag),
                let bytes = try? store.get(ObjectKey(path)), ContentHash(bytes).description == record.hash
            {
                // A copied or restored folder: other times and inodes, the same content.
                intact[path] = FileRecord(path: path, hash: record.hash, entityTag: tag)
            }
        }
        self.init(
            store: store, existing: existing, intact: intact,
            claimed: pending.claimed(of: existing.keys).union(records.keys), claimsAll: claimsAll)
    }

    /// The size a file's token begins with.
    private static func size(_ entityTag: String) -> Substring { entityTag.prefix { $0 != "-" } }
}
