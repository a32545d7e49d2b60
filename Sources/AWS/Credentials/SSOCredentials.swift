import Notebook

/// Credentials of a role that IAM Identity Center gives to whom signed in with `aws sso login`.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
struct SSOCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let transport: any HTTPTransport
    let profile: Profile

    let name = "SSO"

    var absence: String {
        profile["login_session"] == nil
            ? "the profile '\(profile.name)' has no sso_account_id"
            : "the profile '\(profile.name)' is of 'aws login', which only the AWS CLI can use: add 'credential_process "
                + "= aws configure export-credentials --profile \(profile.name) --format process' to another profile"
    }

    func credentials() async throws(CredentialError) -> Credentials? {
        guard let session = try SSOSession(profile, configuration.files, provider: name) else { return nil }
        let token = try await token(for: session)
        var headers = HTTPHeaders.ofCredentialRequests
        headers["x-amz-sso_bearer_token"] = token.accessToken
        var url = try endpoint(.sso, host: "portal.sso", session)
        url.path += (url.path.hasSuffix("/") ? "" : "/") + "federation/credentials"
        url.query = [
            .init("role_name", HTTPURL.encode(session.roleName)),
            .init("account_id", HTTPURL.encode(session.accountID)),
        ]
        let response = try await send(
            HTTPRequest(url: url, headers: headers, timeout: .seconds(15)), hiding: token.secrets)
        let document = CredentialDocument(response.body)
        let role =
            "the role '\(ForeignText.shown(session.roleName))' in account \(ForeignText.shown(session.accountID))"
        guard response.status == 200 else {
            if response.status == 401 { throw fault("The sign-in has ended: run '\(signIn)'.") }
            let words = document?.fault(hiding: token.secrets).map { ": \($0)" } ?? ""
            throw fault("\(url.authority) gives none for \(role) (status \(response.status)\(words)).")
        }
        do throws(DocumentFault) {
            guard let document else { throw DocumentFault(reason: "it is no JSON") }
            return try document.credentials(.sso, in: "roleCredentials")
        } catch {
            throw fault("\(url.authority) answered for \(role) with something that can't be used: \(error.reason).")
        }
    }

    /// The token in the AWS tools' cache, refreshed where it ends soon and can be.
    private func token(for session: SSOSession) async throws(CredentialError) -> SSOToken {
        let surroundings = configuration.surroundings
        let path = surroundings.expanded(session.tokenPath)
        let bytes: [UInt8]?
        do { bytes = try surroundings.readFile(path) } catch {
            throw fault("The sign-in's file \(path) can't be read: \(error.reason).")
        }
        guard let bytes else { throw fault("Nobody is signed in: run '\(signIn)'.") }
        guard let token = SSOToken(bytes) else {
            throw fault("The sign-in's file \(path) is damaged: run '\(signIn)'.")
        }
        let now = surroundings.now()
        // Only tokens of a session can be refreshed. Others hold until they end.
        if session.name != nil, token.expiresAt - now < 300, let fresh = await refreshed(token, for: session) {
            // Not being able to keep it costs a refresh the next time, no more.
            try? surroundings.replaceFile(path, fresh.json)
            return fresh
        }
        guard token.expiresAt > now else {
            throw fault("The sign-in ended at \(CredentialTime.text(token.expiresAt)): run '\(signIn)'.")
        }
        return token
    }

    /// CreateToken: https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
    ///
    /// nil where the token can't be refreshed, or not any more.
    private func refreshed(_ token: SSOToken, for session: SSOSession) async -> SSOToken? {
        let now = configuration.surroundings.now()
        guard let refreshToken = token.refreshToken, let clientID = token.clientID,
            let clientSecret = token.clientSecret, token.registrationExpiresAt ?? .max > now,
            var url = try? endpoint(.ssoOIDC, host: "oidc", session)
        else { return nil }
        url.path += (url.path.hasSuffix("/") ? "" : "/") + "token"
        let body = JSONObjectText.bytes([
            ("clientId", clientID), ("clientSecret", clientSecret), ("grantType", "refresh_token"),
            ("refreshToken", refreshToken),
        ])
        var headers = HTTPHeaders.ofCredentialRequests
        headers["Content-Type"] = "application/json"
        let request = HTTPRequest(
            method: "POST", url: url, headers: headers, body: .bytes(body), timeout: .seconds(15))
        guard let response = try? await send(request, hiding: token.secrets), response.status == 200,
            let document = CredentialDocument(response.body), let accessToken = document["accessToken"],
            accessToken.isVisibleASCII, let lifetime = document.root["expiresIn"]?.int
        else { return nil }
        var fresh = token
        fresh.accessToken = accessToken
        fresh.expiresAt = now + min(max(lifetime, 0), 366 * 86_400)
        fresh.refreshToken = document["refreshToken"] ?? token.refreshToken
        fresh.startURL = session.startURL
        fresh.region = session.region
        return fresh
    }

    private func endpoint(
        _ service: AWSService, host: String, _ session: SSOSession
    ) throws(CredentialError) -> HTTPURL {
        do {
            return try configuration.endpoint(of: service)
                ?? HTTPURL(host: "\(host).\(session.region).\(AWSRegion.domain(of: session.region))")
        } catch {
            throw fault("\(error)")
        }
    }

    private func send(_ request: HTTPRequest, hiding secrets: [String?]) async throws(CredentialError) -> HTTPResponse {
        do {
            let exchange = CredentialExchange(transport: transport, surroundings: configuration.surroundings)
            return try await exchange.send(request)
        } catch {
            throw fault("\(request.url.authority) can't be asked: \(ForeignText.shown(error.reason, hiding: secrets)).")
        }
    }

    private var signIn: String {
        profile.name == "default" ? "aws sso login" : "aws sso login --profile \(ForeignText.shown(profile.name))"
    }

    private func fault(_ reason: String) -> CredentialError { CredentialError(provider: name, reason: reason) }
}
