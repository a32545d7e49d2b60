import COpenSSL

/// A SHA-256 digest of bytes that come piece by piece.
///
/// Not `Sendable`: where pieces come on several threads, it is kept in a `Mutex`.
@safe
package final class SHA256Stream {
    private let context: OpaquePointer?
    /// How many bytes were given so far.
    package private(set) var count = 0

    /// A stream that was given nothing yet.
    package init() {
        unsafe context = EVP_MD_CTX_new()
        _ = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes.
    package func update(_ bytes: [UInt8]) {
        count += bytes.count
        _ = unsafe EVP_DigestUpdate(context, bytes, bytes.count)
    }

    /// The digest of all that was given since the last one; the stream begins anew.
    package func finish() -> SHA256Digest {
        var digest = [UInt8](repeating: 0, count: SHA256Digest.size)
        _ = unsafe EVP_DigestFinal_ex(context, &digest, nil)
        _ = unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil)
        count = 0
        return SHA256Digest(finished: digest)
    }
}
