import AWS
import Testing

@Suite struct HTTPURLTests {
    @Test func aSchemesOwnPortIsNotWritten() {
        #expect(HTTPURL(host: "s3.example", port: 443).authority == "s3.example")
        #expect(HTTPURL(scheme: "http", host: "127.0.0.1", port: 9000).authority == "127.0.0.1:9000")
    }

    @Test func messagesNeverShowAQuery() {
        let url = HTTPURL(host: "h", path: "/a%20b", query: [.init("X-Amz-Signature", "secret"), .init("delete", nil)])
        #expect(url.wireText == "https://h/a%20b?X-Amz-Signature=secret&delete")
        #expect("\(url)" == "https://h/a%20b")
    }

    @Test func headersAreFoundWithoutRegardToCase() {
        var headers: HTTPHeaders = ["ETag": "1"]
        headers["etag"] = "2"
        #expect(headers["ETAG"] == "2")
        #expect(headers.fields.count == 1)
    }
}
