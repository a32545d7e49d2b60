#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A folder of its own for one test, removed with the value.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/sitegen-test-XXXXXX".utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            unsafe buffer.baseAddress.flatMap { unsafe mkdtemp($0) }.map { unsafe String(cString: $0) }
                ?? "/nonexistent"
        }
    }

    deinit {
        _ = unsafe nftw(path, { path, _, _, _ in unsafe path.map { unsafe remove($0) } ?? 0 }, 16, FTW_DEPTH | FTW_PHYS)
    }
}
