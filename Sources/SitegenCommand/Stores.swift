import AWS
import FoundationEssentials
import ObjectStorage

/// Opens the stores that the settings name: a folder, or a bucket as `s3://BUCKET/PREFIX`.
///
/// One connection pool and one set of credentials serve all of a run; both are made when a bucket is first named, so that
/// work on folders alone pays nothing for them.
struct Stores {
    private let settings: Settings
    private let access: Access?
    /// How often each operation was asked of S3.
    let requests = RequestCounts()

    private struct Access {
        var configuration: AWSConfiguration
        var transport: CurlTransport
        var credentials: CredentialChain
    }

    init(_ settings: Settings) throws {
        self.settings = settings
        let places = [settings.source, settings.destination].compactMap { $0 }
        guard places.contains(where: Self.isBucket) || settings.distribution != nil else {
            access = nil
            return
        }
        let configuration = try AWSConfiguration(
            options: .init(
                profile: settings.profile, region: settings.region, isAnonymous: false),
            surroundings: Surroundings(variables: ProcessInfo.processInfo.environment))
        let transport = CurlTransport(
            .init(connections: Self.connections, caBundle: configuration.certificateBundle))
        access = Access(
            configuration: configuration, transport: transport,
            credentials: CredentialChain(configuration, transport: transport))
    }

    /// As many requests under way as keep two cores busy; more would only wait in line.
    static let connections = 32

    /// Whether a place is in S3.
    static func isBucket(_ place: String) -> Bool { place.hasPrefix("s3://") }

    /// The store of notebooks in a bucket; public ones are read without a signature where that is asked for.
    func source(_ place: String) throws -> S3Store {
        try bucket(
            place, setting: .source, endpoint: settings.sourceEndpointURL, isSigned: !settings.isSourceAnonymous)
    }

    /// The website bucket.
    func destination(_ place: String) throws -> S3Store {
        try bucket(place, setting: .destination, endpoint: settings.destinationEndpointURL, isSigned: true)
    }

    /// The client of CloudFront.
    func cloudFront() throws -> CloudFront? {
        guard let access else { return nil }
        let endpoint = try access.configuration.endpoint(of: .cloudfront) ?? HTTPURL(host: "cloudfront.amazonaws.com")
        return CloudFront(
            transport: access.transport, credentials: ChainProvider(chain: access.credentials), endpoint: endpoint,
            now: Surroundings.clock)
    }

    private func bucket(_ place: String, setting: Setting, endpoint: String?, isSigned: Bool) throws -> S3Store {
        guard let access, let location = S3Location(parsing: place) else {
            throw ConfigurationError(
                place: setting.option, reason: "'\(place)' names no bucket; write s3://BUCKET or s3://BUCKET/PREFIX.")
        }
        let url = try access.configuration.endpoint(of: .s3, option: endpoint ?? settings.endpointURL)
        let style = access.configuration.setting("addressing_style", of: .s3)
        let chain = access.credentials
        let source: CredentialSource = { refused throws(CredentialError) in
            guard isSigned else { return nil }
            if let refused { return try await chain.credentials(replacing: refused) }
            return try await chain.credentials()
        }
        return S3Store(
            location, region: access.configuration.region,
            endpoint: S3Endpoint(url: url, addressing: style.flatMap(S3Endpoint.Addressing.init) ?? .automatic),
            credentials: source, transport: access.transport,
            log: { [requests] in requests.note($0, of: setting) })
    }
}

/// Gives out the chain's credentials.
private struct ChainProvider: CredentialProvider {
    let chain: CredentialChain
    let name = "credential chain"
    let absence = "it has none"

    func credentials() async throws(CredentialError) -> Credentials? { try await chain.credentials() }
}
