import AWS
import Synchronization
import Testing

@Suite struct RetryTests {
    private static let url = HTTPURL(host: "h")

    private static func reply(
        _ status: Int, code: String? = nil, headers: HTTPHeaders = HTTPHeaders()
    ) -> HTTPResponse {
        let body = code.map { "<Error><Code>\($0)</Code></Error>" } ?? ""
        return HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    private static func error(_ code: HTTPError.Code) -> HTTPError {
        HTTPError(code: code, method: "GET", url: url, reason: "It failed.")
    }

    @Test(arguments: [
        (1, false, 50), (2, false, 100), (3, false, 200), (4, false, 400), (1, true, 1000), (2, true, 2000),
        (5, true, 16000), (6, true, 20000), (7, true, 20000),
    ])
    func waitsGrowToTheLongestAndAreARandomPartOfIt(attempt: Int, isThrottled: Bool, most: Int) {
        let failure = RetryableFailure(isThrottled: isThrottled)
        let policy = RetryPolicy()
        #expect(policy.delay(attempt: attempt, failure: failure, random: 0) == .zero)
        #expect(policy.delay(attempt: attempt, failure: failure, random: 0.5) == .milliseconds(most / 2))
        #expect(policy.delay(attempt: attempt, failure: failure, random: 1) == .milliseconds(most))
    }

    @Test(arguments: [(5, false), (6, false), (8, true), (1000, true)])
    func triesEnd(attempt: Int, isThrottled: Bool) {
        #expect(
            RetryPolicy().delay(attempt: attempt, failure: RetryableFailure(isThrottled: isThrottled), random: 0) == nil
        )
    }

    @Test func manyTriesDoNotOverflow() {
        let policy = RetryPolicy(tries: 10_000)
        #expect(policy.delay(attempt: 9_999, failure: RetryableFailure(), random: 1) == .seconds(20))
    }

    @Test func aPauseTheServiceAsksForIsAddedUnlessItIsTooLong() {
        let policy = RetryPolicy()
        let short = RetryableFailure(retryAfter: .seconds(7))
        #expect(policy.delay(attempt: 1, failure: short, random: 1) == .milliseconds(7050))
        #expect(policy.delay(attempt: 1, failure: RetryableFailure(retryAfter: .seconds(61)), random: 1) == nil)
    }

    @Test(
        arguments: [
            (500, nil, false), (502, nil, false), (503, nil, false), (504, nil, false), (408, nil, false),
            (429, nil, true),
            (503, "SlowDown", true), (400, "Throttling", true), (400, "ThrottlingException", true),
            (400, "RequestTimeout", false), (409, "ConditionalRequestConflict", false),
            (409, "OperationAborted", false),
            (500, "InternalError", false), (503, "ServiceUnavailable", false), (400, "BadDigest", false),
        ] as [(Int, String?, Bool)])
    func repliesThatMayGoWellLaterAreKnown(status: Int, code: String?, isThrottled: Bool) {
        #expect(RetryableFailure(Self.reply(status, code: code)) == RetryableFailure(isThrottled: isThrottled))
    }

    @Test(
        arguments: [
            (200, nil), (204, nil), (304, nil), (307, nil), (400, nil), (403, "AccessDenied"), (404, "NoSuchKey"),
            (412, "PreconditionFailed"), (501, "NotImplemented"), (400, "ExpiredToken"), (403, "RequestTimeTooSkewed"),
        ] as [(Int, String?)])
    func otherRepliesStand(status: Int, code: String?) {
        #expect(RetryableFailure(Self.reply(status, code: code)) == nil)
    }

    @Test(arguments: [
        (HTTPError.Code.unknownHost, true), (.unreachable, true), (.interrupted, true), (.timedOut, true),
        (.malformedReply, true), (.insecure, false), (.cancelled, false), (.stoppedByCaller, false), (.other, false),
    ])
    func exchangesWithoutAReplyAreJudgedByWhatWentWrong(code: HTTPError.Code, isPassing: Bool) {
        #expect((RetryableFailure(Self.error(code)) != nil) == isPassing)
    }

