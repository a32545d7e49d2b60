import FoundationEssentials

/// The answer to a batch of SQS: which messages are to come again. All others are deleted.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
package enum BatchAnswer {
    /// `{"batchItemFailures":[{"itemIdentifier":"id"}]}`.
    package static func json(failed: [String]) throws -> [UInt8] {
        Array(try JSONEncoder().encode(Answer(batchItemFailures: failed.map(Item.init))))
    }

    private struct Answer: Encodable { var batchItemFailures: [Item] }

    private struct Item: Encodable { var itemIdentifier: String }
}
