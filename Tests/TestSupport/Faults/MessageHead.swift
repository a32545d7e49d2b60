/// The head of an HTTP/1.1 message with its bytes as they came (RFC 9112 section 2.1).
package struct MessageHead: Sendable {
    /// Everything to the empty line, that included.
    package var bytes: [UInt8]
    /// The words of the first line, for example `PUT`, `/bucket/a?b`, `HTTP/1.1`.
    package var start: [String]
    /// The fields, names in lower case.
    package var fields: [String: String]

    /// Reads a head that ends with an empty line; nil where its first line is of no message.
    package init?(_ bytes: [UInt8]) {
        self.bytes = bytes
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)
        guard let first = lines.first else { return nil }
        start = first.split(separator: " ", maxSplits: 2).map(String.init)
        guard start.count >= 2 else { return nil }
        fields = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let name = line[..<colon].lowercased()
            fields[name] = line[line.index(after: colon)...].trimmed
        }
    }

    /// The head without some fields, named in lower case.
    package func without(_ names: Set<String>) -> MessageHead {
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: true)
        let kept = lines.enumerated().filter { index, line in
            index == 0 || !names.contains(line.prefix { $0 != ":" }.lowercased())
        }
        let text = kept.map { $0.element + "\r\n" }.joined() + "\r\n"
        return MessageHead(Array(text.utf8)) ?? self
    }

    /// A reply's status.
    package var status: Int { Int(start[1]) ?? 0 }

    /// How many bytes of body the message tells.
    package var contentLength: Int? { fields["content-length"].flatMap { Int($0) } }

    /// Whether the body comes in chunks (RFC 9112 section 7.1).
    package var isChunked: Bool { fields["transfer-encoding"]?.lowercased().contains("chunked") ?? false }

    /// Whether the connection ends with this message.
    package var closes: Bool { fields["connection"]?.lowercased() == "close" || start.last == "HTTP/1.0" }

    /// Whether a reply has no body whatever its fields tell (RFC 9112 section 6.3).
    package func hasNoBody(for method: String) -> Bool {
        method == "HEAD" || status == 204 || status == 304 || (100..<200).contains(status)
    }
}

extension Substring {
    /// Without the white space around it.
    fileprivate var trimmed: String {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
