import AWS
import Synchronization
import Testing

/// Gives prepared answers in turn, the last one for ever, and keeps what it was asked.
private final class ScriptedTransport: HTTPTransport {
    private let state: Mutex<(answers: [Result<HTTPResponse, HTTPError>], requests: [HTTPRequest])>

    init(_ answers: [Result<HTTPResponse, HTTPError>]) { state = Mutex((answers, [])) }

    var requests: [HTTPRequest] { state.withLock { $0.requests } }

    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        let answer = state.withLock { state in
            state.requests.append(request)
            return state.answers.count > 1 ? state.answers.removeFirst() : state.answers[0]
        }
        return try answer.get()
    }

    func send(
        _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
        receive: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws(HTTPError) -> HTTPResponse { try await send(request) }
}

@Suite struct CloudFrontTests {
    private static func reply(
        _ status: Int, _ body: String, headers: HTTPHeaders = [:]
    ) -> Result<
        HTTPResponse, HTTPError
    > { .success(HTTPResponse(status: status, headers: headers, body: Array(body.utf8))) }

    private static func refusal(
        _ status: Int, _ code: String, headers: HTTPHeaders = [:]
    ) -> Result<
        HTTPResponse, HTTPError
    > {
        reply(
            status, "<ErrorResponse><Error><Code>\(code)</Code><Message>Told so.</Message></Error></ErrorResponse>",
            headers: headers)
    }

    private static let taken = reply(
        201, "<?xml version=\"1.0\"?><Invalidation><Id>I1</Id><Status>InProgress</Status></Invalidation>")

    /// What came of an invalidation, and how long each wait was.
    private func invalidate(
        _ transport: ScriptedTransport, paths: [String] = ["/a"],
        keys: Credentials? = Credentials(accessKeyID: "AKID", secretAccessKey: "secret"),
        endpoint: HTTPURL = HTTPURL(host: "cloudfront.amazonaws.com")
    ) async -> (result: Result<CloudFront.Invalidation, InvalidationError>, waits: [Duration]) {
        let kept = WaitLog()
        let cloudFront = CloudFront(
            SignedService(
                name: "cloudfront", region: "us-east-1", endpoint: endpoint,
                credentials: { _ throws(CredentialError) in keys }, transport: transport,
                retries: Retries(sleep: { kept.add($0) }, random: { 1 }), now: { 1_440_938_160 }))
        do throws(InvalidationError) {
            return (
                .success(try await cloudFront.createInvalidation(of: paths, distribution: "E1", reference: "g7-<&>")),
                kept.waits
            )
        } catch { return (.failure(error), kept.waits) }
    }

