import AWS
import Synchronization
import TestSupport
import Testing

/// What happens when an exchange does not go well.
@Suite(.timeLimit(.minutes(1))) struct CurlFailureTests {
    private struct Refusal: Error {}

    /// A server that sends a part of a body and then nothing more.
    private static func stallingServer() throws -> ScriptedServer {
        try ScriptedServer { request, connection in
            guard request.target == "/stall" else {
                try connection.write(ScriptedServer.reply(body: [1]))
                return true
            }
            try connection.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome".utf8))
            // Until the client ends the connection.
            _ = try connection.read()
            return false
        }
    }

    @Test func aCancelledTaskEndsItsTransferMidBody() async throws {
        let server = try Self.stallingServer()
        let transport = CurlTransport(.init(connections: 1))
        let (pieces, continuation) = AsyncStream<[UInt8]>.makeStream()
        let task = Task {
            do throws(HTTPError) {
                _ = try await transport.send(HTTPRequest(url: server.url("/stall"))) { _ in
                } receive: {
                    continuation.yield($0)
                }
                return nil as HTTPError.Code?
            } catch { return error.code }
        }
        // Something came: the transfer is under way.
        for await _ in pieces { break }
        // Waits for the only connection until the other is cancelled.
        async let next = transport.send(HTTPRequest(url: server.url("/next")))
        task.cancel()
        #expect(await task.value == .cancelled)
        #expect(try await next.body == [1])
    }

    @Test func aCancelledTaskThatWaitsForItsTurnIsNeverSent() async throws {
        let server = try Self.stallingServer()
        let transport = CurlTransport(.init(connections: 1))
        let first = Task { await failure(HTTPRequest(url: server.url("/stall")), over: transport)?.code }
        while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(1)) }
        let waiting = Task { await failure(HTTPRequest(url: server.url("/waiting")), over: transport)?.code }
        waiting.cancel()
        #expect(await waiting.value == .cancelled)
        first.cancel()
        #expect(await first.value == .cancelled)
        #expect(try await transport.send(HTTPRequest(url: server.url("/last"))).body == [1])
        #expect(server.requests.map(\.target) == ["/stall", "/last"])
    }

    @Test func aTaskCancelledBeforeItBeginsSendsNothing() async throws {
        let server = try ScriptedServer.echo()
        let task = Task {
            unsafe withUnsafeCurrentTask { unsafe $0?.cancel() }
            return await failure(HTTPRequest(url: server.url()))?.code
        }
        #expect(await task.value == .cancelled)
        #expect(server.connectionCount == 0)
    }

    @Test func theWholeExchangeHasATimeout() async throws {
        let server = try Self.stallingServer()
        let error = await failure(HTTPRequest(url: server.url("/stall"), timeout: .milliseconds(100)))
        #expect(error?.code == .timedOut)
    }

    @Test func aConnectionThatStandsStillIsGivenUp() async throws {
        let server = try Self.stallingServer()
        let transport = CurlTransport(.init(stallTimeout: .seconds(1)))
        #expect(await failure(HTTPRequest(url: server.url("/stall")), over: transport)?.code == .timedOut)
    }

    @Test func aHandshakeThatDoesNotComeIsNoConnection() async throws {
        let server = try ScriptedServer { _, _ in false }
        let transport = CurlTransport(.init(connectTimeout: .milliseconds(100)))
        let error = await failure(HTTPRequest(url: server.url(scheme: "https")), over: transport)
        #expect(error?.code == .unreachable)
    }

    @Test func aResetMidBodyIsAnInterruption() async throws {
        let server = try ScriptedServer { _, connection in
            try connection.write(Array("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nsome".utf8))
            connection.reset()
            return false
        }
        let code = try #require(await failure(HTTPRequest(url: server.url()))?.code)
        // The reset may overtake what was sent before it.
        #expect(code == .interrupted)
    }

    @Test func aResetMidUploadIsAnInterruption() async throws {
        // The second request of a connection finds it closed, after a part of its body went out.
        let server = try ScriptedServer(readsBody: { $0 == 0 }) { request, connection in
            guard request.position == 0 else { return false }
            try connection.write(ScriptedServer.reply(body: request.body))
            return true
        }
        let transport = CurlTransport(.init(connections: 1))
        for _ in 0..<3 {
            let reply = try await transport.send(
                HTTPRequest(
                    method: "PUT", url: server.url(), body: .stream(length: 100) { pattern($1, from: $0) }))
            #expect(reply.body == pattern(100))
        }
        #expect(server.connectionCount == 3)
    }
}
