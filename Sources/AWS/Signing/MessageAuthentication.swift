import COpenSSL

/// HMAC with SHA-256 (RFC 2104), which signing keys and signatures are made with.
enum MessageAuthentication {
    /// The 32 bytes of a message's code.
    static func code(of message: some Sequence<UInt8>, key: [UInt8]) -> [UInt8] {
        let message = Array(message)
        var code = [UInt8](repeating: 0, count: SHA256Digest.size)
        unsafe copenssl_hmac_sha256(key, Int32(clamping: key.count), message, message.count, &code)
        return code
    }
}
