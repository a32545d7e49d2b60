import AWS
import Foundation
import ProgramOutput
import Synchronization
import Testing

@testable import ReportPipeline

/// Starts nothing, and keeps what it was asked to start.
final class CountingStarter: TaskStarter {
    let target = "test"
    private let state = Mutex<(tokens: [String], error: StartError?)>(([], nil))

    init(error: StartError? = nil) { state.withLock { $0.error = error } }

    var tokens: [String] { state.withLock { $0.tokens } }

    func start(token: String) async throws(StartError) -> String {
        let error = state.withLock { state in
            state.tokens.append(token)
            return state.error
        }
        if let error { throw error }
        return "task-\(tokens.count)"
    }
}

/// Events as S3 and the services between write them.
enum Events {
    static func record(_ key: String, sequencer: String? = "A1", event: String = "ObjectCreated:Put") -> String {
        let order = sequencer.map { ",\"sequencer\":\"\($0)\"" } ?? ""
        return
            "{\"eventName\":\"\(event)\",\"s3\":{\"bucket\":{\"name\":\"staging\"},\"object\":{\"key\":\"\(key)\"\(order)}}}"
    }

    static func plain(_ keys: String...) -> String {
        "{\"Records\":[\(keys.map { record($0) }.joined(separator: ","))]}"
    }

    static func quoted(_ text: String) -> String {
        "\"" + text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"") + "\""
    }

    static func sns(_ text: String) -> String {
        "{\"Type\":\"Notification\",\"MessageId\":\"n\",\"TopicArn\":\"arn\",\"Message\":\(quoted(text))}"
    }

    static func eventBridge(_ key: String) -> String {
        "{\"source\":\"aws.s3\",\"detail-type\":\"Object Created\",\"id\":\"e\",\"detail\":{\"bucket\":{\"name\":\"staging\"},"
            + "\"object\":{\"key\":\"\(key)\",\"sequencer\":\"A1\"}}}"
    }

    static let test = "{\"Service\":\"Amazon S3\",\"Event\":\"s3:TestEvent\",\"Bucket\":\"staging\"}"

    /// A batch of SQS with messages `m0`, `m1`, ...
    static func batch(_ bodies: String...) -> [UInt8] {
        let records = bodies.enumerated().map { "{\"messageId\":\"m\($0)\",\"body\":\(quoted($1))}" }
        return Array("{\"Records\":[\(records.joined(separator: ","))]}".utf8)
    }
}

@Suite struct ListenerTests {
    @Test func aBatchOfManyChangesStartsOneReport() async throws {
        let starter = CountingStarter()
        let bodies = Events.batch(
            Events.plain("pr.class", "pr.data.0.Current"), Events.sns(Events.plain("pr.series")),
            Events.eventBridge("us population.json"), Events.plain("pr.class"))
        let summary = try await Listener(starter).handle(bodies)
        #expect(starter.tokens.count == 1)
        #expect(starter.tokens.first?.utf8.count == 64)
        #expect(
            summary.changes
                == ["pr.class", "pr.data.0.Current", "pr.series", "us population.json"].map { "s3://staging/" + $0 })
        #expect(summary.failedMessages.isEmpty)
        #expect(summary.status == .success)
    }

    @Test func theSameChangesHaveTheSameTokenHoweverTheyCome() async throws {
        let starter = CountingStarter()
        let listener = Listener(starter)
        _ = try await listener.handle(Events.batch(Events.plain("a", "b")))
        _ = try await listener.handle(Events.batch(Events.sns(Events.plain("b")), Events.eventBridge("a")))
        _ = try await listener.handle(Events.batch(Events.plain("a", "b", "c")))
        let later = Events.record("a", sequencer: "A2")
        _ = try await listener.handle(Events.batch("{\"Records\":[\(later)]}", Events.plain("b")))
        #expect(starter.tokens.count == 4)
        #expect(starter.tokens[0] == starter.tokens[1])
        #expect(Set(starter.tokens).count == 3)
    }

    @Test func whatIsNoEventGoesBackAndTheRestIsDone() async throws {
        let starter = CountingStarter()
        let batch = Events.batch("hello", Events.plain("a"), Events.test, "{\"x\":1}")
        let summary = try await Listener(starter).handle(batch)
        #expect(starter.tokens.count == 1)
        #expect(summary.failedMessages == ["m0", "m3"])
        #expect(summary.status == .badNotebook)
        let answer = try await PipelineFunctions.answer(batch, Listener(starter))
        #expect(
            String(decoding: answer, as: UTF8.self)
                == "{\"batchItemFailures\":[{\"itemIdentifier\":\"m0\"},{\"itemIdentifier\":\"m3\"}]}")
    }

    @Test(arguments: [
        Events.test, Events.plain("_reportpipe/sync.json"), Events.plain("data/_reportpipe/sync.json"),
        Events.plain(".hidden"), Events.plain("_sitegen/write-lock"),
    ])
    func whatIsNoDataStartsNothingAndIsDone(body: String) async throws {
        let starter = CountingStarter()
        let summary = try await Listener(starter).handle(Events.batch(body))
        #expect(starter.tokens.isEmpty)
        #expect(summary.failedMessages.isEmpty && summary.notices.count == 1)
        #expect(summary.status == .success)
    }

    @Test func onlyChangesInTheStagingPlaceCount() async throws {
        let starter = CountingStarter()
        let listener = Listener(starter, staging: S3Location(parsing: "s3://staging/data"))
        _ = try await listener.handle(Events.batch(Events.plain("other/a")))
        #expect(starter.tokens.isEmpty)
        _ = try await listener.handle(Events.batch(Events.plain("data/a")))
        #expect(starter.tokens.count == 1)
    }

    @Test func whereNothingCouldBeStartedAllChangesComeAgain() async throws {
        let listener = Listener(CountingStarter(error: StartError(code: .tryAgain, "No room.")))
        let batch = Events.batch(Events.plain("a"), Events.test, Events.plain("b"), "hello")
        let summary = try await listener.handle(batch)
        #expect(summary.failedMessages == ["m3", "m0", "m2"])
        #expect(summary.status == .tryAgain)
        #expect(summary.failure == "No room.")
        // Without messages that could come again the invocation fails, and is repeated as a whole.
        await #expect(throws: FunctionFailure.self) {
            try await PipelineFunctions.answer(Array(Events.plain("a").utf8), listener)
        }
    }

    @Test(arguments: ["", "hello", "{}", "{\"Records\":[]}"])
    func theWholeThatIsNoEventIsAnError(text: String) async throws {
        await #expect(throws: ReportEventError.self) {
            try await Listener(CountingStarter()).handle(Array(text.utf8))
        }
    }
}
