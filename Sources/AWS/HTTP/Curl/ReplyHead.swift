/// Status and headers of a reply as its lines come (RFC 9112 sections 4 and 5).
struct ReplyHead {
    /// More bytes than this are refused, informational replies included.
    static let maximumLength = 1 << 18

    /// Status and headers so far, with an empty body.
    private(set) var response = HTTPResponse(status: 0)
    /// Whether the empty line after the headers of a final reply came.
    private(set) var isComplete = false
    /// Whether it was told to whoever waits for it.
    var wasHandedOver = false
    private var length = 0

    /// What `Content-Length` says.
    var contentLength: Int? { response.headers["Content-Length"].flatMap { Int($0) }.flatMap { $0 < 0 ? nil : $0 } }

    /// Takes a line with its end. False where the head is too long.
    mutating func take(line: UnsafeBufferPointer<UInt8>) -> Bool {
        length += line.count
        guard length <= Self.maximumLength else { return false }
        var line = unsafe line[...]
        while unsafe line.last == UInt8(ascii: "\n") || line.last == UInt8(ascii: "\r") {
            unsafe line = line.dropLast()
        }
        if unsafe line.starts(with: "HTTP/".utf8) {
            unsafe response = HTTPResponse(status: Self.status(line))
            isComplete = false
        } else if isComplete {
            // Trailer fields may not change what the head said (RFC 9110 section 6.5.1): they are left out.
        } else if unsafe line.isEmpty {
            // An informational reply is followed by another (RFC 9110 section 15.2).
            isComplete = response.status >= 200
        } else {
            unsafe takeField(line)
        }
        return true
    }

    private mutating func takeField(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
        guard unsafe line.first != UInt8(ascii: " "), unsafe line.first != UInt8(ascii: "\t") else {
            // An obsolete folded line goes on with the value before it (RFC 9112 section 5.2).
            return unsafe response.headers.extendLast(with: " " + Self.text(line))
        }
        guard let colon = unsafe line.firstIndex(of: UInt8(ascii: ":")) else { return }
        unsafe response.headers.add(
            String(decoding: line[..<colon], as: UTF8.self), Self.text(line[line.index(after: colon)...]))
    }

    private static func text(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> String {
        let isBlank = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
        var bytes = unsafe bytes.drop(while: isBlank)
        while let last = unsafe bytes.last, isBlank(last) { unsafe bytes = bytes.dropLast() }
        return unsafe String(decoding: bytes, as: UTF8.self)
    }

    private static func status(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        let code = unsafe line.drop { $0 != UInt8(ascii: " ") }.dropFirst().prefix { $0 != UInt8(ascii: " ") }
        return unsafe Int(String(decoding: code, as: UTF8.self)) ?? 0
    }
}
