package import Notebook

/// An AWS service of the JSON protocol: one address, the operation in a header, JSON both ways.
///
/// https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html
package struct JSONService: Sendable {
    private let service: SignedService
    /// What operations are named after, for example `secretsmanager`.
    private let target: String

    /// - Parameters:
    ///   - target: the first half of `X-Amz-Target`.
    package init(_ service: SignedService, target: String) {
        self.service = service
        self.target = target
    }

    /// Asks for an operation that may be repeated.
    ///
    /// - Parameter body: a JSON object.
    /// - Returns: the reply's document, an object.
    package func call(_ operation: String, body: [UInt8]) async throws(ServiceFailure) -> JSONDocument {
        let request = HTTPRequest(
            method: "POST", url: service.endpoint,
            headers: ["Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "\(target).\(operation)"],
            body: .bytes(body), timeout: .seconds(60))
        return try await service.send(request) { try JSONDocument($0.body) }
    }
}
