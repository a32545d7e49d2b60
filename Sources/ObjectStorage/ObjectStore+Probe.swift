extension ObjectStore {
    /// Whether conditional writes hold here: some stores ignore the condition and overwrite, so that two publishers would
    /// lose each other's reports. Costs six small requests; leaves nothing behind.
    ///
    /// - Parameter prefix: what the probe's key begins with; a run that is killed may leave it.
    /// - Throws: what kept the probe from an answer, a missing permission for example.
    package func honoursConditionalWrites(
        probingBelow prefix: String
    ) async throws(StorageError) -> Bool {
        let key = ObjectKey(prefix + String(UInt64.random(in: 0 ... .max), radix: 36))
        let isHonoured: Bool
        do throws(StorageError) {
            try await put(key, Array("1".utf8), headers: ObjectHeaders(), if: .absent)
            var holds = try await isRefused(.absent, key)
            if holds { holds = try await isRefused(.matches("00000000000000000000000000000000"), key) }
            isHonoured = holds
        } catch {
            // What the probe found matters more than a leftover.
            try? await delete(key, ifMatches: nil)
            throw error
        }
        try await delete(key, ifMatches: nil)
        return isHonoured
    }

    private func isRefused(_ condition: WriteCondition, _ key: ObjectKey) async throws(StorageError) -> Bool {
        do throws(StorageError) {
            try await put(key, Array("2".utf8), headers: ObjectHeaders(), if: condition)
        } catch {
            if error.code == .preconditionFailed { return true }
            throw error
        }
        return false
    }
}
