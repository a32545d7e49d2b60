/// What requests are signed with. Its description never holds a secret.
package struct Credentials: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible {
    package var accessKeyID: String
    package var secretAccessKey: String
    /// Of temporary credentials.
    package var sessionToken: String?
    /// When they end: seconds since 1970; nil for lasting ones.
    package var expiration: Int?

    package init(accessKeyID: String, secretAccessKey: String, sessionToken: String? = nil, expiration: Int? = nil) {
        self.accessKeyID = accessKeyID
        self.secretAccessKey = secretAccessKey
        self.sessionToken = sessionToken
        self.expiration = expiration
    }

    package var description: String { "credentials of access key \(accessKeyID.prefix(4))..." }
    package var debugDescription: String { description }
}

/// Somewhere credentials may come from.
package protocol CredentialProvider: Sendable {
    /// What messages call it, for example `environment variables`.
    var name: String { get }

    /// What is missing where `credentials` gives nil, for example `AWS_ACCESS_KEY_ID is not set`.
    var absence: String { get }

    /// The credentials, or nil where this source is not set up at all.
    ///
    /// - Throws: `CredentialError` where it is set up but can't give any.
    func credentials() async throws(CredentialError) -> Credentials?
}

/// Why there are no credentials.
package struct CredentialError: Error, Sendable, CustomStringConvertible {
    /// The provider's name, or all that were tried.
    package var provider: String
    /// What is wrong and what to do about it, as sentences.
    package var reason: String

    package init(provider: String, reason: String) {
        self.provider = provider
        self.reason = reason
    }

    package var description: String { "\(provider): \(reason)" }
}
