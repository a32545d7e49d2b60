import ObjectStorage

/// What a folder holds and which of it is ours: files there carry no marker, so it is known from the manifest, from
/// what a killed run had announced, and from looking.
struct FolderClaims: Sendable {
    /// The tokens of the files that are there, by path.
    let present: [String: String]
    /// Paths that are ours though their content is not known to be.
    let claimed: Set<String>
    /// Whether every path a report asks for is ours: the manifest that would tell was lost.
    let claimsAll: Bool

    /// Whether this program may replace what stands at a path.
    func isOurs(_ path: String) -> Bool { claimsAll || claimed.contains(path) }

    /// Whether a file still is what was written.
    func isIntact(_ file: FileRecord) -> Bool { !file.entityTag.isEmpty && present[file.path] == file.entityTag }

    /// The same after a file was written or removed (nil).
    func noting(_ files: [FileRecord]) -> FolderClaims {
        var (present, claimed) = (present, claimed)
        for file in files {
            present[file.path] = file.entityTag
            claimed.insert(file.path)
        }
        return FolderClaims(present: present, claimed: claimed, claimsAll: claimsAll)
    }
}
