import Synchronization

/// The last signing key, which holds for one day, region and service: making it takes four HMACs.
final class SigningKeyCache: Sendable {
    private let last = Mutex<Entry?>(nil)

    private struct Entry {
        var secret: String
        var scope: String
        var key: [UInt8]
    }

    /// The key of a secret for `day/region/service/aws4_request`.
    ///
    /// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signature
    func key(secret: String, scope: String) -> [UInt8] {
        let kept = last.withLock { entry in
            entry.flatMap { $0.scope == scope && $0.secret == secret ? $0.key : nil }
        }
        if let kept { return kept }
        var key = Array("AWS4".utf8) + Array(secret.utf8)
        for part in scope.utf8.split(separator: 0x2F, omittingEmptySubsequences: false) {
            key = MessageAuthentication.code(of: part, key: key)
        }
        let made = Entry(secret: secret, scope: scope, key: key)
        last.withLock { $0 = made }
        return key
    }
}
