/// Credentials of the role of the EC2 instance this runs on.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-imds-credentials.html
struct InstanceMetadataCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let transport: any HTTPTransport

    let name = "instance metadata"

    private static let folder = "latest/meta-data/iam/security-credentials/"

    var absence: String {
        guard let metadata = try? InstanceMetadata(configuration: configuration, transport: transport) else {
            return ""
        }
        if metadata.isDisabled { return "AWS_EC2_METADATA_DISABLED is true" }
        return "no instance metadata service (version 2) answers at \(metadata.endpoint)"
    }

    func credentials() async throws(CredentialError) -> Credentials? {
        do {
            let metadata = try InstanceMetadata(configuration: configuration, transport: transport)
            guard let token = try await metadata.token() else { return nil }
            let role = try await role(metadata, token)
            let response = try await metadata.get(Self.folder + HTTPURL.encode(role), token: token)
            return try credentials(in: response, role: role, token: token)
        } catch let error as CredentialError {
            throw error
        } catch let error as HTTPError {
            throw fault("The service began to answer, then failed: \(ForeignText.shown("\(error)")).")
        } catch {
            throw fault("\(error)")
        }
    }

    private func role(_ metadata: InstanceMetadata, _ token: String) async throws -> String {
        let response = try await metadata.get(Self.folder, token: token)
        if response.status == 404 {
            throw fault("The instance has no role. Attach an instance profile to it, or set credentials another way.")
        }
        let lines = String(decoding: response.body, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard response.status == 200, let role = lines.first?.trimmed, role.isVisibleASCII, role.utf8.count <= 128
        else {
            throw fault("The service does not name the instance's role (status \(response.status)).")
        }
        return role
    }

    private func credentials(in response: HTTPResponse, role: String, token: String) throws -> Credentials {
        let document = CredentialDocument(response.body)
        let words = document?.fault(hiding: [token]) ?? "no JSON"
        guard response.status == 200, let document, document["Code"] ?? "Success" == "Success" else {
            throw fault("The service gives none for the role '\(role)' (status \(response.status), \(words)).")
        }
        do {
            var credentials = try document.credentials(.metadata)
            // While AWS has trouble the service hands out ended credentials, which other services then go on to take.
            let now = configuration.surroundings.now()
            if let expiration = credentials.expiration, expiration <= now { credentials.expiration = now + 600 }
            return credentials
        } catch {
            throw fault("The service gives none for the role '\(role)': \(error.reason).")
        }
    }

    private func fault(_ reason: String) -> CredentialError { CredentialError(provider: name, reason: reason) }
}
