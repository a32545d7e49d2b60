#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that a person named. Unlike the objects of a store it may be a link, a pipe or a device: `/dev/stdin`, `<(...)`.
package struct NamedFile: Sendable, Hashable {
    /// The path as it was named.
    package let path: String

    package init(path: String) { self.path = path }

    /// Everything in it; a pipe is read to its end.
    package func read() throws(StorageError) -> [UInt8] {
        do throws(SystemError) {
            let file = try FileDescriptor.file(at: path, flags: O_RDONLY)
            return try file.readToEnd(expecting: Int(file.status().st_size))
        } catch { throw StorageError(errno: error.number, operation: .read, root: path) }
    }

    /// Writes all of it. A file is replaced whole and its folder is made where it is missing, as in a store; a link keeps
    /// leading to it. What is no file, `/dev/stdout` or a pipe, is written to and stays what it is.
    package func write(_ bytes: [UInt8]) throws(StorageError) {
        do throws(SystemError) {
            var status = stat()
            if unsafe stat(path, &status) == 0, !status.isFile, !status.isFolder {
                return try FileDescriptor.file(at: path, flags: O_WRONLY).writeAll(bytes)
            }
        } catch { throw StorageError(errno: error.number, operation: .write, root: path) }
        let target = NamedFile(path: target)
        try DirectoryStore(creating: target.folder).put(ObjectKey(String(target.name)), bytes)
    }

    /// Where links lead to; the path itself where there is nothing yet.
    private var target: String {
        guard let resolved = unsafe realpath(path, nil) else { return path }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// `a/b.c.html` -> `a`
    var folder: String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// `a/b.c.html` -> `b.c.html`
    var name: Substring { path[(path.lastIndex(of: "/").map(path.index(after:)) ?? path.startIndex)...] }

    /// `a/b.c.html` -> `b.c`
    package var stem: String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return String(name) }
        return String(name[..<dot])
    }

    /// A path beside this one with another extension: `a/b.c.ipynb` -> `a/b.c.html`
    package func sibling(_ suffix: String) -> String {
        folder == "/" ? "/\(stem)\(suffix)" : "\(folder)/\(stem)\(suffix)"
    }
}
