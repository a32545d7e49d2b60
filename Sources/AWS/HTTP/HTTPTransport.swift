/// What carries requests: libcurl in the program, scripted replies in tests of what is above it.
package protocol HTTPTransport: Sendable {
    /// Sends one request, once, and waits for the whole reply whatever its status. Redirects are not followed.
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse

    /// The same with the body given to `receive` piece by piece as it comes, for replies that should not be held in
    /// memory; the returned body is empty. `begin` gets status and headers before the first piece, again after an
    /// informational reply. An error thrown by either ends the exchange.
    func send(
        _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
        receive: @escaping @Sendable (_ piece: [UInt8]) throws -> Void
    ) async throws(HTTPError) -> HTTPResponse
}

/// An exchange that came to no reply: what was asked of whom, and what went wrong. Never holds a query or a header.
package struct HTTPError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        /// The name of the host can't be resolved.
        case unknownHost
        /// Nobody answers there, or the connection was refused.
        case unreachable
        /// The certificate is not trusted, or TLS failed otherwise.
        case insecure
        /// The connection broke before or while the reply came; the request may have been carried out.
        case interrupted
        /// Nothing came for too long, or the whole took too long; the request may have been carried out.
        case timedOut
        /// The reply is no HTTP, or shorter than it said.
        case malformedReply
        case cancelled
        /// The caller's own `read`, `begin` or `receive` failed; see `underlying`.
        case stoppedByCaller
        case other
    }

    package var code: Code
    package var method: String
    package var url: HTTPURL
    package var reason: String
    package var underlying: (any Error)?

    package init(
        code: Code, method: String, url: HTTPURL, reason: String, underlying: (any Error)? = nil
    ) {
        self.code = code
        self.method = method
        self.url = url
        self.reason = reason
        self.underlying = underlying
    }

    package var description: String { "\(method) \(url): \(reason)" }
}
