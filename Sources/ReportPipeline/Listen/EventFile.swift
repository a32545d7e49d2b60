import ObjectStorage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file with events that a person named.
enum EventFile {
    /// The file's bytes; `-` is standard input.
    static func read(_ path: String) throws -> [UInt8] {
        if path == "-" { return try readInput() }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let above = parts.dropLast().joined(separator: "/")
        let folder = parts.count == 1 ? "." : above.isEmpty ? "/" : above
        return try DirectoryStore(path: folder).get(ObjectKey(String(parts.last ?? "")))
    }

    /// A batch of SQS has at most 6 MB.
    private static let limit = 16 << 20

    private static func readInput() throws -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < limit {
            #if canImport(Darwin)
                let count = unsafe Darwin.read(STDIN_FILENO, &buffer, buffer.count)
            #elseif canImport(Glibc)
                let count = unsafe Glibc.read(STDIN_FILENO, &buffer, buffer.count)
            #else
                let count = unsafe Musl.read(STDIN_FILENO, &buffer, buffer.count)
            #endif
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw StorageError(errno: errno, operation: .read, root: "standard input") }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
