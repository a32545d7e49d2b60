import Testing

@testable import AWS

@Suite struct ContainerCredentialsTests {
    private static let relative = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"
    private static let full = "AWS_CONTAINER_CREDENTIALS_FULL_URI"
    private static let token = "AWS_CONTAINER_AUTHORIZATION_TOKEN"

    @Test func aTaskAsksTheAddressOfItsPlatform() async throws {
        let world = CredentialWorld(variables: [Self.relative: "/v2/credentials?id=7", Self.token: "Basic abc"]) { _ in
            Reply.metadata()
        }
        #expect(
            try await world.answer().get()
                == Credentials(
                    accessKeyID: "ASIAMETA", secretAccessKey: "meta-secret", sessionToken: "meta-token",
                    expiration: 1_795_032_000))
        let request = try #require(world.requests.first)
        #expect(request.url == "http://169.254.170.2/v2/credentials" && request.query == "id=7")
        #expect(request.headers["Authorization"] == "Basic abc")
        #expect(request.timeout == .seconds(2))
    }

    @Test func theTokensFileIsReadForEachFetch() async throws {
        let world = CredentialWorld(
            variables: [
                Self.full: "http://169.254.170.23/v1/credentials", "\(Self.token)_FILE": "/t", Self.token: "no",
            ],
            files: ["/t": "first\n"]
        ) { _ in Reply.metadata() }
        let chain = try world.chain()
        _ = try await chain.credentials()
        world["/t"] = "second"
        world.now = 1_795_031_900
        _ = try await chain.credentials()
        #expect(world.requests.map { $0.headers["Authorization"] } == ["first", "second"])
    }

    @Test(arguments: [
        "https://anywhere.example/c", "http://localhost:8080/c", "http://127.0.0.1/c", "http://127.255.0.9:1/c",
        "http://[::1]/c", "http://169.254.170.2/c", "http://169.254.170.23/c", "http://[fd00:ec2::23]/c",
    ])
    func aSafeHostIsAsked(url: String) async throws {
        let world = CredentialWorld(variables: [Self.full: url, Self.token: "hunter2"]) { _ in Reply.metadata() }
        #expect(try await world.answer().get()?.accessKeyID == "ASIAMETA")
        #expect(world.requests.map(\.url) == [url])
    }

    @Test(arguments: [
        "http://example.com/c", "http://169.254.169.254/c", "http://10.0.0.1/c", "http://127.0.0.1.evil.example/c",
        "http://127.1/c", "http://0127.0.0.1/c", "http://127.0.0.256/c", "http://[::ffff:127.0.0.1]/c",
        "http://localhost.x/c",
        "http://2130706433/c", "ftp://127.0.0.1/c", "http://u:hunter2@127.0.0.1/c", "127.0.0.1/c",
        "http://[fd00:ec2::24]/c",
        "http://127.0.0.1/c#hunter2",
    ])
    func noOtherHostGetsTheToken(url: String) async {
        let world = CredentialWorld(variables: [Self.full: url, Self.token: "hunter2"]) { _ in Reply.metadata() }
        let text = await world.errorText()
        #expect(text.hasPrefix("container credentials: AWS_CONTAINER_CREDENTIALS_FULL_URI"))
        #expect(!text.contains("hunter2"))
        #expect(world.requests.isEmpty)
    }

    @Test(arguments: [
        ([relative: "c"], "must begin with '/'"),
        ([relative: "/c", token: "hunter\r\n2"], "line breaks"),
        ([relative: "/c", "\(token)_FILE": "/none"], "/none (AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE) does not exist"),
        ([relative: "/c", "\(token)_FILE": "/bad"], "line breaks"),
    ])
    func whatCanNotWorkIsNamed(variables: [String: String], words: String) async {
        let world = CredentialWorld(variables: variables, files: ["/bad": "a\nb"])
        #expect(await world.errorText().contains(words))
        #expect(world.requests.isEmpty)
    }

    @Test(arguments: [
        (500, "", 3, "status 500"), (429, "{}", 3, "status 429"),
        (404, #"{"code":"NotFound","message":"gone"}"#, 1, "status 404: NotFound: gone"),
        (200, "", 1, "no JSON"), (200, "[]", 1, "no JSON"), (200, "{}", 1, "'AccessKeyId' is missing"),
        (200, #"{"AccessKeyId":"A","SecretAccessKey":"s"}"#, 1, "'Token' is missing"),
        (
            200, #"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":"soon"}"#, 1,
            "'Expiration' is no time"
        ),
        (
            200, #"{"AccessKeyId":"A","SecretAccessKey":"s","Token":"t","Expiration":"2020-01-01T00:00:00Z"}"#, 1,
            "ended at 2020"
        ),
    ])
    func aReplyWithoutCredentialsIsTold(status: Int, body: String, requests: Int, words: String) async {
        let world = CredentialWorld(variables: [Self.relative: "/c"]) { _ in HTTPResponse(status, body) }
        let text = await world.errorText()
        #expect(text.hasPrefix("container credentials: ") && text.contains(words), "\(text)")
        #expect(world.requests.count == requests)
    }
}
