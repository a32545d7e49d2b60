import ObjectStorage

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Standard input as a whole.
package enum StandardInput {
    /// Reads to the end, or to the first piece that reaches a limit.
    package static func read(upTo limit: Int = .max) throws -> [UInt8] {
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
