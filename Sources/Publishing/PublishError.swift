package import ObjectStorage

/// Why a site could not be published at all. What concerns single reports is in `PublishResult.failures`.
package enum PublishError: Error, Sendable, CustomStringConvertible {
    /// The folder has files and none of them is a manifest of this program.
    case outputNotOurs(path: String, example: String)
    /// Another run is writing the same folder.
    case outputBusy(path: String)
    /// The manifest is of a later version of this program.
    case newerManifest(path: String, version: Int)
    /// More reports are gone from the source than may be taken out at once.
    case tooManyRemovals(count: Int, limit: Int, examples: [String], source: String)
    /// The store ignores the conditions of writes and overwrites.
    case unsafeStore(path: String)
    /// Others went on committing for as long as this run tried.
    case contended(path: String)
    /// Caches were not told: the site is published, old pages may be seen for a while.
    case invalidationFailed(any Error)
    /// A store failed in a way that concerns the whole run.
    case storage(StorageError)

    package var description: String {
        switch self {
        case .outputNotOurs(let path, let example):
            "The output folder '\(path)' is not empty and was not made by sitegen: it has '\(example)'. "
                + "Nothing was written. Choose an empty folder with --output, or move its files away."
        case .outputBusy(let path):
            "Another sitegen is writing '\(path)'. Wait for it to end, then run it again."
        case .newerManifest(let path, let version):
            "'\(path)' was written by a later sitegen (manifest format \(version), this one knows "
                + "\(SiteManifest.formatVersion)). Nothing was written. Update sitegen, or choose another destination."
        case .tooManyRemovals(let count, let limit, let examples, let source):
            "\(count) reports of the site are not in '\(source)' any more, for example \(examples.joined(separator: ", ")); "
                + "at most \(limit) may be taken out at once. Nothing was written. Check --source; where they are really "
                + "gone, run it again with --max-deletes \(count)."
        case .unsafeStore(let path):
            "'\(path)' ignores the condition of a write (If-None-Match, If-Match) and overwrites: two publishers at once "
                + "could lose each other's reports there. Nothing was written. Use a store with conditional writes; "
                + "where only one run publishes at a time, --allow-unsafe-store has it done nonetheless."
        case .contended(let path):
            "Other runs went on committing to '\(path)'. What this run rendered is there; run it again to commit it."
        case .invalidationFailed(let error):
            "The site is published, but CloudFront was not told, so old pages may be seen for up to a day; the next run "
                + "tells it. \(error)"
        case .storage(let error): error.description
        }
    }
}
