/// The two questions to AWS STS that turn one identity into another.
///
/// https://docs.aws.amazon.com/STS/latest/APIReference/welcome.html
struct SecurityTokenService: Sendable {
    let configuration: AWSConfiguration
    let transport: any HTTPTransport

    /// The role that is wanted, and how the session is called in the account's logs.
    struct Role: Sendable {
        var arn: String
        var sessionName: String
        /// What the role's owner demands of third parties, as good as a password.
        var externalID: String?
        /// Seconds; nil for the role's own.
        var duration: Int?
    }

    /// A refusal or a reply that can't be used; never holds a token or key.
    struct Fault: Error {
        var reason: String
    }

    /// AssumeRole: https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
    func assume(_ role: Role, with credentials: Credentials) async throws(Fault) -> Credentials {
        let (url, region) = try endpoint()
        let form = self.form("AssumeRole", role, [("ExternalId", role.externalID)])
        let request = SigV4Signer(service: "sts", region: region)
            .sign(self.request(url, form), with: credentials, at: configuration.surroundings.now())
        let secrets = [credentials.secretAccessKey, credentials.sessionToken, role.externalID]
        return try await answer(to: request, action: "AssumeRole", hiding: secrets)
    }

    /// AssumeRoleWithWebIdentity, which is not signed: the token says who asks.
    ///
    /// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
    func assume(_ role: Role, withWebIdentity token: String) async throws(Fault) -> Credentials {
        let (url, _) = try endpoint()
        let form = self.form("AssumeRoleWithWebIdentity", role, [("WebIdentityToken", token)])
        return try await answer(to: request(url, form), action: "AssumeRoleWithWebIdentity", hiding: [token])
    }

    /// The configured address, else that of the region, else the old global one.
    private func endpoint() throws(Fault) -> (url: HTTPURL, region: String) {
        let region = configuration.region.flatMap { AWSRegion.isOfAWS($0) ? $0 : nil }
        do {
            if let url = try configuration.endpoint(of: .sts) { return (url, region ?? "us-east-1") }
        } catch { throw Fault(reason: "\(error)") }
        guard let region else { return (HTTPURL(host: "sts.amazonaws.com"), "us-east-1") }
        return (HTTPURL(host: "sts.\(region).\(AWSRegion.domain(of: region))"), region)
    }

    private func form(_ action: String, _ role: Role, _ more: [(String, String?)]) -> [UInt8] {
        let fields: [(String, String?)] =
            [
                ("Action", action), ("Version", "2011-06-15"), ("RoleArn", role.arn),
                ("RoleSessionName", role.sessionName), ("DurationSeconds", role.duration.map(String.init)),
            ] + more
        let pairs = fields.compactMap { name, value in value.map { "\(name)=\(HTTPURL.encode($0))" } }
        return Array(pairs.joined(separator: "&").utf8)
    }

    private func request(_ url: HTTPURL, _ form: [UInt8]) -> HTTPRequest {
        var headers = HTTPHeaders.ofCredentialRequests
        headers["Content-Type"] = "application/x-www-form-urlencoded; charset=utf-8"
        return HTTPRequest(method: "POST", url: url, headers: headers, body: .bytes(form), timeout: .seconds(15))
    }

    private func answer(
        to request: HTTPRequest, action: String, hiding secrets: [String?]
    ) async throws(Fault) -> Credentials {
        let response: HTTPResponse
        do {
            let exchange = CredentialExchange(transport: transport, surroundings: configuration.surroundings)
            response = try await exchange.send(request)
        } catch {
            throw Fault(reason: "STS can't be asked: \(ForeignText.shown("\(error)", hiding: secrets)).")
        }
        let root = try? XMLElement(parsing: response.body)
        guard response.status == 200 else {
            let error = root?["Error"]
            let words = [error?.text(of: "Code"), error?.text(of: "Message")].compactMap { $0 }.joined(separator: ": ")
            let shown = ForeignText.shown(words.isEmpty ? "no reason given" : words, hiding: secrets)
            throw Fault(reason: "STS refused (\(request.url.authority), status \(response.status)): \(shown)")
        }
        guard let found = root?["\(action)Result"]?["Credentials"],
            let id = found.text(of: "AccessKeyId"), let secret = found.text(of: "SecretAccessKey"),
            let token = found.text(of: "SessionToken"), [id, secret, token].allSatisfy(\.isVisibleASCII),
            let expiration = found.text(of: "Expiration").flatMap(CredentialTime.seconds)
        else { throw Fault(reason: "STS (\(request.url.authority)) answered without complete credentials.") }
        return Credentials(accessKeyID: id, secretAccessKey: secret, sessionToken: token, expiration: expiration)
    }
}

extension SecurityTokenService.Role {
    /// The name of a session nobody named, which the account's logs show.
    static func sessionName(at seconds: Int) -> String { "sitegen-\(seconds)" }

    /// The role that a profile's `role_arn`, `role_session_name`, `external_id` and `duration_seconds` describe.
    init(_ profile: Profile, arn: String, at now: Int, provider: String) throws(CredentialError) {
        let name = profile["role_session_name"] ?? Self.sessionName(at: now)
        let allowed = "+=,.@-_".utf8
        let isValid =
            (2...64).contains(name.utf8.count)
            && name.utf8.allSatisfy { byte in
                0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF || allowed.contains(byte)
            }
        guard isValid else {
            throw profile.fault(
                "role_session_name must be 2 to 64 letters, digits and '+=,.@-_'.", at: "role_session_name", provider)
        }
        var duration: Int?
        if let text = profile["duration_seconds"] {
            guard let seconds = Int(text), (900...43_200).contains(seconds) else {
                throw profile.fault(
                    "duration_seconds must be a number from 900 to 43200.", at: "duration_seconds", provider)
            }
            duration = seconds
        }
        self.init(arn: arn, sessionName: name, externalID: profile["external_id"], duration: duration)
    }
}
