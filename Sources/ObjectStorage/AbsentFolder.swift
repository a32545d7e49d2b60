/// A folder that is not there yet and that a dry run must not make: nothing is in it, and nothing can be written to it.
package struct AbsentFolder: ObjectStore {
    /// The folder as the user named it.
    package let location: String
    package let keepsHeaders = false

    package init(path: String) { location = path }

    package func list(prefix: String) async throws(StorageError) -> ObjectListing { ObjectListing() }

    package func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject? {
        throw missing(.read, key)
    }

    package func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8] {
        throw missing(.read, key)
    }

    package func info(_ key: ObjectKey) async throws(StorageError) -> ObjectInfo? { nil }

    package func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo {
        throw missing(.write, key)
    }

    package func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError) {}

    private func missing(_ operation: StorageError.Operation, _ key: ObjectKey) -> StorageError {
        StorageError(
            code: .notFound, operation: operation, key: key, root: location, reason: "The folder is not there yet")
    }
}
