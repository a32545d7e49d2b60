import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Gives each file that is being written a name no other write uses: the process and a counter.
final class PartialNames: Sendable {
    private let counter = Atomic<Int>(0)
    private let base = DirectoryStore.partialPrefix + "\(getpid())-" + String(UInt32.random(in: 0 ... .max), radix: 36)

    /// A name not given before.
    func next() -> String {
        base + "-\(counter.wrappingAdd(1, ordering: .relaxed).newValue)"
    }
}
