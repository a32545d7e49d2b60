import ObjectStorage

/// The data files of a report, copied from the staging place to a folder that a kernel can read.
struct StagedFiles: Sendable {
    var count = 0
    /// What was passed over, one sentence each.
    var notices: [String] = []

    /// How many files are fetched at once.
    private static let window = 4

    /// Copies the files. What sync notes for itself is none of them.
    ///
    /// - Throws: `.emptyStaging` where there is none.
    init(from store: any ObjectStore, to path: String) async throws {
        let listing = try await store.list(prefix: "")
        notices = listing.skipped.map { "'\($0.name)' in staging was passed over: \($0.reason)" }
        var keys: [ObjectKey] = []
        for object in listing.objects {
            if !object.key.isSafePath {
                // A file with such a name could stand outside of the folder.
                notices.append("'\(object.key)' in staging is no path of a file: passed over.")
            } else if !Self.isPrivate(object.key) {
                keys.append(object.key)
            }
        }
        let folder = try DirectoryStore(creating: path)
        let copied = try await Self.copy(keys, from: store, to: folder)
        for key in keys where !copied.contains(key) {
            notices.append("'\(key)' was deleted from staging meanwhile: passed over.")
        }
        count = copied.count
        guard count > 0 else {
            throw RunError(
                .emptyStaging, store.location, "There is no data file for a report",
                advice: "Run 'reportpipe sync' first, or check --staging.")
        }
    }

    private static func isPrivate(_ key: ObjectKey) -> Bool {
        key.components.first?.hasPrefix("_reportpipe") == true || key.components.contains { $0.hasPrefix(".") }
    }

    private static func copy(
        _ keys: [ObjectKey], from store: any ObjectStore, to folder: DirectoryStore
    ) async throws -> Set<ObjectKey> {
        try await withThrowingTaskGroup(of: ObjectKey?.self) { group in
            var waiting = keys[...]
            for key in waiting.prefix(window) { group.addTask { try await copy(key, from: store, to: folder) } }
            waiting = waiting.dropFirst(window)
            var copied: Set<ObjectKey> = []
            while let done = try await group.next() {
                if let done { copied.insert(done) }
                if let key = waiting.popFirst() { group.addTask { try await copy(key, from: store, to: folder) } }
            }
            return copied
        }
    }

    /// - Returns: nil where the file is gone.
    private static func copy(
        _ key: ObjectKey, from store: any ObjectStore, to folder: DirectoryStore
    ) async throws -> ObjectKey? {
        let bytes: [UInt8]
        do throws(StorageError) { bytes = try await store.bytes(of: key) } catch {
            if error.code == .notFound { return nil }
            throw error
        }
        _ = try folder.put(key, bytes)
        return key
    }
}
