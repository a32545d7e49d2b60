/// What the proxy does to one request instead of passing it on faithfully.
package enum Fault: Sendable, Hashable {
    /// An answer in the store's name; the store is not asked.
    case reply(StoreReply)
    /// The request is read, not passed on, and the connection is reset.
    case resetBeforeReply
    /// The store does what it was asked, the connection is reset before a byte of the reply.
    case loseReply
    /// The reply tells its whole length and ends after so many bytes of its body.
    case truncateReply(after: Int)
    /// As `truncateReply`, with a reset.
    case resetReply(after: Int)
    /// The store gets so many bytes of the body, then its connection ends; the client's is reset.
    case truncateRequest(after: Int)
    /// The client's connection is reset after so many bytes of the body; the store gets nothing.
    case resetRequest(after: Int)
    /// The reply's body comes in pieces with a pause before each.
    case slowReply(piece: Int, pause: Duration)
    /// The store gets the body in pieces with a pause before each.
    case slowRequest(piece: Int, pause: Duration)
    /// The reply comes late.
    case slowFirstByte(Duration)
    /// The reply that the same read had the last time; passed on where it was never read.
    case staleRead
    /// One byte of the reply's body is another.
    case corruptReply(at: Int)
    /// One byte of the request's body is another.
    case corruptRequest(at: Int)
    /// The store gets the request without its conditions, and without the signature that covers them: it must be one that
    /// lets anybody in.
    case ignoreConditions
    /// No answer, until the client gives up.
    case hang
}

/// What the proxy is to do when: a fault for the requests with a method and a path.
package struct FaultRule: Sendable {
    /// Any method where nil.
    var method: String?
    /// The path with `*` for any characters, slashes too; compared with path and query where it has a `?`.
    var path: String
    /// How many requests that match go through first.
    var skipping: Int
    /// How many requests after those get the fault.
    var times: Int
    var fault: Fault

    /// A rule for requests with a method and a path.
    package init(_ method: String? = nil, _ path: String = "*", skipping: Int = 0, times: Int = .max, does fault: Fault)
    {
        self.method = method
        self.path = path
        self.skipping = skipping
        self.times = times
        self.fault = fault
    }

    /// Whether the rule speaks of a request.
    func matches(_ request: ProxiedRequest) -> Bool {
        guard method == nil || method == request.method else { return false }
        let text = path.contains("?") && !request.query.isEmpty ? "\(request.path)?\(request.query)" : request.path
        return glob(Array(path.utf8), Array(text.utf8))
    }

    /// The fault for a request that matches, counting it.
    mutating func apply() -> Fault? {
        if skipping > 0 {
            skipping -= 1
            return nil
        }
        guard times > 0 else { return nil }
        if times < .max { times -= 1 }
        return fault
    }
}

/// Whether a text is of a pattern with `*` for any bytes.
private func glob(_ pattern: [UInt8], _ text: [UInt8]) -> Bool {
    var (inPattern, inText, star, retry) = (0, 0, -1, 0)
    while inText < text.count {
        if inPattern < pattern.count, pattern[inPattern] == UInt8(ascii: "*") {
            star = inPattern
            retry = inText
            inPattern += 1
        } else if inPattern < pattern.count, pattern[inPattern] == text[inText] {
            inPattern += 1
            inText += 1
        } else if star >= 0 {
            inPattern = star + 1
            retry += 1
            inText = retry
        } else {
            return false
        }
    }
    return pattern[inPattern...].allSatisfy { $0 == UInt8(ascii: "*") }
}
