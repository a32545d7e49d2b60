import Foundation
import Synchronization
import TestSupport
import Testing

struct FaultProxyTests {
    private let server: MemoryServer
    private let proxy: FaultProxy
    private let client: WireClient

    init() throws {
        server = try MemoryServer()
        proxy = try FaultProxy(port: server.port)
        client = try WireClient(port: proxy.port)
    }

    /// What went through when nothing is under way any more.
    private var log: [ProxiedRequest] {
        proxy.settle()
        return proxy.log
    }

    /// A client on a connection of its own.
    private func another() throws -> WireClient { try WireClient(port: proxy.port) }

    @Test func requestsGoOnByteForByteOnOneConnection() throws {
        #expect(try client.ask("PUT", "/b/a%20b?x=&y=1", "hello", fields: ["X-Odd:  Spaces "])?.status == 200)
        #expect(try client.ask("GET", "/b/a%20b?x=&y=1")?.body == "hello")
        let expected =
            "PUT /b/a%20b?x=&y=1 HTTP/1.1\r\nHost: store.example:1\r\nContent-Length: 5\r\nX-Odd:  Spaces \r\n\r\n"
        #expect(server.received.first?.bytes == Array(expected.utf8))
        #expect(log.map(\.line) == ["1 PUT /b/a%20b?x=&y=1 200", "2 GET /b/a%20b?x=&y=1 200"])
        #expect(log.map(\.requestBytes) == [5, 0])
        #expect(log.map(\.replyBytes) == [0, 5])
    }

    @Test func chunkedRepliesAndHeadsAndMissingObjectsPass() throws {
        _ = try client.ask("PUT", "/chunked", "hello")
        #expect(try client.ask("GET", "/chunked")?.body == "5\r\nhello\r\n0\r\n\r\n")
        #expect(try client.ask("HEAD", "/chunked")?.fields["content-length"] == "5")
        #expect(try client.ask("GET", "/nothing")?.status == 404)
    }

    @Test func chunkedRequestsAndLargeOnesPass() throws {
        let large = String(repeating: "0123456789", count: 200_000)
        #expect(try client.ask("PUT", "/large", large)?.status == 200)
        #expect(try client.ask("GET", "/large")?.body == large)
        let chunked = "PUT /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nT: 1\r\n\r\n"
        try client.connection.write(Array(chunked.utf8))
        #expect(try client.stream.head()?.status == 200)
        #expect(server.object("/c") == Array("3\r\nabc\r\n0\r\nT: 1\r\n\r\n".utf8))
    }

    @Test func conditionsAreTakenOutWithTheSignatureOverThem() throws {
        proxy.rules = [FaultRule("PUT", does: .ignoreConditions)]
        let fields = ["If-None-Match: *", "Authorization: x", "If-Match: \"a\"", "X-Other: y"]
        #expect(try client.ask("PUT", "/a", "hello", fields: fields)?.status == 200)
        let expected = "PUT /a HTTP/1.1\r\nHost: store.example:1\r\nContent-Length: 5\r\nX-Other: y\r\n\r\n"
        #expect(server.received.first?.bytes == Array(expected.utf8))
    }

    @Test func aClientThatExpects100IsToldToGoOn() throws {
        try client.connection.write(
            Array("PUT /e HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n".utf8))
        #expect(try client.stream.head()?.status == 100)
        try client.connection.write(Array("hi".utf8))
        #expect(try client.stream.head()?.status == 200)
    }

    @Test(arguments: [
        StoreReply.slowDown, .internalError, .tooManyRequests, .expiredToken, .preconditionFailed, .conflict,
    ])
    func answersInTheStoresName(reply: StoreReply) throws {
        proxy.rules = [FaultRule("PUT", "/a", times: 1, does: .reply(reply))]
        let answer = try #require(try client.ask("PUT", "/a", "1"))
        #expect(answer.status == reply.status)
        #expect(answer.body.contains("<Code>\(reply.code)</Code>"))
        #expect(answer.fields["retry-after"] == reply.retryAfter.map(String.init))
        #expect(server.received.isEmpty)
        // The connection goes on.
        #expect(try client.ask("PUT", "/a", "1")?.status == 200)
        #expect(log.map(\.storeStatus) == [nil, 200])
    }

    @Test func aSkewedClockIsToldWithTheStoresDate() throws {
        proxy.rules = [FaultRule("GET", does: .reply(.skewed(by: 3_600)))]
        let answer = try #require(try client.ask("GET", "/a"))
        #expect(answer.status == 403)
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        let date = try #require(format.date(from: answer.fields["date"] ?? ""))
        #expect(abs(date.timeIntervalSinceNow - 3_600) < 60)
    }

    @Test func aResetBeforeTheReplyChangesNothing() throws {
        proxy.rules = [FaultRule("PUT", does: .resetBeforeReply)]
        #expect(throws: SocketError.self) { try client.ask("PUT", "/a", "1") }
        #expect(server.received.isEmpty)
        #expect(log.first?.status == nil)
    }

    @Test func aLostReplyWasApplied() throws {
        proxy.rules = [FaultRule("PUT", does: .loseReply)]
        #expect(throws: SocketError.self) { try client.ask("PUT", "/a", "1") }
        #expect(server.object("/a") == Array("1".utf8))
        #expect(log.first?.storeStatus == 200)
        #expect(log.first?.status == nil)
    }

