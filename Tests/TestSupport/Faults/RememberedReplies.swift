/// What reads were answered with the last time, for stale reads.
struct RememberedReplies: Sendable {
    private var replies: [String: Reply] = [:]

    /// A reply with its bytes as they came.
    struct Reply: Sendable {
        var head: MessageHead
        var body: [UInt8]
    }

    /// Keeps what a read was answered with.
    mutating func keep(_ reply: Reply, for request: ProxiedRequest) {
        guard request.method == "GET" || request.method == "HEAD", [200, 404].contains(reply.head.status) else {
            return
        }
        replies[key(request)] = reply
    }

    /// The last answer, as a 304 where the client has that copy.
    func stale(for request: ProxiedRequest) -> Reply? {
        guard let reply = replies[key(request)] else { return nil }
        guard let known = request.fields["if-none-match"], known == reply.head.fields["etag"] else { return reply }
        let head = MessageHead(Array("HTTP/1.1 304 Not Modified\r\nETag: \(known)\r\nContent-Length: 0\r\n\r\n".utf8))
        return head.map { Reply(head: $0, body: []) }
    }

    private func key(_ request: ProxiedRequest) -> String {
        "\(request.method) \(request.path)?\(request.query) \(request.fields["range"] ?? "")"
    }
}
