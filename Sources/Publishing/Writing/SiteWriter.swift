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
    /// Larger files that browsers load are stored compressed; nil for none.
    var gzipAbove: Int?

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
    /// - Throws: `.notOurs` where someone else's file is in the way.
    func write(
        _ path: String, _ bytes: [UInt8], order: Int, known: FileRecord?, isLatest: Bool = false
    ) async throws(StorageError) -> Outcome {
        let hash = ContentHash(bytes).description
        var file = FileRecord(
            path: path, hash: hash, headers: rules.fingerprint(for: path), order: order,
            entityTag: known?.entityTag ?? "")
        let isTrusted = known.map { !$0.entityTag.isEmpty && claims?.isIntact($0) ?? true } ?? false
        let trusted = isTrusted ? known : nil
        func stands(_ file: FileRecord) -> FileRecord? {
            trusted.flatMap { $0.isSame(as: file, isMarked: store.keepsHeaders) ? $0 : nil }
        }
        var compressed: [UInt8]?
        if isCompressible(path, bytes.count) {
            // The content with how it is stored: what stands there is not compressed again to find out.
            file.hash = "gzip-" + hash
            if let known = stands(file) { return .unchanged(known) }
            compressed = Gzip.compressed(bytes, limit: bytes.count - bytes.count / 20)
            if compressed == nil { file.hash = hash }
        }
        if let known = stands(file) { return .unchanged(known) }
        return try await put(
            file, compressed ?? bytes, encoding: compressed == nil ? nil : "gzip",
            if: condition(known: trusted, path: path), isLatest: isLatest)
    }

    /// Whether a file is to be stored compressed where that saves a twentieth: what no cache compresses on the way to
    /// readers, as CloudFront does up to 10,000,000 bytes, and what a browser loads. A store serves such an object
    /// compressed to everybody, and a download must be the file itself for every program.
    ///
    /// https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/ServingCompressedFiles.html
    private func isCompressible(_ path: String, _ count: Int) -> Bool {
        guard let gzipAbove, count > gzipAbove, store.keepsHeaders else { return false }
        return [".html", ".css", ".js", ".svg"].contains { path.hasSuffix($0) }
    }

    /// Removes a file of ours; one that someone changed stays.
    func remove(_ file: FileRecord) async -> Removal {
        var removal = Removal(path: file.path)
        do {
            try await store.delete(ObjectKey(file.path), ifMatches: file.entityTag.isEmpty ? nil : file.entityTag)
            removal.isDone = true
        } catch {
            if error.code != .preconditionFailed { removal.failure = error }
        }
        return removal
    }

    /// What became of a removal. A plain value: as a `Result` with a typed error in a task group's tuple, Swift 6.3.1's
    /// optimiser lays it out differently on the two sides.
    struct Removal: Sendable {
        var path: String
        /// Whether the file is gone; it was changed by someone where that is false and nothing failed.
        var isDone = false
        var failure: StorageError?
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
        _ file: FileRecord, _ bytes: [UInt8], encoding: String?, if condition: WriteCondition, isLatest: Bool
    ) async throws(StorageError) -> Outcome {
        var condition = condition
        var headers = rules.headers(for: file.path)
        headers.contentEncoding = encoding
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
            code: .notOurs, operation: .write, key: ObjectKey(file.path), root: store.location,
            reason: "A file that sitegen did not write is in the way")
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
            || (contentType == other.contentType && contentEncoding == other.contentEncoding
                && cacheControl == other.cacheControl
                && contentDisposition == other.contentDisposition)
    }
}
