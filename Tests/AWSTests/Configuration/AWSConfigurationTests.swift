import Testing

@testable import AWS

@Suite struct AWSConfigurationTests {
    private static let config = """
        [default]
        region = eu-west-1
        [profile other]
        region = eu-west-2
        ca_bundle = ~/bundle.pem
        """

    struct RegionCase: Sendable, CustomTestStringConvertible {
        var option: String?
        var variables: [String: String] = [:]
        var profile: String?
        var region: String?
        var testDescription: String { "\(option ?? "-") \(variables) -> \(region ?? "nil")" }
    }

    @Test(arguments: [
        RegionCase(region: "eu-west-1"),
        RegionCase(profile: "other", region: "eu-west-2"),
        RegionCase(variables: ["AWS_PROFILE": "other"], region: "eu-west-2"),
        RegionCase(variables: ["AWS_DEFAULT_PROFILE": "other"], region: "eu-west-2"),
        RegionCase(variables: ["AWS_PROFILE": "other"], profile: "default", region: "eu-west-1"),
        RegionCase(variables: ["AWS_DEFAULT_REGION": "us-west-1"], region: "us-west-1"),
        RegionCase(variables: ["AWS_DEFAULT_REGION": "us-west-1", "AWS_REGION": "us-west-2"], region: "us-west-2"),
        RegionCase(variables: ["AWS_REGION": ""], region: "eu-west-1"),
        RegionCase(option: "auto", variables: ["AWS_REGION": "us-west-2"], region: "auto"),
        RegionCase(variables: ["AWS_CONFIG_FILE": "/none"], region: nil),
        RegionCase(variables: ["AWS_CONFIG_FILE": "/else"], region: "ca-west-1"),
    ])
    func theRegionComesFromTheNearestThatNamesOne(test: RegionCase) throws {
        let world = CredentialWorld(
            config: Self.config, variables: test.variables, files: ["/else": "[default]\nregion=ca-west-1"])
        #expect(try world.configuration(profile: test.profile, region: test.option).region == test.region)
    }

    @Test(arguments: ["us-east-1/", "evil.example/", "US-EAST-1", "-a", "a@b", "a b", "é"])
    func aRegionCanNotNameAnotherHost(region: String) {
        let world = CredentialWorld(variables: ["AWS_REGION": region])
        #expect(throws: AWSConfigurationError.self) { try world.configuration() }
        let inFile = CredentialWorld(config: "[default]\nregion = \(region)")
        let error = #expect(throws: AWSConfigurationError.self) { try inFile.configuration() }
        #expect(error?.place == FilePlace(path: "/home/u/.aws/config", line: 2))
    }

    private static let endpoints = """
        [default]
        endpoint_url = http://profile
        services = s
        [services s]
        s3 =
          endpoint_url = http://section
        """

    @Test(
        arguments: [
            ([:], "http://section/", "http://profile/"),
            (["AWS_ENDPOINT_URL": "http://all"], "http://all/", "http://all/"),
            (["AWS_ENDPOINT_URL_S3": "http://s3"], "http://s3/", "http://profile/"),
            (["AWS_ENDPOINT_URL_S3": "http://s3", "AWS_ENDPOINT_URL": "http://all"], "http://s3/", "http://all/"),
            (["AWS_ENDPOINT_URL_STS": "http://sts:1"], "http://section/", "http://sts:1/"),
            (["AWS_ENDPOINT_URL": "http://all", "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true"], nil, nil),
        ] as [([String: String], String?, String?)])
    func theEndpointComesFromTheNearestThatNamesOne(variables: [String: String], s3: String?, sts: String?) throws {
        let configuration = try CredentialWorld(config: Self.endpoints, variables: variables).configuration()
        #expect(try configuration.endpoint(of: .s3).map { "\($0)" } == s3)
        #expect(try configuration.endpoint(of: .sts).map { "\($0)" } == sts)
        #expect(try configuration.endpoint(of: .s3, option: "http://o").map { "\($0)" } == "http://o/")
    }

    @Test(arguments: [
        ("[default]\nservices = x", "[services x]"), ("[default]\n\nendpoint_url = ftp://a", "/home/u/.aws/config:3"),
    ])
    func anEndpointThatCanNotBeIsToldWithItsPlace(config: String, words: String) throws {
        let configuration = try CredentialWorld(config: config).configuration()
        let error = #expect(throws: AWSConfigurationError.self) { try configuration.endpoint(of: .s3) }
        #expect(error.map { "\($0)" }?.contains(words) == true)
    }

    @Test func everyServiceHasAVariable() {
        #expect(AWSService.cloudfront.endpointVariable == "AWS_ENDPOINT_URL_CLOUDFRONT")
        #expect(AWSService.ssoOIDC.endpointVariable == "AWS_ENDPOINT_URL_SSO_OIDC")
        #expect(AWSService.secretsManager.endpointVariable == "AWS_ENDPOINT_URL_SECRETS_MANAGER")
    }

    @Test(arguments: ["--profile", "AWS_PROFILE"])
    func aNamedProfileMustExist(source: String) {
        let world = CredentialWorld(config: Self.config, variables: source == "AWS_PROFILE" ? [source: "nope"] : [:])
        let error = #expect(throws: AWSConfigurationError.self) {
            try world.configuration(profile: source == "--profile" ? "nope" : nil)
        }
        #expect(error?.reason == "The profile 'nope' (\(source)) does not exist. There are: default, other.")
    }

    @Test func aHomeFolderThatMayNotBeReadIsNoError() throws {
        let world = CredentialWorld(config: "[default]\nregion=eu-west-1")
        world.setUnreadable("/home/u/.aws/config")
        #expect(try world.configuration().region == nil)
        let chosen = CredentialWorld(variables: ["AWS_CONFIG_FILE": "/c"])
        chosen.setUnreadable("/c")
        let error = #expect(throws: AWSConfigurationError.self) { try chosen.configuration() }
        #expect(error?.reason.contains("AWS_CONFIG_FILE") == true)
    }

    @Test func settingsOfBothFilesAreOneProfile() throws {
        let world = CredentialWorld(config: "[default]\nregion=a\nx=1", credentials: "[default]\nregion=b")
        let configuration = try world.configuration()
        #expect(configuration.region == "b")
        #expect(configuration.profile["x"] == "1")
    }

    @Test func aProfileNamedDefaultWinsOverTheSectionDefault() throws {
        for config in [
            "[default]\nregion=a\n[profile default]\nregion=b", "[profile default]\nregion=b\n[default]\nregion=a",
        ] {
            #expect(try CredentialWorld(config: config).configuration().region == "b")
        }
    }

    @Test func certificatesAndServiceSettingsAreFound() throws {
        let world = CredentialWorld(config: Self.config + "\ns3 =\n  addressing_style = path")
        #expect(try world.configuration().certificateBundle == nil)
        let other = try world.configuration(profile: "other")
        #expect(other.certificateBundle == "/home/u/bundle.pem")
        #expect(other.setting("addressing_style", of: .s3) == "path")
        let variable = CredentialWorld(config: Self.config, variables: ["AWS_CA_BUNDLE": "/b.pem"])
        #expect(try variable.configuration(profile: "other").certificateBundle == "/b.pem")
    }
}
