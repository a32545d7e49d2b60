import AWS
import Foundation
import Notebook
import TestSupport
import Testing

@testable import ReportPipeline

@Suite(.enabled(if: S3Server.programs != nil, Comment(rawValue: S3Server.absence)))
struct QueueListenerTests {
    /// A queue with dead letters after two tries.
    private struct World {
        let service: JSONService
        let queue: SQS
        let dead: SQS

        /// - Parameter visibility: seconds for which a message that was received is hidden.
        init(visibility: Int = 1) async throws {
            let keys = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test")
            let signed = SignedService(
                name: "sqs", region: "us-east-1", endpoint: try await MotoServer.shared.endpoint,
                credentials: { _ in keys }, transport: CurlTransport())
            service = JSONService(signed, target: "AmazonSQS", version: .v10)
            let name = "q\(UInt64.random(in: 0 ... .max))"
            dead = try await Self.make(service, "\(name)-dead", "")
            let arn = "arn:aws:sqs:us-east-1:123456789012:\(name)-dead"
            let policy = Events.quoted("{\"deadLetterTargetArn\":\"\(arn)\",\"maxReceiveCount\":2}")
            queue = try await Self.make(
                service, name, ",\"Attributes\":{\"VisibilityTimeout\":\"\(visibility)\",\"RedrivePolicy\":\(policy)}")
        }

        private static func make(_ service: JSONService, _ name: String, _ rest: String) async throws -> SQS {
            let made = try await service.call("CreateQueue", body: Array("{\"QueueName\":\"\(name)\"\(rest)}".utf8))
            return SQS(service, queue: try #require(made.root["QueueUrl"]?.string))
        }

        func send(_ bodies: String...) async throws {
            for body in bodies {
                let text = "{\"QueueUrl\":\"\(queue.queue)\",\"MessageBody\":\(Events.quoted(body))}"
                _ = try await service.call("SendMessage", body: Array(text.utf8))
            }
        }
    }

    @Test func messagesThatAreNoEventsEndAmongTheDeadLetters() async throws {
        let world = try await World()
        let starter = CountingStarter()
        let listener = QueueListener(world.queue, Listener(starter), wait: 1, pause: 0)
        try await world.send(Events.plain("a"), "hello", Events.test)
        var dead: [SQS.Message] = []
        for _ in 0..<10 where dead.isEmpty {
            _ = try await listener.once()
            try await Task.sleep(for: .milliseconds(1_100))
            dead = try await world.dead.receive(wait: 0)
        }
        #expect(dead.map(\.body) == ["hello"])
        // Where the machine is slow the good message shows again meanwhile: it is the same report.
        #expect(Set(starter.tokens).count == 1)
        let last = try await listener.once()
        #expect(last == nil)
    }

    @Test func messagesWhoseReportDidNotStartComeAgain() async throws {
        let world = try await World()
        try await world.send(Events.plain("a"))
        let refused = CountingStarter(error: StartError(code: .tryAgain, "No room."))
        let failed = try await QueueListener(world.queue, Listener(refused), wait: 1, pause: 0).once()
        #expect(failed?.failedMessages.count == 1)
        try await Task.sleep(for: .milliseconds(1_100))
        let starter = CountingStarter()
        _ = try await QueueListener(world.queue, Listener(starter), wait: 1, pause: 0).once()
        #expect(starter.tokens == refused.tokens)
    }

    @Test func longWorkKeepsItsMessagesHidden() async throws {
        // Long enough that a busy machine renews in time; the work ends when it was looked at.
        let world = try await World(visibility: 8)
        let folder = TemporaryFolder()
        try await world.send(Events.plain("a"))
        let starter = CommandTaskStarter(
            "while [ ! -e '\(folder.path)/end' ]; do sleep 0.1; done", variables: ["PATH": "/usr/bin:/bin"])
        let listener = QueueListener(
            world.queue, Listener(starter), wait: 1, pause: 0, renewal: .milliseconds(300))
        async let done = listener.once()
        try await Task.sleep(for: .seconds(10))
        #expect(try await world.queue.receive(wait: 0).isEmpty)
        try Data().write(to: URL(filePath: "\(folder.path)/end"))
        let summary = try await done
        #expect(summary?.started != nil)
    }

    @Test func messagesThatFollowEachOtherAreOneReport() async throws {
        let world = try await World(visibility: 60)
        let starter = CountingStarter()
        let listener = QueueListener(world.queue, Listener(starter), wait: 2, pause: 1)
        async let done = listener.once()
        try await world.send(Events.plain("a"), Events.plain("b"), Events.plain("c"))
        let summary = try await done
        #expect(summary?.changes.count == 3)
        #expect(starter.tokens.count == 1)
    }
}
