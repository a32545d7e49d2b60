import FoundationEssentials
import Notebook

/// A queue of SQS, read by somebody who is no Lambda function.
///
/// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/Welcome.html
package struct MessageQueue: Sendable {
    private let service: JSONService
    /// Where the queue is, for example `https://sqs.eu-west-1.amazonaws.com/123456789012/staging`.
    package let url: String

    package init(_ service: JSONService, url: String) {
        self.service = service
        self.url = url
    }

    /// A message as it was received.
    package struct Message: Sendable, Hashable {
        package var id: String
        /// What it is deleted by.
        package var receipt: String
        package var body: String
    }

    /// Waits for messages, at most ten; none where none came in time.
    ///
    /// - Parameter seconds: up to 20.
    package func receive(waiting seconds: Int) async throws(ServiceFailure) -> [Message] {
        let document = try await call(
            "ReceiveMessage", Receiving(queueURL: url, maxNumberOfMessages: 10, waitTimeSeconds: seconds))
        return (document.root["Messages"]?.elements ?? []).compactMap { node in
            guard let id = node["MessageId"]?.string, let receipt = node["ReceiptHandle"]?.string,
                let body = node["Body"]?.string
            else { return nil }
            return Message(id: id, receipt: receipt, body: body)
        }
    }

    /// Takes messages out that are done with, at most ten. The ids of those that are still there.
    package func delete(_ messages: [Message]) async throws(ServiceFailure) -> Set<String> {
        let entries = messages.enumerated().map { Entry(id: "\($0)", receiptHandle: $1.receipt) }
        let document = try await call("DeleteMessageBatch", Deleting(queueURL: url, entries: entries))
        let failed = (document.root["Failed"]?.elements ?? []).compactMap { $0["Id"]?.string.flatMap { Int($0) } }
        return Set(failed.filter(messages.indices.contains).map { messages[$0].id })
    }

    private struct Receiving: Encodable {
        var queueURL: String
        var maxNumberOfMessages, waitTimeSeconds: Int

        enum CodingKeys: String, CodingKey {
            case queueURL = "QueueUrl"
            case maxNumberOfMessages = "MaxNumberOfMessages"
            case waitTimeSeconds = "WaitTimeSeconds"
        }
    }

    private struct Entry: Encodable {
        var id, receiptHandle: String

        enum CodingKeys: String, CodingKey {
            case id = "Id"
            case receiptHandle = "ReceiptHandle"
        }
    }

    private struct Deleting: Encodable {
        var queueURL: String
        var entries: [Entry]

        enum CodingKeys: String, CodingKey {
            case queueURL = "QueueUrl"
            case entries = "Entries"
        }
    }

    private func call(_ operation: String, _ body: some Encodable) async throws(ServiceFailure) -> JSONDocument {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes: [UInt8]
        do { bytes = Array(try encoder.encode(body)) } catch {
            throw ServiceFailure(cause: .unreadable("\(error)"), isPassing: false, attempts: 0)
        }
        return try await service.call(operation, body: bytes)
    }
}

extension AWSAccess {
    /// A queue in the region of the settings.
    package func queue(_ url: String) throws(AWSConfigurationError) -> MessageQueue {
        MessageQueue(try jsonService(.sqs, host: "sqs", target: "AmazonSQS", version: "1.0"), url: url)
    }
}
