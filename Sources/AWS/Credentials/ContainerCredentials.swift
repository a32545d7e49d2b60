/// Credentials of the task or pod this runs in (Amazon ECS, EKS Pod Identity), from an endpoint beside it.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
struct ContainerCredentials: CredentialProvider {
    let surroundings: Surroundings
    let transport: any HTTPTransport

    let name = "container credentials"
    let absence = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI and AWS_CONTAINER_CREDENTIALS_FULL_URI are not set"

    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"

    func credentials() async throws(CredentialError) -> Credentials? {
        guard let url = try url() else { return nil }
        let token = try authorization()
        var headers = HTTPHeaders.ofCredentialRequests
        headers["Authorization"] = token
        let request = HTTPRequest(url: url, headers: headers, timeout: .seconds(2))
        let response: HTTPResponse
        do {
            response = try await CredentialExchange(transport: transport, surroundings: surroundings).send(request)
        } catch {
            throw fault("\(url) can't be asked: \(ForeignText.shown(error.reason, hiding: [token])).")
        }
        let document = CredentialDocument(response.body)
        guard response.status == 200 else {
            let words = document?.fault(hiding: [token]).map { ": \($0)" } ?? ""
            throw fault("\(url) answered with status \(response.status)\(words).")
        }
        guard let document else { throw fault("\(url) answered with something that is no JSON.") }
        do { return try document.credentials(.metadata) } catch {
            throw fault("\(url) answered without credentials: \(error.reason).")
        }
    }

    /// Where to ask; nil where nothing says so.
    private func url() throws(CredentialError) -> HTTPURL? {
        if let path = surroundings.variable(Self.relative) {
            guard path.hasPrefix("/") else { throw fault("\(Self.relative) must begin with '/'.") }
            return try parse("http://169.254.170.2" + path, from: Self.relative)
        }
        guard let text = surroundings.variable(Self.full) else { return nil }
        let url = try parse(text, from: Self.full)
        // The token and the credentials go there: never in the clear to a host that is not this one.
        guard url.scheme == "https" || Self.isLocal(url.host) else {
            throw fault(
                "\(Self.full) names the host '\(url.host)'; without https only this machine, 169.254.170.2, "
                    + "169.254.170.23 and fd00:ec2::23 are allowed.")
        }
        return url
    }

    /// Whether a host is this machine or one of AWS's link-local addresses. Names are not looked up.
    static func isLocal(_ host: String) -> Bool {
        if ["localhost", "[::1]", "[fd00:ec2::23]", "169.254.170.2", "169.254.170.23"].contains(host) { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127"
            && parts.allSatisfy { part in
                part.utf8.allSatisfy { 0x30...0x39 ~= $0 } && UInt8(part) != nil && (part == "0" || part.first != "0")
            }
    }

    private func parse(_ text: String, from variable: String) throws(CredentialError) -> HTTPURL {
        let parts = text.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        do {
            var url = try HTTPURL(parsing: String(parts[0]))
            if parts.count > 1 {
                guard String(parts[1]).isVisibleASCII else { throw fault("The query of \(variable) is not encoded.") }
                url.query = [HTTPURL.QueryItem(String(parts[1]), nil)]
            }
            return url
        } catch let error as HTTPURLError {
            throw fault("\(variable): \(error)")
        } catch let error as CredentialError {
            throw error
        } catch {
            throw fault("\(variable) is no address.")
        }
    }

    /// The `Authorization` header. The file is read each time: its content is replaced while the program runs.
    private func authorization() throws(CredentialError) -> String? {
        let variable = "AWS_CONTAINER_AUTHORIZATION_TOKEN"
        if let path = surroundings.variable("\(variable)_FILE") {
            return try token(TokenFile.read(path, named: "\(variable)_FILE", surroundings, provider: name))
        }
        return try surroundings.variable(variable).map(token)
    }

    private func token(_ text: String) throws(CredentialError) -> String {
        guard text.utf8.allSatisfy({ 0x20...0x7E ~= $0 }) else {
            throw fault("The authorization token has line breaks or characters that no header may have.")
        }
        return text
    }

    private func fault(_ reason: String) -> CredentialError { CredentialError(provider: name, reason: reason) }
}
