internal import Foundation

/// A client's connection through the proxy and its connection to the store.
final class ProxyExchange {
    let client: MessageStream
    private let storePort: UInt16
    private var store: MessageStream?

    /// What asking the store came to.
    enum Outcome {
        /// Bytes of a reply, by the store or in its name.
        case reply(RememberedReplies.Reply, fromStore: Bool)
        /// No reply is to be had or given: the client's connection is reset.
        case reset
        /// Nothing happens until the client goes away.
        case silence
    }

    init(client: MessageStream, storePort: UInt16) {
        self.client = client
        self.storePort = storePort
    }

    /// Reads the request's body and does with it what its fault says.
    func ask(_ request: inout ProxiedRequest, head: MessageHead, stale: RememberedReplies.Reply?) -> Outcome {
        do {
            if head.fields["expect"]?.lowercased() == "100-continue" {
                try client.connection.write(Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
            }
            if case .resetRequest(let count) = request.fault {
                request.requestBytes = try client.exactly(min(count, head.contentLength ?? count)).count
                return .reset
            }
            var head = head
            var body = try client.body(of: head)
            request.requestBytes = body.count
            // A client that breaks off has sent no request.
            if let length = head.contentLength, body.count < length { return .reset }
            switch request.fault {
            case .reply(let reply):
                let bytes = reply.bytes(for: request)
                return MessageHead(bytes).map { .reply(.init(head: $0, body: []), fromStore: false) } ?? .reset
            case .resetBeforeReply: return .reset
            case .hang: return .silence
            case .staleRead: if let stale { return .reply(stale, fromStore: false) }
            case .truncateRequest(let count):
                let broken = try Connection.open(port: storePort)
                try broken.write(head.bytes + body.prefix(count))
                // What the store makes of it must be seen before the client tries again.
                broken.finish()
                _ = try? broken.read()
                return .reset
            case .ignoreConditions: head = head.without(["if-match", "if-none-match", "authorization"])
            case .corruptRequest(let place): if body.indices.contains(place) { body[place] ^= 0x20 }
            default: break
            }
            let reply = try forward(request, head: head, body: body)
            request.storeStatus = reply.head.status
            return .reply(reply, fromStore: true)
        } catch {
            return .reset
        }
    }

    /// Gives the client its reply as the fault says; tells whether the connection goes on.
    func answer(_ request: inout ProxiedRequest, _ outcome: Outcome) -> Bool {
        guard case .reply(let reply, _) = outcome else {
            if case .silence = outcome { _ = try? client.toTheEnd() }
            client.connection.reset()
            return false
        }
        do {
            return try deliver(reply, for: &request)
        } catch {
            return false
        }
    }

    private func deliver(_ reply: RememberedReplies.Reply, for request: inout ProxiedRequest) throws -> Bool {
        var body = reply.body
        switch request.fault {
        case .loseReply:
            client.connection.reset()
            return false
        case .slowFirstByte(let pause): sleep(pause)
        case .slowReply(let piece, let pause):
            request.status = reply.head.status
            try client.connection.write(reply.head.bytes)
            try slowly(body, piece: piece, pause: pause, to: client.connection)
            request.replyBytes = body.count
            return !reply.head.closes
        case .corruptReply(let place): if body.indices.contains(place) { body[place] ^= 0x20 }
        case .truncateReply(let count), .resetReply(let count): body = Array(body.prefix(count))
        default: break
        }
        request.status = reply.head.status
        try client.connection.write(reply.head.bytes + body)
        request.replyBytes = body.count
        switch request.fault {
        case .truncateReply:
            client.connection.finish()
            return false
        case .resetReply:
            // The bytes must arrive before the reset drops what is still under way.
            sleep(.milliseconds(20))
            client.connection.reset()
            return false
        default: return !reply.head.closes
        }
    }

    /// Sends the request to the store and reads its reply, anew where a kept connection had ended in between.
    private func forward(
        _ request: ProxiedRequest, head: MessageHead, body: [UInt8]
    ) throws -> RememberedReplies.Reply {
        if let store {
            if let reply = try? exchange(store, request, head: head, body: body) { return reply }
        }
        let fresh = MessageStream(try Connection.open(port: storePort))
        store = fresh
        return try exchange(fresh, request, head: head, body: body)
    }

    private func exchange(
        _ store: MessageStream, _ request: ProxiedRequest, head: MessageHead, body: [UInt8]
    ) throws -> RememberedReplies.Reply {
        if case .slowRequest(let piece, let pause) = request.fault {
            try store.connection.write(head.bytes)
            try slowly(body, piece: piece, pause: pause, to: store.connection)
        } else {
            try store.connection.write(head.bytes + body)
        }
        while let reply = try store.head() {
            if (100..<200).contains(reply.status) { continue }
            let bytes = reply.hasNoBody(for: request.method) ? [] : try store.body(of: reply, untilEnd: true)
            if reply.closes { self.store = nil }
            return RememberedReplies.Reply(head: reply, body: bytes)
        }
        throw SocketError(attempt: "reply", number: 0)
    }

    private func slowly(_ body: [UInt8], piece: Int, pause: Duration, to connection: Connection) throws {
        for start in stride(from: 0, to: body.count, by: max(1, piece)) {
            sleep(pause)
            try connection.write(body[start..<min(start + max(1, piece), body.count)])
        }
    }

    private func sleep(_ pause: Duration) {
        Thread.sleep(forTimeInterval: pause / .seconds(1))
    }
}
