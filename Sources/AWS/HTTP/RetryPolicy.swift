/// How often and how soon a request is sent again: exponential waits with full jitter, as the AWS SDKs do.
///
/// The wait before try `n + 1` is a random part of `base * 2^(n - 1)`, at most `longest`: publishers that failed together do
/// not come back together (https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/).
package struct RetryPolicy: Sendable, Hashable {
    /// Tries in all, the first included.
    package var tries: Int
    /// The same where the service asks for fewer requests: CloudFront does so for longer than five tries last.
    package var throttledTries: Int
    /// What waits grow from.
    package var base: Duration
    package var throttledBase: Duration
    /// What waits grow to.
    package var longest: Duration
    /// A service that asks for a longer pause is not waited for.
    package var longestRetryAfter: Duration

    package init(
        tries: Int = 5, throttledTries: Int = 8, base: Duration = .milliseconds(50),
        throttledBase: Duration = .seconds(1),
        longest: Duration = .seconds(20), longestRetryAfter: Duration = .seconds(60)
    ) {
        self.tries = tries
        self.throttledTries = throttledTries
        self.base = base
        self.throttledBase = throttledBase
        self.longest = longest
        self.longestRetryAfter = longestRetryAfter
    }

    /// Everything is tried once.
    package static let never = RetryPolicy(tries: 1, throttledTries: 1)

    /// How long to wait before the next try, or nil to give up.
    ///
    /// - Parameters:
    ///   - attempt: how many tries there were, this failure's included: 1 after the first.
    ///   - random: from 0 up to 1.
    package func delay(attempt: Int, failure: RetryableFailure, random: Double) -> Duration? {
        guard attempt < (failure.isThrottled ? throttledTries : tries) else { return nil }
        var wait = failure.isThrottled ? throttledBase : base
        // Doubling stops at the cap, so no number of tries overflows.
        for _ in 1..<max(attempt, 1) where wait < longest { wait *= 2 }
        let jittered = min(wait, longest) * min(max(random, 0), 1)
        guard let pause = failure.retryAfter else { return jittered }
        return pause > longestRetryAfter ? nil : pause + jittered
    }
}

/// A failure after which the same request may go well.
package struct RetryableFailure: Sendable, Hashable {
    /// The service asks for fewer requests.
    package var isThrottled: Bool
    /// The pause it asks for (RFC 9110 section 10.2.3).
    package var retryAfter: Duration?

    package init(isThrottled: Bool = false, retryAfter: Duration? = nil) {
        self.isThrottled = isThrottled
        self.retryAfter = retryAfter
    }

    /// An exchange without a reply; nil where another would end the same way. After `.interrupted`, `.timedOut` and
    /// `.malformedReply` the request may have been carried out: conditional writes look before they are sent again.
    package init?(_ error: HTTPError) {
        switch error.code {
        case .unknownHost, .unreachable, .interrupted, .timedOut, .malformedReply: self.init()
        case .insecure, .cancelled, .stoppedByCaller, .other: return nil
        }
    }

    /// A reply; nil where it is no failure, or one that would come again. Errors inside a reply with status 200 are the
    /// business of the few calls that give them.
    package init?(_ response: HTTPResponse) {
        guard response.status >= 400 else { return nil }
        self.init(ServiceError(reply: response), headers: response.headers)
    }

    /// A refusal that was read already, with the headers it came with; nil where it would come again.
    package init?(_ error: ServiceError, headers: HTTPHeaders) {
        let pause = Self.retryAfter(headers)
        switch error.kind {
        case .throttled: self.init(isThrottled: true, retryAfter: pause)
        case .unavailable: self.init(retryAfter: pause)
        default:
            guard error.status == 408 || Self.passingCodes.contains(error.code ?? "") else { return nil }
            self.init(retryAfter: pause)
        }
    }

    /// Refusals by what was going on, or by what was damaged on its way, that a status does not tell from others
    /// (https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html).
    private static let passingCodes: Set<String> = [
        "OperationAborted", "ConditionalRequestConflict", "IncompleteBody", "BadDigest", "XAmzContentSHA256Mismatch",
        "XAmzContentChecksumMismatch",
    ]

    /// The pause that `Retry-After` asks for, in seconds or until a date, counted from the reply's own `Date`.
    static func retryAfter(_ headers: HTTPHeaders) -> Duration? {
        guard let text = headers["Retry-After"] else { return nil }
        if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return Int(text).map { .seconds(min($0, 1 << 31)) } }
        guard let until = HTTPDate.seconds(text), let now = headers["Date"].flatMap(HTTPDate.seconds) else {
            return nil
        }
        return .seconds(max(0, until - now))
    }
}
