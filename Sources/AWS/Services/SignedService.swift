/// An AWS service that is asked with signed requests, each sent again where that helps: after passing failures, with the
/// reply's clock where this one is off, and with new credentials where the old ones ended.
package struct SignedService: Sendable {
    /// Where the service is.
    package let endpoint: HTTPURL
    private let signer: SigV4Signer
    private let credentials: CredentialSource
    private let transport: any HTTPTransport
    private let retries: Retries
    private let now: @Sendable () -> Int

    /// - Parameters:
    ///   - name: what requests are signed for, for example `cloudfront`.
    ///   - now: seconds since 1970.
    package init(
        name: String, region: String, endpoint: HTTPURL, credentials: @escaping CredentialSource,
        transport: any HTTPTransport, retries: Retries = Retries(),
        now: @escaping @Sendable () -> Int = Surroundings.clock
    ) {
        self.endpoint = endpoint
        signer = SigV4Signer(service: name, region: region)
        self.credentials = credentials
        self.transport = transport
        self.retries = retries
        self.now = now
    }

    /// Sends a request until there is an answer. It may be carried out twice: it must be one that may be repeated.
    ///
    /// - Parameters:
    ///   - passing: what of a refusal passes when waited for, where the service has its own words.
    ///   - read: reads a successful reply; what can't be read was cut off, and is asked again.
    package func send<Answer>(
        _ request: HTTPRequest,
        passing: (ServiceError, HTTPHeaders) -> RetryableFailure? = { RetryableFailure($0, headers: $1) },
        read: (HTTPResponse) throws -> Answer
    ) async throws(ServiceFailure) -> Answer {
        var corrections = Corrections()
        var attempt = 1
        while true {
            let cause: ServiceFailure.Cause
            let failure: RetryableFailure?
            switch await once(request, &corrections) {
            case .success(let reply) where (200..<300).contains(reply.status):
                do {
                    let answer = try read(reply)
                    retries.budget.succeeded()
                    return answer
                } catch { (cause, failure) = (.unreadable("\(error)"), RetryableFailure()) }
            case .success(let reply):
                let refusal = ServiceError(reply: reply)
                if corrections.correct(refusal, reply.headers) { continue }
                (cause, failure) = (.refused(refusal), passing(refusal, reply.headers))
            case .failure(.unsent(let error)): (cause, failure) = (.unsent(error), RetryableFailure(error))
            case .failure(let other): (cause, failure) = (other, nil)
            }
            guard let failure, let wait = retries.delay(attempt: attempt, failure: failure) else {
                throw ServiceFailure(cause: cause, isPassing: failure != nil, attempts: attempt)
            }
            do { try await retries.sleep(wait) } catch {
                throw ServiceFailure(cause: .cancelled, isPassing: false, attempts: attempt)
            }
            attempt += 1
        }
    }

    private func once(
        _ request: HTTPRequest, _ corrections: inout Corrections
    ) async -> Result<HTTPResponse, ServiceFailure.Cause> {
        let keys: Credentials?
        do { keys = try await credentials(corrections.takeRefused()) } catch { return .failure(.uncredentialed(error)) }
        guard let keys else {
            return .failure(
                .uncredentialed(
                    CredentialError(
                        provider: "credentials",
                        reason: "This needs a signed request, and requests are not to be signed.")))
        }
        corrections.keys = keys
        corrections.time = now() + (corrections.skew ?? 0)
        do {
            return .success(try await transport.send(signer.sign(request, with: keys, at: corrections.time)))
        } catch { return .failure(error.code == .cancelled ? .cancelled : .unsent(error)) }
    }

    /// What refusals taught about signing; each lesson is learned once.
    private struct Corrections {
        /// What the service's clock is ahead, in seconds.
        var skew: Int?
        /// What the last request was signed with, and for when.
        var keys: Credentials?
        var time = 0
        private var refused: Credentials?
        private var renewed = false

        /// The credentials that were refused as ended, told once.
        mutating func takeRefused() -> Credentials? {
            defer { refused = nil }
            return refused
        }

        /// Whether another request, signed anew, may go better.
        mutating func correct(_ refusal: ServiceError, _ headers: HTTPHeaders) -> Bool {
            // Some services tell a signature that is out of time by the code of any wrong signature.
            if skew == nil, refusal.kind == .clockSkew || refusal.kind == .unauthenticated,
                let date = headers["Date"].flatMap(HTTPDate.seconds), abs(date - time) > 300
            {
                skew = date - time
                return true
            }
            guard refusal.kind == .expiredCredentials, !renewed else { return false }
            renewed = true
            refused = keys
            return true
        }
    }
}

/// A request that came to no answer that can be used.
package struct ServiceFailure: Error, Sendable, CustomStringConvertible {
    /// What stood in the way.
    package enum Cause: Error, Sendable {
        /// The service said no.
        case refused(ServiceError)
        /// There was no reply.
        case unsent(HTTPError)
        /// There is nothing to sign with.
        case uncredentialed(CredentialError)
        /// A successful reply that can't be understood, and why.
        case unreadable(String)
        case cancelled
    }

    package var cause: Cause
    /// Whether it may go well later.
    package var isPassing: Bool
    /// How often it was tried.
    package var attempts: Int

    package init(cause: Cause, isPassing: Bool, attempts: Int) {
        self.cause = cause
        self.isPassing = isPassing
        self.attempts = attempts
    }

    /// The service's code, for example `ResourceNotFoundException`.
    package var code: String? {
        if case .refused(let error) = cause { error.code } else { nil }
    }

    package var description: String {
        let text =
            switch cause {
            case .refused(let error): "\(error)"
            case .unsent(let error): "\(error)"
            case .uncredentialed(let error): "\(error)"
            case .unreadable(let reason): "The reply can't be read: \(reason)"
            case .cancelled: "The run was cancelled"
            }
        return attempts == 1 ? text : "\(text), after \(attempts) attempts"
    }
}
