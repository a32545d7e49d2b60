import AWS

/// The keys an S3 event names, as the source of reports has them.
struct EventKeys {
    /// Below the source's prefix, notebooks only.
    var keys: [String] = []
    /// What was passed over and why, one sentence each.
    var notices: [String] = []

    /// Reads an event file; `-` is standard input.
    ///
    /// An event is a hint: each key is looked at in the store, so one that comes late or twice does no harm.
    init(file: String, source: String) throws {
        // SQS and EventBridge send at most 1 MiB.
        let bytes = try file == "-" ? StandardInput.read(upTo: 16 << 20) : FilePlace(file).read()
        guard let place = S3Location(parsing: source) else {
            throw ConfigurationError(
                place: "--event", reason: "An event tells of a bucket: name it with --source s3://BUCKET/PREFIX.")
        }
        let events: ReportEvents
        do { events = try ReportEvents(parsing: bytes) } catch {
            throw ConfigurationError(place: "--event", reason: "\(error)")
        }
        notices = (events.ignored + events.faults).map { "The event has something that tells of no object: \($0)" }
        if let fault = events.faults.first, events.events.isEmpty {
            throw ConfigurationError(place: "--event", reason: "It tells of no object: \(fault)")
        }
        for event in events.events {
            guard event.bucket == place.bucket, event.key.hasPrefix(place.prefix) else {
                notices.append("'s3://\(event.bucket)/\(event.key)' is not in the source '\(source)': passed over.")
                continue
            }
            guard event.key.hasSuffix(".ipynb") else {
                notices.append("'\(event.key)' is no notebook: passed over.")
                continue
            }
            keys.append(String(event.key.dropFirst(place.prefix.count)))
        }
    }
}
