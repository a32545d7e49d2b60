import AWS
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct LambdaLoopTests {
    private struct Refused: Error, CustomStringConvertible {
        var description: String { "Can't do it with key-of-a-test." }
    }

    /// Runs the loop until the mock has no more events, and gives what it was told.
    private func serve(
        _ events: [LambdaMock.Event], _ handler: @escaping LambdaLoop.Handler
    ) async throws -> [LambdaMock.Answer] {
        let mock = try LambdaMock(events)
        let loop = LambdaLoop(try LambdaRuntime(address: mock.address), secrets: ["key-of-a-test"]) { _ in }
        await #expect {
            try await loop.run { handler }
        } throws: { ($0 as? LambdaRuntimeError)?.code == .broken }
        #expect(mock.given == events.count)
        return mock.answers
    }

    @Test func eachEventIsAnsweredByItsName() async throws {
        let answers = try await serve([.init("{\"a\":1}"), .init("[2]")]) { $0.body + [0x21] }
        #expect(answers.map(\.path) == ["r1/response", "r2/response"])
        #expect(answers.map(\.body) == ["{\"a\":1}!", "[2]!"])
    }

    @Test func anErrorIsToldWithoutSecretsAndTheLoopGoesOn() async throws {
        let answers = try await serve([.init("bad"), .init("good")]) { invocation in
            if invocation.body == Array("bad".utf8) { throw Refused() }
            return invocation.body
        }
        #expect(answers.map(\.path) == ["r1/error", "r2/response"])
        let body = "{\"errorMessage\":\"Can't do it with ***.\",\"errorType\":\"Refused\",\"stackTrace\":[]}"
        #expect(answers.first?.body == body)
        #expect(answers.first?.headers["lambda-runtime-function-error-type"] == "Function.Refused")
    }

    @Test func anAnswerThatIsTooLargeBecomesAnError() async throws {
        let answers = try await serve([.init("{}", status: 413), .init("{}")]) { $0.body }
        #expect(answers.map(\.path) == ["r1/response", "r1/error", "r2/response"])
    }

    @Test func theTraceIsHandedOnAndTakenBack() async throws {
        let seen = Mutex<[String?]>([])
        let header = "Lambda-Runtime-Trace-Id: Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700"
        _ = try await serve([.init("{}", headers: [header]), .init("{}")]) { invocation in
            let value = unsafe getenv("_X_AMZN_TRACE_ID").map { unsafe String(cString: $0) }
            seen.withLock { $0.append(value) }
            return []
        }
        #expect(seen.withLock { $0 } == ["Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700", nil])
    }

    @Test func workThatWouldPassTheDeadlineIsEndedAndTold() async throws {
        let deadline = Int(Date().timeIntervalSince1970 * 1_000) + 300
        let header = "Lambda-Runtime-Deadline-Ms: \(deadline)"
        let answers = try await serve([.init("{}", headers: [header])]) { _ in
            try await Task.sleep(for: .seconds(60))
            return []
        }
        #expect(answers.first?.path == "r1/error")
        #expect(answers.first?.body.contains("LambdaTimeout") == true)
    }

    @Test func aFunctionThatCantStartSaysSo() async throws {
        let mock = try LambdaMock([.init("{}")])
        let loop = LambdaLoop(try LambdaRuntime(address: mock.address), secrets: []) { _ in }
        await #expect(throws: Refused.self) { try await loop.run { throw Refused() } }
        #expect(mock.answers.map(\.path) == ["init/error"])
        #expect(mock.given == 0)
    }

    @Test func requestsNeverGoThroughAProxy() async throws {
        let kept = Mutex<[HTTPRequest]>([])
        struct Keeping: HTTPTransport {
            let keep: @Sendable (HTTPRequest) -> Void
            func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
                keep(request)
                return HTTPResponse(status: 200, headers: ["Lambda-Runtime-Aws-Request-Id": "r1"])
            }
            func send(
                _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
                receive: @escaping @Sendable ([UInt8]) throws -> Void
            ) async throws(HTTPError) -> HTTPResponse { try await send(request) }
        }
        let transport = Keeping { request in kept.withLock { $0.append(request) } }
        let runtime = try LambdaRuntime(address: "127.0.0.1:9001", transport: transport)
        _ = try await runtime.next()
        try await runtime.respond(to: "r1", [])
        try await runtime.fail("r1", LambdaFault(Refused()))
        try await runtime.failStart(LambdaFault(Refused()))
        let requests = kept.withLock { $0 }
        #expect(requests.count == 4)
        #expect(requests.allSatisfy { $0.isDirect && $0.timeout == nil })
    }

    @Test(arguments: ["", "r1/../../init", "r 1"])
    func aRequestWithoutAUsableNameIsRefused(id: String) async throws {
        let server = try ScriptedServer { _, connection in
            try connection.write(ScriptedServer.reply(200, ["Lambda-Runtime-Aws-Request-Id: \(id)"]))
            return true
        }
        let runtime = try LambdaRuntime(address: "127.0.0.1:\(server.url().port ?? 0)")
        await #expect(throws: LambdaRuntimeError.self) { try await runtime.next() }
    }

    @Test(arguments: [
        ([], "listen", ["listen"]), ([], "reportpipe.sync", ["sync"]), ([], "sitegen publish", ["publish"]),
        (["listen", "--cluster", "c"], "x", ["listen", "--cluster", "c"]), ([], "", []),
    ])
    func theFunctionIsNamedByTheImageOrTheHandler(arguments: [String], handler: String, words: [String]) {
        #expect(LambdaRuntime.words(arguments, ["_HANDLER": handler]) == words)
    }
}
