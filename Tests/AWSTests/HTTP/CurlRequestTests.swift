import AWS
import TestSupport
import Testing

/// What reaches a server.
@Suite(.timeLimit(.minutes(1))) struct CurlRequestTests {
    @Test func theTargetIsSentAsItIsGiven() async throws {
        let server = try ScriptedServer.echo()
        let url = server.url(
            "/a//b/./../%2e%2F%20+;=,~!$&'()*@:", query: [.init("x", "%2F+"), .init("delete", nil), .init("y", "")])
        _ = try await CurlTransport().send(HTTPRequest(url: url))
        #expect(server.requests.map(\.target) == ["/a//b/./../%2e%2F%20+;=,~!$&'()*@:?x=%2F+&delete&y="])
    }

    @Test func onlyTheGivenHeadersAreSentBesideHostAndLength() async throws {
        let server = try ScriptedServer.echo()
        let headers: HTTPHeaders = [
            "X-One": "1", "x-empty": "", "X-One": "2", "Content-Length": "99", "x-text": "a;b: c",
        ]
        let url = server.url()
        _ = try await CurlTransport().send(
            HTTPRequest(method: "PUT", url: url, headers: headers, body: .bytes(pattern(2_000_000))))
        let lines = try #require(server.requests.first).lines.map { $0.hasSuffix(":") ? "\($0) " : $0 }
        #expect(
            Set(lines) == [
                "Host: \(url.authority)", "Content-Length: 2000000", "X-One: 1", "x-empty: ", "X-One: 2",
                "x-text: a;b: c",
            ])
    }

    @Test func aGivenHostReplacesTheAddresss() async throws {
        let server = try ScriptedServer.echo()
        _ = try await CurlTransport().send(HTTPRequest(url: server.url(), headers: ["Host": "bucket.s3.example"]))
        #expect(server.requests.map { $0.head.fields["host"] } == ["bucket.s3.example"])
    }

    @Test(arguments: ["PUT", "POST", "DELETE"], [0, 1, 65_536, 5_000_000])
    func bodiesGoThereAndBack(method: String, count: Int) async throws {
        let server = try ScriptedServer.echo()
        let bytes = pattern(count)
        let bodies: [HTTPBody] = [.bytes(bytes), .stream(length: count) { pattern($1, from: $0) }]
        for body in bodies {
            let reply = try await CurlTransport().send(HTTPRequest(method: method, url: server.url(), body: body))
            #expect(reply.status == 200)
            #expect(reply.body == bytes)
        }
        #expect(server.requests.map(\.method) == [method, method])
        let length = count == 0 && method == "DELETE" ? nil : count
        #expect(server.requests.map(\.head.contentLength) == [length, length])
    }

    @Test func aBodyMayBeReadInSmallPieces() async throws {
        let server = try ScriptedServer.echo()
        let body = HTTPBody.stream(length: 10_000) { pattern(min($1, 7), from: $0) }
        let reply = try await CurlTransport().send(HTTPRequest(method: "PUT", url: server.url(), body: body))
        #expect(reply.body == pattern(10_000))
    }

    @Test func nothingOfARequestStaysForTheNext() async throws {
        let server = try ScriptedServer.echo()
        let transport = CurlTransport(.init(connections: 1))
        for method in ["PUT", "HEAD", "GET", "POST", "DELETE", "GET", "HEAD", "PUT", "GET"] {
            let isUpload = method == "PUT" || method == "POST"
            let request = HTTPRequest(
                method: method, url: server.url("/\(method)"), headers: isUpload ? ["X-Of": method] : [:],
                body: isUpload ? .bytes([1, 2, 3]) : .none, timeout: isUpload ? .seconds(30) : nil)
            #expect(try await transport.send(request).body == (isUpload ? [1, 2, 3] : []))
            let seen = try #require(server.requests.last)
            #expect(seen.method == method)
            #expect(seen.target == "/\(method)")
            #expect(seen.head.contentLength == (isUpload ? 3 : nil))
            #expect(seen.head.fields["x-of"] == (isUpload ? method : nil))
        }
        #expect(server.connectionCount == 1)
    }

    @Test(arguments: [
        HTTPRequest(url: HTTPURL(scheme: "file", host: "localhost", path: "/etc/passwd")),
        HTTPRequest(url: HTTPURL(host: "")), HTTPRequest(url: HTTPURL(host: "a/b")),
        HTTPRequest(url: HTTPURL(host: "u@h")),
        HTTPRequest(url: HTTPURL(host: "h", port: 0)), HTTPRequest(url: HTTPURL(host: "h", port: 70_000)),
        HTTPRequest(url: HTTPURL(host: "h", path: "")), HTTPRequest(url: HTTPURL(host: "h", path: "a")),
        HTTPRequest(url: HTTPURL(host: "h", path: "/a b")), HTTPRequest(url: HTTPURL(host: "h", path: "/a\r\nX: y")),
        HTTPRequest(url: HTTPURL(host: "h", path: "/a?b")), HTTPRequest(url: HTTPURL(host: "h", path: "/ü")),
        HTTPRequest(url: HTTPURL(host: "h", path: "/a\u{0}b")),
        HTTPRequest(url: HTTPURL(host: "h", query: [.init("a", "b&c")])),
        HTTPRequest(url: HTTPURL(host: "h", query: [.init("a\n", nil)])),
        HTTPRequest(method: "GET / HTTP/1.1\r\nX:", url: HTTPURL(host: "h")),
        HTTPRequest(method: "", url: HTTPURL(host: "h")),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["X": "a\r\nY: b"]),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["X": "a\nY: b"]),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["X": "a\rb"]),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["X": "a\u{0}b"]),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["X: a\r\nY": "b"]),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["": "b"]),
        HTTPRequest(url: HTTPURL(host: "h"), headers: ["Transfer-Encoding": "chunked"]),
    ])
    func whatWouldEndALineOrANameEarlyIsRefused(request: HTTPRequest) async throws {
        let server = try ScriptedServer.echo()
        var request = request
        if request.url.host == "h", request.url.port == nil {
            request.url.scheme = "http"
            request.url.host = "127.0.0.1"
            request.url.port = server.url().port
        }
        let error = try #require(await failure(request))
        #expect(error.code == .other)
        #expect(server.connectionCount == 0)
    }
}
