package import ObjectStorage
import Synchronization

/// A store in memory that keeps headers and honours conditions, with a hook before each request: a real bucket's
/// promises with every step under a test's control.
package final class MemoryStore: ObjectStore {
    /// One request as it came.
    package struct Request: Sendable, Hashable, CustomStringConvertible {
        package var operation: String
        package var key: String
        package var description: String { "\(operation) \(key)" }
    }

    fileprivate struct State {
        var objects: [ObjectKey: StoredObject] = [:]
        var log: [Request] = []
        var version = 0
        var ignoresConditions = false
        var clock: Int64 = 1_700_000_000_000_000_000
    }

    private let state = Mutex(State())
    package let location = "memory://bucket"
    private let before: @Sendable (_ index: Int, Request) async throws -> Void

    /// - Parameter before: runs before each request, which does not happen where it throws; the index begins with 1.
    package init(before: @escaping @Sendable (_ index: Int, Request) async throws -> Void = { _, _ in }) {
        self.before = before
    }

    /// A store with the same objects and another hook.
    package init(
        copying other: MemoryStore,
        before: @escaping @Sendable (_ index: Int, Request) async throws -> Void = { _, _ in }
    ) {
        self.before = before
        let copy = other.state.withLock { $0 }
        state.withLock {
            $0 = copy
            $0.log = []
        }
    }

    /// What was asked for so far.
    package var log: [Request] { state.withLock { $0.log } }

    /// Whether writes and deletes happen whatever their condition.
    package var ignoresConditions: Bool {
        get { state.withLock { $0.ignoresConditions } }
        set { state.withLock { $0.ignoresConditions = newValue } }
    }

    /// Forgets what was asked for.
    package func clearLog() { state.withLock { $0.log = [] } }

    /// The bytes of all objects, by key.
    package var contents: [String: [UInt8]] {
        state.withLock { Dictionary(uniqueKeysWithValues: $0.objects.map { ($0.key.string, $0.value.bytes) }) }
    }

    /// Puts an object there without a request; `modified` in seconds since 1970.
    package func set(_ key: String, _ bytes: [UInt8], modified: Int? = nil, headers: ObjectHeaders = ObjectHeaders()) {
        _ = state.withLock {
            $0.set(ObjectKey(key), bytes, headers, modified: modified.map { Int64($0) * 1_000_000_000 })
        }
    }

    /// Removes an object without a request.
    package func remove(_ key: String) { state.withLock { $0.objects[ObjectKey(key)] = nil } }

    package func list(prefix: String) async throws(StorageError) -> ObjectListing {
        try await begin("LIST", ObjectKey(prefix), .list)
        var listing = ObjectListing()
        listing.objects = state.withLock { $0.objects.values.map(\.info) }
            .filter { $0.key.string.hasPrefix(prefix) }.sorted { $0.key < $1.key }
        return listing
    }

    package func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject? {
        try await begin("GET", key, .read)
        guard let object = state.withLock({ $0.objects[key] }) else { throw error(.notFound, .read, key) }
        return object.info.entityTag == entityTag ? nil : object
    }

    package func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8] {
        let bytes = try await get(key, unlessMatches: nil)?.bytes ?? []
        return Array(bytes[range.clamped(to: 0..<bytes.count)])
    }

    package func info(_ key: ObjectKey) async throws(StorageError) -> ObjectInfo? {
        try await begin("HEAD", key, .read)
        return state.withLock { state in
            var info = state.objects[key]?.info
            info?.metadata = state.objects[key]?.headers.metadata ?? [:]
            return info
        }
    }

    @discardableResult
    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo {
        try await begin("PUT", key, .write)
        let info: ObjectInfo? = state.withLock { state -> ObjectInfo? in
            let present = state.objects[key]?.info.entityTag
            switch state.ignoresConditions ? .always : condition {
            case .always: break
            case .absent: if present != nil { return nil }
            case .matches(let tag): if present != tag { return nil }
            }
            return state.set(key, bytes, headers, modified: nil)
        }
        guard let info else { throw error(.preconditionFailed, .write, key) }
        return info
    }

    package func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError) {
        try await begin("DELETE", key, .delete)
        let isRefused = state.withLock { state in
            guard let present = state.objects[key] else { return false }
            if let entityTag, present.info.entityTag != entityTag, !state.ignoresConditions { return true }
            state.objects[key] = nil
            return false
        }
        if isRefused { throw error(.preconditionFailed, .delete, key) }
    }

    private func begin(
        _ operation: String, _ key: ObjectKey, _ kind: StorageError.Operation
    ) async throws(StorageError) {
        let request = Request(operation: operation, key: key.string)
        let index = state.withLock { state in
            state.log.append(request)
            return state.log.count
        }
        do { try await before(index, request) } catch let failure as StorageError { throw failure } catch {
            throw StorageError(code: .cancelled, operation: kind, key: key, root: location, reason: "\(error)")
        }
    }

    private func error(_ code: StorageError.Code, _ operation: StorageError.Operation, _ key: ObjectKey) -> StorageError
    {
        StorageError(code: code, operation: operation, key: key, root: location, reason: "\(code)")
    }
}

extension MemoryStore.State {
    @discardableResult
    fileprivate mutating func set(
        _ key: ObjectKey, _ bytes: [UInt8], _ headers: ObjectHeaders, modified: Int64?
    ) -> ObjectInfo {
        version += 1
        clock += 1_000_000_000
        let info = ObjectInfo(key: key, size: bytes.count, modified: modified ?? clock, entityTag: "\"v\(version)\"")
        objects[key] = StoredObject(info: info, bytes: bytes, headers: headers)
        return info
    }
}
