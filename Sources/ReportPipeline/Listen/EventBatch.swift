package import AWS

/// News of the staging place, judged: what starts a report, what is passed over, and what is no news at all.
package struct EventBatch: Sendable {
    /// Changes of data, each object once.
    package private(set) var changes: [ReportEvent] = []
    /// What was passed over and why, one sentence each.
    package private(set) var notices: [String] = []
    /// Messages that are no events: they go back, and in the end to the dead-letter queue.
    package private(set) var bad: [BadMessage] = []

    /// A message that is no event.
    package struct BadMessage: Sendable, Hashable, Encodable {
        /// Empty where it came without.
        package var messageID: String
        package var reason: String
    }

    /// Reads a batch.
    ///
    /// - Parameter staging: only what is below it counts; nil for any bucket.
    /// - Throws: `ReportEventError` where the whole is no event.
    package init(_ bytes: [UInt8], staging: S3Location?) throws {
        let events = try ReportEvents(parsing: bytes)
        let understood = Set(events.events.flatMap(\.messageIDs))
        for note in events.ignored { notices.append("\(note): ignored.") }
        for fault in events.faults {
            // One record of several: the report looks at all data anyway.
            if let id = fault.messageID, understood.contains(id) {
                notices.append("\(fault): passed over.")
            } else {
                bad.append(BadMessage(messageID: fault.messageID ?? "", reason: "\(fault)"))
            }
        }
        for event in events.events {
            if let reason = Self.reason(toPassOver: event, staging) {
                notices.append("'s3://\(event.bucket)/\(event.key)' \(reason): passed over.")
            } else {
                changes.append(event)
            }
        }
    }

    private static func reason(toPassOver event: ReportEvent, _ staging: S3Location?) -> String? {
        var key = event.key[...]
        if let staging {
            guard event.bucket == staging.bucket, key.hasPrefix(staging.prefix) else { return "is not in '\(staging)'" }
            key = key.dropFirst(staging.prefix.count)
        }
        // Records of the programs themselves, for example `_reportpipe/sync.json`, and hidden files.
        let isOwn = key.utf8.split(separator: UInt8(ascii: "/")).contains { $0.first == 0x5F || $0.first == 0x2E }
        return isOwn ? "is no data" : nil
    }

    /// The messages that tell of changes.
    package var changeMessageIDs: [String] {
        var seen: Set<String> = []
        return changes.flatMap(\.messageIDs).filter { seen.insert($0).inserted }
    }

    /// What the start is known by: 64 hexadecimal digits that are the same whenever, and in whichever order and wrapping,
    /// the same changes come.
    ///
    /// - Parameter target: what is started.
    package func token(target: String) -> String {
        var text = target
        for event in changes {
            // Without a sequencer a later change of an object may look like this one.
            let isKnown = event.sequencer != nil
            let marks = [event.sequencer ?? "", event.entityTag ?? ""] + (isKnown ? [] : event.messageIDs.sorted())
            for part in [event.bucket, event.key, event.change.rawValue] + marks { text += "\0\(part)" }
            text += "\n"
        }
        return SHA256Digest(of: Array(text.utf8)).hex
    }
}
