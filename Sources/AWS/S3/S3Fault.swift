/// What a reply that is no success says: its XML, or its status alone where there is none (after HEAD).
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
struct S3Fault: Sendable {
    let status: Int
    /// The service's word, for example `NoSuchKey`; empty where there was none.
    let code: String
    /// The service's sentence, made safe to show.
    let message: String
    /// The region the bucket is in, where the reply tells it.
    let region: String?
    /// The service's clock: seconds since 1970.
    let date: Int?

    init(_ response: HTTPResponse) {
        status = response.status
        var root = try? XMLElement(parsing: response.body)
        // Replies of other services wrap the error.
        if root?.name == "ErrorResponse" { root = root?["Error"] }
        if root?.name != "Error" { root = nil }
        code = Self.shown(root?.text(of: "Code") ?? "")
        message = Self.shown(root?.text(of: "Message") ?? "")
        region = (response.headers["x-amz-bucket-region"] ?? root?.text(of: "Region")).flatMap(Self.region)
        date = response.headers["Date"].flatMap(S3Time.seconds)
    }

    /// Whether the reply told nothing but its status.
    var isWordless: Bool { code.isEmpty }

    /// The store is busy or broken: the same request may go well later (AWS SDKs, "Retry behavior").
    var isTransient: Bool {
        if isThrottling || [500, 502, 503, 504].contains(status) { return true }
        return [
            "InternalError", "RequestTimeout", "RequestTimeoutException", "OperationAborted", "ServiceUnavailable",
            "ConditionalRequestConflict", "BadDigest", "XAmzContentSHA256Mismatch", "IncompleteBody",
        ].contains(code)
    }

    /// The store asks for fewer requests.
    var isThrottling: Bool {
        status == 429
            || [
                "SlowDown", "Throttling", "ThrottlingException", "ThrottledException", "TooManyRequests",
                "RequestLimitExceeded", "RequestThrottled", "RequestThrottledException", "BandwidthLimitExceeded",
                "TooManyRequestsException", "SlowDownRead", "SlowDownWrite",
            ].contains(code)
    }

    /// Whether the request may have been carried out nonetheless.
    var isAmbiguous: Bool { status >= 500 }

    /// Whether other credentials of the same source may do.
    var mayNeedFreshCredentials: Bool {
        ["ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired"].contains(code)
    }

    /// Whether the clocks differ by more than the service allows.
    var isClockSkew: Bool { code == "RequestTimeTooSkewed" || code == "RequestInTheFuture" }

    /// Whether the request was signed for, or sent to, another region than the bucket's.
    var mayBeElsewhere: Bool { status == 301 || status == 307 || status == 400 }

    private static func region(_ text: String) -> String? {
        let isName =
            (1...63).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, 0x2D: true
                default: false
                }
            }
        return isName ? text : nil
    }

    /// Foreign words for a message: one line, of bearable length, without control characters and a full stop.
    static func shown(_ text: String) -> String {
        var words = String(
            String.UnicodeScalarView(
                text.unicodeScalars.prefix(400).map { scalar in
                    switch scalar.properties.generalCategory {
                    case .control, .format, .lineSeparator, .paragraphSeparator: " "
                    default: scalar
                    }
                }))
        while let last = words.last, last == "." || last == " " { words.removeLast() }
        return words
    }
}
