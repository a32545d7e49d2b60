/// Why a secret could not be had: which one, what went wrong, and what to do about it. Never any of the secret.
package struct SecretError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        case notFound
        /// It is to be deleted, or has no value yet.
        case unusable
        /// It is binary.
        case notText
        /// The credentials lack `secretsmanager:GetSecretValue`, or the use of its key.
        case permissionDenied
        /// There are no credentials, or they are not accepted.
        case unauthenticated
        case unavailable
        case cancelled
        case other
    }

    package var code: Code
    package var name: String
    /// What was told, without what to do.
    package var reason: String
    package var underlying: (any Error)?

    package init(code: Code, name: String, reason: String, underlying: (any Error)? = nil) {
        self.code = code
        self.name = name
        self.reason = reason
        self.underlying = underlying
    }

    /// What an answer that was no secret means.
    init(_ failure: ServiceFailure, name: String) {
        self.init(code: Self.code(failure), name: name, reason: "\(failure)", underlying: failure)
    }

    private static func code(_ failure: ServiceFailure) -> Code {
        switch failure.cause {
        case .cancelled: return .cancelled
        case .uncredentialed: return .unauthenticated
        case .unsent, .unreadable: return .unavailable
        case .refused(let error):
            switch (error.code, error.kind) {
            case ("ResourceNotFoundException", _): return .notFound
            case ("InvalidRequestException", _): return .unusable
            case ("DecryptionFailure", _), (_, .permissionDenied): return .permissionDenied
            case (_, .unauthenticated), (_, .clockSkew), (_, .expiredCredentials): return .unauthenticated
            default: return failure.isPassing ? .unavailable : .other
            }
        }
    }

    package var description: String {
        let end = reason.utf8.last == 0x2E ? "" : "."
        return "Can't read secret '\(ForeignText.shown(name))': \(reason)\(end)" + (remedy.map { " \($0)" } ?? "")
    }

    /// What to do next.
    private var remedy: String? {
        switch code {
        case .notFound:
            "Check its name and the region, or create it: aws secretsmanager create-secret --name \(name)"
                + " --secret-string VALUE."
        case .unusable: "Restore it (aws secretsmanager restore-secret), or give it a value (put-secret-value)."
        case .notText: "Store it as text (--secret-string)."
        case .permissionDenied:
            "Allow secretsmanager:GetSecretValue on it, and kms:Decrypt where it has a key of its own."
        case .unauthenticated: "Check the credentials (aws sts get-caller-identity shows whose they are)."
        case .unavailable: "Try again later."
        case .cancelled, .other: nil
        }
    }
}
