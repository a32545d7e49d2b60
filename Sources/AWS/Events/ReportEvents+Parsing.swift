import Notebook

extension ReportEvents {
    /// Reads an event notification of S3: plain, in the envelope of SNS, in a batch of SQS, or from EventBridge, and any of
    /// these in another, as queues and topics nest them. A list of them is read as well.
    ///
    /// Envelopes:
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html,
    /// https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html,
    /// https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html,
    /// https://docs.aws.amazon.com/lambda/latest/dg/with-sqs.html
    /// - Throws: where it is no event at all. A part of it that can't be understood is among `faults`.
    package init(parsing bytes: [UInt8]) throws(ReportEventError) {
        self.init()
        let document: JSONDocument
        do { document = try JSONDocument(bytes) } catch {
            throw ReportEventError(reason: Self.lowered("\(error)"))
        }
        read(document.root, Envelope())
        if let fault = faults.first, fault.path.isEmpty { throw ReportEventError(reason: Self.lowered("\(fault)")) }
        if events.isEmpty, ignored.isEmpty, faults.isEmpty { throw ReportEventError(reason: "it holds no records") }
        sort()
    }

    /// What is known from the outside of a part.
    private struct Envelope {
        var path = ""
        var messageID: String?
        var depth = 0

        func at(_ step: String, messageID: String? = nil) -> Envelope {
            Envelope(
                path: path.isEmpty || step.utf8.first == 0x5B ? path + step : "\(path).\(step)",
                // The outermost message is the one that is deleted from its queue.
                messageID: self.messageID ?? messageID, depth: depth + 1)
        }
    }

    /// SNS in SQS goes down six steps; many more are no one's setup.
    private static let deepest = 32

    private mutating func read(_ node: JSONNode, _ envelope: Envelope) {
        if envelope.depth > Self.deepest {
            blame("It is nested too deep", envelope)
        } else if node.kind == .array {
            for (index, element) in node.elements.enumerated() { read(element, envelope.at("[\(index)]")) }
        } else if let records = node["Records"] {
            readList(records, envelope.at("Records"))
        } else if let messages = node["Messages"] {
            readList(messages, envelope.at("Messages"))
        } else if let object = node["s3"] {
            readRecord(node, object, envelope)
        } else if let notification = node["Sns"], let message = notification["Message"] {
            readText(message, envelope.at("Sns.Message", messageID: notification["MessageId"]?.string))
        } else if let type = node["Type"]?.string, type.hasSuffix("Confirmation"), node["TopicArn"] != nil {
            ignore(Note(path: envelope.path, reason: "A \(type) of SNS", messageID: envelope.messageID))
        } else if let message = node["Message"], node["TopicArn"] != nil || node["Type"] != nil {
            readText(message, envelope.at("Message", messageID: node["MessageId"]?.string))
        } else if let body = node["body"] {
            readText(body, envelope.at("body", messageID: node["messageId"]?.string))
        } else if let body = node["Body"] {
            readText(body, envelope.at("Body", messageID: node["MessageId"]?.string))
        } else if let detail = node["detail"] {
            readDetail(node, detail, envelope)
        } else if node["Event"]?.string == "s3:TestEvent" {
            ignore(Note(path: envelope.path, reason: "A test event of S3", messageID: envelope.messageID))
        } else {
            blame("It is no event of S3", envelope)
        }
    }

    private mutating func readList(_ list: JSONNode, _ envelope: Envelope) {
        guard list.kind == .array else { return blame("It is no list", envelope) }
        for (index, element) in list.elements.enumerated() { read(element, envelope.at("[\(index)]")) }
    }

    /// An envelope's text, which is JSON again.
    private mutating func readText(_ node: JSONNode, _ envelope: Envelope) {
        guard node.kind == .string else { return blame("It is no text", envelope) }
        var text: [UInt8] = []
        node.appendText(to: &text)
        do { read(try JSONDocument(text).root, envelope) } catch { blame("\(error)", envelope) }
    }

    private mutating func blame(_ reason: String, _ envelope: Envelope) {
        blame(Note(path: envelope.path, reason: reason, messageID: envelope.messageID))
    }

    private static func lowered(_ sentence: String) -> String { sentence.prefix(1).lowercased() + sentence.dropFirst() }
}

extension ReportEvents {
    /// A record of S3 itself. Its key is encoded as forms are: `+` is a space.
    private mutating func readRecord(_ record: JSONNode, _ object: JSONNode, _ envelope: Envelope) {
        guard let name = record["eventName"]?.string else { return blame("It has no eventName", envelope) }
        // Other stores write the prefix that AWS uses in configurations only.
        let plain = name.hasPrefix("s3:") ? name.dropFirst(3) : name[...]
        let change: ReportEvent.Change
        switch plain.prefix(while: { $0 != ":" }) {
        case "ObjectCreated": change = .created
        case "ObjectRemoved", "LifecycleExpiration": change = .removed
        default: return ignore(name, envelope)
        }
        guard let encoded = object["object"]?["key"]?.string else { return blame("It has no s3.object.key", envelope) }
        let bytes = PercentEncoding.decode(String(decoding: encoded.utf8.map { $0 == 0x2B ? 0x20 : $0 }, as: UTF8.self))
        guard let key = String(validating: bytes, as: UTF8.self) else {
            return blame("Its key '\(encoded)' is not UTF-8", envelope)
        }
        add(change, bucket: object["bucket"], key: key, object: object["object"], tag: "eTag", envelope)
    }

    /// An event of EventBridge. Its key is as it is.
    private mutating func readDetail(_ event: JSONNode, _ detail: JSONNode, _ envelope: Envelope) {
        let type = event["detail-type"]?.string
        let envelope = envelope.at("detail", messageID: event["id"]?.string)
        guard event["source"]?.string == "aws.s3", let type else {
            return blame("It is an event of '\(event["source"]?.string ?? "nobody")', not of S3", envelope)
        }
        let change: ReportEvent.Change
        switch type {
        case "Object Created": change = .created
        case "Object Deleted": change = .removed
        default: return ignore(type, envelope)
        }
        guard let key = detail["object"]?["key"]?.string else { return blame("It has no object.key", envelope) }
        add(change, bucket: detail["bucket"], key: key, object: detail["object"], tag: "etag", envelope)
    }

    private mutating func add(
        _ change: ReportEvent.Change, bucket: JSONNode?, key: String, object: JSONNode?, tag: String,
        _ envelope: Envelope
    ) {
        guard let bucket = bucket?["name"]?.string, !bucket.isEmpty else {
            return blame("It names no bucket", envelope)
        }
        guard !key.isEmpty else { return blame("Its key is empty", envelope) }
        add(
            ReportEvent(
                bucket: bucket, key: key, change: change, entityTag: Self.text(object?[tag]),
                sequencer: Self.text(object?["sequencer"]).flatMap(Self.hexadecimal)),
            messageID: envelope.messageID)
    }

    private mutating func ignore(_ type: String, _ envelope: Envelope) {
        ignore(
            Note(
                path: envelope.path, reason: "An event '\(type)', which neither creates nor removes an object",
                messageID: envelope.messageID))
    }

    private static func text(_ node: JSONNode?) -> String? { node?.string.flatMap { $0.isEmpty ? nil : $0 } }

    /// A sequencer that is none tells no order.
    private static func hexadecimal(_ text: String) -> String? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x46).contains($0) || (0x61...0x66).contains($0) }
            ? text : nil
    }
}
