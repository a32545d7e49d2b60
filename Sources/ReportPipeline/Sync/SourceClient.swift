package import AWS

/// What a server tells of a version of a file, so that it need not be sent again (RFC 9110 section 13.1).
package struct Validators: Sendable, Hashable, Codable {
    /// The `ETag` as it came.
    package var etag: String?
    /// The `Last-Modified` as it came.
    package var modified: String?

    package init(etag: String? = nil, modified: String? = nil) {
        self.etag = etag
        self.modified = modified
    }

    /// Of a reply. What can't be sent back as it is, or repeats the contact address, is not kept.
    init(_ headers: HTTPHeaders, contact: ContactAddress?) {
        func kept(_ name: String) -> String? {
            guard let value = headers[name], (1...200).contains(value.utf8.count),
                value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }),
                !(contact?.isPart(of: value) ?? false)
            else { return nil }
            return value
        }
        self.init(etag: kept("ETag"), modified: kept("Last-Modified"))
    }
}

/// Asks one host for files: one request at a time, apart in time, again where that helps.
///
/// Not `Sendable`: one task uses it.
package final class SourceClient {
    /// A file as it was answered for.
    package enum Reply: Sendable {
        /// The version that the validators are of.
        case unchanged
        case body([UInt8], Validators)
    }

    private let transport: any HTTPTransport
    /// What the host is told.
    let contact: ContactAddress?
    private let retries: Retries
    private var pace: RequestPace
    /// How many requests were sent.
    package private(set) var requestCount = 0

    /// Servers are given time: a few tries, seconds apart.
    package static let patience = RetryPolicy(
        tries: 4, throttledTries: 3, base: .seconds(1), throttledBase: .seconds(5), longest: .seconds(30))

    /// - Parameter contact: what the host wants to be told; nil for a host that does not get it.
    package init(
        transport: any HTTPTransport, contact: ContactAddress?, pace: RequestPace,
        retries: Retries = Retries(policy: patience)
    ) {
        self.transport = transport
        self.contact = contact
        self.pace = pace
        self.retries = retries
    }

    /// A file, whole.
    ///
    /// - Parameter validators: of the version that is there already.
    package func get(_ url: HTTPURL, unless validators: Validators? = nil) async throws(SyncError) -> Reply {
        var request = HTTPRequest(url: url, timeout: .seconds(300))
        request.headers["If-None-Match"] = validators?.etag
        request.headers["If-Modified-Since"] = validators?.modified
        let reply = try await send(request)
        switch reply.status {
        case 200: return .body(reply.body, Validators(reply.headers, contact: contact))
        case 304 where validators != nil: return .unchanged
        default: throw refusal(reply, url)
        }
    }

    /// Whether there is a file at an address.
    package func isThere(_ url: HTTPURL) async throws(SyncError) -> Bool {
        let reply = try await send(HTTPRequest(method: "HEAD", url: url, timeout: .seconds(60)))
        switch reply.status {
        case 200: return true
        case 404, 410: return false
        default: throw refusal(reply, url)
        }
    }

    private func send(_ request: HTTPRequest) async throws(SyncError) -> HTTPResponse {
        var request = request
        request.headers["User-Agent"] = contact?.userAgent ?? ContactAddress.product
        do {
            return try await retries.send { [request] _ throws(HTTPError) in
                do { try await pace.turn() } catch {
                    throw HTTPError(
                        code: .cancelled, method: request.method, url: request.url, reason: "It was cancelled.")
                }
                requestCount += 1
                return try await transport.send(request)
            }
        } catch {
            throw SyncError(
                error.code == .cancelled ? .cancelled : .unavailable, "\(request.url)", shown(error.reason),
                advice: error.code == .cancelled ? nil : "Nothing was lost; the next run tries again.",
                underlying: error)
        }
    }

    private func refusal(_ reply: HTTPResponse, _ url: HTTPURL) -> SyncError {
        switch reply.status {
        case 301, 302, 303, 307, 308:
            let target = reply.headers["Location"].map { String($0.prefix { $0 != "?" }) } ?? "another address"
            return SyncError(
                .moved, "\(url)", "The server sends on to '\(shown(target))' (HTTP \(reply.status))",
                advice: "Look there, and set --series-url or --population-url to it.")
        case 401, 403: return forbidden(reply.status, url)
        case 404, 410:
            return SyncError(
                .notFound, "\(url)", "There is no such page (HTTP \(reply.status))", advice: "Check the address.")
        default:
            return SyncError(
                .unavailable, "\(url)", "The server answered with HTTP \(reply.status)",
                advice: "Nothing was lost; the next run tries again.")
        }
    }

    private func forbidden(_ status: Int, _ url: HTTPURL) -> SyncError {
        guard contact == nil else {
            return SyncError(
                .forbidden, "\(url)", "The server refuses (HTTP \(status)) although it was told a contact address",
                advice: "Check that the address is right; where it is, the server may have blocked this network.")
        }
        return SyncError(
            .forbidden, "\(url)", "The server refuses (HTTP \(status)); no contact address is set, which it may want",
            advice: "Set REPORTPIPE_CONTACT to an e-mail address, or --contact-secret to the name of a secret with one."
        )
    }

    private func shown(_ text: String) -> String { contact?.hidden(in: text) ?? ForeignText.shown(text) }
}
