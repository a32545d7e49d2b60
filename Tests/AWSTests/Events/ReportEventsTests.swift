import AWS
import Testing

/// Events as AWS writes them, whittled down to the members that tell them apart.
enum SampleEvents {
    static func s3(
        _ name: String = "ObjectCreated:Put", bucket: String = "reports", key: String = "a/b.ipynb",
        sequencer: String? = "0055AED6DCD90281E5"
    ) -> String {
        let sequencer = sequencer.map { #","sequencer":"\#($0)""# } ?? ""
        return #"""
            {"eventVersion":"2.1","eventSource":"aws:s3","awsRegion":"eu-central-1","eventTime":"2026-11-23T22:00:00.000Z",
            "eventName":"\#(name)","userIdentity":{"principalId":"EXAMPLE"},"requestParameters":{"sourceIPAddress":"127.0.0.1"},
            "responseElements":{"x-amz-request-id":"EXAMPLE123456789"},"s3":{"s3SchemaVersion":"1.0","configurationId":"reports",
            "bucket":{"name":"\#(bucket)","ownerIdentity":{"principalId":"EXAMPLE"},"arn":"arn:aws:s3:::\#(bucket)"},
            "object":{"key":"\#(key)","size":1024,"eTag":"d41d8cd98f00b204e9800998ecf8427e"\#(sequencer)}}}
            """#
    }

    static func records(_ records: String...) -> String { #"{"Records":[\#(records.joined(separator: ","))]}"# }

    static func eventBridge(_ type: String = "Object Created", key: String = "a/b.ipynb") -> String {
        #"""
        {"version":"0","id":"17793124-05d4-b198-2fde-7ededc63b103","detail-type":"\#(type)","source":"aws.s3",
        "account":"111122223333","time":"2026-11-23T22:00:00Z","region":"eu-central-1","resources":["arn:aws:s3:::reports"],
        "detail":{"version":"0","bucket":{"name":"reports"},"object":{"key":"\#(key)","size":5,
        "etag":"b1946ac92492d2347c6235b4d2611184","sequencer":"617f08299329d189"},"request-id":"N4N7GDK58NMKJ12R",
        "requester":"123456789012","source-ip-address":"1.2.3.4","reason":"PutObject"}}
        """#
    }

    static func sns(_ message: String, id: String = "sns-1") -> String {
        #"""
        {"Type":"Notification","MessageId":"\#(id)","TopicArn":"arn:aws:sns:eu-central-1:111122223333:reports",
        "Subject":"Amazon S3 Notification","Message":\#(quoted(message)),"Timestamp":"2026-11-23T22:00:00.000Z",
        "SignatureVersion":"1","Signature":"EXAMPLE","SigningCertURL":"EXAMPLE","UnsubscribeURL":"EXAMPLE"}
        """#
    }

    static func snsRecord(_ message: String) -> String {
        #"{"EventSource":"aws:sns","EventVersion":"1.0","EventSubscriptionArn":"arn","Sns":\#(sns(message))}"#
    }

    static func sqs(_ body: String, id: String = "sqs-1") -> String {
        #"""
        {"messageId":"\#(id)","receiptHandle":"AQEB","body":\#(quoted(body)),"attributes":{"ApproximateReceiveCount":"1"},
        "messageAttributes":{},"md5OfBody":"EXAMPLE","eventSource":"aws:sqs",
        "eventSourceARN":"arn:aws:sqs:eu-central-1:111122223333:reports","awsRegion":"eu-central-1"}
        """#
    }

    static let test = #"""
        {"Service":"Amazon S3","Event":"s3:TestEvent","Time":"2026-11-23T22:00:00.000Z","Bucket":"reports",
        "RequestId":"5582815E1AEA5ADF","HostId":"EXAMPLE"}
        """#

    static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n") + "\""
    }
}

@Suite struct ReportEventsTests {
    private func read(_ text: String) throws -> ReportEvents { try ReportEvents(parsing: Array(text.utf8)) }

    private static let plain = SampleEvents.records(SampleEvents.s3())

    @Test(
        arguments: [
            (plain, []), (SampleEvents.sns(plain), ["sns-1"]),
            (SampleEvents.records(SampleEvents.snsRecord(plain)), ["sns-1"]),
            (SampleEvents.records(SampleEvents.sqs(plain)), ["sqs-1"]),
            (SampleEvents.records(SampleEvents.sqs(SampleEvents.sns(plain))), ["sqs-1"]),
            (#"{"Messages":[{"MessageId":"m","ReceiptHandle":"r","Body":\#(SampleEvents.quoted(plain))}]}"#, ["m"]),
            (SampleEvents.s3(), []), ("[\(plain)]", []), ("\u{FEFF}\(plain)\n", []),
        ] as [(String, [String])]) func anEventOfS3IsReadInEveryEnvelope(text: String, messageIDs: [String]) throws
    {
        let read = try read(text)
        #expect(read.faults.isEmpty && read.ignored.isEmpty)
        #expect(
            read.events == [
                ReportEvent(
                    bucket: "reports", key: "a/b.ipynb", change: .created,
                    entityTag: "d41d8cd98f00b204e9800998ecf8427e", sequencer: "0055AED6DCD90281E5",
                    messageIDs: messageIDs)
            ])
    }

    @Test(arguments: [
        (SampleEvents.eventBridge(), "17793124-05d4-b198-2fde-7ededc63b103"),
        (SampleEvents.records(SampleEvents.sqs(SampleEvents.eventBridge())), "sqs-1"),
        (SampleEvents.sns(SampleEvents.eventBridge()), "sns-1"),
        ("[\(SampleEvents.eventBridge())]", "17793124-05d4-b198-2fde-7ededc63b103"),
    ]) func anEventOfEventBridgeIsReadInEveryEnvelope(text: String, messageID: String) throws {
        #expect(
            try read(text).events == [
                ReportEvent(
                    bucket: "reports", key: "a/b.ipynb", change: .created,
                    entityTag: "b1946ac92492d2347c6235b4d2611184", sequencer: "617f08299329d189",
                    messageIDs: [messageID])
            ])
    }

    @Test(arguments: [
        ("ObjectCreated:Put", ReportEvent.Change.created), ("ObjectCreated:CompleteMultipartUpload", .created),
        ("s3:ObjectCreated:Copy", .created), ("ObjectRemoved:Delete", .removed),
        ("ObjectRemoved:DeleteMarkerCreated", .removed), ("LifecycleExpiration:Delete", .removed),
    ]) func namesOfEventsAreKnown(name: String, change: ReportEvent.Change) throws {
        #expect(try read(SampleEvents.records(SampleEvents.s3(name))).events.map(\.change) == [change])
    }

    @Test func eventBridgeTellsOfRemovals() throws {
        #expect(try read(SampleEvents.eventBridge("Object Deleted")).events.map(\.change) == [.removed])
    }

    @Test(arguments: [
        ("a+b/c%2Bd%20e.ipynb", "a b/c+d e.ipynb", "a+b/c%2Bd%20e.ipynb"),
        ("%C3%BC%2F%F0%9F%93%88", "ü/📈", "%C3%BC%2F%F0%9F%93%88"),
        (#"\u00fc%22%5C"#, "ü\"\\", "ü%22%5C"), ("100%", "100%", "100%"),
    ]) func onlyS3ItselfEncodesKeys(written: String, s3: String, eventBridge: String) throws {
        #expect(try read(SampleEvents.records(SampleEvents.s3(key: written))).events.map(\.key) == [s3])
        #expect(try read(SampleEvents.eventBridge(key: written)).events.map(\.key) == [eventBridge])
    }

    @Test(
        arguments: [
            ("0055AED6DCD90281E5", "0055AED6DCD90281E6", ReportEvent.Change.removed),
            ("0055AED6DCD90281E6", "0055AED6DCD90281E5", .created),
            // A shorter number is the smaller one, and digits are compared whatever their case.
            ("FF", "100", .removed), ("100", "FF", .created), ("0000FF", "100", .removed), ("0a", "B", .removed),
            // Without an order of their own the later in the text wins.
            (nil, "1", .removed), ("1", nil, .removed), ("no number", "1", .removed), ("1", "1", .removed),
        ] as [(String?, String?, ReportEvent.Change)])
    func theLastEventOfAKeyCounts(first: String?, second: String?, change: ReportEvent.Change) throws {
        let text = SampleEvents.records(
            SampleEvents.sqs(SampleEvents.records(SampleEvents.s3(sequencer: first)), id: "one"),
            SampleEvents.sqs(
                SampleEvents.records(SampleEvents.s3("ObjectRemoved:Delete", sequencer: second)), id: "two"),
            SampleEvents.sqs(SampleEvents.records(SampleEvents.s3(key: "other")), id: "two"))
        let events = try read(text).events
        #expect(events.map(\.key) == ["a/b.ipynb", "other"])
        #expect(events.first?.change == change)
        #expect(events.map(\.messageIDs) == [["one", "two"], ["two"]])
    }

    @Test func keysAreToldApartByTheirBytesAndBuckets() throws {
        let text = SampleEvents.records(
            SampleEvents.s3(key: "%C3%BC"), SampleEvents.s3(key: "u%CC%88"), SampleEvents.s3(bucket: "b", key: "z"))
        #expect(try read(text).events.map { "\($0.bucket) \($0.key.utf8.count)" } == ["b 1", "reports 3", "reports 2"])
    }

    @Test(
        arguments: [
            (SampleEvents.test, "A test event of S3", nil),
            (SampleEvents.sns(SampleEvents.test), "A test event of S3 (at Message)", "sns-1"),
            (
                SampleEvents.records(SampleEvents.sqs(SampleEvents.test)), "A test event of S3 (at Records[0].body)",
                "sqs-1"
            ),
            (
                SampleEvents.records(SampleEvents.s3("ObjectTagging:Put")),
                "An event 'ObjectTagging:Put', which neither creates nor removes an object (at Records[0])", nil
            ),
            (
                SampleEvents.eventBridge("Object Restore Completed"),
                "An event 'Object Restore Completed', which neither creates nor removes an object (at detail)",
                "17793124-05d4-b198-2fde-7ededc63b103"
            ),
            (
                #"{"Type":"SubscriptionConfirmation","TopicArn":"t","Message":"You have chosen to subscribe"}"#,
                "A SubscriptionConfirmation of SNS", nil
            ),
        ] as [(String, String, String?)]) func whatIsNoNewsIsTold(text: String, note: String, messageID: String?) throws
    {
        let read = try read(text)
        #expect(read.events.isEmpty && read.faults.isEmpty)
        #expect(read.ignored.map(\.description) == [note])
        #expect(read.ignored.map(\.messageID) == [messageID])
    }
}
