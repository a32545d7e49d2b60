/// A store that ignores conditions, looked at before each write and delete: what stands there is left alone as far as
/// that can be done without the store. Two writers at the same moment still overwrite each other.
package struct LookingStore: ObjectStore {
    private let store: any ObjectStore

    package init(_ store: any ObjectStore) { self.store = store }

    package var location: String { store.location }
    package var keepsHeaders: Bool { store.keepsHeaders }

    package func list(prefix: String) async throws(StorageError) -> ObjectListing {
        try await store.list(prefix: prefix)
    }

    package func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject? {
        try await store.get(key, unlessMatches: entityTag)
    }

    package func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8] {
        try await store.get(key, range: range)
    }

    package func info(_ key: ObjectKey) async throws(StorageError) -> ObjectInfo? { try await store.info(key) }

    @discardableResult
    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo {
        if condition != .always {
            let present = try await store.info(key)
            let holds =
                switch condition {
                case .always: true
                case .absent: present == nil
                case .matches(let tag): present?.entityTag == tag
                }
            guard holds else { throw refusal(.write, key) }
        }
        // The condition goes along: some stores honour one of the two.
        return try await store.put(key, bytes, headers: headers, if: condition)
    }

    package func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError) {
        if let entityTag {
            guard let present = try await store.info(key) else { return }
            guard present.entityTag == entityTag else { throw refusal(.delete, key) }
        }
        try await store.delete(key, ifMatches: entityTag)
    }

    private func refusal(_ operation: StorageError.Operation, _ key: ObjectKey) -> StorageError {
        StorageError(
            code: .preconditionFailed, operation: operation, key: key, root: location,
            reason: "It is not as expected")
    }
}
