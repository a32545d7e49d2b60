import AWS
import ObjectStorage

/// The staging place: the files of the sources, and the state of sync beside them.
///
/// Not `Sendable`: one task uses it.
final class StagingArea {
    let store: any ObjectStore
    /// What stands there, by key, as it was listed or seen later.
    private(set) var objects: [String: ObjectInfo] = [:]
    private(set) var state = SyncState()
    /// Whether there was a state and it could not be read.
    private(set) var wasDamaged = false
    private var stateTag: String?
    private var stateBytes: [UInt8] = []

    /// How often a write is tried again that another run was faster with.
    static let attempts = 6

    init(store: any ObjectStore) { self.store = store }

    /// Whether there is no state that counts: it is then made anew from what is stored.
    var isWithoutState: Bool { stateTag == nil || wasDamaged }

    /// Reads what is there.
    func open() async throws {
        for object in try await store.list(prefix: "").objects { objects[object.key.string] = object }
        try await readState()
    }

    private func readState() async throws {
        state = SyncState()
        (stateTag, stateBytes) = (nil, [])
        do throws(StorageError) {
            guard let object = try await store.get(SyncState.key, unlessMatches: nil) else { return }
            (stateTag, stateBytes) = (object.info.entityTag, object.bytes)
        } catch {
            if error.code == .notFound { return }
            throw error
        }
        if let read = try SyncState(json: stateBytes, location: store.location(of: SyncState.key)) {
            state = read
        } else {
            wasDamaged = true
        }
    }

    /// Changes the state, over whatever another run has made of it in between. Writes nothing where nothing changes.
    ///
    /// - Parameters:
    ///   - isDry: nothing is written at all.
    ///   - change: may be asked several times.
    func commit(isDry: Bool, _ change: (inout SyncState) -> Void) async throws {
        for _ in 0..<Self.attempts {
            change(&state)
            if isDry { return }
            let bytes = try state.json
            if bytes == stateBytes { return }
            do throws(StorageError) {
                let info = try await store.put(
                    SyncState.key, bytes, headers: ObjectHeaders(contentType: "application/json"),
                    if: stateTag.map { .matches($0) } ?? .absent)
                (stateTag, stateBytes, wasDamaged) = (info.entityTag, bytes, false)
                return
            } catch {
                guard error.code == .preconditionFailed else { throw error }
            }
            try await readState()
        }
        throw SyncError(
            .contended, store.location(of: SyncState.key), "Other runs changed it again and again",
            advice: "Run it again; what was stored stays.")
    }

    /// What is known of a stored file: from the state where that is about this version, else by reading it.
    ///
    /// - Returns: nil where there is none.
    func copy(of name: String) async throws -> StoredCopy? {
        guard let info = objects[name] else { return nil }
        if let copy = state.files[name]?.copy, copy.entityTag == info.entityTag { return copy }
        return try await read(name)?.copy
    }

    /// Reads a stored file anew, its token included.
    ///
    /// - Returns: nil where there is none.
    func read(_ name: String) async throws -> (copy: StoredCopy, source: SyncState.Source?)? {
        do throws(StorageError) {
            guard let object = try await store.get(ObjectKey(name), unlessMatches: nil) else { return nil }
            objects[name] = object.info
            let copy = StoredCopy(object, sha256: SHA256Digest(of: object.bytes).hex)
            return (copy, StoredCopy.source(object.headers))
        } catch {
            guard error.code == .notFound else { throw error }
            objects[name] = nil
            return nil
        }
    }

    /// Writes a file where it is still as it was seen.
    ///
    /// - Returns: its token; nil where another run was faster, and nothing was written.
    func write(_ name: String, _ bytes: [UInt8], headers: ObjectHeaders) async throws -> String? {
        do throws(StorageError) {
            let info = try await store.put(
                ObjectKey(name), bytes, headers: headers,
                if: objects[name].map { .matches($0.entityTag) } ?? .absent)
            objects[name] = info
            return info.entityTag
        } catch {
            if error.code == .preconditionFailed { return nil }
            throw error
        }
    }

    /// Deletes a file where it is still as it was seen.
    ///
    /// - Returns: whether it is gone; false where another run has written it.
    func delete(_ name: String) async throws -> Bool {
        do throws(StorageError) {
            try await store.delete(ObjectKey(name), ifMatches: objects[name]?.entityTag)
            objects[name] = nil
            return true
        } catch {
            if error.code == .preconditionFailed { return false }
            throw error
        }
    }
}
