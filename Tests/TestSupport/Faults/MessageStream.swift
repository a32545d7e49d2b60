/// HTTP/1.1 messages on a connection, byte by byte as they come.
package final class MessageStream {
    package let connection: Connection
    private var buffer: [UInt8] = []
    private var position = 0

    package init(_ connection: Connection) {
        self.connection = connection
    }

    /// The next head; nil where the other side has ended, or sends what is no message.
    package func head() throws(SocketError) -> MessageHead? {
        var searched = position
        while true {
            if let end = emptyLine(from: searched) {
                defer { position = end }
                return MessageHead(Array(buffer[position..<end]))
            }
            searched = max(position, buffer.count - 3)
            let before = position
            guard try more() else { return nil }
            searched -= before - position
        }
    }

    /// So many bytes, fewer where the other side ends before.
    package func exactly(_ count: Int) throws(SocketError) -> [UInt8] {
        while buffer.count - position < count { guard try more() else { break } }
        return take(min(count, buffer.count - position))
    }

    /// All bytes until the other side ends.
    package func toTheEnd() throws(SocketError) -> [UInt8] {
        while try more() {}
        return take(buffer.count - position)
    }

    /// A body in chunks with its framing, as it came.
    package func chunks() throws(SocketError) -> [UInt8] {
        var body: [UInt8] = []
        while true {
            let line = try self.line()
            body += line
            let digits = line.prefix { $0 != UInt8(ascii: ";") && $0 != 13 && $0 != 10 }
            guard !line.isEmpty, let size = Int(String(decoding: digits, as: UTF8.self), radix: 16) else { return body }
            if size == 0 { break }
            let chunk = try exactly(size + 2)
            body += chunk
            if chunk.count < size + 2 { return body }
        }
        // The trailer ends with an empty line.
        while true {
            let line = try self.line()
            body += line
            if line.count <= 2 { return body }
        }
    }

    /// The body that belongs to a head, framing included.
    package func body(of head: MessageHead, untilEnd: Bool = false) throws(SocketError) -> [UInt8] {
        if head.isChunked { return try chunks() }
        if let length = head.contentLength { return try exactly(length) }
        return untilEnd ? try toTheEnd() : []
    }

    private func line() throws(SocketError) -> [UInt8] {
        while true {
            if let end = buffer[position...].firstIndex(of: 10) { return take(end + 1 - position) }
            guard try more() else { return [] }
        }
    }

    private func take(_ count: Int) -> [UInt8] {
        defer { position += count }
        return Array(buffer[position..<position + count])
    }

    private func more() throws(SocketError) -> Bool {
        let bytes = try connection.read()
        if bytes.isEmpty { return false }
        buffer.removeFirst(position)
        position = 0
        buffer += bytes
        return true
    }

    /// Where the first empty line at or after `start` ends.
    private func emptyLine(from start: Int) -> Int? {
        var index = max(start, position) + 3
        while index < buffer.count {
            if buffer[index] == 10, buffer[index - 1] == 13, buffer[index - 2] == 10, buffer[index - 3] == 13 {
                return index + 1
            }
            index += 1
        }
        return nil
    }
}
