/// One answer that was no invalidation, and whether the request is worth sending again.
struct InvalidationRefusal {
    var code: InvalidationError.Code
    var error: any Error
    /// What passes when waited for; nil where another attempt would end the same way.
    var passing: RetryableFailure?
    private var kind = ServiceError.Kind.other

    /// What CloudFront answered.
    init(_ error: ServiceError, headers: HTTPHeaders) {
        self.error = error
        kind = error.kind
        passing = RetryableFailure(error, headers: headers)
        switch (error.code, error.kind) {
        case ("NoSuchDistribution", _): code = .noSuchDistribution
        case ("InvalidationBatchAlreadyExists", _): code = .referenceReused
        case ("TooManyInvalidationsInProgress", _):
            code = .unavailable
            passing = RetryableFailure(isThrottled: true)
        case (_, .throttled), (_, .unavailable): code = .unavailable
        case (_, .permissionDenied): code = .permissionDenied
        case (_, .unauthenticated), (_, .clockSkew): code = .unauthenticated
        case (_, .expiredCredentials):
            // The next attempt asks for credentials again.
            code = .unauthenticated
            passing = RetryableFailure()
        default: code = passing == nil ? .other : .unavailable
        }
    }

    /// An exchange without an answer. The reference makes it safe to repeat what may have been carried out.
    init(_ error: HTTPError) {
        self.error = error
        passing = RetryableFailure(error)
        code = error.code == .cancelled ? .cancelled : passing == nil ? .other : .unavailable
    }

    /// An answer that can't be read: it was cut off on its way.
    init(_ error: XMLFault) {
        self.error = error
        code = .unavailable
        passing = RetryableFailure()
    }

    /// How far the clock here is off, where that may be why the signature was refused: more than five minutes.
    ///
    /// CloudFront tells a signature that is out of time by the code of any wrong signature.
    func correction(of time: Int, by headers: HTTPHeaders) -> Int? {
        guard kind == .clockSkew || kind == .unauthenticated, let date = headers["Date"].flatMap(HTTPDate.seconds),
            abs(date - time) > 300
        else { return nil }
        return date - time
    }

    func reason(after attempts: Int) -> String {
        attempts == 1 ? "\(error)" : "\(error), after \(attempts) attempts"
    }
}
