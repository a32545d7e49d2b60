extension Profile {
    /// Whether the profile has keys of its own, complete or not.
    var hasKeys: Bool { self["aws_access_key_id"] != nil || self["aws_secret_access_key"] != nil }

    /// `aws_access_key_id`, `aws_secret_access_key` and `aws_session_token`; nil where the profile has none of them.
    func keys(provider: String) throws(CredentialError) -> Credentials? {
        let id = self["aws_access_key_id"]
        let secret = self["aws_secret_access_key"]
        if id == nil && secret == nil { return nil }
        guard let id, let secret else {
            let (present, missing) =
                id == nil
                ? ("aws_secret_access_key", "aws_access_key_id") : ("aws_access_key_id", "aws_secret_access_key")
            throw fault("there is \(present), but no \(missing) in the profile '\(name)'.", at: present, provider)
        }
        let token = self["aws_session_token"] ?? self["aws_security_token"]
        for (setting, value) in [
            ("aws_access_key_id", id), ("aws_secret_access_key", secret), ("aws_session_token", token ?? "-"),
        ] where !value.isVisibleASCII {
            throw fault("\(setting) has characters no key has; write it on one line.", at: setting, provider)
        }
        return Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token)
    }

    /// An error about a setting of the profile, with its place.
    func fault(_ reason: String, at setting: String, _ provider: String) -> CredentialError {
        let place = place(of: setting).map { "\($0): " } ?? ""
        return CredentialError(provider: provider, reason: place + reason)
    }
}
