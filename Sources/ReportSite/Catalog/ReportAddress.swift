/// Where the files of one report stand in the site: a contract that feeds, tests and readers' bookmarks rely on.
///
///     a/b/name.ipynb  ->  reports/a/b/name.html, reports/a/b/name.ipynb, reports/a/b/name.files/
///
/// Paths are relative to the root of the site, not percent-encoded, and never leave `reports/`.
package struct ReportAddress: Sendable, Hashable {
    /// `reports/` and the key without `.ipynb`.
    private let stem: String

    /// The page.
    package var page: String { stem + ".html" }
    /// The download, byte for byte the source.
    package var download: String { stem + ".ipynb" }
    /// The folder of interactive outputs and large pictures, ending in `/`.
    package var filesFolder: String { stem + ".files/" }
    /// The page that tells what changed since the run before.
    package var changesPage: String { stem + ".changes.html" }

    /// The place of a file that belongs to the page.
    package func file(_ name: String) -> String { filesFolder + name }

    /// The addresses of a source key that ends in `.ipynb`.
    ///
    /// - Throws: `UnsafeKey` for a key that could name something outside `reports/` or that no file system can hold.
    package init(key: String) throws(UnsafeKey) {
        if let reason = UnsafeKey.Reason(key: key) { throw UnsafeKey(key: key, reason: reason) }
        stem = "reports/" + String(decoding: key.utf8.dropLast(6), as: UTF8.self)
    }
}
