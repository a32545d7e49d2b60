#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

extension S3Clock {
    /// The system's.
    package static let system = S3Clock(
        now: { Int(time(nil)) }, sleep: { duration in try await Task.sleep(for: duration) })
}
