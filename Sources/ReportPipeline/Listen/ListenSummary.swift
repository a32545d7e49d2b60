import FoundationEssentials
package import ProgramOutput

/// What came of a batch of events, for people and programs.
package struct ListenSummary: Sendable, Encodable {
    /// Data that changed, `s3://BUCKET/KEY`.
    package var changes: [String] = []
    package var notices: [String] = []
    /// Messages that are no events.
    package var badMessages: [EventBatch.BadMessage] = []
    /// Messages that must come again: the bad ones, and all that tell of changes where no report was started.
    package var failedMessages: [String] = []
    /// What was started; nil where nothing was, because nothing changed or it failed.
    package var started: String?
    /// Why it failed.
    package var failure: String?
    /// What the start is known by.
    package var token: String?
    /// The code that the failure ends the program with.
    package var exitCode: Int32 = 0

    package init() {}

    /// What the program ends with: 65 where some message was no event.
    package var status: ExitStatus {
        if exitCode != 0 { return ExitStatus(rawValue: exitCode) ?? .internalError }
        return badMessages.isEmpty ? .success : .badNotebook
    }

    /// One object with sorted keys, on one line.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// Failures and notices, a line each.
    package var diagnostics: [String] {
        (failure.map { ["error: \($0)"] } ?? [])
            + badMessages.map { bad in
                let message = bad.messageID.isEmpty ? "" : " in message '\(bad.messageID)'"
                return "error: \(bad.reason)\(message). After the queue's maxReceiveCount it is a dead letter."
            } + notices.map { "note: \($0)" }
    }

    /// One line: `13 changes: started arn:aws:ecs:...`.
    package var text: String {
        let count = "\(changes.count) \(changes.count == 1 ? "change" : "changes")"
        let bad = badMessages.isEmpty ? "" : "; \(badMessages.count) messages are no events"
        return "\(count): " + (started.map { "started \($0)" } ?? "nothing started") + bad
    }
}
