import Testing

@testable import AWS

@Suite struct SSOCredentialsTests {
    private static let config = """
        [default]
        sso_session = corp
        sso_account_id = 123
        sso_role_name = Read Only
        [sso-session corp]
        sso_region = eu-west-1
        sso_start_url = https://corp.awsapps.com/start
        [profile legacy]
        sso_start_url = https://corp.awsapps.com/start
        sso_region = us-east-1
        sso_account_id = 123
        sso_role_name = r
        """
    // Of the session: echo -n corp | sha1sum
    private static let path = "/home/u/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json"

    private static func token(_ expires: String, more: String = "") -> String {
        #"{"startUrl": "https://corp.awsapps.com/start", "region": "eu-west-1", "accessToken": "sso-token", "#
            + #""expiresAt": "\#(expires)"\#(more)}"#
    }
    private static let refresh =
        #", "clientId": "c", "clientSecret": "cs", "refreshToken": "rt", "registrationExpiresAt": "2027-01-01T00:00:00Z""#
    private static let reply =
        #"{"roleCredentials": {"accessKeyId": "ASIASSO", "secretAccessKey": "s", "sessionToken": "t", "#
        + #""expiration": 1795032000123}}"#

    @Test func theTokensFileIsNamedAsTheAWSToolsNameIt() {
        #expect(SSOToken.path(for: "corp") == Self.path.replacing("/home/u", with: "~"))
        #expect(SSOToken.path(for: "") == "~/.aws/sso/cache/da39a3ee5e6b4b0d3255bfef95601890afd80709.json")
    }

