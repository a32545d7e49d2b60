/// What a reply that is no success says: the service's words, or its status alone where there are none (after HEAD).
///
/// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
struct S3Fault: Sendable {
    let service: ServiceError
    /// Set where the same request may go well later.
    let retry: RetryableFailure?
    /// The service's clock: seconds since 1970.
    let date: Int?

    init(_ response: HTTPResponse) { self.init(ServiceError(reply: response), response) }

    /// A failure that a reply with status 200 tells of; nil where it tells of none.
    init?(insideSuccess response: HTTPResponse) {
        guard let service = ServiceError(insideSuccess: response) else { return nil }
        self.init(service, response)
    }

    private init(_ service: ServiceError, _ response: HTTPResponse) {
        self.service = service
        var retry = RetryableFailure(service, headers: response.headers)
        // A reply to HEAD has no words; with them S3's 503 says SlowDown.
        if service.code == nil, service.status == 503 { retry?.isThrottled = true }
        self.retry = retry
        date = response.headers["Date"].flatMap(HTTPDate.seconds)
    }

    var status: Int { service.status }
    /// The service's word, for example `NoSuchKey`; empty where there was none.
    var code: String { service.code ?? "" }
    /// Whether the reply told nothing but its status.
    var isWordless: Bool { service.code == nil }

    /// Whether the request, or an earlier try of it, may have been carried out nonetheless. One that was throttled was not.
    var isAmbiguous: Bool {
        (status >= 500 && service.kind != .throttled) || status == 200 || code == "NoSuchUpload"
    }

    /// Whether the clocks differ by more than the service allows.
    var isClockSkew: Bool { service.kind == .clockSkew }

    /// The region that was named where the request was sent to another.
    var otherRegion: String? {
        guard [301, 307, 400].contains(status), let region = service.region else { return nil }
        // It becomes part of an address.
        let isName =
            (1...63).contains(region.utf8.count)
            && region.utf8.allSatisfy { byte in
                switch byte {
                case 0x30...0x39, 0x61...0x7A, 0x2D: true
                default: false
                }
            }
        return isName ? region : nil
    }

    /// Foreign words for a message: one line, of bearable length, without control characters and a full stop.
    static func shown(_ text: String) -> String {
        var words = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(400) {
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: words.append(" ")
            default: words.append(scalar)
            }
        }
        while let last = words.last, last == "." || last == " " { words.removeLast() }
        return String(words)
    }
}
