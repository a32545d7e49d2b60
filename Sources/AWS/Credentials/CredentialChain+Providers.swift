extension CredentialChain {
    /// All providers in the order of the AWS SDKs.
    ///
    /// https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html
    static func providers(
        _ configuration: AWSConfiguration, _ transport: any HTTPTransport
    ) -> [any CredentialProvider] {
        let isNamed = configuration.options.profile != nil
        let profile = configuration.profile
        return [
            EnvironmentCredentials(surroundings: configuration.surroundings, isOverruled: isNamed),
            AssumeRoleCredentials(configuration: configuration, transport: transport, profile: profile),
        ] + providers(of: profile, configuration, transport, usesVariables: !isNamed) + [
            ContainerCredentials(surroundings: configuration.surroundings, transport: transport),
            InstanceMetadataCredentials(configuration: configuration, transport: transport),
        ]
    }

    /// What a profile itself may have instead of assuming a role.
    static func providers(
        of profile: Profile, _ configuration: AWSConfiguration, _ transport: any HTTPTransport,
        usesVariables: Bool = false
    ) -> [any CredentialProvider] {
        [
            WebIdentityCredentials(
                configuration: configuration, transport: transport, profile: profile, usesVariables: usesVariables),
            SSOCredentials(configuration: configuration, transport: transport, profile: profile),
            SharedFileCredentials(configuration: configuration, profileName: profile.name),
            ProcessCredentials(configuration: configuration, profile: profile),
            ConfigFileCredentials(configuration: configuration, profileName: profile.name),
        ]
    }
}
