import ObjectStorage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Paths of folders as the system resolves them, to tell whether one is in another.
enum FolderPath {
    /// The path without symbolic links and dots.
    static func real(_ path: String) throws -> String {
        guard let resolved = unsafe realpath(path, nil) else {
            throw StorageError(errno: errno, operation: .open, root: path)
        }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// The real path of a folder that may not exist yet: of the nearest one that does, and the rest as it is.
    static func future(_ path: String) -> String {
        var rest: [String] = []
        var present = path
        while true {
            if let resolved = try? real(present.isEmpty ? "." : present) {
                return ([resolved == "/" ? "" : resolved] + rest.reversed()).joined(separator: "/")
            }
            let parts = present.split(separator: "/", omittingEmptySubsequences: true)
            guard let last = parts.last else { return path }
            rest.append(String(last))
            present = (present.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
        }
    }
}
