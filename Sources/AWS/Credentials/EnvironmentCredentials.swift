/// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY` and `AWS_SESSION_TOKEN`.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html
struct EnvironmentCredentials: CredentialProvider {
    let surroundings: Surroundings
    /// Whether `--profile` was given: who names a profile means it, not keys left over in the shell.
    var isOverruled = false

    let name = "environment variables"

    var absence: String {
        isOverruled ? "not used, as --profile was given" : "AWS_ACCESS_KEY_ID is not set"
    }

    func credentials() async throws(CredentialError) -> Credentials? {
        if isOverruled { return nil }
        let id = surroundings.variable("AWS_ACCESS_KEY_ID")
        let secret = surroundings.variable("AWS_SECRET_ACCESS_KEY")
        if id == nil && secret == nil { return nil }
        guard let id else { throw fault("AWS_SECRET_ACCESS_KEY is set, AWS_ACCESS_KEY_ID is not. Set both or none.") }
        guard let secret else {
            throw fault("AWS_ACCESS_KEY_ID is set, AWS_SECRET_ACCESS_KEY is not. Set both or none.")
        }
        let token = surroundings.variable("AWS_SESSION_TOKEN") ?? surroundings.variable("AWS_SECURITY_TOKEN")
        for (variable, value) in [
            ("AWS_ACCESS_KEY_ID", id), ("AWS_SECRET_ACCESS_KEY", secret), ("AWS_SESSION_TOKEN", token ?? "-"),
        ] where !value.isVisibleASCII {
            throw fault("\(variable) has characters no key has (spaces, line breaks or other than ASCII).")
        }
        return Credentials(
            accessKeyID: id, secretAccessKey: secret, sessionToken: token, expiration: try expiration())
    }

    /// `AWS_CREDENTIAL_EXPIRATION`, which `aws configure export-credentials` sets.
    private func expiration() throws(CredentialError) -> Int? {
        guard let text = surroundings.variable("AWS_CREDENTIAL_EXPIRATION") else { return nil }
        guard let seconds = CredentialTime.seconds(text) else {
            throw fault("AWS_CREDENTIAL_EXPIRATION is no time like 2026-11-23T10:00:00Z.")
        }
        return seconds
    }

    private func fault(_ reason: String) -> CredentialError { CredentialError(provider: name, reason: reason) }
}
