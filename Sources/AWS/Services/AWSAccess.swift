/// Access to AWS, or to what stands in for it: the settings, one pool of connections and one set of credentials for a run.
package struct AWSAccess: Sendable {
    package let configuration: AWSConfiguration
    package let transport: CurlTransport
    package let credentials: CredentialChain

    /// As many requests under way as keep two cores busy; more would only wait in line.
    package static let connections = 32

    /// Reads the settings. Nothing is sent yet.
    ///
    /// - Parameter variables: the environment.
    package init(
        options: AWSConfiguration.Options = .init(), variables: [String: String]
    ) throws(AWSConfigurationError) {
        configuration = try AWSConfiguration(options: options, surroundings: Surroundings(variables: variables))
        transport = CurlTransport(.init(connections: Self.connections, caBundle: configuration.certificateBundle))
        credentials = CredentialChain(configuration, transport: transport)
    }

    /// What requests are signed with.
    package var credentialSource: CredentialSource {
        { [credentials] refused throws(CredentialError) in try await credentials.credentials(replacing: refused) }
    }

    /// The objects of a bucket below a prefix.
    ///
    /// - Parameters:
    ///   - endpoint: `--endpoint-url` where it is meant for this store.
    ///   - isSigned: false for a public bucket that is read without credentials.
    ///   - log: told of every request.
    package func store(
        _ place: S3Location, endpoint: String? = nil, isSigned: Bool = true, log: S3RequestLog? = nil
    ) throws(AWSConfigurationError) -> S3Store {
        let style = configuration.setting("addressing_style", of: .s3).flatMap(S3Endpoint.Addressing.init)
        let url = try configuration.endpoint(of: .s3, option: endpoint)
        let unsigned: CredentialSource = { _ throws(CredentialError) in nil }
        return S3Store(
            place, region: configuration.region, endpoint: S3Endpoint(url: url, addressing: style ?? .automatic),
            credentials: isSigned ? credentialSource : unsigned, transport: transport, log: log)
    }

    /// The client of CloudFront, which is in one region for all.
    package func cloudFront() throws(AWSConfigurationError) -> CloudFront {
        CloudFront(
            try service(.cloudfront, region: "us-east-1", host: "cloudfront.amazonaws.com", named: "cloudfront"))
    }

    /// A service of the JSON protocol in the region of the settings.
    ///
    /// - Parameters:
    ///   - host: the first label of its host, for example `secretsmanager`, which requests are signed for.
    ///   - target: the first half of `X-Amz-Target`.
    ///   - region: where it is, if not in the region of the settings.
    package func jsonService(
        _ service: AWSService, host: String, target: String, version: JSONService.Version = .v11,
        region: String? = nil
    ) throws(AWSConfigurationError) -> JSONService {
        guard let region = region ?? configuration.region else {
            throw AWSConfigurationError(
                reason: "No region is set. Use --region, AWS_REGION, or 'region' in the profile.")
        }
        let full = "\(host).\(region).\(AWSRegion.domain(of: region))"
        return JSONService(
            try self.service(service, region: region, host: full, named: host), target: target, version: version)
    }

    private func service(
        _ service: AWSService, region: String, host: String, named name: String
    ) throws(AWSConfigurationError) -> SignedService {
        SignedService(
            name: name, region: region, endpoint: try configuration.endpoint(of: service) ?? HTTPURL(host: host),
            credentials: credentialSource, transport: transport, now: Surroundings.clock)
    }
}
