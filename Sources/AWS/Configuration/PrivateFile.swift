#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// POSIX `read` into all of an array, which the methods of that name here would hide.
func bytesRead(_ descriptor: Int32, _ bytes: inout [UInt8]) -> Int { unsafe read(descriptor, &bytes, bytes.count) }

/// Files that may hold secrets, read whole and written for their owner alone.
package enum PrivateFile {
    /// No configuration, token or credentials file is larger.
    static let sizeLimit = 1 << 20

    /// The bytes of a file; nil where there is none.
    @Sendable package static func read(_ path: String) throws(FileFault) -> [UInt8]? {
        // Non-blocking, so that a pipe nobody writes to does not hold up the program.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        if descriptor < 0, errno == ENOENT || errno == ENOTDIR { return nil }
        if descriptor < 0 { throw .current }
        defer { _ = close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = Self.again { bytesRead(descriptor, &chunk) }
            if count < 0 { throw .current }
            if count == 0 { return bytes }
            bytes += chunk[..<count]
            if bytes.count > sizeLimit { throw FileFault(reason: "It is larger than 1 MiB") }
        }
    }

    /// Writes a file beside its place, then moves it there, so that nobody ever reads half of it.
    @Sendable package static func replace(_ path: String, _ bytes: [UInt8]) throws(FileFault) {
        let partial = "\(path).\(getpid()).partial"
        let descriptor = unsafe open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        if descriptor < 0 { throw .current }
        do throws(FileFault) {
            defer { _ = close(descriptor) }
            try writeAll(bytes, to: descriptor)
            guard unsafe rename(partial, path) == 0 else { throw .current }
        } catch {
            _ = unsafe unlink(partial)
            throw error
        }
    }

    private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(FileFault) {
        var offset = 0
        while offset < bytes.count {
            let rest = Array(bytes[offset...])
            let count = again { unsafe write(descriptor, rest, rest.count) }
            if count < 0 { throw .current }
            offset += count
        }
    }

    private static func again(_ call: () -> Int) -> Int {
        while true {
            let result = call()
            if result >= 0 || errno != EINTR { return result }
        }
    }
}

extension FileFault {
    /// What `errno` says now.
    static var current: FileFault { FileFault(errno: errno) }

    /// What an `errno` value stands for.
    init(errno number: Int32) {
        var buffer = [CChar](repeating: 0, count: 256)
        let isKnown = unsafe strerror_r(number, &buffer, buffer.count) == 0
        let text = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        self.init(reason: isKnown ? String(decoding: text, as: UTF8.self) : "error \(number)")
    }
}

extension Surroundings {
    /// The system's clock in whole seconds since 1970.
    @Sendable package static func clock() -> Int {
        var time = timespec()
        _ = unsafe clock_gettime(CLOCK_REALTIME, &time)
        return Int(time.tv_sec)
    }
}
