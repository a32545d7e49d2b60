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

    private let service: SignedService

    package init(_ service: SignedService) { self.service = service }

    /// Has CloudFront forget paths, tried again where it throttles or fails.
    ///
    /// - Parameters:
    ///   - paths: encoded, as `InvalidationPaths` gives them, at least one.
    ///   - reference: the same for the same paths, another for others: a repeated request is then the same invalidation.
    package func createInvalidation(
        of paths: [String], distribution: String, reference: String
    ) async throws(InvalidationError) -> Invalidation {
        let request = request(paths: paths, distribution: distribution, reference: reference)
        do throws(ServiceFailure) {
            return try await service.send(request, passing: Self.passing, read: Self.invalidation)
        } catch { throw InvalidationError(error, distribution: distribution, pathCount: paths.count) }
    }

    /// What passes when waited for, CloudFront's own word for too much at a time included.
    private static func passing(_ error: ServiceError, _ headers: HTTPHeaders) -> RetryableFailure? {
        error.code == "TooManyInvalidationsInProgress"
            ? RetryableFailure(isThrottled: true) : RetryableFailure(error, headers: headers)
    }

    private func request(paths: [String], distribution: String, reference: String) -> HTTPRequest {
        var url = service.endpoint
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
