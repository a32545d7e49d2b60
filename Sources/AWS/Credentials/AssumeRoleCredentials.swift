/// A role assumed with the credentials of another profile, or of where the program runs.
///
/// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
struct AssumeRoleCredentials: CredentialProvider {
    let configuration: AWSConfiguration
    let transport: any HTTPTransport
    let profile: Profile

    let name = "assume-role profile"

    var absence: String { "the profile '\(profile.name)' has no role_arn" }

    func credentials() async throws(CredentialError) -> Credentials? {
        guard Self.assumesRole(profile) else { return nil }
        return try await credentials(of: profile, from: [])
    }

    /// Whether a profile stands for a role that is assumed with other credentials.
    private static func assumesRole(_ profile: Profile) -> Bool {
        profile["role_arn"] != nil && profile["web_identity_token_file"] == nil
    }

    /// The credentials of a role's profile.
    ///
    /// - Parameter chain: the profiles that lead here, outermost first; each was the other's source.
    private func credentials(of profile: Profile, from chain: [String]) async throws(CredentialError) -> Credentials {
        guard let arn = profile["role_arn"] else { throw fault("The profile '\(profile.name)' has no role_arn.") }
        if profile["mfa_serial"] != nil {
            throw profile.fault(
                "mfa_serial asks for a code each time, which a program without a terminal can't give. Get a session "
                    + "with 'aws sts get-session-token' and use its keys, or remove mfa_serial.", at: "mfa_serial", name
            )
        }
        let role = try SecurityTokenService.Role(
            profile, arn: arn, at: configuration.surroundings.now(), provider: name)
        let source = try await source(of: profile, from: chain)
        do {
            return try await SecurityTokenService(configuration: configuration, transport: transport)
                .assume(role, with: source)
        } catch {
            throw profile.fault(
                "The role '\(ForeignText.shown(arn))' can't be assumed. \(error.reason)", at: "role_arn", name)
        }
    }

    private func source(of profile: Profile, from chain: [String]) async throws(CredentialError) -> Credentials {
        switch (profile["source_profile"], profile["credential_source"]) {
        case (let source?, nil): return try await credentials(ofSource: source, of: profile, from: chain)
        case (nil, let source?): return try await credentials(ofPlace: source, of: profile)
        case (nil, nil):
            throw profile.fault("role_arn needs a source_profile or credential_source beside it.", at: "role_arn", name)
        case (_?, _?):
            throw profile.fault(
                "There is a source_profile and a credential_source; keep one.", at: "credential_source", name)
        }
    }

    private func credentials(
        ofSource source: String, of profile: Profile, from chain: [String]
    ) async throws(CredentialError) -> Credentials {
        let setting = "source_profile"
        guard let sourceProfile = configuration.files.profile(source) else {
            let shown = ForeignText.shown(source)
            throw profile.fault(
                "The profile '\(shown)', the source of '\(profile.name)', does not exist.", at: setting, name)
        }
        // A profile with keys may be its own source: they assume its role.
        if !sourceProfile.hasKeys, Self.assumesRole(sourceProfile) {
            let chain = chain + [profile.name]
            if chain.contains(source) {
                let loop = (chain + [source]).map { ForeignText.shown($0) }.joined(separator: " -> ")
                throw profile.fault("The source profiles go round in a circle: \(loop).", at: setting, name)
            }
            return try await credentials(of: sourceProfile, from: chain)
        }
        let providers = CredentialChain.providers(of: sourceProfile, configuration, transport)
        for provider in providers {
            if let credentials = try await provider.credentials() { return credentials }
        }
        let absences = providers.map { "\($0.name): \($0.absence)" }.joined(separator: "; ")
        throw profile.fault(
            "The profile '\(source)', the source of '\(profile.name)', has none (\(absences)).", at: setting, name)
    }

    private func credentials(ofPlace place: String, of profile: Profile) async throws(CredentialError) -> Credentials {
        let provider: any CredentialProvider
        switch place {
        case "Environment": provider = EnvironmentCredentials(surroundings: configuration.surroundings)
        case "Ec2InstanceMetadata":
            provider = InstanceMetadataCredentials(configuration: configuration, transport: transport)
        case "EcsContainer":
            provider = ContainerCredentials(surroundings: configuration.surroundings, transport: transport)
        default:
            throw profile.fault(
                "credential_source must be Environment, Ec2InstanceMetadata or EcsContainer.", at: "credential_source",
                name)
        }
        if let credentials = try await provider.credentials() { return credentials }
        throw profile.fault("credential_source: \(provider.absence).", at: "credential_source", name)
    }

    private func fault(_ reason: String) -> CredentialError { CredentialError(provider: name, reason: reason) }
}
