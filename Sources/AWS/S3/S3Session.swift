import ObjectStorage
import Synchronization

/// Signs and sends the calls of one store, again where that is right, and remembers what it learns of the store.
final class S3Session: Sendable {
    let place: S3Location
    let endpoint: S3Endpoint
    private let credentials: CredentialSource
    private let transport: any HTTPTransport
    private let retries: Retries
    private let now: @Sendable () -> Int
    private let log: S3RequestLog?
    private let learned: Mutex<Learned>

    /// What is found out on the way.
    private struct Learned {
        var signer: SigV4Signer
        /// What the store's clock is ahead, in seconds.
        var skew = 0
        /// A reply told that the bucket exists.
        var bucketExists = false
    }

    init(
        place: S3Location, region: String?, endpoint: S3Endpoint, credentials: @escaping CredentialSource,
        transport: any HTTPTransport, retries: Retries, now: @escaping @Sendable () -> Int, log: S3RequestLog?
    ) {
        self.place = place
        self.endpoint = endpoint
        self.credentials = credentials
        self.transport = transport
        self.retries = retries
        self.now = now
        self.log = log
        // AWS tells the right region of a bucket to whoever asks in us-east-1.
        learned = Mutex(Learned(signer: SigV4Signer(service: "s3", region: region ?? "us-east-1")))
    }

    /// The region requests are signed for now.
    var region: String { learned.withLock { $0.signer.region } }

    /// Whether a reply told that the bucket exists, so that "not found" is about an object.
    var bucketExists: Bool { learned.withLock { $0.bucketExists } }

    /// What is now, in seconds since 1970, by the store's clock as far as it is known.
    private var storeTime: Int { now() + learned.withLock { $0.skew } }

    /// The call with what errors need to know of the store.
    func complete(_ call: S3Call) -> S3Call {
        var call = call
        call.location = place.description
        call.bucket = place.bucket
        call.fullKey = place.prefix + (call.key?.string ?? "")
        return call
    }

    /// Sends a call until there is an answer, with the corrections a reply asks for: region, clock, credentials.
    ///
    /// - Parameter check: finds out whether a successful reply is whole; damage counts as a passing fault.
    func send<Answer>(
        _ call: S3Call, check: (HTTPResponse) throws(S3Damage) -> Answer
    ) async throws(S3Failure) -> Answer {
        let call = complete(call)
        var attempt = S3Attempt()
        while true {
            let failure: S3Failure
            do throws(S3Failure) {
                let response = try await once(call, &attempt)
                do throws(S3Damage) { return try check(response) } catch {
                    failure = S3Failure(error: call.error(.damaged, error.reason), isAmbiguous: true, retry: RetryableFailure())
                }
            } catch { failure = error }
            if let fault = failure.fault, correct(fault, &attempt) { continue }
            guard failure.retry != nil, !(call.isConditional && failure.isAmbiguous) else { throw failure }
            try await pause(after: failure, &attempt, call)
        }
    }

    func send(_ call: S3Call) async throws(S3Failure) -> HTTPResponse {
        try await send(call, check: { response throws(S3Damage) in response })
    }

    /// Waits before the next attempt; throws the failure where there shall be none.
    func pause(after failure: S3Failure, _ attempt: inout S3Attempt, _ call: S3Call) async throws(S3Failure) {
        attempt.count += 1
        guard let retry = failure.retry, let delay = retries.delay(attempt: attempt.count, failure: retry) else {
            throw failure
        }
        do { try await retries.sleep(delay) } catch {
            throw S3Failure(error: complete(call).error(.cancelled, "It was cancelled"))
        }
    }

    private func once(_ call: S3Call, _ attempt: inout S3Attempt) async throws(S3Failure) -> HTTPResponse {
        let request = try await request(call, &attempt)
        var call = call
        call.isSigned = attempt.credentials != nil
        let response: HTTPResponse
        do { response = try await transport.send(request) } catch {
            log?(record(call, request, nil))
            throw S3Failure(call.storageError(error), error)
        }
        log?(record(call, request, response))
        if (200..<300).contains(response.status) || call.answers.contains(response.status) {
            learned.withLock { $0.bucketExists = true }
            retries.budget.succeeded()
            return response
        }
        let fault = S3Fault(response)
        if fault.code == "NoSuchKey" { learned.withLock { $0.bucketExists = true } }
        throw S3Failure(
            error: call.storageError(fault), fault: fault, isAmbiguous: fault.isAmbiguous, retry: fault.retry)
    }

    private func request(_ call: S3Call, _ attempt: inout S3Attempt) async throws(S3Failure) -> HTTPRequest {
        let signer = learned.withLock { $0.signer }
        let onBucket = call.key == nil
        let url = endpoint.address(
            place, key: onBucket ? "" : call.fullKey, query: call.query, region: signer.region)
        var request = HTTPRequest(method: call.method, url: url, headers: call.headers)
        if !call.body.isEmpty || call.method == "PUT" || call.method == "POST" { request.body = .bytes(call.body) }
        do {
            let refused = attempt.refusedCredentials
            attempt.refusedCredentials = nil
            guard let found = try await credentials(refused) else { return request }
            attempt.credentials = found
            return signer.sign(
                request, with: found, at: storeTime, payloadHash: .digest(call.digest ?? SHA256Digest(of: call.body)))
        } catch {
            throw S3Failure(error: call.error(.unauthenticated, "There are no credentials: \(error)", advice: ""))
        }
    }

    /// Learns from a refusal. Whether the call is to be sent again at once; each lesson helps a call once.
    private func correct(_ fault: S3Fault, _ attempt: inout S3Attempt) -> Bool {
        if let region = fault.otherRegion, !attempt.changedRegion {
            attempt.changedRegion = true
            return learned.withLock { learned in
                if learned.signer.region == region { return attempt.count == 0 && fault.status == 307 }
                learned.signer = SigV4Signer(service: "s3", region: region)
                return true
            }
        }
        if fault.isClockSkew || (fault.isWordless && fault.status == 403), let date = fault.date, !attempt.setClock {
            attempt.setClock = true
            let skew = date - now()
            return learned.withLock { learned in
                // A refusal for another reason comes with a date that is right.
                if !fault.isClockSkew, abs(skew - learned.skew) < 240 { return false }
                learned.skew = skew
                return true
            }
        }
        if fault.service.kind == .expiredCredentials, !attempt.renewedCredentials {
            attempt.renewedCredentials = true
            attempt.refusedCredentials = attempt.credentials
            return attempt.credentials != nil
        }
        return false
    }

    private func record(_ call: S3Call, _ request: HTTPRequest, _ response: HTTPResponse?) -> S3RequestRecord {
        S3RequestRecord(
            operation: call.name, method: call.method, bytesSent: request.body.length,
            bytesReceived: response?.body.count ?? 0, status: response?.status)
    }
}

/// How far a call has come.
struct S3Attempt {
    /// Retries so far.
    var count = 0
    /// What it was signed with last.
    var credentials: Credentials?
    /// What the store said has ended.
    var refusedCredentials: Credentials?
    var changedRegion = false
    var setClock = false
    var renewedCredentials = false
}
