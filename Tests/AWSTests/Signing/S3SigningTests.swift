import AWS
import Testing

/// The worked examples of the S3 API reference ("Signature Calculations for the Authorization Header" and "Using Query
/// Parameters"), and what the rules of S3 mean for odd keys.
@Suite struct S3SigningTests {
    private let signer = SigV4Signer(service: "s3", region: "us-east-1")
    private let credentials = Credentials(
        accessKeyID: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
    /// 2013-05-24T00:00:00Z.
    private let moment = 1_369_353_600

    private func signature(_ request: HTTPRequest, payloadHash: PayloadHash? = nil) -> String {
        let signed = signer.sign(request, with: credentials, at: moment, payloadHash: payloadHash)
        return String((signed.headers["Authorization"] ?? "").suffix(64))
    }

    private func request(
        _ path: String, method: String = "GET", query: [HTTPURL.QueryItem] = [], headers: HTTPHeaders = HTTPHeaders(),
        body: HTTPBody = .none
    ) -> HTTPRequest {
        HTTPRequest(
            method: method, url: HTTPURL(host: "examplebucket.s3.amazonaws.com", path: path, query: query),
            headers: headers, body: body)
    }

    @Test func aRangeOfAnObject() {
        #expect(
            signature(request("/test.txt", headers: ["Range": "bytes=0-9"]))
                == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41")
    }

    @Test(arguments: ["/test%24file.text", "/test$file.text"]) func anObjectThatIsPut(path: String) {
        let headers: HTTPHeaders = [
            "Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY",
        ]
        #expect(
            signature(request(path, method: "PUT", headers: headers, body: .bytes(Array("Welcome to Amazon S3.".utf8))))
                == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd")
    }

    @Test(arguments: [nil, ""]) func aNameInTheQueryWithoutAValue(value: String?) {
        #expect(
            signature(request("/", query: [.init("lifecycle", value)]))
                == "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")
    }

    @Test func aListing() {
        #expect(
            signature(request("/", query: [.init("prefix", "J"), .init("max-keys", "2")]))
                == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")
    }

    @Test func aPresignedAddress() {
        let signed = signer.presign(request("/test.txt"), with: credentials, at: moment, expiresAfter: 86_400)
        #expect(
            signed.url.query.last
                == .init("X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"))
        #expect(signed.headers.fields.isEmpty)
    }

    @Test func thePayloadHashIsSentAndSigned() {
        let stream = HTTPBody.stream(length: 3) { _, _ in [1, 2, 3] }
        let signed = signer.sign(request("/a", method: "PUT", body: stream), with: credentials, at: moment)
        #expect(signed.headers["x-amz-content-sha256"] == "UNSIGNED-PAYLOAD")
        #expect(signed.headers["Authorization"]?.contains("x-amz-content-sha256") == true)
        let digest = SHA256Digest(of: [1, 2, 3])
        let verified = signer.sign(
            request("/a", method: "PUT", body: stream), with: credentials, at: moment, payloadHash: .digest(digest))
        #expect(verified.headers["x-amz-content-sha256"] == digest.hex)
    }

    @Test func keysAreNotNormalised() {
        let odd = ["/a//b", "/a/./b", "/a/../b", "/a/b", "/a/b/", "/a%2520b", "/a%20b"].map { signature(request($0)) }
        #expect(Set(odd).count == odd.count)
    }
}
