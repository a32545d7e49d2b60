@testable import AWS

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Processes that a test started, by their id.
enum TestProcess {
    /// Whether there is none of this id, or one that only waits to be noticed.
    static func hasEnded(_ process: Int32) -> Bool {
        if kill(process, 0) != 0 { return true }
        guard let status = try? PrivateFile.read("/proc/\(process)/stat") else { return false }
        return String(decoding: status, as: UTF8.self).contains(") Z ")
    }

    static func end(_ process: Int32) { _ = kill(process, SIGKILL) }
}
