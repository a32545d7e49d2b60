/// One object of the reports store, as its listing tells it.
package struct SourceObject: Sendable, Hashable {
    /// The key below the configured prefix, for example `a/b/report-2023-12-11.ipynb`.
    package var key: String
    /// The size in bytes.
    package var size: Int
    /// When the object was stored: seconds since 1970-01-01T00:00:00Z.
    package var lastModified: Int
    /// What changes when the content changes: an ETag, or size and time for a directory.
    package var fingerprint: String

    package init(key: String, size: Int, lastModified: Int, fingerprint: String) {
        self.key = key
        self.size = size
        self.lastModified = lastModified
        self.fingerprint = fingerprint
    }
}
