import AWS
import Synchronization
import TestSupport

/// A server on loopback that answers every request as a test says, byte by byte.
final class ScriptedServer: Sendable {
    /// A request as it came.
    struct Request: Sendable {
        var head: MessageHead
        var body: [UInt8]
        /// The connections before the one it came over.
        var connection: Int
        /// The requests before it on its connection.
        var position: Int

        var method: String { head.start[0] }
        var target: String { head.start[1] }
        /// The head's lines without the request line.
        var lines: [String] {
            String(decoding: head.bytes, as: UTF8.self).split(separator: "\r\n").dropFirst().map(String.init)
        }
    }

    /// Writes the reply. False ends the connection.
    typealias Answer = @Sendable (Request, Connection) throws -> Bool

    private let listener: Listener
    private let log = Mutex<(connections: Int, requests: [Request])>((0, []))

    /// - Parameter readsBody: whether the body of a connection's request, counted from 0, is read before it is answered.
    init(readsBody: @escaping @Sendable (_ position: Int) -> Bool = { _ in true }, _ answer: @escaping Answer) throws {
        listener = try Listener()
        listener.start { [weak self] connection in
            let number = self?.log.withLock { log in
                defer { log.connections += 1 }
                return log.connections
            }
            let stream = MessageStream(connection)
            var position = 0
            while let number, let head = try? stream.head() {
                let body = readsBody(position) ? (try? stream.body(of: head)) ?? [] : []
                let request = Request(head: head, body: body, connection: number, position: position)
                position += 1
                self?.log.withLock { $0.requests.append(request) }
                guard (try? answer(request, connection)) == true else { return }
            }
        }
    }

    /// Answers every request with the same bytes and keeps the connection.
    convenience init(reply: String) throws {
        try self.init { _, connection in
            try connection.write(Array(reply.utf8))
            return true
        }
    }

    /// Answers every request with the same bytes and ends the connection.
    convenience init(lastWords: String) throws {
        try self.init { _, connection in
            try connection.write(Array(lastWords.utf8))
            return false
        }
    }

    deinit { listener.stop() }

    var connectionCount: Int { log.withLock { $0.connections } }
    var requests: [Request] { log.withLock { $0.requests } }

    /// An address on the server.
    func url(_ path: String = "/", query: [HTTPURL.QueryItem] = [], scheme: String = "http") -> HTTPURL {
        HTTPURL(scheme: scheme, host: "127.0.0.1", port: Int(listener.port), path: path, query: query)
    }

    /// A reply with its length.
    static func reply(_ status: Int = 200, _ headers: [String] = [], body: [UInt8] = []) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status) Reason", "Content-Length: \(body.count)"] + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body
    }

    /// Answers with the request's body.
    static func echo() throws -> ScriptedServer {
        try ScriptedServer { request, connection in
            try connection.write(reply(body: request.method == "HEAD" ? [] : request.body))
            return true
        }
    }
}

/// A prime number of bytes, so that a piece out of its place shows.
private let patternBlock: [UInt8] = (0..<65_521).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }

/// Bytes that tell where they are from.
func pattern(_ count: Int, from start: Int = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    while bytes.count < count {
        let offset = (start + bytes.count) % patternBlock.count
        bytes += patternBlock[offset..<min(patternBlock.count, offset + count - bytes.count)]
    }
    return bytes
}

/// A request's error, where it ends with one.
func failure(_ request: HTTPRequest, over transport: CurlTransport = CurlTransport()) async -> HTTPError? {
    do throws(HTTPError) {
        _ = try await transport.send(request)
        return nil
    } catch { return error }
}
