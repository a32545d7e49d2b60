/// Requests for credentials, sent again where that helps: they change nothing that repeating would harm.
struct CredentialExchange: Sendable {
    let transport: any HTTPTransport
    let surroundings: Surroundings
    /// How often a request is sent at most.
    var attempts = 3

    /// The first reply that is neither a fault of the service nor a plea to wait, or the last one.
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let policy = RetryPolicy(
            tries: attempts, throttledTries: attempts, base: .milliseconds(100), longestRetryAfter: .seconds(5))
        return try await Retries(policy: policy, sleep: surroundings.pause)
            .send { _ throws(HTTPError) in try await transport.send(request) }
    }
}

extension HTTPHeaders {
    /// Headers with the name of the program.
    static let ofCredentialRequests: HTTPHeaders = ["User-Agent": "sitegen", "Accept": "*/*"]
}
