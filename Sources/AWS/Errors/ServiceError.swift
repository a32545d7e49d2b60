/// A refusal of an AWS service, as it told it.
package struct ServiceError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The status of the reply; 200 where S3 found out too late.
    package var status: Int
    /// The service's word for it, for example `NoSuchKey` or `AccessDenied`; nil where the reply names none.
    package var code: String?
    /// The service's sentence, or what stood in its place; cut where it is long.
    package var message: String
    /// What the service's support asks for.
    package var requestID: String?
    /// Where the bucket is, told when the request went elsewhere.
    package var region: String?

    package init(
        status: Int, code: String? = nil, message: String = "", requestID: String? = nil, region: String? = nil
    ) {
        self.status = status
        self.code = code
        self.message = message
        self.requestID = requestID
        self.region = region
    }

    /// `AccessDenied: Access Denied (HTTP 403, request 4442587FB7D0A2F9)`.
    package var description: String {
        let what = [code, message.isEmpty ? nil : message].compactMap { $0 }.joined(separator: ": ")
        let request = requestID.map { ", request \($0)" } ?? ""
        return what.isEmpty ? "HTTP \(status)\(request)" : "\(what) (HTTP \(status)\(request))"
    }
}

extension ServiceError {
    /// Sorts of refusal that are answered alike whatever the service calls them.
    package enum Kind: Sendable, Hashable {
        /// Too many requests: the same again later, after longer waits.
        case throttled
        /// The service failed: the same again.
        case unavailable
        /// The credentials may not do that.
        case permissionDenied
        /// The credentials are unknown, or their signature is wrong.
        case unauthenticated
        /// Temporary credentials are over: get new ones and sign again.
        case expiredCredentials
        /// The clock here is off: sign again with the reply's `Date`.
        case clockSkew
        case other
    }

    /// What sort it is. CloudFront throttles with status 400, so the code goes before the status.
    ///
    /// Codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and
    /// https://docs.aws.amazon.com/cloudfront/latest/APIReference/CommonErrors.html
    package var kind: Kind {
        switch code {
        case "SlowDown", "Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException",
            "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException", "BandwidthLimitExceeded",
            "PriorRequestNotComplete", "ProvisionedThroughputExceededException", "LimitExceededException",
            "RequestRateLimitExceeded", "EC2ThrottledException", "TransactionInProgressException":
            return .throttled
        case "RequestTimeout", "RequestTimeoutException", "InternalError", "InternalFailure", "ServiceUnavailable",
            "ServiceUnavailableException", "IDPCommunicationError":
            return .unavailable
        case "AccessDenied", "AccessDeniedException", "AllAccessDisabled", "UnauthorizedOperation",
            "UnauthorizedException", "AuthorizationError", "AuthorizationErrorException":
            return .permissionDenied
        case "InvalidAccessKeyId", "InvalidClientTokenId", "UnrecognizedClientException", "SignatureDoesNotMatch",
            "InvalidSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException",
            "IncompleteSignature", "NotSignedUp", "OptInRequired", "AuthFailure", "MissingSecurityHeader":
            return .unauthenticated
        case "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "InvalidToken": return .expiredCredentials
        case "RequestTimeTooSkewed", "RequestExpired", "RequestInTheFuture": return .clockSkew
        default: return Self.kind(ofStatus: status)
        }
    }

    private static func kind(ofStatus status: Int) -> Kind {
        switch status {
        case 429: .throttled
        case 500, 502, 503, 504: .unavailable
        case 401: .unauthenticated
        case 403: .permissionDenied
        default: .other
        }
    }
}