    @Test(
        arguments: [
            ("7", nil, 7), ("0", nil, 0), ("Sun, 06 Nov 1994 08:49:47 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 10),
            ("Sun, 06 Nov 1994 08:49:27 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", 0),
            ("Sun, 06 Nov 1994 08:49:47 GMT", nil, nil), ("soon", nil, nil), ("-1", nil, nil),
            ("Sun, 06 Abc 1994 08:49:47 GMT", "Sun, 06 Nov 1994 08:49:37 GMT", nil),
        ] as [(String, String?, Int?)])
    func thePauseIsReadInSecondsOrAsADate(text: String, date: String?, seconds: Int?) {
        var headers: HTTPHeaders = ["Retry-After": text]
        headers["Date"] = date
        #expect(RetryableFailure(Self.reply(503, headers: headers))?.retryAfter == seconds.map { .seconds($0) })
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Sun, 06 Nov 1994 08:49:37 GMT", 784_111_777),
        ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199), ("Sat, 01 Mar 2025 00:00:00 GMT", 1_740_787_200),
    ])
    func datesOfHeadersAreRead(text: String, seconds: Int) {
        #expect(HTTPDate.seconds(text) == seconds)
    }

    @Test func theBudgetEndsRetriesAndSuccessesFillIt() {
        let budget = RetryBudget(capacity: 11)
        let failure = RetryableFailure()
        #expect(budget.take(for: failure))
        #expect(budget.take(for: failure))
        #expect(!budget.take(for: failure))
        #expect(budget.take(for: RetryableFailure(isThrottled: true)))
        for _ in 0..<5 { budget.succeeded() }
        #expect(budget.take(for: failure))
        #expect(!budget.take(for: failure))
    }

    /// What a script of replies led to: tries, waits in milliseconds, and how it ended.
    private func run(
        _ script: [Result<HTTPResponse, HTTPError>], budget: RetryBudget = RetryBudget()
    ) async -> (tries: [Int], waits: [Duration], result: Result<HTTPResponse, HTTPError>) {
        let waits = Mutex<[Duration]>([])
        let tries = Mutex<[Int]>([])
        let retries = Retries(budget: budget, sleep: { wait in waits.withLock { $0.append(wait) } }, random: { 0.5 })
        let result: Result<HTTPResponse, HTTPError>
        do throws(HTTPError) {
            result = .success(
                try await retries.send { number throws(HTTPError) in
                    tries.withLock { $0.append(number) }
                    return try script[number - 1].get()
                })
        } catch { result = .failure(error) }
        return (tries.withLock { $0 }, waits.withLock { $0 }, result)
    }

    @Test func aRequestIsSentAgainUntilItGoesWell() async throws {
        let outcome = await run([
            .failure(Self.error(.interrupted)), .success(Self.reply(503)), .success(Self.reply(200)),
        ])
        #expect(outcome.tries == [1, 2, 3])
        #expect(outcome.waits == [.milliseconds(25), .milliseconds(50)])
        #expect(try outcome.result.get().status == 200)
    }

    @Test func theLastReplyIsWhatTheCallerGets() async throws {
        let outcome = await run(Array(repeating: .success(Self.reply(503)), count: 5))
        #expect(outcome.tries.count == 5)
        #expect(try outcome.result.get().status == 503)
    }

    @Test func aFailureThatWouldComeAgainIsNotTriedAgain() async {
        let outcome = await run([.failure(Self.error(.insecure))])
        #expect(outcome.tries == [1])
        #expect(throws: HTTPError.self) { try outcome.result.get() }
    }

    @Test func withoutBudgetThereIsOneTry() async throws {
        let outcome = await run([.success(Self.reply(503))], budget: RetryBudget(capacity: 0))
        #expect(outcome.tries == [1])
        #expect(try outcome.result.get().status == 503)
    }
}
