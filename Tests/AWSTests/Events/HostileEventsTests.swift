import AWS
import Testing

@Suite struct HostileEventsTests {
    private func read(_ text: String) throws -> ReportEvents { try ReportEvents(parsing: Array(text.utf8)) }

    @Test(arguments: [
        ("", "the file is empty"), ("not json", "JSON"), ("{}", "it is no event of S3."), ("5", "it is no event of S3."),
        ("null", "it is no event of S3."), (#"{"Records":[]}"#, "it holds no records."), ("[]", "it holds no records."),
        (#"{"detail-type":"Scheduled Event","source":"aws.events","id":"1"}"#, "it is no event of S3."),
    ]) func whatIsNoEventIsRefused(text: String, reason: String) throws {
        let error = try #require(throws: ReportEventError.self) { try read(text) }
        #expect("\(error)".lowercased().contains(reason.lowercased()), "\(error)")
        #expect("\(error)".hasSuffix("Expected is an event of S3, plain or in SNS, SQS or EventBridge."))
    }

    @Test(arguments: [
        (#"{"Records":5}"#, "It is no list (at Records)"),
        (#"{"Records":[5]}"#, "It is no event of S3 (at Records[0])"),
        (#"{"Records":[{"s3":5}]}"#, "It has no eventName (at Records[0])"),
        (#"{"Records":[{"eventName":"ObjectCreated:Put","s3":{}}]}"#, "It has no s3.object.key (at Records[0])"),
        (
            #"{"Records":[{"eventName":"ObjectCreated:Put","s3":{"object":{"key":"a"}}}]}"#,
            "It names no bucket (at Records[0])"
        ),
        (SampleEvents.records(SampleEvents.s3(key: "")), "Its key is empty (at Records[0])"),
        (SampleEvents.records(SampleEvents.s3(bucket: "")), "It names no bucket (at Records[0])"),
        (SampleEvents.records(SampleEvents.s3(key: "a%FFb")), "Its key 'a%FFb' is not UTF-8 (at Records[0])"),
        (#"{"Records":[{"messageId":"m","body":{}}]}"#, "It is no text (at Records[0].body)"),
        (#"{"Records":[{"messageId":"m","body":"hello"}]}"#, "Records[0].body)"),
        (
            #"{"source":"aws.events","detail-type":"Scheduled Event","detail":{}}"#,
            "It is an event of 'aws.events', not of S3 (at detail)"
        ),
        (#"{"source":"aws.s3","detail-type":"Object Created","detail":5}"#, "It has no object.key (at detail)"),
    ]) func whatCantBeUnderstoodIsToldWithItsPlace(text: String, fault: String) throws {
        let read = try read(text)
        #expect(read.events.isEmpty)
        #expect(read.faults.count == 1)
        #expect(read.faults.first?.description.hasSuffix(fault) == true, "\(read.faults)")
    }

    @Test func aBadMessageDoesNotHideTheOthers() throws {
        let text = SampleEvents.records(
            SampleEvents.sqs("garbage", id: "bad"),
            SampleEvents.sqs(SampleEvents.records(SampleEvents.s3()), id: "good"))
        let read = try read(text)
        #expect(read.events.map(\.messageIDs) == [["good"]])
        #expect(read.faults.map(\.messageID) == ["bad"])
    }

    @Test func nestingHasABound() throws {
        let lists = String(repeating: "[", count: 400) + SampleEvents.s3() + String(repeating: "]", count: 400)
        #expect(try read(lists).faults.map(\.reason) == ["It is nested too deep"])
        var wrapped = SampleEvents.records(SampleEvents.s3())
        for _ in 0..<8 { wrapped = SampleEvents.sns(wrapped) }
        #expect(try read(wrapped).events.count == 1)
    }

    @Test func aKeyIsKeptAsItIsHoweverOddItLooks() throws {
        let keys = ["../../etc/passwd", "/", "a//b", "%00", "-rf", "a%0Ab"]
        let text = #"{"Records":[\#(keys.map { SampleEvents.s3(key: $0) }.joined(separator: ","))]}"#
        #expect(
            Set(try read(text).events.map(\.key)) == ["../../etc/passwd", "/", "a//b", "\u{0}", "-rf", "a\nb"])
    }

    @Test func everyMessageOfOneKeyIsKept() throws {
        let records = (0..<20_000).map { #"{"messageId":"\#($0)","body":\#(Self.body)}"# }
        let read = try read(#"{"Records":[\#(records.joined(separator: ","))]}"#)
        #expect(read.events.count == 1)
        #expect(read.events.first?.messageIDs.count == 20_000)
    }

    private static let body = SampleEvents.quoted(
        #"{"Records":[{"eventName":"ObjectCreated:Put","s3":{"bucket":{"name":"b"},"object":{"key":"k"}}}]}"#)
}
