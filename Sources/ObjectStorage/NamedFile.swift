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

    /// Writes all of it. A file is replaced whole and its folder is made where it is missing, as in a store. A link, a pipe
    /// or a device is written to and stays what it is: a page in the place of `/dev/null` would break the machine.
    package func write(_ bytes: [UInt8]) throws(StorageError) {
        var status = stat()
        let isThere = unsafe lstat(path, &status) == 0
        if !isThere || status.isFile || status.isFolder {
            try DirectoryStore(creating: folder).put(ObjectKey(String(name)), bytes)
            return
        }
        do throws(SystemError) {
            try FileDescriptor.file(at: path, flags: O_WRONLY | O_CREAT | O_TRUNC).writeAll(bytes)
        } catch { throw StorageError(errno: error.number, operation: .write, root: path) }
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
