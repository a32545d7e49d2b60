package import AWS
import ProgramOutput

/// Hears of changes in the staging place and starts one report for each batch of them.
package struct Listener: Sendable {
    private let starter: any TaskStarter
    private let staging: S3Location?

    /// - Parameter staging: only changes below it count; nil for any bucket.
    package init(_ starter: any TaskStarter, staging: S3Location? = nil) {
        self.starter = starter
        self.staging = staging
    }

    /// Handles a batch: at most one report is started.
    ///
    /// - Parameter bytes: an event of S3, plain or in SNS, SQS or EventBridge, or a batch of these.
    /// - Throws: `ReportEventError` where the whole is no event. All else is in the summary.
    package func handle(_ bytes: [UInt8]) async throws -> ListenSummary {
        let batch = try EventBatch(bytes, staging: staging)
        var summary = ListenSummary()
        summary.changes = batch.changes.map { "s3://\($0.bucket)/\($0.key)" }
        summary.notices = batch.notices
        summary.badMessages = batch.bad
        // A message twice in a batch has one name.
        var failed = batch.bad.map(\.messageID).filter { !$0.isEmpty }
        if !batch.changes.isEmpty {
            let token = batch.token(target: starter.target)
            summary.token = token
            do throws(StartError) { summary.started = try await starter.start(token: token) } catch {
                summary.failure = error.description
                summary.exitCode = ExitStatus(error).rawValue
                failed += batch.changeMessageIDs
            }
        }
        var seen: Set<String> = []
        summary.failedMessages = failed.filter { seen.insert($0).inserted }
        return summary
    }
}

extension ExitStatus {
    /// What a failed start ends the program with.
    init(_ error: StartError) {
        self =
            switch error.code {
            case .tryAgain: .tryAgain
            case .unavailable: .unavailable
            case .permissionDenied: .permissionDenied
            case .unusable: .configuration
            case .failed: .internalError
            }
    }
}
