/// What a data source does wrong.
package enum DataFault: Sendable {
    /// Another status, with a page.
    case status(Int)
    /// A page of HTML with status 200.
    case page(String)
    /// Another body.
    case body(String)
    /// The head tells the whole length, and the connection ends in the middle.
    case cutOff
    /// Half of the body, with the length of the half.
    case half
    /// Elsewhere.
    case moved(String)
    /// One more field in the head.
    case field(String)

    func change(_ reply: inout DataReply) throws {
        switch self {
        case .status(let status):
            reply = DataReply(status: status, body: Array("<html><title>Sorry</title></html>".utf8))
        case .page(let title):
            reply = DataReply(body: Array("<html><head><title>\(title)</title></head><body>Sorry</body></html>".utf8))
        case .body(let text): reply = DataReply(body: Array(text.utf8))
        case .cutOff: reply.isCutOff = true
        case .half: reply.body.removeLast(reply.body.count / 2)
        case .moved(let target): reply = DataReply(status: 301, fields: ["Location: \(target)"])
        case .field(let line): reply.fields.append(line)
        }
    }
}

/// A reply of a data source before it is sent.
struct DataReply {
    var status = 200
    var fields: [String] = []
    var body: [UInt8] = []
    var isCutOff = false

    func bytes(for method: String) -> [UInt8] {
        var lines = ["HTTP/1.1 \(status) Reason"]
        if status != 304 { lines.append("Content-Length: \(body.count)") }
        let head = Array(((lines + fields).joined(separator: "\r\n") + "\r\n\r\n").utf8)
        if method == "HEAD" || status == 304 { return head }
        return head + (isCutOff ? body.dropLast(body.count / 2 + 1) : body[...])
    }
}
