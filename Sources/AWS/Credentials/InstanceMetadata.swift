/// The metadata service of an EC2 instance, version 2: a token first, then questions with it.
///
/// There is no way back to version 1, which answers anybody who can make the instance send a request.
/// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html
struct InstanceMetadata: Sendable {
    let configuration: AWSConfiguration
    let transport: any HTTPTransport
    /// Where the service is.
    let endpoint: HTTPURL
    /// Whether `AWS_EC2_METADATA_DISABLED` is true.
    let isDisabled: Bool
    private let timeout: Duration
    private let attempts: Int

    init(configuration: AWSConfiguration, transport: any HTTPTransport) throws(AWSConfigurationError) {
        self.configuration = configuration
        self.transport = transport
        let surroundings = configuration.surroundings
        isDisabled = surroundings.isTrue("AWS_EC2_METADATA_DISABLED")
        endpoint = try Self.endpoint(configuration)
        // Elsewhere nobody answers at the address, and a laptop must not stand still for it.
        let seconds =
            surroundings.variable("AWS_METADATA_SERVICE_TIMEOUT") ?? configuration.profile["metadata_service_timeout"]
        timeout = .seconds(min(60, max(1, seconds.flatMap(Int.init) ?? 1)))
        let attempts =
            surroundings.variable("AWS_METADATA_SERVICE_NUM_ATTEMPTS")
            ?? configuration.profile["metadata_service_num_attempts"]
        self.attempts = min(10, max(1, attempts.flatMap(Int.init) ?? 1))
    }

    /// A token for questions; nil where no such service answers.
    func token() async throws(HTTPError) -> String? {
        if isDisabled { return nil }
        var headers = HTTPHeaders.ofCredentialRequests
        headers["X-aws-ec2-metadata-token-ttl-seconds"] = "21600"
        let request = HTTPRequest(
            method: "PUT", url: url("latest/api/token"), headers: headers, timeout: timeout, isDirect: true)
        let response: HTTPResponse
        do { response = try await exchange(attempts: attempts).send(request) } catch {
            if error.code == .cancelled { throw error }
            return nil
        }
        let token = String(decoding: response.body, as: UTF8.self).trimmed
        // Other clouds and login pages of networks answer at this address too, with anything.
        return response.status == 200 && token.isVisibleASCII && token.utf8.count < 1_024 ? token : nil
    }

    /// The reply for a path, for example `latest/meta-data/iam/security-credentials/`.
    func get(_ path: String, token: String) async throws(HTTPError) -> HTTPResponse {
        var headers = HTTPHeaders.ofCredentialRequests
        headers["X-aws-ec2-metadata-token"] = token
        // The service is there now, so patience is in place.
        return try await exchange(attempts: 3)
            .send(HTTPRequest(url: url(path), headers: headers, timeout: timeout * 2, isDirect: true))
    }

    private func exchange(attempts: Int) -> CredentialExchange {
        CredentialExchange(transport: transport, surroundings: configuration.surroundings, attempts: attempts)
    }

    private func url(_ path: String) -> HTTPURL {
        var url = endpoint
        url.path += (url.path.hasSuffix("/") ? "" : "/") + path
        return url
    }

    private static func endpoint(_ configuration: AWSConfiguration) throws(AWSConfigurationError) -> HTTPURL {
        let variable = "AWS_EC2_METADATA_SERVICE_ENDPOINT"
        let setting = "ec2_metadata_service_endpoint"
        if let text = configuration.surroundings.variable(variable) ?? configuration.profile[setting] {
            do { return try HTTPURL(parsing: text) } catch {
                throw AWSConfigurationError(reason: "\(variable): \(error)")
            }
        }
        let mode =
            configuration.surroundings.variable("\(variable)_MODE") ?? configuration.profile["\(setting)_mode"]
        return HTTPURL(scheme: "http", host: mode?.lowercased() == "ipv6" ? "[fd00:ec2::254]" : "169.254.169.254")
    }
}