    @Test func repliesEndOrBreakInTheMiddle() throws {
        _ = try client.ask("PUT", "/a", "0123456789")
        proxy.rules = [
            FaultRule("GET", times: 1, does: .truncateReply(after: 4)), FaultRule("GET", does: .resetReply(after: 4)),
        ]
        let short = try another().ask("GET", "/a")
        #expect(short?.body == "0123")
        #expect(short?.fields["content-length"] == "10")
        #expect(throws: SocketError.self) { try another().ask("GET", "/a") }
    }

    @Test func requestsEndOrBreakInTheMiddle() throws {
        proxy.rules = [
            FaultRule("PUT", "/a", does: .truncateRequest(after: 3)),
            FaultRule("PUT", "/b", does: .resetRequest(after: 3)),
        ]
        #expect(throws: SocketError.self) { try another().ask("PUT", "/a", "0123456789") }
        #expect(throws: SocketError.self) { try another().ask("PUT", "/b", "0123456789") }
        #expect(server.received.map { $0.start[1] } == ["/a"])
        #expect(server.object("/a") == nil)
    }

    @Test func slowBodiesAndFirstBytesArriveWhole() throws {
        proxy.rules = [
            FaultRule("PUT", does: .slowRequest(piece: 3, pause: .milliseconds(1))),
            FaultRule("GET", times: 1, does: .slowReply(piece: 3, pause: .milliseconds(1))),
            FaultRule("GET", does: .slowFirstByte(.milliseconds(50))),
        ]
        #expect(try client.ask("PUT", "/a", "0123456789")?.status == 200)
        #expect(try client.ask("GET", "/a")?.body == "0123456789")
        let begin = ContinuousClock.now
        #expect(try client.ask("GET", "/a")?.body == "0123456789")
        #expect(ContinuousClock.now - begin >= .milliseconds(50))
    }

    @Test func staleReadsGiveWhatWasReadBefore() throws {
        _ = try client.ask("PUT", "/a", "old")
        #expect(try client.ask("GET", "/a")?.body == "old")
        _ = try client.ask("PUT", "/a", "newer")
        proxy.rules = [FaultRule("GET", times: 2, does: .staleRead)]
        #expect(try client.ask("GET", "/a")?.body == "old")
        #expect(try client.ask("GET", "/a", fields: ["If-None-Match: \"3\""])?.status == 304)
        #expect(try client.ask("GET", "/a")?.body == "newer")
        proxy.rules = [FaultRule("GET", does: .staleRead)]
        #expect(try client.ask("GET", "/never")?.status == 404)
    }

    @Test func oneByteIsAnother() throws {
        proxy.rules = [
            FaultRule("PUT", does: .corruptRequest(at: 1)), FaultRule("GET", times: 1, does: .corruptReply(at: 2)),
        ]
        _ = try client.ask("PUT", "/a", "abcd")
        #expect(try client.ask("GET", "/a")?.body == "aBCd")
        #expect(try client.ask("GET", "/a")?.body == "aBcd")
    }

    @Test func aHangEndsWithTheClient() throws {
        proxy.rules = [FaultRule("GET", does: .hang)]
        try client.connection.write(Array("GET /a HTTP/1.1\r\nHost: x\r\n\r\n".utf8))
        Thread.sleep(forTimeInterval: 0.03)
        #expect(proxy.log.isEmpty)
        client.connection.close()
        #expect(log.map(\.status) == [nil])
        #expect(server.received.isEmpty)
    }

    @Test func rulesCountAndMatchPathsAndQueries() throws {
        proxy.rules = [
            FaultRule("GET", "/b?*list-type=2*", does: .reply(.accessDenied)),
            FaultRule(nil, "/b/*.html", skipping: 1, times: 1, does: .reply(.slowDown)),
        ]
        #expect(try client.ask("GET", "/b?a=1&list-type=2")?.status == 403)
        #expect(try client.ask("GET", "/b")?.status == 404)
        let statuses = try ["/b/x/a.html", "/b/c.css", "/b/b.html", "/b/c.html"].map {
            try client.ask("PUT", $0)?.status
        }
        #expect(statuses == [200, 200, 503, 200])
    }

    @Test func aClosureDecidesWhereNoRuleDoes() throws {
        proxy.decide { $0.number == 2 ? .reply(.slowDown) : nil }
        #expect(try (1...3).map { _ in try client.ask("PUT", "/a")?.status } == [200, 503, 200])
    }

    @Test func stopsTheClientAfterSoManyRequests() throws {
        let stopped = Mutex(0)
        proxy.stopAfter(2) { stopped.withLock { $0 += 1 } }
        for path in ["/1", "/2"] { #expect(try client.ask("PUT", path, "x")?.status == 200) }
        #expect(stopped.withLock { $0 } == 1)
        let third = try another()
        try third.connection.write(Array("PUT /3 HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx".utf8))
        Thread.sleep(forTimeInterval: 0.03)
        third.connection.close()
        #expect(server.object("/3") == nil)
        #expect(log.count == 2)
        proxy.reset()
        #expect(try another().ask("PUT", "/3", "x")?.status == 200)
    }

    @Test func manyConnectionsAtOnceAreAllCounted() async throws {
        let (server, port) = (server, proxy.port)
        try await withThrowingTaskGroup { group in
            for worker in 0..<8 {
                group.addTask {
                    let client = try WireClient(port: port)
                    for number in 0..<50 { _ = try client.ask("PUT", "/\(worker)-\(number)", "\(number)") }
                }
            }
            try await group.waitForAll()
        }
        #expect(log.map(\.number) == Array(1...400))
        #expect(server.received.count == 400)
    }
}
