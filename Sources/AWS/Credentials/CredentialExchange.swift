/// Requests for credentials, sent again where that helps: they change nothing that repeating would harm.
struct CredentialExchange: Sendable {
    let transport: any HTTPTransport
    let surroundings: Surroundings
    /// How often a request is sent at most.
    var attempts = 3

    /// The first reply that is neither a fault of the service nor a plea to wait, or the last one.
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        var attempt = 1
        while true {
            do {
                let response = try await transport.send(request)
                let isPassing = response.status >= 500 || response.status == 429
                if !isPassing || attempt >= attempts || Task.isCancelled { return response }
            } catch {
                if !Self.isPassing(error.code) || attempt >= attempts || Task.isCancelled { throw error }
            }
            // Full jitter, so that many publishers that began together don't come again together.
            await surroundings.pause(.milliseconds(Int.random(in: 50...200) << attempt))
            attempt += 1
        }
    }

    private static func isPassing(_ code: HTTPError.Code) -> Bool {
        switch code {
        case .unreachable, .interrupted, .timedOut, .malformedReply, .other: true
        case .unknownHost, .insecure, .cancelled, .stoppedByCaller: false
        }
    }
}

extension HTTPHeaders {
    /// Headers with the name of the program.
    static let ofCredentialRequests: HTTPHeaders = ["User-Agent": "sitegen", "Accept": "*/*"]
}
