internal import Foundation

/// An error as S3 answers it
/// (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
package struct StoreReply: Sendable, Hashable {
    package var status: Int
    /// The error's code, for example `SlowDown`.
    package var code: String
    /// Seconds, as the field `Retry-After` tells them.
    package var retryAfter: Int?
    /// How many seconds the field `Date` is from this machine's clock.
    package var clockOffset: Int

    /// An error with its status and code.
    package init(_ status: Int, _ code: String, retryAfter: Int? = nil, clockOffset: Int = 0) {
        self.status = status
        self.code = code
        self.retryAfter = retryAfter
        self.clockOffset = clockOffset
    }

    package static let slowDown = StoreReply(503, "SlowDown")
    package static let internalError = StoreReply(500, "InternalError")
    package static let tooManyRequests = StoreReply(429, "TooManyRequests", retryAfter: 1)
    package static let expiredToken = StoreReply(400, "ExpiredToken")
    package static let accessDenied = StoreReply(403, "AccessDenied")
    package static let preconditionFailed = StoreReply(412, "PreconditionFailed")
    package static let conflict = StoreReply(409, "ConditionalRequestConflict")

    /// The client's clock is said to be wrong; the field `Date` is the store's.
    package static func skewed(by offset: Int) -> StoreReply {
        StoreReply(403, "RequestTimeTooSkewed", clockOffset: offset)
    }

    /// The message as it goes over the wire.
    func bytes(for request: ProxiedRequest) -> [UInt8] {
        let body =
            request.method == "HEAD"
            ? ""
            : """
            <?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>\(code)</Code><Message>\(code), on purpose.</Message><RequestId>FAULT\(request.number)</RequestId></Error>
            """
        var head = "HTTP/1.1 \(status) \(code)\r\nDate: \(date)\r\nContent-Type: application/xml\r\n"
        if let retryAfter { head += "Retry-After: \(retryAfter)\r\n" }
        return Array(
            "\(head)x-amz-request-id: FAULT\(request.number)\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)".utf8)
    }

    /// The date as RFC 9110 section 5.6.7 writes it.
    private var date: String { Self.time("EEE, dd MMM yyyy HH:mm:ss 'GMT'", ahead: clockOffset) }

    /// The time of day as a signature tells it, `HHmmss`, by a clock so many seconds ahead.
    package static func clock(ahead: Int) -> String { time("HHmmss", ahead: ahead) }

    private static func time(_ pattern: String, ahead: Int) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(identifier: "GMT")
        format.dateFormat = pattern
        return format.string(from: Date(timeIntervalSinceNow: Double(ahead)))
    }
}