    @Test func aRolesCredentialsAreAskedForWithTheToken() async throws {
        let world = CredentialWorld(config: Self.config, files: [Self.path: Self.token("2026-11-18T20:00:00Z")]) { _ in
            HTTPResponse(200, Self.reply)
        }
        #expect(
            try await world.answer().get()
                == Credentials(
                    accessKeyID: "ASIASSO", secretAccessKey: "s", sessionToken: "t", expiration: 1_795_032_000))
        let request = try #require(world.requests.first)
        #expect(request.url == "https://portal.sso.eu-west-1.amazonaws.com/federation/credentials")
        #expect(request.query == "role_name=Read%20Only&account_id=123")
        #expect(request.headers["x-amz-sso_bearer_token"] == "sso-token")
        #expect(world.requests.count == 1)
    }

    @Test func aProfileWithoutASessionUsesTheStartURLsToken() async throws {
        let path = SSOToken.path(for: "https://corp.awsapps.com/start").replacing("~", with: "/home/u")
        let world = CredentialWorld(config: Self.config, files: [path: Self.token("2026-11-18T20:00:00UTC")]) { _ in
            HTTPResponse(200, Self.reply)
        }
        #expect(try await world.answer(profile: "legacy").get()?.accessKeyID == "ASIASSO")
        #expect(world.requests.first?.url.hasPrefix("https://portal.sso.us-east-1.") == true)
    }

    @Test func aTokenThatEndsSoonIsRefreshedAndKept() async throws {
        let world = CredentialWorld(
            config: Self.config, files: [Self.path: Self.token("2026-11-18T11:08:00Z", more: Self.refresh)]
        ) { request in
            request.url.hasSuffix("/token")
                ? HTTPResponse(200, #"{"accessToken": "fresh", "expiresIn": 3600, "refreshToken": "rt2"}"#)
                : HTTPResponse(200, Self.reply)
        }
        _ = try await world.answer().get()
        #expect(world.requests.first?.method == "POST")
        #expect(world.requests.first?.url == "https://oidc.eu-west-1.amazonaws.com/token")
        #expect(
            world.requests.first?.body
                == #"{"clientId": "c", "clientSecret": "cs", "grantType": "refresh_token", "refreshToken": "rt"}"#)
        #expect(world.requests.last?.headers["x-amz-sso_bearer_token"] == "fresh")
        let kept = try #require(world[Self.path].flatMap { SSOToken(Array($0.utf8)) })
        #expect(kept.accessToken == "fresh" && kept.refreshToken == "rt2" && kept.expiresAt == 1_795_003_600)
        #expect(kept.clientID == "c" && kept.registrationExpiresAt == 1_798_761_600)
        #expect(kept.startURL == "https://corp.awsapps.com/start" && kept.region == "eu-west-1")
    }

    @Test func aRefreshThatFailsDoesNoHarmWhileTheTokenHolds() async throws {
        let world = CredentialWorld(
            config: Self.config, files: [Self.path: Self.token("2026-11-18T11:08:00Z", more: Self.refresh)]
        ) { request in
            request.url.hasSuffix("/token")
                ? HTTPResponse(400, #"{"error": "invalid_grant"}"#) : HTTPResponse(200, Self.reply)
        }
        #expect(try await world.answer().get()?.accessKeyID == "ASIASSO")
        #expect(world.requests.last?.headers["x-amz-sso_bearer_token"] == "sso-token")
    }

    @Test func aRefreshIsUsedWhereTheFileCanNotBeWritten() async throws {
        let text = Self.token("2026-11-18T11:00:00Z", more: Self.refresh)
        let world = CredentialWorld(config: Self.config, files: [Self.path: text]) { request in
            request.url.hasSuffix("/token")
                ? HTTPResponse(200, #"{"accessToken": "fresh", "expiresIn": 3600}"#) : HTTPResponse(200, Self.reply)
        }
        var surroundings = world.surroundings
        surroundings.replaceFile = { _, _ throws(FileFault) in throw FileFault(reason: "Read-only file system") }
        let chain = CredentialChain(try AWSConfiguration(surroundings: surroundings), transport: world)
        #expect(try await chain.credentials()?.accessKeyID == "ASIASSO")
        #expect(world.requests.last?.headers["x-amz-sso_bearer_token"] == "fresh")
        #expect(world[Self.path] == text)
    }

    @Test(
        arguments: [
            (nil, "Nobody is signed in: run 'aws sso login'."), ("{", "is damaged: run 'aws sso login'."),
            (#"{"accessToken": "hunter2"}"#, "is damaged: run 'aws sso login'."),
            (token("2026-11-18T11:00:00Z"), "The sign-in ended at 2026-11-18T11:00:00Z: run 'aws sso login'."),
            (
                token(
                    "2026-11-18T11:00:00Z",
                    more:
                        #", "clientId": "c", "clientSecret": "s", "refreshToken": "r", "registrationExpiresAt": "2026-01-01T00:00:00Z""#
                ),
                "The sign-in ended"
            ),
        ] as [(String?, String)])
    func whoIsNotSignedInIsToldHow(file: String?, words: String) async {
        let world = CredentialWorld(config: Self.config, files: file.map { [Self.path: $0] } ?? [:])
        let text = await world.errorText()
        #expect(text.hasPrefix("SSO: ") && text.contains(words), "\(text)")
        #expect(world.requests.isEmpty && !text.contains("hunter2"))
        let named = CredentialWorld(config: Self.config)
        #expect(await named.errorText(profile: "legacy").contains("'aws sso login --profile legacy'"))
    }

    @Test(arguments: [
        (401, #"{"message": "Session token not found or invalid"}"#, "run 'aws sso login'"),
        (
            403, #"{"message": "No access"}"#,
            "portal.sso.eu-west-1.amazonaws.com gives none for the role 'Read Only' in account 123 (status 403: No access)"
        ),
        (404, "", "(status 404)"), (200, "{}", "'roleCredentials' is missing"), (200, "x", "it is no JSON"),
        (200, #"{"roleCredentials": {"accessKeyId": "A"}}"#, "'secretAccessKey' is missing"),
    ])
    func aRefusalIsToldInTheServicesWords(status: Int, body: String, words: String) async {
        let world = CredentialWorld(config: Self.config, files: [Self.path: Self.token("2026-11-18T20:00:00Z")]) { _ in
            HTTPResponse(status, body)
        }
        #expect(await world.errorText().contains(words))
    }

    @Test(arguments: [
        ("[default]\nsso_account_id = 1", "config:2: The profile 'default' has no sso_start_url"),
        ("[default]\nsso_role_name = r\nsso_start_url = u", "has no sso_region"),
        ("[default]\nsso_account_id = 1\nsso_session = x", "config:3: There is no section '[sso-session x]'"),
        (
            "[default]\nsso_account_id = 1\nsso_start_url=a\nsso_session = x\n[sso-session x]\nsso_start_url=b",
            "config:3: sso_start_url is not what"
        ),
        (
            "[default]\nsso_account_id=1\nsso_role_name=r\nsso_start_url=u\nsso_region=evil.com/",
            "sso_region is no region"
        ),
    ])
    func aProfileThatCanNotWorkIsToldWithItsPlace(config: String, words: String) async {
        let world = CredentialWorld(config: config)
        #expect(await world.errorText().contains(words))
        #expect(world.requests.isEmpty)
    }
}
