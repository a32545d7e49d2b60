import COpenSSL

/// A SHA-256 digest of bytes that come piece by piece.
///
/// Not `Sendable`: where pieces come on several threads, it is kept in a `Mutex`.
@safe
package final class SHA256Stream {
    private let stream: OpaquePointer?
    /// How many bytes were given so far.
    package private(set) var count = 0

    /// A stream that was given nothing yet.
    package init() {
        unsafe stream = copenssl_stream_new()
    }

    deinit { unsafe copenssl_stream_free(stream) }

    /// Adds bytes.
    package func update(_ bytes: [UInt8]) {
        count += bytes.count
        unsafe copenssl_stream_update(stream, bytes, bytes.count)
    }

    /// The digest of all that was given since the last one; the stream begins anew.
    package func finish() -> SHA256Digest {
        var digest = [UInt8](repeating: 0, count: SHA256Digest.size)
        unsafe copenssl_stream_finish(stream, &digest)
        count = 0
        return SHA256Digest(finished: digest)
    }
}
