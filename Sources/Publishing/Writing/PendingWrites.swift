/// The paths a run is about to write, kept in the site until it has finished, so that a killed run's files are known as ours.
struct PendingWrites {
    private var paths: Set<String> = []
    /// Folders, ending in `/`, whose files are ours whatever their names.
    private var folders: [String] = []

    init() {}

    /// Reads what a killed run left.
    init(text: [UInt8]) {
        for line in text.split(separator: UInt8(ascii: "\n")) { insert(String(decoding: line, as: UTF8.self)) }
    }

    /// Adds a path, or a folder when it ends in `/`.
    mutating func insert(_ path: String) {
        if path.hasSuffix("/") { folders.append(path) } else { paths.insert(path) }
    }

    /// Adds what another list has.
    mutating func formUnion(_ other: PendingWrites) {
        paths.formUnion(other.paths)
        folders += other.folders
    }

    /// A path a line.
    var text: [UInt8] {
        var text: [UInt8] = []
        for path in paths.sorted() + folders {
            text.append(contentsOf: path.utf8)
            text.append(0x0A)
        }
        return text
    }

    /// The paths of a listing that are in this list.
    func claimed(of existing: some Sequence<String>) -> Set<String> {
        guard !paths.isEmpty || !folders.isEmpty else { return [] }
        let folders = Set(self.folders)
        return Set(
            existing.filter { path in paths.contains(path) || Self.parents(of: path).contains(where: folders.contains) }
        )
    }

    /// The folders a path is in, each ending in `/`.
    private static func parents(of path: String) -> [String] {
        path.indices.filter { path[$0] == "/" }.map { String(path[...$0]) }
    }
}
