import AWS
import Foundation
import Synchronization
import TestSupport
import Testing

/// How connections are shared, kept and trusted.
@Suite(.timeLimit(.minutes(1))) struct CurlConnectionTests {
    @Test(arguments: [1, 4, 32])
    func requestsShareTheConnectionsThereMayBe(connections: Int) async throws {
        let running = Mutex((now: 0, most: 0))
        let server = try ScriptedServer { request, connection in
            running.withLock { running in
                running.now += 1
                running.most = max(running.most, running.now)
            }
            defer { running.withLock { $0.now -= 1 } }
            try connection.write(ScriptedServer.reply(body: Array(request.target.utf8)))
            return true
        }
        let transport = CurlTransport(.init(connections: connections))
        let wrong = try await withThrowingTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    let reply = try await transport.send(HTTPRequest(url: server.url("/\(number)")))
                    return reply.body != Array("/\(number)".utf8)
                }
            }
            return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(wrong == 0)
        #expect(server.requests.count == 200)
        #expect((1...connections).contains(server.connectionCount))
        #expect(running.withLock { $0.most } <= connections)
    }

    @Test func aConnectionIsUsedAgain() async throws {
        let server = try ScriptedServer.echo()
        let transport = CurlTransport()
        for count in 0..<20 {
            let request = HTTPRequest(method: "PUT", url: server.url(), body: .bytes(pattern(count)))
            #expect(try await transport.send(request).body == pattern(count))
        }
        #expect(server.connectionCount == 1)
    }

    @Test func transportsThatAreLetGoLeaveNothingRunning() async throws {
        let server = try ScriptedServer { request, connection in
            try connection.write(ScriptedServer.reply())
            return true
        }
        let ended = Mutex(0)
        for _ in 0..<20 {
            _ = try await CurlTransport().send(HTTPRequest(url: server.url()))
            ended.withLock { $0 += 1 }
        }
        #expect(server.connectionCount == 20)
    }

    @Test func aCertificateIsTrustedWhereItsAuthorityIs() async throws {
        let server = try await TLSServer()
        let url = HTTPURL(host: "127.0.0.1", port: server.port)
        let reply = try await CurlTransport(.init(caBundle: server.certificate)).send(HTTPRequest(url: url))
        #expect(reply.status == 200)

        let error = try #require(await failure(HTTPRequest(url: url)))
        #expect(error.code == .insecure)
        #expect(error.reason.contains("AWS_CA_BUNDLE"))

        let missing = await failure(HTTPRequest(url: url), over: CurlTransport(.init(caBundle: "/nonexistent.pem")))
        #expect(missing?.code == .insecure)
        #expect(missing?.reason.contains("/nonexistent.pem") == true)

        let otherName = HTTPURL(host: "localhost", port: server.port)
        let wrongName = await failure(
            HTTPRequest(url: otherName), over: CurlTransport(.init(caBundle: server.certificate)))
        #expect(wrongName?.code == .insecure)
    }

    @Test func anOldTLSIsRefused() async throws {
        let server = try await TLSServer(options: "-tls1_1 -cipher DEFAULT@SECLEVEL=0")
        let url = HTTPURL(host: "127.0.0.1", port: server.port)
        let error = await failure(HTTPRequest(url: url), over: CurlTransport(.init(caBundle: server.certificate)))
        #expect(error?.code == .insecure)
    }

    @Test func whatSpeaksNoTLSIsNotTalkedTo() async throws {
        let server = try ScriptedServer(lastWords: "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
        let error = await failure(HTTPRequest(url: server.url(scheme: "https"), timeout: .seconds(5)))
        #expect(error.map { $0.code == .insecure || $0.code == .unreachable } == true, "\(String(describing: error))")
    }
}
