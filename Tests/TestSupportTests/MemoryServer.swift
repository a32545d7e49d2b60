import Synchronization
import TestSupport

/// A store of a few lines: keeps what is PUT, gives it back, and tells how often it was asked.
final class MemoryServer: Sendable {
    private let listener: Listener
    private let objects = Mutex<[String: [UInt8]]>([:])
    private let heads = Mutex<[MessageHead]>([])

    init() throws {
        listener = try Listener()
        listener.start { [weak self] in self?.serve($0) }
    }

    deinit { listener.stop() }

    var port: UInt16 { listener.port }
    /// The heads of all requests, as they came.
    var received: [MessageHead] { heads.withLock { $0 } }

    func object(_ path: String) -> [UInt8]? { objects.withLock { $0[path] } }

    private func serve(_ connection: Connection) {
        let stream = MessageStream(connection)
        while let head = try? stream.head(), let body = try? stream.body(of: head) {
            heads.withLock { $0.append(head) }
            let path = head.start[1]
            let complete = head.contentLength.map { $0 == body.count } ?? true
            if head.start[0] == "PUT", complete { objects.withLock { $0[path] = body } }
            let found = object(path)
            let reply =
                switch (head.start[0], found) {
                case ("PUT", _): "HTTP/1.1 \(complete ? 200 : 400) X\r\nContent-Length: 0\r\n\r\n"
                case ("HEAD", let body?): "HTTP/1.1 200 OK\r\nContent-Length: \(body.count)\r\n\r\n"
                case ("GET", let body?) where path.hasSuffix("chunked"):
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\(String(body.count, radix: 16))\r\n"
                        + String(decoding: body, as: UTF8.self) + "\r\n0\r\n\r\n"
                case ("GET", let body?):
                    "HTTP/1.1 200 OK\r\nETag: \"\(body.count)\"\r\nContent-Length: \(body.count)\r\n\r\n"
                        + String(decoding: body, as: UTF8.self)
                default: "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
                }
            do { try connection.write(Array(reply.utf8)) } catch { return }
        }
    }
}

/// A client that shows what came over the wire.
struct WireClient {
    let connection: Connection
    let stream: MessageStream

    init(port: UInt16) throws {
        connection = try Connection.open(port: port)
        stream = MessageStream(connection)
    }

    /// What a request was answered with.
    struct Answer: Equatable {
        var status: Int
        var body: String
        var fields: [String: String]
    }

    /// One request; nil where the other side ended without a word; throws where it reset the connection.
    func ask(_ method: String, _ path: String, _ body: String = "", fields: [String] = []) throws -> Answer? {
        let length = method == "PUT" ? ["Content-Length: \(body.utf8.count)"] : []
        let head = (["\(method) \(path) HTTP/1.1", "Host: store.example:1"] + length + fields).joined(separator: "\r\n")
        try connection.write(Array("\(head)\r\n\r\n\(body)".utf8))
        guard let reply = try stream.head() else { return nil }
        let answer = reply.hasNoBody(for: method) ? [] : try stream.body(of: reply)
        return Answer(status: reply.status, body: String(decoding: answer, as: UTF8.self), fields: reply.fields)
    }
}
