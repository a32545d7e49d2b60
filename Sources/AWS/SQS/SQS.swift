import FoundationEssentials
import Notebook

/// A queue of SQS: messages in, and what is done deleted.
///
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
package struct SQS: Sendable {
    /// The queue's address, which is its name to the service.
    package let queue: String
    private let service: JSONService

    /// - Parameter service: of protocol version 1.0, target `AmazonSQS`.
    package init(_ service: JSONService, queue: String) {
        self.service = service
        self.queue = queue
    }

    /// A message of the queue.
    package struct Message: Sendable, Hashable {
        package var id: String
        /// What it is deleted by: another one each time it is received.
        package var receipt: String
        package var body: String

        package init(id: String, receipt: String, body: String) {
            self.id = id
            self.receipt = receipt
            self.body = body
        }
    }

    /// How many messages a request may name.
    package static let batch = 10

    /// Takes up to ten messages; each is hidden from others for the queue's visibility timeout.
    ///
    /// - Parameter seconds: how long to wait for the first one, at most 20.
    package func receive(wait seconds: Int) async throws(SQSError) -> [Message] {
        let reply = try await call(
            "ReceiveMessage",
            Request(queue: queue, maximum: Self.batch, wait: min(max(seconds, 0), 20)))
        return (reply.root["Messages"]?.elements ?? []).compactMap { node in
            guard let id = node["MessageId"]?.string, let receipt = node["ReceiptHandle"]?.string else { return nil }
            return Message(id: id, receipt: receipt, body: node["Body"]?.string ?? "")
        }
    }

    /// Deletes messages, ten with each request.
    ///
    /// - Throws: where some could not be deleted; the others are.
    package func delete(_ messages: [Message]) async throws(SQSError) {
        try await each("DeleteMessageBatch", messages, visibility: nil)
    }

    /// Hides messages for some seconds more, from now on.
    package func hide(_ messages: [Message], seconds: Int) async throws(SQSError) {
        try await each("ChangeMessageVisibilityBatch", messages, visibility: seconds)
    }

    private func each(_ operation: String, _ messages: [Message], visibility: Int?) async throws(SQSError) {
        var refused: [String] = []
        for start in stride(from: 0, to: messages.count, by: Self.batch) {
            let part = messages[start..<min(start + Self.batch, messages.count)]
            // Ids of entries are only told back; a message that was received twice has two.
            let entries = part.enumerated().map { index, message in
                Request.Entry(id: "\(index)", receipt: message.receipt, visibility: visibility)
            }
            let reply = try await call(operation, Request(queue: queue, entries: entries))
            refused += (reply.root["Failed"]?.elements ?? []).map { failure in
                [failure["Code"]?.string, failure["Message"]?.string].compactMap { $0 }.joined(separator: ": ")
            }
        }
        guard let first = refused.first else { return }
        throw SQSError(
            code: .other, operation: operation, queue: queue, reason: "\(refused.count) messages: \(first)")
    }

    private func call(_ operation: String, _ request: Request) async throws(SQSError) -> JSONDocument {
        let body: [UInt8]
        do { body = Array(try JSONEncoder().encode(request)) } catch {
            throw SQSError(code: .other, operation: operation, queue: queue, reason: "It can't be written")
        }
        do throws(ServiceFailure) { return try await service.call(operation, body: body) } catch {
            throw SQSError(error, operation: operation, queue: queue)
        }
    }

    private struct Request: Encodable {
        var queue: String
        var maximum: Int?
        var wait: Int?
        var entries: [Entry]?

        struct Entry: Encodable {
            var id: String
            var receipt: String
            var visibility: Int?

            private enum CodingKeys: String, CodingKey {
                case id = "Id"
                case receipt = "ReceiptHandle"
                case visibility = "VisibilityTimeout"
            }
        }

        private enum CodingKeys: String, CodingKey {
            case queue = "QueueUrl"
            case maximum = "MaxNumberOfMessages"
            case wait = "WaitTimeSeconds"
            case entries = "Entries"
        }
    }
}

extension AWSAccess {
    /// The client of a queue, in the region that its address names.
    ///
    /// - Parameter queue: `https://sqs.eu-west-1.amazonaws.com/123456789012/name`.
    package func sqs(queue: String) throws(AWSConfigurationError) -> SQS {
        let labels = (try? HTTPURL(parsing: queue))?.host.split(separator: ".") ?? []
        let region = labels.count > 2 && labels[0] == "sqs" ? String(labels[1]) : nil
        return SQS(
            try jsonService(
                .sqs, host: "sqs", target: "AmazonSQS", version: .v10,
                region: region.flatMap { AWSRegion.isHostLabel($0) ? $0 : nil }),
            queue: queue)
    }
}
