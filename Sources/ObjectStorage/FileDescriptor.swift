#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A POSIX call that failed, with its `errno`.
struct SystemError: Error {
    var number: Int32
}

/// An open file or folder of the system, closed when it is let go.
final class FileDescriptor: Sendable {
    let number: Int32

    private init(number: Int32) { self.number = number }

    deinit { _ = close(number) }

    /// Opens a path as it is, links in it followed: for what the user named.
    static func folder(at path: String) throws(SystemError) -> FileDescriptor {
        FileDescriptor(number: try checked { unsafe openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) })
    }

    /// Opens a file at a path as it is, links in it followed: for what the user named.
    static func file(at path: String, flags: Int32) throws(SystemError) -> FileDescriptor {
        FileDescriptor(number: try checked { unsafe open(path, flags | O_CLOEXEC, 0o666) })
    }

    /// Opens a folder in this one, never through a symbolic link.
    func folder(_ name: Substring) throws(SystemError) -> FileDescriptor {
        try openFile(name, flags: O_RDONLY | O_DIRECTORY)
    }

    /// Opens a file in this folder, never through a symbolic link; `mode` is for files that are created.
    func openFile(_ name: Substring, flags: Int32, mode: mode_t = 0o666) throws(SystemError) -> FileDescriptor {
        let name = String(name)
        let flags = flags | O_NOFOLLOW | O_CLOEXEC
        return FileDescriptor(number: try Self.checked { unsafe openat(number, name, flags, mode) })
    }

    /// Opens a folder in this one, made where it is missing.
    func madeFolder(_ name: Substring) throws(SystemError) -> FileDescriptor {
        do { return try folder(name) } catch {
            if error.number != ENOENT { throw error }
        }
        let text = String(name)
        do { _ = try Self.checked { unsafe mkdirat(number, text, 0o777) } } catch {
            // Another task may have made it in between.
            if error.number != EEXIST { throw error }
        }
        return try folder(name)
    }

    /// Removes a file, or an empty folder.
    func remove(_ name: Substring, isFolder: Bool = false) throws(SystemError) {
        let name = String(name)
        _ = try Self.checked { unsafe unlinkat(number, name, isFolder ? AT_REMOVEDIR : 0) }
    }

    /// Gives a file in this folder another name in it, replacing what has that name, as one step.
    func rename(_ old: Substring, to new: Substring) throws(SystemError) {
        let (old, new) = (String(old), String(new))
        _ = try Self.checked { unsafe renameat(number, old, number, new) }
    }

    /// What the system tells of this file.
    func status() throws(SystemError) -> stat {
        var status = stat()
        _ = try Self.checked { unsafe fstat(number, &status) }
        return status
    }

    /// What the system tells of a name in this folder; of a symbolic link itself.
    func status(of name: [CChar]) throws(SystemError) -> stat {
        var status = stat()
        let result = unsafe name.withUnsafeBufferPointer { name in
            unsafe name.baseAddress.map { unsafe fstatat(number, $0, &status, AT_SYMLINK_NOFOLLOW) } ?? -1
        }
        if result < 0 { throw SystemError(number: errno) }
        return status
    }

    /// Everything from the current position on.
    func readToEnd(expecting size: Int) throws(SystemError) -> [UInt8] {
        var bytes: [UInt8] = []
        // One byte more tells the end without growing the array.
        var capacity = size + 1
        var isAtEnd = false
        while !isAtEnd {
            var failure: SystemError?
            let chunk = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { buffer, count in
                while count < buffer.count {
                    let step = unsafe read(number, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                    if step < 0, errno == EINTR { continue }
                    if step < 0 { failure = SystemError(number: errno) }
                    if step <= 0 { isAtEnd = true }
                    if step <= 0 { return }
                    count += step
                }
            }
            if let failure { throw failure }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            capacity = 65_536
        }
        return bytes
    }

    /// The bytes of a range; fewer where the file ends before.
    func bytes(in range: Range<Int>) throws(SystemError) -> [UInt8] {
        var failure: SystemError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: range.count) { buffer, count in
            while count < buffer.count {
                let step = unsafe pread(
                    number, buffer.baseAddress?.advanced(by: count), buffer.count - count,
                    off_t(range.lowerBound + count))
                if step < 0, errno == EINTR { continue }
                if step < 0 { failure = SystemError(number: errno) }
                if step <= 0 { return }
                count += step
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Sets the time of the last write, in nanoseconds since 1970.
    func setModified(_ time: Int64) throws(SystemError) {
        let time = timespec(tv_sec: Int(time / 1_000_000_000), tv_nsec: Int(time % 1_000_000_000))
        let times = [time, time]
        _ = try Self.checked { unsafe futimens(number, times) }
    }

    /// Writes all bytes.
    func writeAll(_ bytes: [UInt8]) throws(SystemError) {
        var failure: SystemError?
        unsafe bytes.withUnsafeBytes { buffer in
            var offset = 0
            while offset < buffer.count {
                let rest = unsafe UnsafeRawBufferPointer(rebasing: buffer[offset...])
                let step = unsafe write(number, rest.baseAddress, rest.count)
                if step < 0, errno == EINTR { continue }
                if step < 0 { failure = SystemError(number: errno) }
                if step < 0 { return }
                offset += step
            }
        }
        if let failure { throw failure }
    }

    /// Takes an exclusive lock for as long as this file stays open, or fails at once. It goes with the process.
    func lock() throws(SystemError) {
        _ = try Self.checked { flock(number, LOCK_EX | LOCK_NB) }
    }

    /// Lets go of the lock, whoever else has this file open by a copy of its descriptor.
    func unlock() { _ = flock(number, LOCK_UN) }

    private static func checked(_ call: () -> Int32) throws(SystemError) -> Int32 {
        while true {
            let result = call()
            if result >= 0 { return result }
            if errno != EINTR { throw SystemError(number: errno) }
        }
    }
}

extension stat {
    /// Whether this is a folder.
    var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
    /// Whether this is a plain file.
    var isFile: Bool { st_mode & S_IFMT == S_IFREG }
    /// Whether this is a symbolic link.
    var isLink: Bool { st_mode & S_IFMT == S_IFLNK }

    /// The time of the last write in nanoseconds since 1970.
    var modified: Int64 {
        #if canImport(Darwin)
            Int64(st_mtimespec.tv_sec) * 1_000_000_000 + Int64(st_mtimespec.tv_nsec)
        #else
            Int64(st_mtim.tv_sec) * 1_000_000_000 + Int64(st_mtim.tv_nsec)
        #endif
    }

    /// Size, time and inode as one word: a file written again differs in at least one of them.
    var entityTag: String {
        String(UInt64(bitPattern: Int64(st_size)), radix: 36) + "-" + String(UInt64(bitPattern: modified), radix: 36)
            + "-" + String(UInt64(st_ino), radix: 36)
    }
}
