import TestSupport

/// Plain HTTP requests without signatures on one connection.
final class WebClient {
    private let port: UInt16
    private var stream: MessageStream?

    struct Reply {
        var status: Int
        var fields: [String: String]
        var body: [UInt8]
    }

    init(port: UInt16) { self.port = port }

    /// One request, on a new connection where the kept one has ended.
    func ask(_ method: String, _ target: String, body: [UInt8] = []) throws -> Reply {
        if let stream, let reply = try? ask(stream, method, target, body) { return reply }
        let fresh = MessageStream(try Connection.open(port: port))
        stream = fresh
        return try ask(fresh, method, target, body)
    }

    private func ask(_ stream: MessageStream, _ method: String, _ target: String, _ body: [UInt8]) throws -> Reply {
        let head = "\(method) \(target) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nContent-Length: \(body.count)\r\n\r\n"
        try stream.connection.write(Array(head.utf8) + body)
        guard let reply = try stream.head() else { throw SocketError(attempt: "reply", number: 0) }
        let raw = reply.hasNoBody(for: method) ? [] : try stream.body(of: reply)
        return Reply(status: reply.status, fields: reply.fields, body: reply.isChunked ? Self.joined(raw) : raw)
    }

    /// The content of a body in chunks.
    private static func joined(_ raw: [UInt8]) -> [UInt8] {
        var content: [UInt8] = []
        var rest = raw[...]
        while let end = rest.firstIndex(of: 10) {
            let digits = String(decoding: rest[..<end], as: UTF8.self).prefix { $0.isHexDigit }
            guard let size = Int(digits, radix: 16), size > 0 else { break }
            content += rest[(end + 1)...].prefix(size)
            rest = rest[(end + 1)...].dropFirst(size + 2)
        }
        return content
    }
}
