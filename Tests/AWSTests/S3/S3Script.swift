import AWS
import Synchronization

/// Answers requests from a script, and keeps what was asked.
final class S3Script: HTTPTransport {
    /// What comes of one request.
    enum Step: Sendable {
        case reply(Int, [String: String] = [:], String = "")
        case fail(HTTPError.Code)
        /// The reply is made from the request.
        case answer(@Sendable (HTTPRequest) -> HTTPResponse)
    }

    private let state: Mutex<(steps: [Step], requests: [HTTPRequest])>

    init(_ steps: [Step]) { state = Mutex((steps, [])) }

    /// Adds what comes after the rest.
    func append(_ step: Step) { state.withLock { $0.steps.append(step) } }

    /// All that was asked so far.
    var requests: [HTTPRequest] { state.withLock { $0.requests } }
    /// Methods only, for counting.
    var methods: [String] { requests.map(\.method) }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let step = state.withLock { state in
            state.requests.append(request)
            return state.steps.isEmpty ? Step.reply(418) : state.steps.removeFirst()
        }
        switch step {
        case .reply(let status, let fields, let body):
            var headers = HTTPHeaders()
            for (name, value) in fields { headers[name] = value }
            return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
        case .fail(let code): throw HTTPError(code: code, method: request.method, url: request.url, reason: "scripted")
        case .answer(let answer): return answer(request)
        }
    }

    func send(
        _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
        receive: @escaping @Sendable (_ piece: [UInt8]) throws -> Void
    ) async throws(HTTPError) -> HTTPResponse { try await send(request) }

    /// An error of S3 as it comes.
    static func error(
        _ status: Int, _ code: String, _ fields: [String: String] = [:], message: String = "", more: String = ""
    ) -> Step {
        .reply(
            status, fields,
            "<?xml version=\"1.0\"?><Error><Code>\(code)</Code><Message>\(message)</Message>\(more)</Error>")
    }

    /// A store over this script, with waits that pass at once.
    func store(
        region: String? = nil, endpoint: HTTPURL? = nil, addressing: S3Endpoint.Addressing = .automatic,
        bucket: String = "bucket", prefix: String = "site", now: Int = 1_700_000_000,
        credentials: @escaping CredentialSource = { _ in Credentials(accessKeyID: "KEY", secretAccessKey: "secret") },
        partThreshold: Int = 16 << 20, partSize: Int = 8 << 20, log: S3RequestLog? = nil
    ) throws -> S3Store {
        guard let place = S3Location(bucket: bucket, prefix: prefix) else { throw NoSuchPlace() }
        return S3Store(
            place, region: region, endpoint: S3Endpoint(url: endpoint, addressing: addressing),
            credentials: credentials, transport: self, retries: Retries(sleep: { _ in }), now: { now },
            partThreshold: partThreshold, partSize: partSize, log: log)
    }

    struct NoSuchPlace: Error {}
}
