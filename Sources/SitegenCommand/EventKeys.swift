import AWS
import ObjectStorage
import ProgramOutput

/// The keys an S3 event names, as the source of reports has them.
struct EventKeys {
    /// Below the source's prefix, notebooks only.
    var keys: [String] = []
    /// What was passed over and why, one sentence each.
    var notices: [String] = []
    /// The messages of a batch that told of each key.
    var messageIDs: [String: [String]] = [:]
    /// Messages that are no events.
    var badMessageIDs: [String] = []

    /// Reads an event file; `-` is standard input.
    ///
    /// An event is a hint: each key is looked at in the store, so one that comes late or twice does no harm.
    init(file: String, source: String) throws {
        // SQS and EventBridge send at most 1 MiB.
        let bytes = try file == "-" ? StandardInput.read(upTo: 16 << 20) : NamedFile(path: file).read()
        try self.init(bytes, source: source)
        if let fault, keys.isEmpty, isAllFaults {
            throw ConfigurationError(place: "--event", reason: "It tells of no object: \(fault)")
        }
    }

    /// The first part that could not be understood.
    private(set) var fault: String?
    private var isAllFaults = false

    /// Reads an event, or a batch of them.
    ///
    /// - Throws: where the whole is no event.
    init(_ bytes: [UInt8], source: String) throws {
        guard let place = S3Location(parsing: source) else {
            throw ConfigurationError(
                place: "--event", reason: "An event tells of a bucket: name it with --source s3://BUCKET/PREFIX.")
        }
        let events: ReportEvents
        do { events = try ReportEvents(parsing: bytes) } catch {
            throw ConfigurationError(place: "--event", reason: "\(error)")
        }
        notices = (events.ignored + events.faults).map { "The event has something that tells of no object: \($0)" }
        fault = events.faults.first.map { "\($0)" }
        isAllFaults = events.events.isEmpty
        let understood = Set(events.events.flatMap(\.messageIDs))
        badMessageIDs = events.faults.compactMap(\.messageID).filter { !understood.contains($0) }
        for event in events.events {
            guard event.bucket == place.bucket, event.key.utf8.starts(with: place.prefix.utf8) else {
                notices.append("'s3://\(event.bucket)/\(event.key)' is not in the source '\(source)': passed over.")
                continue
            }
            guard event.key.hasSuffix(".ipynb") else {
                notices.append("'\(event.key)' is no notebook: passed over.")
                continue
            }
            let key = String(event.key.dropFirst(place.prefix.count))
            keys.append(key)
            messageIDs[key] = event.messageIDs
        }
    }
}
