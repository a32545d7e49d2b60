import Testing

@testable import AWS

@Suite struct AssumeRoleCredentialsTests {
    private static let base = """
        [default]
        role_arn = arn:aws:iam::1:role/r
        source_profile = base
        [profile base]
        region = eu-west-1
        """
    private static let keys = "[base]\naws_access_key_id = AKIABASE\naws_secret_access_key = base-secret"

    @Test func aRoleIsAssumedWithTheKeysOfItsSource() async throws {
        let config = Self.base.replacing(
            "source_profile = base",
            with: """
                source_profile = base
                external_id = what ever
                role_session_name = me@here
                duration_seconds = 900
                region = eu-central-1
                """)
        let world = CredentialWorld(config: config, credentials: Self.keys) { _ in Reply.role() }
        let credentials = try await world.answer().get()
        #expect(
            credentials
                == Credentials(
                    accessKeyID: "ASIAROLE", secretAccessKey: "role+secret/1", sessionToken: "role-token==",
                    expiration: 1_795_032_000))
        let request = try #require(world.requests.first)
        #expect(request.method == "POST" && request.url == "https://sts.eu-central-1.amazonaws.com/")
        #expect(
            request.body
                == "Action=AssumeRole&Version=2011-06-15&RoleArn=arn%3Aaws%3Aiam%3A%3A1%3Arole%2Fr"
                + "&RoleSessionName=me%40here&DurationSeconds=900&ExternalId=what%20ever")
        let authorization = try #require(request.headers["Authorization"])
        #expect(authorization.contains("Credential=AKIABASE/20261118/eu-central-1/sts/aws4_request"))
        #expect(world.requests.count == 1)
    }

    @Test func aSessionNobodyNamedIsCalledAfterTheProgram() async throws {
        let world = CredentialWorld(config: Self.base, credentials: Self.keys) { _ in Reply.role() }
        _ = try await world.answer().get()
        #expect(world.requests.first?.body.contains("RoleSessionName=sitegen-1795000000") == true)
        #expect(world.requests.first?.body.contains("DurationSeconds") == false)
    }

    @Test func rolesAreAssumedOneThroughTheOther() async throws {
        let config = """
            [default]
            role_arn = arn:aws:iam::1:role/last
            source_profile = middle
            [profile middle]
            role_arn = arn:aws:iam::2:role/middle
            source_profile = base
            """
        let world = CredentialWorld(config: config, credentials: Self.keys) { request in
            Reply.role(id: request.body.contains("middle") ? "ASIAMIDDLE" : "ASIALAST")
        }
        #expect(try await world.answer().get()?.accessKeyID == "ASIALAST")
        #expect(world.requests.map { $0.headers["Authorization"]?.contains("Credential=AKIABASE/") } == [true, false])
        #expect(world.requests.last?.headers["Authorization"]?.contains("Credential=ASIAMIDDLE/") == true)
        #expect(world.requests.last?.headers["X-Amz-Security-Token"] == "role-token==")
    }

    @Test func aProfileWithKeysMayBeItsOwnSource() async throws {
        let world = CredentialWorld(
            config: "[default]\nrole_arn = arn\nsource_profile = default",
            credentials: "[default]\naws_access_key_id = AKIAOWN\naws_secret_access_key = s"
        ) { _ in Reply.role() }
        #expect(try await world.answer().get()?.accessKeyID == "ASIAROLE")
        #expect(world.requests.first?.headers["Authorization"]?.contains("AKIAOWN") == true)
    }

    @Test(arguments: ["Environment", "EcsContainer", "Ec2InstanceMetadata"])
    func aRoleIsAssumedWithTheCredentialsOfAPlace(place: String) async throws {
        let world = CredentialWorld(
            config: "[profile p]\nrole_arn = arn\ncredential_source = \(place)",
            variables: [
                "AWS_ACCESS_KEY_ID": "AKIAENV", "AWS_SECRET_ACCESS_KEY": "s",
                "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "/c",
            ]
        ) { request in
            if request.url.contains("sts") { return Reply.role() }
            if request.method == "PUT" { return HTTPResponse(200, "tok") }
            if request.url.hasSuffix("security-credentials/") { return HTTPResponse(200, "role") }
            return Reply.metadata(id: request.url.hasSuffix("/c") ? "ASIACONT" : "ASIAINST")
        }
        // The profile is named, which turns off keys of the environment for itself, not for its source.
        #expect(try await world.answer(profile: "p").get()?.accessKeyID == "ASIAROLE")
        let ids = ["Environment": "AKIAENV", "EcsContainer": "ASIACONT", "Ec2InstanceMetadata": "ASIAINST"]
        #expect(world.requests.last?.headers["Authorization"]?.contains(ids[place] ?? "?") == true)
    }

    @Test(arguments: [
        ("[default]\nrole_arn = r", "config:2: role_arn needs a source_profile"),
        (
            "[default]\nrole_arn = r\nsource_profile = a\ncredential_source = Environment",
            "config:4: There is a source_profile and"
        ),
        ("[default]\nrole_arn = r\nsource_profile = nope", "config:3: The profile 'nope'"),
        ("[default]\nrole_arn = r\ncredential_source = Moon", "config:3: credential_source must be"),
        ("[default]\nrole_arn = r\ncredential_source = Environment", "AWS_ACCESS_KEY_ID is not set"),
        ("[default]\nrole_arn = r\nsource_profile = default", "circle: default -> default"),
        (
            "[default]\nrole_arn=r\nsource_profile=a\n[profile a]\nrole_arn=r\nsource_profile=b\n[profile b]\nrole_arn=r\n"
                + "source_profile=a", "config:9: The source profiles go round in a circle: default -> a -> b -> a"
        ),
        (
            "[default]\nrole_arn = r\nsource_profile = e\n[profile e]",
            "shared credentials file: /home/u/.aws/credentials has no keys"
        ),
        ("[default]\nrole_arn = r\nsource_profile = base\nmfa_serial = m", "config:4: mfa_serial asks"),
        ("[default]\nrole_arn = r\nsource_profile = base\nduration_seconds = 10", "config:4: duration_seconds"),
        ("[default]\nrole_arn = r\nsource_profile = base\nrole_session_name = a b", "config:4: role_session_name"),
    ])
    func aProfileThatCanNotWorkIsToldWithItsPlace(config: String, words: String) async {
        let world = CredentialWorld(config: config, credentials: Self.keys)
        let text = await world.errorText()
        #expect(text.contains(words), "\(text)")
        #expect(text.contains("environment variables: AWS_ACCESS_KEY_ID is not set"))
        #expect(world.requests.isEmpty)
    }

    @Test func aRefusalIsToldInTheServicesWords() async {
        let world = CredentialWorld(config: Self.base, credentials: Self.keys) { _ in
            HTTPResponse(
                403,
                "<ErrorResponse><Error><Code>AccessDenied</Code><Message>not allowed</Message></Error></ErrorResponse>")
        }
        let text = await world.errorText()
        #expect(
            text.hasPrefix(
                "assume-role profile: /home/u/.aws/config:2: The role 'arn:aws:iam::1:role/r' can't be assumed."))
        #expect(text.contains("(sts.amazonaws.com, status 403): AccessDenied: not allowed"))
        #expect(world.requests.count == 1)
    }

    @Test(arguments: [
        ("us-gov-west-1", "https://sts.us-gov-west-1.amazonaws.com/"), ("auto", "https://sts.amazonaws.com/"),
        ("cn-north-1", "https://sts.cn-north-1.amazonaws.com.cn/"), ("garage", "https://sts.amazonaws.com/"),
    ])
    func theServiceOfTheRegionIsAsked(region: String, url: String) async throws {
        let world = CredentialWorld(config: Self.base, credentials: Self.keys, variables: ["AWS_REGION": region]) { _ in
            Reply.role()
        }
        _ = try await world.answer().get()
        #expect(world.requests.first?.url == url)
    }

    @Test func aServiceThatStumblesIsAskedAgain() async throws {
        let world = CredentialWorld(config: Self.base, credentials: Self.keys) { _ in HTTPResponse(503, "") }
        #expect(await world.errorText().contains("status 503): no reason given"))
        #expect(world.requests.count == 3 && world.pauses == 2)
        let mute = CredentialWorld(config: Self.base, credentials: Self.keys) { _ throws(HTTPError) in throw .silence }
        #expect(await mute.errorText().contains("STS can't be asked: GET https://h/: nobody answers"))
        #expect(mute.requests.count == 3)
    }
}
