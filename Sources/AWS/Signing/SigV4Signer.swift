/// Signs requests with AWS Signature Version 4, for one service in one region.
///
/// A value is made once and used for all requests: its copies share the day's signing key.
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html
package struct SigV4Signer: Sendable {
    /// The service's name in signatures, for example `s3` or `cloudfront`.
    package let service: String
    package let region: String
    package let rules: Rules
    private let keys = SigningKeyCache()

    /// In what services differ.
    package struct Rules: Sendable, Hashable {
        /// The path as it is sent is encoded again; otherwise it is signed as it is sent.
        package var encodesPathTwice: Bool
        /// Empty, `.` and `..` parts of the path are taken out before signing.
        package var normalizesPath: Bool
        /// `x-amz-content-sha256` is sent with every request; it is signed then.
        package var sendsPayloadHash: Bool

        package init(encodesPathTwice: Bool = true, normalizesPath: Bool = true, sendsPayloadHash: Bool = false) {
            self.encodesPathTwice = encodesPathTwice
            self.normalizesPath = normalizesPath
            self.sendsPayloadHash = sendsPayloadHash
        }

        /// S3: keys are bytes to it, so `//` and `..` in them mean themselves.
        package static let s3 = Rules(encodesPathTwice: false, normalizesPath: false, sendsPayloadHash: true)
    }

    /// A signer with the rules of the service, or others.
    package init(service: String, region: String, rules: Rules? = nil) {
        self.service = service
        self.region = region
        self.rules = rules ?? (service == "s3" ? .s3 : Rules())
    }

    /// The request with `X-Amz-Date`, `X-Amz-Security-Token` where there is a token, and `Authorization`.
    ///
    /// Signing again, later or with other credentials, replaces them. Headers set afterwards are not signed.
    /// - Parameters:
    ///   - seconds: the time of the request since 1970; services refuse one that is 15 minutes off.
    ///   - payloadHash: of the body; nil for that of the bytes in the request, `.unsigned` for a stream.
    package func sign(
        _ request: HTTPRequest, with credentials: Credentials, at seconds: Int, payloadHash: PayloadHash? = nil
    ) -> HTTPRequest {
        var request = request
        let time = SigningTime(secondsSince1970: seconds)
        let payloadHash = (payloadHash ?? .standing(for: request.body)).text
        request.headers["Authorization"] = nil
        request.headers["X-Amz-Date"] = time.text
        request.headers["X-Amz-Security-Token"] = credentials.sessionToken
        if rules.sendsPayloadHash { request.headers["x-amz-content-sha256"] = payloadHash }
        let headers = CanonicalRequest.headers(of: request)
        let canonical = CanonicalRequest(
            request, headers: headers, signedHeaders: headers.map(\.name).joined(separator: ";"),
            payloadHash: payloadHash, rules: rules)
        let scope = scope(at: time)
        let signature = signature(of: canonical, scope: scope, time: time, secret: credentials.secretAccessKey)
        request.headers["Authorization"] =
            "AWS4-HMAC-SHA256 Credential=\(credentials.accessKeyID)/\(scope), "
            + "SignedHeaders=\(canonical.signedHeaders), Signature=\(signature)"
        return request
    }

    /// The request with its signature in the query, so that its address alone can be handed on.
    ///
    /// https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
    /// - Parameters:
    ///   - duration: how many seconds the address holds, at most seven days.
    ///   - payloadHash: nil for `.unsigned` in S3 and for the hash of the request's bytes elsewhere.
    package func presign(
        _ request: HTTPRequest, with credentials: Credentials, at seconds: Int, expiresAfter duration: Int,
        payloadHash: PayloadHash? = nil
    ) -> HTTPRequest {
        var request = request
        let time = SigningTime(secondsSince1970: seconds)
        let scope = scope(at: time)
        let headers = CanonicalRequest.headers(of: request)
        let signedHeaders = headers.map(\.name).joined(separator: ";")
        let added = [
            ("X-Amz-Algorithm", "AWS4-HMAC-SHA256"), ("X-Amz-Credential", "\(credentials.accessKeyID)/\(scope)"),
            ("X-Amz-Date", time.text), ("X-Amz-SignedHeaders", signedHeaders), ("X-Amz-Expires", "\(duration)"),
        ]
        request.url.query += added.map { .init($0, PercentEncoding.encode($1)) }
        if let token = credentials.sessionToken {
            request.url.query.append(.init("X-Amz-Security-Token", PercentEncoding.encode(token)))
        }
        let payloadHash = payloadHash ?? (rules.sendsPayloadHash ? .unsigned : .standing(for: request.body))
        let canonical = CanonicalRequest(
            request, headers: headers, signedHeaders: signedHeaders, payloadHash: payloadHash.text, rules: rules)
        let signature = signature(of: canonical, scope: scope, time: time, secret: credentials.secretAccessKey)
        request.url.query.append(.init("X-Amz-Signature", signature))
        return request
    }

    private func scope(at time: SigningTime) -> String { "\(time.day)/\(region)/\(service)/aws4_request" }

    private func signature(
        of canonical: CanonicalRequest, scope: String, time: SigningTime, secret: String
    ) -> String {
        let text = "AWS4-HMAC-SHA256\n\(time.text)\n\(scope)\n\(SHA256Digest(of: canonical.bytes).hex)"
        return Hexadecimal.text(
            MessageAuthentication.code(of: text.utf8, key: keys.key(secret: secret, scope: scope)))
    }
}

/// What a signature says of the body.
package enum PayloadHash: Sendable, Hashable {
    /// The body has this digest; the service refuses any other.
    case digest(SHA256Digest)
    /// The body is not signed: for streams and presigned addresses, in S3 only.
    case unsigned

    /// The value of `x-amz-content-sha256`.
    package var text: String {
        switch self {
        case .digest(let digest): digest.hex
        case .unsigned: "UNSIGNED-PAYLOAD"
        }
    }

    private static let empty = PayloadHash.digest(SHA256Digest(of: []))

    /// What can be told of a body without reading a stream.
    static func standing(for body: HTTPBody) -> PayloadHash {
        switch body {
        case .none: empty
        case .bytes(let bytes): .digest(SHA256Digest(of: bytes))
        case .stream: .unsigned
        }
    }
}
