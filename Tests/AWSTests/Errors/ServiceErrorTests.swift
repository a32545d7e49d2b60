import AWS
import Testing

@Suite struct ServiceErrorTests {
    private static func reply(_ status: Int, _ body: String = "", headers: HTTPHeaders = [:]) -> HTTPResponse {
        HTTPResponse(status: status, headers: headers, body: Array(body.utf8))
    }

    private static let s3 = reply(
        403,
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <Error><Code>AccessDenied</Code><Message>Access Denied</Message><RequestId>4442587F</RequestId><HostId>x</HostId></Error>
        """)
    private static let cloudFront = reply(
        404,
        """
        <?xml version="1.0"?>
        <ErrorResponse xmlns="http://cloudfront.amazonaws.com/doc/2020-05-31/"><Error><Type>Sender</Type>\
        <Code>NoSuchDistribution</Code><Message>The specified distribution does not exist.</Message></Error>\
        <RequestId>b25f</RequestId></ErrorResponse>
        """)
    private static let query = reply(
        400,
        "<Response><Errors><Error><Code>Throttling</Code><Message>Rate exceeded</Message></Error></Errors>"
            + "<RequestID>r</RequestID></Response>")
    private static let json = reply(
        400, #"{"__type":"com.amazonaws.sqs#QueueDoesNotExist","message":"The queue\ndoes not exist"}"#,
        headers: ["x-amzn-RequestId": "j", "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender"])
    private static let rest = reply(
        403, #"{"Message":"No access"}"#, headers: ["x-amzn-ErrorType": "ForbiddenException:http://internal/"])
    private static let token = reply(400, #"{"error":"expired_token","error_description":"too late"}"#)
    private static let moved = reply(
        400,
        "<Error><Code>AuthorizationHeaderMalformed</Code><Message>m</Message><Region>eu-west-1</Region></Error>")
    private static let head = reply(301, headers: ["x-amz-bucket-region": "eu-west-3", "x-amz-request-id": "h"])
    private static let page = reply(
        502, "<html><body>Bad Gateway<br></body></html>", headers: ["Content-Type": "text/html"])

    @Test(arguments: [
        (s3, "AccessDenied: Access Denied (HTTP 403, request 4442587F)", ServiceError.Kind.permissionDenied),
        (
            cloudFront,
            "NoSuchDistribution: The specified distribution does not exist. (HTTP 404, request b25f)", .other
        ),
        (query, "Throttling: Rate exceeded (HTTP 400, request r)", .throttled),
        (json, "QueueDoesNotExist: The queue\ndoes not exist (HTTP 400, request j)", .other),
        (rest, "ForbiddenException: No access (HTTP 403)", .permissionDenied),
        (token, "expired_token: too late (HTTP 400)", .other),
        (moved, "AuthorizationHeaderMalformed: m (HTTP 400)", .other),
        (head, "HTTP 301, request h", .other),
        (page, "the reply is no AWS error but text/html (HTTP 502)", .unavailable),
        (reply(503), "HTTP 503", .unavailable),
        (reply(429), "HTTP 429", .throttled),
        (reply(400, "{"), "the reply is no AWS error (HTTP 400)", .other),
        (reply(400, "<Error><Code>Slow"), "the reply is no AWS error (HTTP 400)", .other),
        (reply(404, "<Error/>"), "the reply is no AWS error (HTTP 404)", .other),
        (reply(400, "[]"), "the reply is no AWS error (HTTP 400)", .other),
        (reply(400, #"{"__type":5,"message":[]}"#), "the reply is no AWS error (HTTP 400)", .other),
    ]) func everyFormOfRefusalIsRead(reply: HTTPResponse, text: String, kind: ServiceError.Kind) {
        let error = ServiceError(reply: reply)
        #expect("\(error)" == text)
        #expect(error.kind == kind)
    }

    @Test func theRegionOfTheBucketIsTold() {
        #expect(ServiceError(reply: Self.moved).region == "eu-west-1")
        #expect(ServiceError(reply: Self.head).region == "eu-west-3")
        #expect(ServiceError(reply: Self.s3).region == nil)
    }

    @Test(arguments: [
        ("ExpiredToken", ServiceError.Kind.expiredCredentials), ("RequestTimeTooSkewed", .clockSkew),
        ("SignatureDoesNotMatch", .unauthenticated), ("SlowDown", .throttled), ("RequestTimeout", .unavailable),
    ]) func theCodeGoesBeforeTheStatus(code: String, kind: ServiceError.Kind) {
        #expect(ServiceError(status: 403, code: code).kind == kind)
    }

    @Test func anErrorInsideOfSuccessIsSeen() {
        let kept = "<?xml version=\"1.0\"?>\n   \n<Error><Code>InternalError</Code><Message>Try again</Message></Error>"
        let error = ServiceError(insideSuccess: Self.reply(200, kept))
        #expect(error?.code == "InternalError")
        #expect(error?.kind == .unavailable)
        #expect(ServiceError(insideSuccess: Self.reply(200, "<CopyObjectResult/>")) == nil)
        #expect(ServiceError(insideSuccess: Self.reply(200, "any bytes")) == nil)
    }

    @Test func aLongMessageIsCut() {
        let body = "<Error><Message>\(String(repeating: "ü", count: 10_000))</Message></Error>"
        #expect(ServiceError(reply: Self.reply(400, body)).message.unicodeScalars.count == 503)
    }
}
