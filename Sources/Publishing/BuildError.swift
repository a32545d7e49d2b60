package import ObjectStorage

/// Why a site could not be built at all. What concerns single reports is in `BuildResult.failures`.
package enum BuildError: Error, Sendable, CustomStringConvertible {
    /// The folder has files and none of them is a manifest of this program.
    case outputNotOurs(path: String, example: String)
    /// Another run is writing the same site.
    case outputBusy(path: String)
    /// The manifest is of a later version of this program.
    case newerManifest(path: String, version: Int)
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
                + "\(BuildManifest.formatVersion)). Nothing was written. Update sitegen, or choose another folder with --output."
        case .storage(let error): error.description
        }
    }
}
