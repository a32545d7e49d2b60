import ObjectStorage

/// Writes the files of a site so that no run ever undoes what a later one wrote, and no file of others is touched.
///
/// A write says what it expects to find (`If-Match`, `If-None-Match`). Where it finds something else, the marker that
/// every file carries decides: the later content stays, the earlier one is replaced.
struct SiteWriter: Sendable {
    let store: any ObjectStore
    let rules: HeaderRules
    /// What is ours in a store that keeps no markers.
    let claims: FolderClaims?

    /// The user metadata that marks a file of ours: its `FileRecord.order`.
    static let marker = "sitegen"

    /// What became of a write.
    enum Outcome: Sendable {
        /// The content was there already.
        case unchanged(FileRecord)
        case created(FileRecord)
        case replaced(FileRecord)
        /// A later content stands there, written by another run.
        case superseded

        var record: FileRecord? {
            switch self {
            case .unchanged(let record), .created(let record), .replaced(let record): record
            case .superseded: nil
            }
        }

        var isWrite: Bool {
            switch self {
            case .created, .replaced: true
            case .unchanged, .superseded: false
            }
        }
    }

    /// Writes a file unless its content is there already.
    ///
    /// - Parameters:
    ///   - order: which of two contents of this path is the later one.
    ///   - known: what the manifest says stands there; nil where it says nothing.
    ///   - isLatest: whether this content is known to be the latest whatever the order says.
    /// - Throws: `.other` where someone else's file is in the way.
    func write(
        _ path: String, _ bytes: [UInt8], order: Int, known: FileRecord?, isLatest: Bool = false
    ) async throws(StorageError) -> Outcome {
        let file = FileRecord(
            path: path, hash: ContentHash(bytes).description, headers: rules.fingerprint(for: path), order: order,
            entityTag: known?.entityTag ?? "")
        let isTrusted = known.map { !$0.entityTag.isEmpty && claims?.isIntact($0) ?? true } ?? false
        if let known, isTrusted, known.isSame(as: file, isMarked: store.keepsHeaders) { return .unchanged(known) }
        return try await put(
            file, bytes, if: condition(known: isTrusted ? known : nil, path: path), isLatest: isLatest)
    }

    /// Removes a file of ours. Returns false where someone changed it: it stays.
    func delete(_ file: FileRecord) async throws(StorageError) -> Bool {
        do {
            try await store.delete(ObjectKey(file.path), ifMatches: file.entityTag.isEmpty ? nil : file.entityTag)
            return true
        } catch {
            if error.code == .preconditionFailed { return false }
            throw error
        }
    }

    /// What a path is expected to hold. A folder's files are known, so the write replaces what is known to be ours.
    private func condition(known: FileRecord?, path: String) -> WriteCondition {
        if let claims {
            guard let tag = claims.present[path], claims.isOurs(path) else { return .absent }
            return .matches(tag)
        }
        return known.map { .matches($0.entityTag) } ?? .absent
    }

    private func put(
        _ file: FileRecord, _ bytes: [UInt8], if condition: WriteCondition, isLatest: Bool
    ) async throws(StorageError) -> Outcome {
        var condition = condition
        var headers = rules.headers(for: file.path)
        headers.metadata[Self.marker] = String(file.order)
        // Each round the file was replaced between looking and writing; so many others at one file means a fault.
        for _ in 0..<20 {
            do {
                let info = try await store.put(ObjectKey(file.path), bytes, headers: headers, if: condition)
                let record = file.with(entityTag: info.entityTag)
                return condition == .absent ? .created(record) : .replaced(record)
            } catch {
                guard error.code == .preconditionFailed else { throw error }
            }
            guard let found = try await read(file.path) else {
                condition = .absent
                continue
            }
            let order = try order(of: found, file)
            let isMarked = file.path != SitePaths.index || order == file.order || !store.keepsHeaders
            if found.bytes == bytes, isMarked, found.headers.isSame(as: headers, in: store) {
                return .unchanged(file.with(entityTag: found.info.entityTag))
            }
            if order > file.order, !isLatest { return .superseded }
            condition = .matches(found.info.entityTag)
        }
        throw StorageError(
            code: .preconditionFailed, operation: .write, key: ObjectKey(file.path), root: store.location,
            reason: "Others went on replacing it")
    }

    private func read(_ path: String) async throws(StorageError) -> StoredObject? {
        do { return try await store.get(ObjectKey(path), unlessMatches: nil) } catch {
            if error.code == .notFound { return nil }
            throw error
        }
    }

    /// The order of what stands in the way. Throws where it is not ours.
    private func order(of found: StoredObject, _ file: FileRecord) throws(StorageError) -> Int {
        if let claims {
            if claims.isOurs(file.path) { return file.order }
        } else if let order = found.headers.metadata[Self.marker].flatMap({ Int($0) }) {
            return order
        }
        throw StorageError(
            code: .other, operation: .write, key: ObjectKey(file.path), root: store.location,
            reason: "A file that sitegen did not write is in the way; move it away, then run it again")
    }
}

extension FileRecord {
    /// Whether two writes of a path put the same there. The index must carry the marker of its generation too: a slow
    /// run of a generation between would else take it for an older one.
    fileprivate func isSame(as other: FileRecord, isMarked: Bool) -> Bool {
        hash == other.hash && headers == other.headers
            && (!isMarked || path != SitePaths.index || order == other.order)
    }

    fileprivate func with(entityTag: String) -> FileRecord {
        var record = self
        record.entityTag = entityTag
        return record
    }
}

extension ObjectHeaders {
    /// Whether a stored file is served as it should be; always so where a store keeps no headers.
    fileprivate func isSame(as other: ObjectHeaders, in store: any ObjectStore) -> Bool {
        !store.keepsHeaders
            || (contentType == other.contentType && cacheControl == other.cacheControl
                && contentDisposition == other.contentDisposition)
    }
}
