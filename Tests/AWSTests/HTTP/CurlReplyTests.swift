import AWS
import Synchronization
import TestSupport
import Testing

/// What comes back from a server.
@Suite(.timeLimit(.minutes(1))) struct CurlReplyTests {
    @Test(arguments: [200, 201, 204, 206, 301, 302, 304, 307, 400, 401, 403, 404, 409, 412, 416, 429, 500, 503, 599])
    func everyStatusIsAReply(status: Int) async throws {
        let hasBody = status != 204 && status != 304
        let server = try ScriptedServer { _, connection in
            let headers = ["Location: /elsewhere", "ETag: \"1\""]
            let reply =
                hasBody
                ? ScriptedServer.reply(status, headers, body: [65, 66])
                : Array("HTTP/1.1 \(status) Reason\r\n\(headers.joined(separator: "\r\n"))\r\n\r\n".utf8)
            try connection.write(reply)
            return true
        }
        let reply = try await CurlTransport().send(HTTPRequest(url: server.url()))
        #expect(reply.status == status)
        #expect(reply.headers["etag"] == "\"1\"")
        #expect(reply.body == (hasBody ? [65, 66] : []))
        #expect(server.requests.count == 1)
    }

    @Test func headersComeInOrderWithoutTheSpaceAroundTheirValues() async throws {
        let server = try ScriptedServer(
            reply:
                "HTTP/1.1 200 OK\r\nb: 1\r\nA:2\r\nb: \t3 \t\r\nempty:\r\nlong: x\r\n  y\r\nContent-Length: 0\r\n\r\n")
        let reply = try await CurlTransport().send(HTTPRequest(url: server.url()))
        #expect(
            reply.headers.fields.map { "\($0.name)=\($0.value)" } == [
                "b=1", "A=2", "b=3", "empty=", "long=x y", "Content-Length=0",
            ])
    }

    @Test func informationalRepliesAndTrailersAreLeftOut() async throws {
        let server = try ScriptedServer(
            reply: "HTTP/1.1 100 Continue\r\nX: 1\r\n\r\nHTTP/1.1 103 Early Hints\r\nX: 2\r\n\r\n"
                + "HTTP/1.1 200 OK\r\nX: 3\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\nX: 4\r\n\r\n"
        )
        let begun = Mutex<[String?]>([])
        let pieces = Mutex<[UInt8]>([])
        let reply = try await CurlTransport().send(HTTPRequest(url: server.url())) { head in
            begun.withLock { $0.append(head.headers["X"]) }
        } receive: { piece in
            pieces.withLock { $0 += piece }
        }
        #expect(reply.status == 200)
        #expect(reply.headers.fields.filter { $0.name == "X" }.map(\.value) == ["3"])
        #expect(begun.withLock { $0 } == ["3"])
        #expect(pieces.withLock { $0 } == Array("abc".utf8))
    }

    @Test func aReplyToHEADHasItsLengthAndNoBody() async throws {
        let server = try ScriptedServer(reply: "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        let transport = CurlTransport()
        for _ in 0..<3 {
            let reply = try await transport.send(HTTPRequest(method: "HEAD", url: server.url()))
            #expect(reply.headers["Content-Length"] == "1000")
            #expect(reply.body.isEmpty)
        }
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [0, 1, 100_000, 5_000_000])
    func aBodyIsGivenPieceByPieceAfterItsHead(count: Int) async throws {
        let server = try ScriptedServer { _, connection in
            try connection.write(ScriptedServer.reply(206, ["X: y"], body: pattern(count)))
            return true
        }
        let seen = Mutex<(head: Int?, body: [UInt8])>((nil, []))
        let reply = try await CurlTransport().send(HTTPRequest(url: server.url())) { head in
            seen.withLock { $0.head = $0.body.isEmpty ? head.status : nil }
        } receive: { piece in
            seen.withLock { $0.body += piece }
        }
        #expect(reply.status == 206)
        #expect(reply.body.isEmpty)
        #expect(seen.withLock { $0.head } == 206)
        #expect(seen.withLock { $0.body } == pattern(count))
    }

    @Test func aBodyMayEndWithItsConnection() async throws {
        let server = try ScriptedServer(lastWords: "HTTP/1.0 200 OK\r\n\r\nto the end")
        let reply = try await CurlTransport().send(HTTPRequest(url: server.url()))
        #expect(reply.body == Array("to the end".utf8))
    }

    @Test(arguments: [(100, true), (101, false)])
    func aReplyLargerThanTheLimitIsRefused(count: Int, isTaken: Bool) async throws {
        let server = try ScriptedServer(
            reply: "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(String(count, radix: 16))\r\n"
                + String(repeating: "a", count: count) + "\r\n0\r\n\r\n")
        let error = await failure(HTTPRequest(url: server.url()), over: CurlTransport(.init(maximumBodyLength: 100)))
        #expect(error?.code == (isTaken ? nil : .other))
    }

    @Test(arguments: [
        ("", HTTPError.Code.interrupted), ("HTTP/1.1 200 OK\r\nContent-Le", .interrupted),
        ("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort", .malformedReply),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", .malformedReply),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n", .malformedReply),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", .interrupted),
        ("SSH-2.0-OpenSSH_9.2\r\n", .malformedReply),
        ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", .malformedReply),
        ("HTTP/1.1 200 OK\r\nX: \(String(repeating: "a", count: 3_000_000))\r\n\r\n", .malformedReply),
    ])
    func aReplyThatIsNotWholeIsNone(words: String, code: HTTPError.Code) async throws {
        let server = try ScriptedServer(lastWords: words)
        let error = try #require(await failure(HTTPRequest(url: server.url())))
        #expect(error.code == code, "\(error)")
    }

    @Test func headersWithoutEndAreRefused() async throws {
        let server = try ScriptedServer { _, connection in
            try connection.write(Array("HTTP/1.1 200 OK\r\n".utf8))
            while true { try connection.write(Array("X: \(String(repeating: "a", count: 10_000))\r\n".utf8)) }
        }
        let error = try #require(await failure(HTTPRequest(url: server.url())))
        #expect(error.code == .malformedReply, "\(error)")
    }

    @Test func anErrorShowsNoQueryAndNoControlCharacter() async throws {
        let server = try ScriptedServer(lastWords: "HTTP/9.\u{1B}[31m 200 OK\r\n\r\n")
        let url = server.url("/a", query: [.init("X-Amz-Signature", "secret")])
        let error = try #require(await failure(HTTPRequest(url: url, headers: ["Authorization": "secret"])))
        #expect(!"\(error)".contains("secret"), "\(error)")
        #expect(!"\(error)".utf8.contains { $0 < 0x20 })
    }
}
