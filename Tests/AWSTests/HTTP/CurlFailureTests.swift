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
        let server = try ScriptedServer(readsBodies: false) { _, connection in
            connection.reset()
            return false
        }
        let body = HTTPBody.stream(length: 50_000_000) { pattern($1, from: $0) }
        let error = await failure(HTTPRequest(method: "PUT", url: server.url(), body: body))
        #expect(error?.code == .interrupted)
    }

    @Test func aRefusalBeforeTheWholeUploadIsAReply() async throws {
        let server = try ScriptedServer(readsBodies: false) { _, connection in
            try connection.write(ScriptedServer.reply(403, ["Connection: close"], body: [7]))
            // An orderly end: a reset would take the reply with it.
            while try !connection.read().isEmpty {}
            return false
        }
        let body = HTTPBody.stream(length: 20_000_000) { pattern($1, from: $0) }
        let reply = try await CurlTransport().send(HTTPRequest(method: "PUT", url: server.url(), body: body))
        #expect(reply.status == 403)
        #expect(reply.body == [7])
    }

    @Test func aPortWhereNobodyListensIsUnreachable() async throws {
        let url: HTTPURL
        do { url = try ScriptedServer.echo().url() }
        let error = try #require(await failure(HTTPRequest(url: url)))
        #expect(error.code == .unreachable)
        #expect(error.reason.contains(url.authority))
    }

    @Test func aNameThatCannotBeResolvedIsSaid() async throws {
        // No resolver is asked for a label of more than 63 characters (RFC 1035 section 2.3.4).
        let url = HTTPURL(scheme: "http", host: String(repeating: "a", count: 64) + ".invalid")
        #expect(await failure(HTTPRequest(url: url))?.code == .unknownHost)
    }

    @Test func whatTheCallerThrowsEndsTheExchange() async throws {
        let server = try ScriptedServer { request, connection in
            try connection.write(ScriptedServer.reply(body: pattern(1_000_000)))
            return true
        }
        let transport = CurlTransport()
        let url = server.url()
        let reading = HTTPRequest(method: "PUT", url: url, body: .stream(length: 10) { _, _ in throw Refusal() })
        let attempts: [@Sendable () async throws -> HTTPResponse] = [
            { try await transport.send(reading) },
            { try await transport.send(HTTPRequest(url: url), begin: { _ in throw Refusal() }, receive: { _ in }) },
            { try await transport.send(HTTPRequest(url: url), begin: { _ in }, receive: { _ in throw Refusal() }) },
        ]
        for attempt in attempts {
            let error = try await #require(throws: HTTPError.self) { try await attempt() }
            #expect(error.code == .stoppedByCaller)
            #expect(error.underlying is Refusal)
        }
        #expect(try await transport.send(HTTPRequest(url: url)).body == pattern(1_000_000))
    }

    @Test(arguments: [0, 11])
    func aBodyThatGivesTooFewOrTooManyBytesIsRefused(count: Int) async throws {
        let server = try ScriptedServer.echo()
        let body = HTTPBody.stream(length: 10) { _, _ in pattern(count) }
        let error = await failure(HTTPRequest(method: "PUT", url: server.url(), body: body))
        #expect(error?.code == .stoppedByCaller)
    }

    @Test func aBodyIsSentAnewWhereAKeptConnectionWasClosed() async throws {
        let server = try ScriptedServer(readsBodies: false) { request, connection in
            // The second request of a connection finds it closed, after a part of its body went out.
            guard request.position == 0 else { return false }
            var left = request.head.contentLength ?? 0
            var body: [UInt8] = []
            while left > 0 {
                let piece = try connection.read(atMost: left)
                if piece.isEmpty { return false }
                left -= piece.count
                body += piece
            }
            try connection.write(ScriptedServer.reply(body: body))
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
