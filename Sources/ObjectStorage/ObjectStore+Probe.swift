extension ObjectStore {
    /// Finds out whether conditional writes hold here: some stores ignore the condition and overwrite, so that two
    /// publishers would lose each other's reports. Costs six small requests; leaves nothing behind.
    ///
    /// - Throws: `.unsupported` where the store does not refuse a write that must not happen.
    package func requireConditionalWrites() async throws(StorageError) {
        let key = ObjectKey("_sitegen/probe-" + String(UInt64.random(in: 0 ... .max), radix: 36))
        do throws(StorageError) {
            try await put(key, Array("1".utf8), headers: ObjectHeaders(), if: .absent)
            try await requireRefusal(of: .absent, key)
            try await requireRefusal(of: .matches("00000000000000000000000000000000"), key)
        } catch {
            // What the probe found matters more than a leftover.
            try? await delete(key, ifMatches: nil)
            throw error
        }
        try await delete(key, ifMatches: nil)
    }

    private func requireRefusal(of condition: WriteCondition, _ key: ObjectKey) async throws(StorageError) {
        do throws(StorageError) {
            try await put(key, Array("2".utf8), headers: ObjectHeaders(), if: condition)
        } catch {
            if error.code == .preconditionFailed { return }
            throw error
        }
        throw StorageError(
            code: .unsupported, operation: .write, key: key, root: location,
            reason: "The store ignores the condition of a write and overwrites",
            advice: "Two publishers at once could lose reports here: use a store with conditional writes.")
    }
}
