import AWS
import Synchronization

/// Changes a byte of the first uploads after they were signed.
final class DamagingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let left: Mutex<Int>

    init(_ transport: any HTTPTransport, count: Int) {
        self.transport = transport
        left = Mutex(count)
    }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        var request = request
        if case .bytes(var bytes) = request.body, !bytes.isEmpty, take() {
            bytes[0] ^= 1
            request.body = .bytes(bytes)
        }
        return try await transport.send(request)
    }

    func send(
        _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
        receive: @escaping @Sendable (_ piece: [UInt8]) throws -> Void
    ) async throws(HTTPError) -> HTTPResponse { try await transport.send(request, begin: begin, receive: receive) }

    private func take() -> Bool {
        left.withLock { left in
            if left > 0 {
                left -= 1
                return true
            }
            return false
        }
    }
}

/// Keeps what a store tells of its requests.
final class RequestCounter: Sendable {
    private let kept = Mutex<[S3RequestRecord]>([])

    var records: [S3RequestRecord] { kept.withLock { $0 } }

    func add(_ record: S3RequestRecord) { kept.withLock { $0.append(record) } }
}
