import Notebook

/// Credentials as services and programs write them: a JSON object, with names that differ a little between them.
struct CredentialDocument {
    /// The names of the members.
    struct Names {
        var accessKeyID = "AccessKeyId"
        var secretAccessKey = "SecretAccessKey"
        var sessionToken = "Token"
        var expiration = "Expiration"
        /// Whether temporary credentials are the only ones that make sense.
        var areTemporary = true

        /// Of the container endpoint and the instance metadata.
        static let metadata = Names()
        /// Of `credential_process`.
        static let process = Names(sessionToken: "SessionToken", areTemporary: false)
        /// Of SSO's `roleCredentials`, with the time in milliseconds.
        static let sso = Names(
            accessKeyID: "accessKeyId", secretAccessKey: "secretAccessKey", sessionToken: "sessionToken",
            expiration: "expiration")
    }

    let root: JSONNode

    /// nil where the bytes are no JSON object. Why not is not told: the text may hold secrets.
    init?(_ bytes: [UInt8]) {
        guard let document = try? JSONDocument(bytes), document.root.kind == .object else { return nil }
        root = document.root
    }

    /// A member that is a string, not empty.
    subscript(name: String) -> String? {
        guard let text = root[name]?.string?.trimmed, !text.isEmpty else { return nil }
        return text
    }

    /// A fault the document tells of, as `Code: Message`, without the secrets that it also holds.
    func fault(hiding secrets: [String?] = []) -> String? {
        let code = self["Code"] ?? self["code"] ?? self["error"] ?? self["__type"]
        let message = self["Message"] ?? self["message"] ?? self["error_description"]
        let parts = [code, message].compactMap { $0 }
        if parts.isEmpty { return nil }
        let own = ["SecretAccessKey", "secretAccessKey", "Token", "SessionToken", "accessToken", "refreshToken"]
        return ForeignText.shown(parts.joined(separator: ": "), hiding: secrets + own.map { self[$0] })
    }

    /// The credentials in the document, or in a member of it.
    ///
    /// - Throws: a sentence that says which member is missing or wrong.
    func credentials(_ names: Names, in member: String? = nil) throws(DocumentFault) -> Credentials {
        guard let node = member.map({ root[$0] }) ?? root, node.kind == .object else {
            throw DocumentFault(reason: "'\(member ?? "")' is missing")
        }
        let text = { (name: String) throws(DocumentFault) -> String in
            guard let value = node[name]?.string?.trimmed, !value.isEmpty else {
                throw DocumentFault(reason: "'\(name)' is missing")
            }
            guard value.isVisibleASCII else { throw DocumentFault(reason: "'\(name)' has characters no key has") }
            return value
        }
        let (id, secret) = (try text(names.accessKeyID), try text(names.secretAccessKey))
        let hasToken = node[names.sessionToken].map { !$0.isNull && $0.string != "" } ?? false
        let token = names.areTemporary || hasToken ? try text(names.sessionToken) : nil
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: token,
            expiration: try Self.expiration(node[names.expiration], name: names.expiration))
    }

    private static func expiration(_ node: JSONNode?, name: String) throws(DocumentFault) -> Int? {
        guard let node, !node.isNull else { return nil }
        if let milliseconds = node.int { return milliseconds / 1_000 }
        if let text = node.string, let seconds = CredentialTime.seconds(text) { return seconds }
        throw DocumentFault(reason: "'\(name)' is no time like 2026-11-23T10:00:00Z")
    }
}

/// What is wrong with a document of credentials; names members, never values.
struct DocumentFault: Error {
    var reason: String
}

extension String {
    /// Whether the text can stand in a header as it is: ASCII without spaces and controls, and not empty.
    var isVisibleASCII: Bool { !isEmpty && utf8.allSatisfy { 0x21...0x7E ~= $0 } }
}