    @Test func theBatchIsSignedAndSent() async throws {
        let transport = ScriptedTransport([Self.taken])
        let (result, waits) = await invalidate(transport, paths: ["/a&b", "/c*"])
        let invalidation = try result.get()
        #expect(invalidation.id == "I1")
        #expect(invalidation.status == "InProgress")
        #expect(waits.isEmpty)
        let request = try #require(transport.requests.first)
        #expect(request.method == "POST")
        #expect(
            request.url.wireText == "https://cloudfront.amazonaws.com/2020-05-31/distribution/E1/invalidation")
        #expect(
            request.headers["Authorization"]?.hasPrefix(
                "AWS4-HMAC-SHA256 Credential=AKID/20150830/us-east-1/cloudfront/aws4_request, "
                    + "SignedHeaders=content-type;host;x-amz-date, Signature=") == true)
        guard case .bytes(let body) = request.body else { throw InvalidationRequestHasNoBody() }
        let batch = try XMLElement(parsing: body)
        #expect(batch.name == "InvalidationBatch")
        #expect(String(decoding: body, as: UTF8.self).contains("http://cloudfront.amazonaws.com/doc/2020-05-31/"))
        #expect(batch["Paths"]?.text(of: "Quantity") == "2")
        #expect(batch["Paths"]?["Items"]?.all("Path").map(\.text) == ["/a&b", "/c*"])
        #expect(batch.text(of: "CallerReference") == "g7-<&>")
    }

    @Test func anotherEndpointIsAskedAsItIs() async {
        let transport = ScriptedTransport([Self.taken])
        _ = await invalidate(
            transport, endpoint: HTTPURL(scheme: "http", host: "127.0.0.1", port: 5000, path: "/moto/"))
        #expect(
            transport.requests.first?.url.wireText
                == "http://127.0.0.1:5000/moto/2020-05-31/distribution/E1/invalidation")
    }

    @Test(
        arguments: [
            (refusal(400, "Throttling"), 8), (refusal(400, "TooManyInvalidationsInProgress"), 8),
            (refusal(503, "ServiceUnavailable"), 5), (reply(200, "<Invalidation><Id>"), 5),
            (
                .failure(
                    HTTPError(
                        code: .interrupted, method: "POST", url: HTTPURL(host: "h"), reason: "The connection broke")),
                5
            ),
        ] as [(Result<HTTPResponse, HTTPError>, Int)])
    func whatPassesIsTriedAgainAndThenTold(answer: Result<HTTPResponse, HTTPError>, attempts: Int) async throws {
        let lucky = ScriptedTransport(Array(repeating: answer, count: attempts - 1) + [Self.taken])
        let (result, waits) = await invalidate(lucky)
        #expect(throws: Never.self) { try result.get() }
        #expect(waits.count == attempts - 1)
        #expect(waits == waits.sorted())
        // The reference makes attempts one invalidation: all bodies are the same.
        let bodies = lucky.requests.map { request in
            if case .bytes(let bytes) = request.body { bytes } else { [] as [UInt8] }
        }
        #expect(Set(bodies).count == 1)

        let unlucky = ScriptedTransport([answer])
        let outcome = await invalidate(unlucky).result
        let error = try #require(throws: InvalidationError.self) { try outcome.get() }
        #expect(error.code == .unavailable)
        #expect("\(error)".contains("after \(attempts) attempts"))
        #expect(unlucky.requests.count == attempts)
    }

    @Test(arguments: [
        (
            refusal(404, "NoSuchDistribution"), InvalidationError.Code.noSuchDistribution,
            """
            Can't invalidate 1 path of CloudFront distribution 'E1': NoSuchDistribution: Told so. (HTTP 404). Check the id \
            (aws cloudfront list-distributions shows them), and that the credentials are of its account.
            """
        ),
        (
            refusal(403, "AccessDenied"), .permissionDenied,
            """
            Can't invalidate 1 path of CloudFront distribution 'E1': AccessDenied: Told so. (HTTP 403). Allow \
            cloudfront:CreateInvalidation on arn:aws:cloudfront::ACCOUNT:distribution/E1.
            """
        ),
        (
            refusal(403, "InvalidClientTokenId"), .unauthenticated,
            """
            Can't invalidate 1 path of CloudFront distribution 'E1': InvalidClientTokenId: Told so. (HTTP 403). Check the \
            credentials (aws sts get-caller-identity shows whose they are).
            """
        ),
        (
            refusal(400, "InvalidArgument"), .other,
            "Can't invalidate 1 path of CloudFront distribution 'E1': InvalidArgument: Told so. (HTTP 400)."
        ),
        (
            refusal(400, "InvalidationBatchAlreadyExists"), .referenceReused,
            """
            Can't invalidate 1 path of CloudFront distribution 'E1': InvalidationBatchAlreadyExists: Told so. (HTTP 400). \
            Run it again: the next run takes another reference.
            """
        ),
    ])
    func whatStaysIsToldAtOnce(
        answer: Result<HTTPResponse, HTTPError>, code: InvalidationError.Code, text: String
    ) async throws {
        let transport = ScriptedTransport([answer])
        let outcome = await invalidate(transport).result
        let error = try #require(throws: InvalidationError.self) { try outcome.get() }
        #expect(error.code == code)
        #expect("\(error)" == text)
        #expect(transport.requests.count == 1)
    }

    @Test func withoutCredentialsNothingIsSent() async throws {
        let transport = ScriptedTransport([Self.taken])
        let outcome = await invalidate(transport, keys: nil).result
        let error = try #require(throws: InvalidationError.self) { try outcome.get() }
        #expect(error.code == .unauthenticated)
        #expect(transport.requests.isEmpty)
    }

    @Test func aClockThatIsOffIsCorrectedOnce() async throws {
        let late = Self.refusal(
            403, "SignatureDoesNotMatch", headers: ["Date": "Sun, 30 Aug 2015 13:36:00 GMT"])
        let transport = ScriptedTransport([late, Self.taken])
        let (result, waits) = await invalidate(transport)
        #expect(throws: Never.self) { try result.get() }
        #expect(waits.isEmpty)
        #expect(transport.requests.map { $0.headers["X-Amz-Date"] } == ["20150830T123600Z", "20150830T133600Z"])
        let stubborn = ScriptedTransport([late])
        _ = await invalidate(stubborn)
        #expect(stubborn.requests.count == 2)
    }
}

private struct InvalidationRequestHasNoBody: Error {}

private final class WaitLog: Sendable {
    private let log = Mutex<[Duration]>([])
    var waits: [Duration] { log.withLock { $0 } }
    func add(_ wait: Duration) { log.withLock { $0.append(wait) } }
}
