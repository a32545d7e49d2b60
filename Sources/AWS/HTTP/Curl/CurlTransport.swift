import Synchronization

/// Carries requests with libcurl, over connections that are kept and used again.
///
/// One thread of its own runs all exchanges; it starts with the first request and ends with the transport. Proxies come
/// from `http_proxy`, `https_proxy`, `all_proxy` and `no_proxy`, as curl reads them, save for direct requests. `read`, `begin` and `receive` are
/// called on that thread: while one of them waits, all exchanges do.
package final class CurlTransport: HTTPTransport {
    /// Limits and trust of a transport.
    package struct Options: Sendable {
        /// How many requests are under way at once; others wait for their turn, in order.
        package var connections: Int
        /// For resolving the name, connecting and TLS together.
        package var connectTimeout: Duration
        /// How long a connection may stand still, in whole seconds.
        package var stallTimeout: Duration
        /// A file of PEM certificates to trust instead of the system's (`AWS_CA_BUNDLE`).
        package var caBundle: String?
        /// Replies that are held in memory may have this many bytes.
        package var maximumBodyLength: Int

        package init(
            connections: Int = 32, connectTimeout: Duration = .seconds(10), stallTimeout: Duration = .seconds(30),
            caBundle: String? = nil, maximumBodyLength: Int = 1 << 30
        ) {
            self.connections = max(1, connections)
            self.connectTimeout = connectTimeout
            self.stallTimeout = stallTimeout
            self.caBundle = caBundle
            self.maximumBodyLength = maximumBodyLength
        }
    }

    private let options: Options
    private let loop = Mutex<CurlLoop?>(nil)

    package init(_ options: Options = Options()) { self.options = options }

    deinit { loop.withLock { $0?.stop() } }

    package func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        try await exchange(request, begin: nil, receive: nil)
    }

    package func send(
        _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
        receive: @escaping @Sendable (_ piece: [UInt8]) throws -> Void
    ) async throws(HTTPError) -> HTTPResponse {
        try await exchange(request, begin: begin, receive: receive)
    }

    private func exchange(
        _ request: HTTPRequest, begin: (@Sendable (HTTPResponse) throws -> Void)?,
        receive: (@Sendable (_ piece: [UInt8]) throws -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        if let fault = request.fault {
            throw HTTPError(code: .other, method: request.method, url: request.url, reason: fault)
        }
        guard let loop = startedLoop() else {
            let reason = CurlLibrary.fault ?? "libcurl can't be started."
            throw HTTPError(code: .other, method: request.method, url: request.url, reason: reason)
        }
        let cancellation = CurlExchange.Cancellation()
        return try await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                loop.submit(
                    CurlExchange(
                        request: request, maximumBodyLength: options.maximumBodyLength, cancellation: cancellation,
                        begin: begin, receive: receive, continuation: continuation))
            }
        } onCancel: {
            if let exchange = cancellation.cancel() { loop.cancel(exchange) }
        }.get()
    }

    private func startedLoop() -> CurlLoop? {
        loop.withLock { loop in
            if loop == nil { loop = CurlLoop(options: options) }
            return loop
        }
    }
}
