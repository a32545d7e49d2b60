package import AWS

/// What a batch of messages asks for. Pure: made from the events alone.
package struct BatchPlan: Sendable, Hashable {
    /// The objects that changed in the staging place.
    package private(set) var changes: [ReportEvent] = []
    /// Messages that tell of changes.
    package private(set) var changeMessages: [String] = []
    /// Messages that can't be understood: reported as failed, so that the queue puts them aside after some tries.
    package private(set) var badMessages: [String] = []
    /// What was passed over or is wrong, one sentence each.
    package private(set) var notices: [String] = []

    /// Where `sync` keeps its own books, which are no data.
    package static let ownFolder = "_reportpipe/"

    /// - Parameter events: what the batch tells.
    package init(_ events: ReportEvents) {
        for event in events.events {
            // The books may stand below a prefix.
            if "/\(event.key)".contains("/" + Self.ownFolder) {
                notices.append("'\(event.key)' is sync's own: passed over.")
                continue
            }
            changes.append(event)
            for id in event.messageIDs where !changeMessages.contains(id) { changeMessages.append(id) }
        }
        notices += events.ignored.map { "Passed over: \($0)." }
        for fault in events.faults {
            notices.append("Not understood: \(fault).")
            if let id = fault.messageID, !badMessages.contains(id) { badMessages.append(id) }
        }
    }

    /// What the start of a report is known by, so that the same batch delivered again starts no second one: 64
    /// hexadecimal digits.
    package var token: String {
        let texts = changes.map { event in
            [event.bucket, event.key, event.change.rawValue, event.sequencer ?? "", event.entityTag ?? ""]
                .joined(separator: "\u{0}")
        }
        return SHA256Digest(of: Array(texts.sorted().joined(separator: "\n").utf8)).hex
    }
}
