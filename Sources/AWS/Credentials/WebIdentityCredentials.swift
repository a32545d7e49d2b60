/// A role assumed with a token that the platform puts into a file: EKS service accounts, CI systems with OpenID Connect.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/access-assume-role-web.html
struct WebIdentityCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let transport: any HTTPTransport
    let profile: Profile
    /// Whether the variables count: not for a profile that was named.
    var usesVariables = true

    let name = "web identity token"

    var absence: String {
        usesVariables
            ? "AWS_WEB_IDENTITY_TOKEN_FILE is not set, and the profile '\(profile.name)' has no web_identity_token_file"
            : "the profile '\(profile.name)' has no web_identity_token_file"
    }

    func credentials() async throws(CredentialError) -> Credentials? {
        let surroundings = configuration.surroundings
        let role: SecurityTokenService.Role
        let token: String
        if usesVariables, let path = surroundings.variable("AWS_WEB_IDENTITY_TOKEN_FILE") {
            guard let arn = surroundings.variable("AWS_ROLE_ARN") else {
                throw fault("AWS_WEB_IDENTITY_TOKEN_FILE is set, AWS_ROLE_ARN is not. Set both or none.")
            }
            let session = surroundings.variable("AWS_ROLE_SESSION_NAME")
            role = SecurityTokenService.Role(
                arn: arn, sessionName: session ?? SecurityTokenService.Role.sessionName(at: surroundings.now()))
            token = try TokenFile.read(path, named: "AWS_WEB_IDENTITY_TOKEN_FILE", surroundings, provider: name)
        } else if let path = profile["web_identity_token_file"] {
            let setting = "web_identity_token_file"
            guard let arn = profile["role_arn"] else {
                throw profile.fault("web_identity_token_file needs a role_arn beside it.", at: setting, name)
            }
            role = try SecurityTokenService.Role(profile, arn: arn, at: surroundings.now(), provider: name)
            token = try TokenFile.read(path, named: setting, surroundings, provider: name)
        } else {
            return nil
        }
        do {
            return try await SecurityTokenService(configuration: configuration, transport: transport)
                .assume(role, withWebIdentity: token)
        } catch {
            throw fault("The role '\(ForeignText.shown(role.arn))' can't be assumed. \(error.reason)")
        }
    }

    private func fault(_ reason: String) -> CredentialError { CredentialError(provider: name, reason: reason) }
}
