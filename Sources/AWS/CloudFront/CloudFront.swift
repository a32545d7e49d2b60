/// The one thing asked of CloudFront: to forget what it keeps of paths whose objects changed.
///
/// https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateInvalidation.html
package struct CloudFront: Sendable {
    /// An invalidation as CloudFront took it.
    package struct Invalidation: Sendable, Hashable {
        package var id: String
        /// `InProgress` or `Completed`.
        package var status: String
    }

    private let transport: any HTTPTransport
    private let credentials: any CredentialProvider
    private let endpoint: HTTPURL
    private let retries: Retries
    private let now: @Sendable () -> Int
    private let signer: SigV4Signer

    /// - Parameters:
    ///   - endpoint: where CloudFront is; another for tests and other partitions.
    ///   - region: what requests are signed for, whatever region the distribution's bucket is in.
    ///   - now: seconds since 1970.
    package init(
        transport: any HTTPTransport, credentials: any CredentialProvider,
        endpoint: HTTPURL = HTTPURL(host: "cloudfront.amazonaws.com"), region: String = "us-east-1",
        retries: Retries = Retries(), now: @escaping @Sendable () -> Int
    ) {
        self.transport = transport
        self.credentials = credentials
        self.endpoint = endpoint
        self.retries = retries
        self.now = now
        signer = SigV4Signer(service: "cloudfront", region: region)
    }

    /// Has CloudFront forget paths, tried again where it throttles or fails.
    ///
    /// - Parameters:
    ///   - paths: encoded, as `InvalidationPaths` gives them, at least one.
    ///   - reference: the same for the same paths, another for others: a repeated request is then the same invalidation.
    package func createInvalidation(
        of paths: [String], distribution: String, reference: String
    ) async throws(InvalidationError) -> Invalidation {
        func failure(_ code: InvalidationError.Code, _ reason: String, _ error: (any Error)?) -> InvalidationError {
            InvalidationError(
                code: code, distribution: distribution, pathCount: paths.count, reason: reason, underlying: error)
        }
        let request = request(paths: paths, distribution: distribution, reference: reference)
        var attempt = 1
        var skew: Int?
        while true {
            let refusal: InvalidationRefusal
            do {
                let time = now() + (skew ?? 0)
                let reply = try await transport.send(signer.sign(request, with: try await signingKeys(), at: time))
                if reply.status == 200 || reply.status == 201 {
                    let invalidation = try Self.invalidation(in: reply)
                    retries.budget.succeeded()
                    return invalidation
                }
                refusal = InvalidationRefusal(ServiceError(reply: reply), headers: reply.headers)
                if skew == nil, let correction = refusal.correction(of: time, by: reply.headers) {
                    skew = correction
                    continue
                }
            } catch let error as HTTPError {
                refusal = InvalidationRefusal(error)
            } catch let error as XMLFault {
                refusal = InvalidationRefusal(error)
            } catch let error as CredentialError {
                throw failure(.unauthenticated, "\(error)", error)
            } catch { throw failure(.other, "\(error)", error) }
            guard let passing = refusal.passing, let wait = retries.delay(attempt: attempt, failure: passing) else {
                throw failure(refusal.code, refusal.reason(after: attempt), refusal.error)
            }
            do { try await retries.sleep(wait) } catch {
                throw failure(.cancelled, "The run was cancelled", error)
            }
            attempt += 1
        }
    }

    private func signingKeys() async throws -> Credentials {
        if let keys = try await credentials.credentials() { return keys }
        throw CredentialError(provider: credentials.name, reason: "There are no credentials to sign with.")
    }

    private func request(paths: [String], distribution: String, reference: String) -> HTTPRequest {
        var url = endpoint
        if url.path.utf8.last == 0x2F { url.path.removeLast() }
        url.path += "/2020-05-31/distribution/\(PercentEncoding.encode(distribution))/invalidation"
        let items = paths.map { "<Path>\(Self.escaped($0))</Path>" }.joined()
        let body =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<InvalidationBatch xmlns=\"http://cloudfront.amazonaws.com/doc/2020-05-31/\">"
            + "<Paths><Quantity>\(paths.count)</Quantity><Items>\(items)</Items></Paths>"
            + "<CallerReference>\(Self.escaped(reference))</CallerReference></InvalidationBatch>"
        return HTTPRequest(
            method: "POST", url: url, headers: ["Content-Type": "application/xml"], body: .bytes(Array(body.utf8)),
            timeout: .seconds(60))
    }

    private static func invalidation(in reply: HTTPResponse) throws(XMLFault) -> Invalidation {
        let document = try XMLElement(parsing: reply.body)
        guard document.name == "Invalidation", let id = document.text(of: "Id") else {
            throw XMLFault(reason: "It holds <\(document.name)> and no invalidation's id", byteOffset: 0)
        }
        return Invalidation(id: id, status: document.text(of: "Status") ?? "InProgress")
    }

    private static func escaped(_ text: String) -> String {
        var escaped: [UInt8] = []
        for byte in text.utf8 {
            switch byte {
            case 0x26: escaped += "&amp;".utf8
            case 0x3C: escaped += "&lt;".utf8
            case 0x3E: escaped += "&gt;".utf8
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}
