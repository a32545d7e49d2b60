/// What happened to one object of a bucket, as S3 told it, however many times it was told.
package struct ReportEvent: Sendable, Hashable {
    /// What happened last.
    package enum Change: String, Sendable, Hashable {
        case created, removed
    }

    package var bucket: String
    /// The key as it is, not encoded.
    package var key: String
    /// In a bucket with versions also told of the removal of an older version: look whether the object is there.
    package var change: Change
    /// The ETag without quotes; nil where the event has none.
    package var entityTag: String?
    /// The order of events of one key: hexadecimal digits.
    package var sequencer: String?
    /// The messages that told of the key, in the order they came; empty where there is no envelope.
    package var messageIDs: [String]

    package init(
        bucket: String, key: String, change: Change, entityTag: String? = nil, sequencer: String? = nil,
        messageIDs: [String] = []
    ) {
        self.bucket = bucket
        self.key = key
        self.change = change
        self.entityTag = entityTag
        self.sequencer = sequencer
        self.messageIDs = messageIDs
    }

    /// Whether an event of the same key that came later in the text is the later one.
    ///
    /// Sequencers are numbers of different lengths; without both of them the order of the text decides.
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html
    func isBefore(_ other: ReportEvent) -> Bool {
        guard let mine = sequencer, let others = other.sequencer else { return true }
        let left = Self.digits(of: mine)
        let right = Self.digits(of: others)
        return left.count == right.count ? !right.lexicographicallyPrecedes(left) : left.count < right.count
    }

    private static func digits(of sequencer: String) -> ArraySlice<UInt8> {
        Array(sequencer.uppercased().utf8).drop { $0 == 0x30 }
    }
}

/// What an event file tells, whatever it came wrapped in, with nothing passed over in silence.
package struct ReportEvents: Sendable, Hashable {
    /// The last event of each object, by bucket and key in bytewise order.
    package private(set) var events: [ReportEvent] = []
    /// What is no news of objects, for example the message S3 sends to test a queue.
    package private(set) var ignored: [Note] = []
    /// What could not be understood; the events of other messages hold all the same.
    package private(set) var faults: [Note] = []

    /// Something in the text that is no event.
    package struct Note: Sendable, Hashable, CustomStringConvertible {
        /// Where it stands, for example `Records[3].body`; empty for the whole.
        package var path: String
        /// What it is, as a sentence without a full stop.
        package var reason: String
        /// The message it came in.
        package var messageID: String?

        package var description: String { path.isEmpty ? reason : "\(reason) (at \(path))" }
    }

    private var places: [Place: Int] = [:]
    private var told: Set<Telling> = []

    private struct Place: Hashable {
        var bucket: [UInt8]
        var key: [UInt8]
    }

    /// That a message told of the event at an index.
    private struct Telling: Hashable {
        var index: Int
        var messageID: String
    }

    init() {}

    mutating func add(_ event: ReportEvent, messageID: String?) {
        // Compared by bytes: keys that look alike may differ in them.
        let place = Place(bucket: Array(event.bucket.utf8), key: Array(event.key.utf8))
        let index = places[place] ?? events.count
        if index == events.count {
            places[place] = index
            events.append(event)
        } else if events[index].isBefore(event) {
            let ids = events[index].messageIDs
            events[index] = event
            events[index].messageIDs = ids
        }
        if let messageID, told.insert(Telling(index: index, messageID: messageID)).inserted {
            events[index].messageIDs.append(messageID)
        }
    }

    mutating func ignore(_ note: Note) { ignored.append(note) }

    mutating func blame(_ note: Note) { faults.append(note) }

    /// Ends the reading.
    mutating func sort() {
        (places, told) = ([:], [])
        events.sort { left, right in
            left.bucket == right.bucket
                ? left.key.utf8.lexicographicallyPrecedes(right.key.utf8)
                : left.bucket.utf8.lexicographicallyPrecedes(right.bucket.utf8)
        }
    }
}

/// Why an event file tells nothing at all.
package struct ReportEventError: Error, Sendable, Hashable, CustomStringConvertible {
    package var reason: String

    package var description: String {
        "The event can't be read: \(reason). Expected is an event of S3, plain or in SNS, SQS or EventBridge."
    }
}
