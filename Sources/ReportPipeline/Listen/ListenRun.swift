package import AWS
import FoundationEssentials

/// One batch of messages, from events to the start of a report.
package struct ListenRun: Sendable {
    let starter: any TaskStarter

    package init(starter: any TaskStarter) { self.starter = starter }

    /// Starts one report where a batch tells of changes, however many.
    ///
    /// - Parameter batch: an event of S3, or several in any envelope (`ReportEvents`).
    /// - Throws: `ReportEventError` where it is no batch at all.
    package func handle(_ batch: [UInt8]) async throws(ReportEventError) -> ListenSummary {
        let plan = BatchPlan(try ReportEvents(parsing: batch))
        var summary = ListenSummary(plan)
        guard !plan.changes.isEmpty else { return summary }
        do {
            summary.started = try await starter.start(token: plan.token)
        } catch {
            summary.error = error
            summary.failedMessages += plan.changeMessages
        }
        return summary
    }
}

/// What became of a batch.
package struct ListenSummary: Sendable {
    /// The objects that changed: `s3://bucket/key`.
    package var changes: [String]
    /// What was started; nil where nothing was to be.
    package var started: String?
    /// Why nothing was started.
    package var error: (any Error)?
    /// Messages that stay in the queue, to be tried again or put aside.
    package var failedMessages: [String]
    package var notices: [String]
    /// How many messages could not be understood.
    package var badCount: Int

    init(_ plan: BatchPlan) {
        changes = plan.changes.map { "s3://\($0.bucket)/\($0.key)" }
        failedMessages = plan.badMessages
        notices = plan.notices
        badCount = plan.badMessages.count
    }

    /// What Lambda is told, so that SQS keeps only those messages that failed.
    ///
    /// https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    package var answer: [UInt8] {
        get throws {
            let items = failedMessages.map { ["itemIdentifier": $0] }
            return Array(try Self.encoder.encode(["batchItemFailures": items]))
        }
    }

    /// One line: `3 changes: started arn:...`.
    package var text: String {
        let noun = changes.count == 1 ? "change" : "changes"
        if let started { return "\(changes.count) \(noun): started \(started)" }
        return changes.isEmpty ? "No changes: nothing started" : "\(changes.count) \(noun): nothing started"
    }

    private struct Members: Encodable {
        var changes, failedMessages, notices: [String]
        var error, started: String?
    }

    /// The same for programs: one object with sorted keys.
    package var json: String {
        get throws {
            let members = Members(
                changes: changes, failedMessages: failedMessages, notices: notices, error: error.map { "\($0)" },
                started: started)
            return String(decoding: try Self.encoder.encode(members), as: UTF8.self)
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}
