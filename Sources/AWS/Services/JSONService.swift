package import Notebook

/// An AWS service of the JSON protocol: one address, the operation in a header, JSON both ways.
///
/// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
package struct JSONService: Sendable {
    private let service: SignedService
    /// What operations are named after, for example `secretsmanager`.
    private let target: String
    private let version: Version

    /// Versions of the protocol; they differ in the media type.
    package enum Version: String, Sendable {
        case v10 = "1.0"
        case v11 = "1.1"
    }

    /// - Parameters:
    ///   - target: the first half of `X-Amz-Target`.
    package init(_ service: SignedService, target: String, version: Version = .v11) {
        self.service = service
        self.target = target
        self.version = version
    }

    /// Asks for an operation that may be repeated.
    ///
    /// - Parameters:
    ///   - body: a JSON object.
    ///   - passing: what of a refusal passes when waited for, where the service has its own words.
    /// - Returns: the reply's document, an object; an empty one where the service has nothing to tell.
    package func call(
        _ operation: String, body: [UInt8],
        passing: (ServiceError, HTTPHeaders) -> RetryableFailure? = { RetryableFailure($0, headers: $1) }
    ) async throws(ServiceFailure) -> JSONDocument {
        let request = HTTPRequest(
            method: "POST", url: service.endpoint,
            headers: [
                "Content-Type": "application/x-amz-json-\(version.rawValue)", "X-Amz-Target": "\(target).\(operation)",
            ],
            body: .bytes(body), timeout: .seconds(60))
        return try await service.send(request, passing: passing) {
            try JSONDocument($0.body.isEmpty ? Array("{}".utf8) : $0.body)
        }
    }
}
