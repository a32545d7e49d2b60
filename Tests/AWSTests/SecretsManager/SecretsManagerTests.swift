import AWS
import TestSupport
import Testing

@Suite struct SecretsManagerTests {
    /// A client of a server that answers every request with the same.
    private static func client(_ status: Int, _ body: String) throws -> (SecretsManager, ScriptedServer) {
        let server = try ScriptedServer { _, connection in
            try connection.write(ScriptedServer.reply(status, body: Array(body.utf8)))
            return true
        }
        return (SecretsManager(service(at: server.url(), policy: .never)), server)
    }

    private static func service(at url: HTTPURL, policy: RetryPolicy = RetryPolicy()) -> JSONService {
        let keys = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test")
        return JSONService(
            SignedService(
                name: "secretsmanager", region: "eu-west-1", endpoint: url, credentials: { _ in keys },
                transport: CurlTransport(), retries: Retries(policy: policy)),
            target: "secretsmanager")
    }

    private static func error(_ status: Int, _ body: String) async throws -> SecretError? {
        let (client, server) = try client(status, body)
        defer { withExtendedLifetime(server) {} }
        do throws(SecretError) {
            _ = try await client.text(of: "CT_EMAIL")
            return nil
        } catch { return error }
    }

    @Test func theTextOfASecretIsAskedForByName() async throws {
        let (client, server) = try Self.client(200, "{\"Name\":\"n\",\"SecretString\":\"a \\u00fc \\\"b\\\"\"}")
        #expect(try await client.text(of: "a/\"name\"") == "a ü \"b\"")
        let request = try #require(server.requests.first)
        #expect(request.head.fields["x-amz-target"] == "secretsmanager.GetSecretValue")
        #expect(request.head.fields["content-type"] == "application/x-amz-json-1.1")
        #expect(request.head.fields["authorization"]?.contains("/eu-west-1/secretsmanager/aws4_request") == true)
        #expect(String(decoding: request.body, as: UTF8.self) == "{\"SecretId\":\"a\\/\\\"name\\\"\"}")
    }

    @Test(arguments: [
        (400, "{\"__type\":\"ResourceNotFoundException\"}", SecretError.Code.notFound, "create-secret"),
        (400, "{\"__type\":\"InvalidRequestException\"}", .unusable, "restore-secret"),
        (400, "{\"__type\":\"AccessDeniedException\"}", .permissionDenied, "secretsmanager:GetSecretValue"),
        (400, "{\"__type\":\"DecryptionFailure\"}", .permissionDenied, "kms:Decrypt"),
        (400, "{\"__type\":\"UnrecognizedClientException\"}", .unauthenticated, "credentials"),
        (500, "{\"__type\":\"InternalServiceError\"}", .unavailable, "later"),
        (200, "{\"SecretBinary\":\"AAEC\"}", .notText, "--secret-string"),
        (200, "{\"SecretString\":7}", .notText, "--secret-string"), (200, "<html>", .unavailable, "later"),
    ])
    func aRefusalSaysWhatToDo(status: Int, body: String, code: SecretError.Code, advice: String) async throws {
        let error = try #require(try await Self.error(status, body))
        #expect(error.code == code)
        #expect("\(error)".contains("'CT_EMAIL'") && "\(error)".contains(advice))
    }

    @Test func aReplyThatIsCutOffShowsNothingOfTheSecret() async throws {
        let error = try #require(try await Self.error(200, "{\"SecretString\":\"hidden-secret"))
        #expect(!"\(error)".contains("hidden"))
        #expect(!String(reflecting: error).contains("hidden"))
    }

    @Test(.enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)))
    func secretsOfAServerAreRead() async throws {
        let service = Self.service(at: try await MotoServer.shared.endpoint)
        let name = "secret-of-a-test-\(UInt64.random(in: 0 ... .max))"
        let secrets = SecretsManager(service)
        await #expect {
            try await secrets.text(of: name)
        } throws: { ($0 as? SecretError)?.code == .notFound }
        let body =
            "{\"Name\":\"\(name)\",\"SecretString\":\"someone@example.org\",\"ClientRequestToken\":\"\(name)-token-1\"}"
        _ = try await service.call("CreateSecret", body: Array(body.utf8))
        #expect(try await secrets.text(of: name) == "someone@example.org")
    }
}
