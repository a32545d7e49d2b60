import Synchronization
import TestSupport
import Testing

@testable import AWS

/// The chain with libcurl over real sockets: moto's STS, and services beside the program.
@Suite struct CredentialServerTests {
    private static func chain(_ variables: [String: String], profile: String? = nil) throws -> CredentialChain {
        let own = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent"].merging(variables) { $1 }
        let configuration = try AWSConfiguration(
            options: AWSConfiguration.Options(profile: profile), surroundings: Surroundings(variables: own))
        return CredentialChain(configuration, transport: CurlTransport())
    }

    @Test(.enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)))
    func motoLendsRoles() async throws {
        let folder = TemporaryFolder()
        let config = """
            [profile reader]
            role_arn = arn:aws:iam::123456789012:role/reader
            source_profile = middle
            duration_seconds = 900
            region = eu-west-1
            [profile middle]
            role_arn = arn:aws:iam::123456789012:role/middle
            credential_source = Environment
            [profile web]
            role_arn = arn:aws:iam::123456789012:role/web
            web_identity_token_file = \(folder.path)/token
            """
        try PrivateFile.replace("\(folder.path)/config", Array(config.utf8))
        try PrivateFile.replace("\(folder.path)/token", Array("a.b.c\n".utf8))
        let variables = [
            "AWS_ENDPOINT_URL_STS": "\(try await MotoServer.shared.endpoint)", "AWS_ACCESS_KEY_ID": "AKIAMOTO",
            "AWS_SECRET_ACCESS_KEY": "s", "AWS_CONFIG_FILE": "\(folder.path)/config",
        ]
        for (profile, source) in [("reader", "assume-role profile"), ("web", "web identity token")] {
            let chain = try Self.chain(variables, profile: profile)
            let credentials = try #require(try await chain.credentials())
            #expect(credentials.accessKeyID.hasPrefix("ASIA") && credentials.sessionToken?.isEmpty == false)
            #expect((credentials.expiration ?? 0) > Surroundings.clock() + 600)
            #expect(await chain.sourceName == source)
        }
    }

    /// The instance metadata and a container endpoint in a few lines.
    private final class LocalServices: Sendable {
        private let listener: Listener
        private let heads = Mutex<[MessageHead]>([])

        init() throws {
            listener = try Listener()
            listener.start { [weak self] in self?.serve($0) }
        }

        deinit { listener.stop() }

        var address: String { "http://127.0.0.1:\(listener.port)" }
        var received: [MessageHead] { heads.withLock { $0 } }

        private func serve(_ connection: Connection) {
            let stream = MessageStream(connection)
            while let head = try? stream.head(), (try? stream.body(of: head)) != nil {
                heads.withLock { $0.append(head) }
                let answer = answer(to: head)
                let reply = "HTTP/1.1 \(answer.status) X\r\nContent-Length: \(answer.body.count)\r\n\r\n"
                do { try connection.write(Array(reply.utf8) + answer.body) } catch { return }
            }
        }

        private func answer(to head: MessageHead) -> HTTPResponse {
            let folder = "/latest/meta-data/iam/security-credentials/"
            switch (head.start[0], head.start[1]) {
            case ("PUT", "/latest/api/token") where head.fields["x-aws-ec2-metadata-token-ttl-seconds"] != nil:
                return HTTPResponse(200, "imds-token")
            case ("GET", "/task?id=1") where head.fields["authorization"] == "task-token":
                return Reply.metadata(id: "ASIATASK", expires: "2999-01-01T00:00:00Z")
            case ("GET", let path) where head.fields["x-aws-ec2-metadata-token"] == "imds-token":
                if path == folder { return HTTPResponse(200, "the-role") }
                if path == folder + "the-role" {
                    return Reply.metadata(id: "ASIAINST", expires: "2999-01-01T00:00:00Z")
                }
                return HTTPResponse(404, "")
            default: return HTTPResponse(401, "")
            }
        }
    }

    @Test func anInstanceAnswersOverASocket() async throws {
        let services = try LocalServices()
        let chain = try Self.chain(["AWS_EC2_METADATA_SERVICE_ENDPOINT": services.address])
        #expect(try await chain.credentials()?.accessKeyID == "ASIAINST")
        #expect(services.received.map { $0.start[0] } == ["PUT", "GET", "GET"])
        #expect(services.received.first?.contentLength == 0)
    }

    @Test func aContainersEndpointAnswersOverASocket() async throws {
        let services = try LocalServices()
        let folder = TemporaryFolder()
        try PrivateFile.replace("\(folder.path)/token", Array("task-token\n".utf8))
        let chain = try Self.chain([
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "\(services.address)/task?id=1",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "\(folder.path)/token",
        ])
        #expect(try await chain.credentials()?.accessKeyID == "ASIATASK")
    }

    @Test func nobodyAtTheInstancesAddressIsNoInstance() async throws {
        // A port that was open a moment ago.
        let address = try LocalServices().address
        let chain = try Self.chain(["AWS_EC2_METADATA_SERVICE_ENDPOINT": address])
        let error = await #expect(throws: CredentialError.self) { try await chain.credentials() }
        #expect(error?.reason.contains("no instance metadata service (version 2) answers at \(address)/") == true)
    }
}
