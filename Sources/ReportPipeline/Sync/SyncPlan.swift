/// What becomes of one file, by its content.
package enum FileChange: String, Sendable, Hashable, Codable {
    case added, changed, deleted

    /// - Parameter stored: the digest of what is stored, nil where nothing is.
    /// - Returns: nil where the content is the same.
    package init?(stored: String?, fetched: String) {
        guard let stored else {
            self = .added
            return
        }
        if stored == fetched { return nil }
        self = .changed
    }
}

/// Which stored files of the series are deleted, since the source has them no more.
package struct DeletionPlan: Sendable, Equatable {
    /// In order.
    package var names: [String]
    /// What the source has.
    package var listed: Set<String>

    /// Compares what is stored with what is listed.
    ///
    /// - Parameters:
    ///   - stored: names that belong to the series and are stored.
    ///   - limit: how many may go; nil for `defaultLimit`.
    /// - Throws: `.tooManyDeletes` where more would go: then none goes.
    package init(stored: [String], listed: some Sequence<String>, limit: Int?, subject: String) throws(SyncError) {
        let listed = Set(listed)
        self.listed = listed
        names = stored.filter { !listed.contains($0) }.sorted()
        let allowed = limit ?? Self.defaultLimit(stored: stored.count)
        guard names.count > allowed else { return }
        throw SyncError(
            .tooManyDeletes, subject,
            "The folder lists \(names.count) of the \(stored.count) stored files no more (\(Self.shown(names)))"
                + ", and \(allowed) may be deleted at a time",
            advice: "Nothing was deleted. If they are really gone, run it once with --max-deletes \(names.count).")
    }

    /// At most two files or a tenth, and never as many as are left: a listing that suddenly is short is a fault rather
    /// than news.
    package static func defaultLimit(stored: Int) -> Int { max(min(2, (stored - 1) / 2), stored / 10, 0) }

    private static func shown(_ names: [String]) -> String {
        names.prefix(5).joined(separator: ", ") + (names.count > 5 ? ", ..." : "")
    }
}
