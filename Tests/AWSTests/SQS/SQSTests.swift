import AWS
import Foundation
import Notebook
import TestSupport
import Testing

@Suite struct SQSTests {
    private static func service(at url: HTTPURL) -> JSONService {
        let keys = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test")
        let service = SignedService(
            name: "sqs", region: "us-east-1", endpoint: url, credentials: { _ in keys }, transport: CurlTransport(),
            retries: Retries(policy: .never))
        return JSONService(service, target: "AmazonSQS", version: .v10)
    }

    private static func client(_ status: Int, _ body: String) throws -> (SQS, ScriptedServer) {
        let server = try ScriptedServer { _, connection in
            try connection.write(ScriptedServer.reply(status, body: Array(body.utf8)))
            return true
        }
        return (SQS(service(at: server.url()), queue: "https://sqs.us-east-1.amazonaws.com/1/q"), server)
    }

    @Test func messagesAreTakenWithALongPoll() async throws {
        let (queue, server) = try Self.client(
            200, "{\"Messages\":[{\"MessageId\":\"m1\",\"ReceiptHandle\":\"r1\",\"Body\":\"{\\\"a\\\":1}\"}]}")
        #expect(try await queue.receive(wait: 99) == [.init(id: "m1", receipt: "r1", body: "{\"a\":1}")])
        let request = try #require(server.requests.first)
        #expect(request.head.fields["x-amz-target"] == "AmazonSQS.ReceiveMessage")
        #expect(request.head.fields["content-type"] == "application/x-amz-json-1.0")
        let body = try JSONSerialization.jsonObject(with: Data(request.body)) as? NSDictionary
        #expect(
            body == [
                "QueueUrl": "https://sqs.us-east-1.amazonaws.com/1/q", "MaxNumberOfMessages": 10, "WaitTimeSeconds": 20,
            ])
    }

    @Test func manyAreDeletedTenAtATimeAndRefusalsAreTold() async throws {
        let messages = (0..<23).map { SQS.Message(id: "m", receipt: "r\($0)", body: "") }
        let (queue, server) = try Self.client(200, "{\"Successful\":[]}")
        try await queue.delete(messages)
        #expect(server.requests.count == 3)
        let (picky, other) = try Self.client(200, "{\"Failed\":[{\"Id\":\"0\",\"Code\":\"ReceiptHandleIsInvalid\"}]}")
        await #expect {
            try await picky.delete(messages)
        } throws: { "\($0)".contains("3 messages: ReceiptHandleIsInvalid") }
        #expect(other.requests.count == 3)
    }

    @Test(arguments: [
        (400, "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"}", SQSError.Code.notFound, "get-queue-url"),
        (403, "{\"__type\":\"AccessDeniedException\"}", .permissionDenied, "sqs:ReceiveMessage"),
        (500, "{}", .unavailable, "later"),
    ])
    func aRefusalSaysWhatToDo(status: Int, body: String, code: SQSError.Code, advice: String) async throws {
        let (queue, server) = try Self.client(status, body)
        defer { withExtendedLifetime(server) {} }
        await #expect {
            try await queue.receive(wait: 0)
        } throws: { ($0 as? SQSError)?.code == code && "\($0)".contains(advice) }
    }

    @Test(.enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)))
    func messagesOfAServerAreTakenHiddenAndDeleted() async throws {
        let service = Self.service(at: try await MotoServer.shared.endpoint)
        let made = try await service.call(
            "CreateQueue", body: Array("{\"QueueName\":\"q-\(UInt64.random(in: 0 ... .max))\"}".utf8))
        let queue = SQS(service, queue: try #require(made.root["QueueUrl"]?.string))
        _ = try await service.call(
            "SendMessage", body: Array("{\"QueueUrl\":\"\(queue.queue)\",\"MessageBody\":\"a ü\"}".utf8))
        let messages = try await queue.receive(wait: 1)
        #expect(messages.map(\.body) == ["a ü"])
        try await queue.hide(messages, seconds: 0)
        let again = try await queue.receive(wait: 1)
        #expect(again.map(\.id) == messages.map(\.id))
        try await queue.delete(again)
        try await queue.hide([], seconds: 0)
        #expect(try await queue.receive(wait: 0).isEmpty)
    }
}
