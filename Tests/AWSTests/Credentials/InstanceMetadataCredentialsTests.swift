import Testing

@testable import AWS

@Suite struct InstanceMetadataCredentialsTests {
    private static let folder = "/latest/meta-data/iam/security-credentials/"

    private static func world(
        _ variables: [String: String] = [:], config: String = "", role: HTTPResponse = HTTPResponse(200, "my role\n"),
        credentials: HTTPResponse = Reply.metadata()
    ) -> CredentialWorld {
        CredentialWorld(config: config, variables: variables) { request in
            if request.method == "PUT" { return HTTPResponse(200, "imds-token") }
            return request.url.hasSuffix(folder) ? role : credentials
        }
    }

    @Test func theRolesCredentialsAreAskedForWithAToken() async throws {
        let world = Self.world(role: HTTPResponse(200, "my+role\n"))
        #expect(
            try await world.answer().get()
                == Credentials(
                    accessKeyID: "ASIAMETA", secretAccessKey: "meta-secret", sessionToken: "meta-token",
                    expiration: 1_795_032_000))
        let host = "http://169.254.169.254"
        #expect(
            world.requests.map { "\($0.method) \($0.url)" } == [
                "PUT \(host)/latest/api/token", "GET \(host)\(Self.folder)", "GET \(host)\(Self.folder)my%2Brole",
            ])
        #expect(world.requests.first?.headers["X-aws-ec2-metadata-token-ttl-seconds"] == "21600")
        #expect(world.requests.dropFirst().allSatisfy { $0.headers["X-aws-ec2-metadata-token"] == "imds-token" })
        #expect(world.requests.first?.timeout == .seconds(1))
    }

    @Test(arguments: [
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:5/x"], "", "http://127.0.0.1:5/x/latest/api/token"),
        (["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE": "IPv6"], "", "http://[fd00:ec2::254]/latest/api/token"),
        ([:], "[default]\nec2_metadata_service_endpoint = http://h/", "http://h/latest/api/token"),
        ([:], "[default]\nec2_metadata_service_endpoint_mode = ipv6", "http://[fd00:ec2::254]/latest/api/token"),
    ])
    func theServiceMayBeElsewhere(variables: [String: String], config: String, url: String) async throws {
        let world = Self.world(variables, config: config, role: HTTPResponse(200, "role"))
        _ = try await world.answer().get()
        #expect(world.requests.first?.url == url)
    }

    @Test func nothingIsAskedWhereItIsTurnedOff() async {
        let world = Self.world(["AWS_EC2_METADATA_DISABLED": "True"])
        #expect(await world.errorText().contains("instance metadata: AWS_EC2_METADATA_DISABLED is true"))
        #expect(world.requests.isEmpty)
    }

    @Test func aLaptopAsksOnceAndShortly() async {
        let world = CredentialWorld { _ throws(HTTPError) in throw .silence }
        let text = await world.errorText()
        #expect(text.contains("no instance metadata service (version 2) answers at http://169.254.169.254/"))
        #expect(world.requests.map(\.timeout) == [.seconds(1)] && world.pauses == 0)
        let patient = CredentialWorld(
            variables: ["AWS_METADATA_SERVICE_TIMEOUT": "3", "AWS_METADATA_SERVICE_NUM_ATTEMPTS": "2"]
        ) { _ throws(HTTPError) in throw .silence }
        _ = await patient.errorText()
        #expect(patient.requests.map(\.timeout) == [.seconds(3), .seconds(3)])
    }

    @Test(arguments: [
        HTTPResponse(403, ""), HTTPResponse(404, "no"), HTTPResponse(405, ""),
        HTTPResponse(200, "<html>sign in</html>\n<p>"),
        HTTPResponse(200, ""), HTTPResponse(302, ""),
    ])
    func whatIsNoSuchServiceIsNeverAskedForVersionOne(reply: HTTPResponse) async {
        let world = CredentialWorld { _ in reply }
        #expect(await world.errorText().contains("no instance metadata service"))
        #expect(world.requests.map(\.method) == ["PUT"])
    }

    @Test(arguments: [
        (HTTPResponse(404, ""), Reply.metadata(), "The instance has no role"),
        (HTTPResponse(200, "\n"), Reply.metadata(), "does not name the instance's role"),
        (HTTPResponse(200, "a b"), Reply.metadata(), "does not name the instance's role"),
        (HTTPResponse(500, "r"), Reply.metadata(), "does not name the instance's role (status 500)"),
        (
            HTTPResponse(200, "r"),
            HTTPResponse(200, #"{"Code":"AssumeRoleUnauthorizedAccess","Message":"EC2 cannot"}"#),
            "AssumeRoleUnauthorizedAccess: EC2 cannot"
        ),
        (HTTPResponse(200, "r"), HTTPResponse(404, ""), "status 404, no JSON"),
        (HTTPResponse(200, "r"), HTTPResponse(200, "<html>"), "no JSON"),
        (HTTPResponse(200, "r"), HTTPResponse(200, #"{"Code":"Success"}"#), "'AccessKeyId' is missing"),
    ])
    func aServiceWithoutCredentialsIsToldInItsWords(role: HTTPResponse, credentials: HTTPResponse, words: String) async
    {
        let text = await Self.world(role: role, credentials: credentials).errorText()
        #expect(text.hasPrefix("instance metadata: ") && text.contains(words), "\(text)")
    }

    @Test func endedCredentialsAreUsedForAWhileAsAWSWishes() async throws {
        let world = Self.world(
            role: HTTPResponse(200, "r"), credentials: Reply.metadata(expires: "2026-11-18T11:00:00Z"))
        let chain = try world.chain()
        #expect(try await chain.credentials()?.expiration == 1_795_000_600)
        let requests = world.requests.count
        _ = try await chain.credentials()
        #expect(world.requests.count == requests)
    }
}
