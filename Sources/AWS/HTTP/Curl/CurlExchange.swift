import Synchronization

/// One request on its way through libcurl: what is still to be sent and what has come back.
///
/// `@unchecked Sendable`: everything mutable is touched by the loop's thread only, from the moment the exchange is
/// submitted through a mutex; `wasCancelled` is atomic, and the rest never changes.
final class CurlExchange: @unchecked Sendable {
    let request: HTTPRequest
    private let begin: (@Sendable (HTTPResponse) throws -> Void)?
    private let receive: (@Sendable (_ piece: [UInt8]) throws -> Void)?
    private let maximumBodyLength: Int
    private let continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
    private let cancellation: Cancellation

    private var head = ReplyHead()
    private var body: [UInt8] = []
    private var sentCount = 0
    private var failure: HTTPError?
    private(set) var isFinished = false
    /// The handle that carries it now.
    weak var handle: CurlHandle?

    /// A task's wish to stop, which may come before its exchange exists.
    final class Cancellation: Sendable {
        private let state = Mutex<(isCancelled: Bool, exchange: CurlExchange?)>((false, nil))

        var isCancelled: Bool { state.withLock { $0.isCancelled } }

        /// Marks the task as cancelled. The exchange to end, if there is one by now.
        func cancel() -> CurlExchange? {
            state.withLock { state in
                state.isCancelled = true
                return state.exchange
            }
        }

        /// Tells which exchange a cancellation would end; nil once there is none.
        func set(_ exchange: CurlExchange?) { state.withLock { $0.exchange = exchange } }
    }

    init(
        request: HTTPRequest, maximumBodyLength: Int, cancellation: Cancellation,
        begin: (@Sendable (HTTPResponse) throws -> Void)? = nil,
        receive: (@Sendable (_ piece: [UInt8]) throws -> Void)? = nil,
        continuation: CheckedContinuation<Result<HTTPResponse, HTTPError>, Never>
    ) {
        self.request = request
        self.maximumBodyLength = maximumBodyLength
        self.cancellation = cancellation
        self.begin = begin
        self.receive = receive
        self.continuation = continuation
        cancellation.set(self)
    }

    var wasCancelled: Bool { cancellation.isCancelled }

    /// Takes one line of the reply's head. False ends the exchange.
    func take(line: UnsafeBufferPointer<UInt8>) -> Bool {
        guard unsafe head.take(line: line) else {
            fail(.malformedReply, "The reply's headers are longer than \(ReplyHead.maximumLength) bytes.")
            return false
        }
        guard head.isComplete, !head.wasHandedOver else { return true }
        head.wasHandedOver = true
        if let length = head.contentLength, receive == nil { body.reserveCapacity(min(length, 1 << 24)) }
        return callCaller { try begin?(head.response) }
    }

    /// Takes a piece of the reply's body. False ends the exchange.
    func take(piece: UnsafeBufferPointer<UInt8>) -> Bool {
        if let receive {
            let bytes = unsafe Array(piece)
            return callCaller { try receive(bytes) }
        }
        guard body.count + piece.count <= maximumBodyLength else {
            fail(.other, "The reply is larger than the \(maximumBodyLength) bytes that are held in memory.")
            return false
        }
        unsafe body.append(contentsOf: piece)
        return true
    }

    /// Fills a buffer with the next bytes of the request's body. The count, or nil to end the exchange.
    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int? {
        let count = min(buffer.count, request.body.length - sentCount)
        guard count > 0 else { return 0 }
        switch request.body {
        case .none: return 0
        case .bytes(let bytes):
            unsafe bytes[sentCount..<sentCount + count].withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
        case .stream(_, let read):
            var piece: [UInt8] = []
            guard callCaller({ piece = try read(sentCount, count) }) else { return nil }
            guard !piece.isEmpty, piece.count <= count else {
                fail(.stoppedByCaller, "The body gave \(piece.count) bytes at \(sentCount) where \(count) were wanted.")
                return nil
            }
            unsafe piece.withUnsafeBytes { unsafe buffer.copyMemory(from: $0) }
            sentCount += piece.count
            return piece.count
        }
        sentCount += count
        return count
    }

    /// Goes on with the body at an offset: libcurl sends anew where a kept connection turned out to be closed.
    func seek(to offset: Int) -> Bool {
        guard (0...request.body.length).contains(offset) else { return false }
        sentCount = offset
        return true
    }

    /// Hands the reply to the waiting task, or what went wrong: the caller's own error before the transport's.
    func finish(_ error: HTTPError? = nil) {
        guard !isFinished else { return }
        isFinished = true
        // Breaks the cycle with the task's cancellation handler.
        cancellation.set(nil)
        if let error = failure ?? error { return continuation.resume(returning: .failure(error)) }
        guard head.isComplete else {
            let reason = "The server closed the connection without a reply."
            return continuation.resume(returning: .failure(self.error(.interrupted, reason)))
        }
        var response = head.response
        response.body = body
        continuation.resume(returning: .success(response))
    }

    /// An error of this exchange.
    func error(_ code: HTTPError.Code, _ reason: String, underlying: (any Error)? = nil) -> HTTPError {
        HTTPError(code: code, method: request.method, url: request.url, reason: reason, underlying: underlying)
    }

    private func fail(_ code: HTTPError.Code, _ reason: String, underlying: (any Error)? = nil) {
        failure = failure ?? error(code, reason, underlying: underlying)
    }

    private func callCaller(_ body: () throws -> Void) -> Bool {
        do {
            try body()
            return true
        } catch {
            fail(.stoppedByCaller, "\(error)", underlying: error)
            return false
        }
    }
}
