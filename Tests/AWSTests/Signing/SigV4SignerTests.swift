import AWS
import Testing

/// One line of `signingVectors`.
struct SigningVector: CustomTestStringConvertible, Sendable {
    var name: String
    var request: HTTPRequest
    var credentials: Credentials
    var rules: SigV4Signer.Rules
    var headerSignature: String
    var querySignature: String

    var testDescription: String { name }

    static let all: [SigningVector] = signingVectors.split(separator: "\n").map(SigningVector.init)

    private static let tokens = [
        "token1": "6e86291e8372ff2a2260956d9b8aae1d763fbf315fa00fa31553b73ebf194267",
        "token2": "AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22wDOk4x4HIZ8j4FZTwdQWLWsKWHGBuFqwAeMicRXmxfpSPfIeoIYRq"
            + "TflfKD8YUuwthAx7mSEI/qkPpKPi/kMcGdQrmGdeehM4IC1NtBmUpp2wUE8phUZampKsburEDy0KPkyQDYwT7WZ0wq5VSXDvp75YU9HF"
            + "vlRd8Tx6q6fE8YQcHNVXAkiY9q6d+xo0rKwT38xVqr7ZD0u0iPPkUL64lIZbqBAz+scqKmlzm8FDrypNC9Yjc8fPOLn9FX9KSYvKTr4r"
            + "vx3iSIlTJabIQwj2ICCR/oLxBA==",
    ]

    init(line: Substring) {
        let cells = line.components(between: " | ")
        name = cells[0]
        var headers = HTTPHeaders()
        for field in cells[3].components(between: ";;") where !field.isEmpty {
            let colon = field.firstIndex(of: ":") ?? field.endIndex
            let value = field[field.index(after: colon)...].components(between: "\\n").joined(separator: "\n")
            headers.add(String(field[..<colon]), value)
        }
        request = HTTPRequest(
            method: cells[1], url: HTTPURL(target: cells[2]), headers: headers,
            body: cells[5].isEmpty ? .none : .bytes(Array(cells[5].utf8)))
        let options = cells[4].split(separator: ",").map(String.init)
        rules = SigV4Signer.Rules(
            encodesPathTwice: !options.contains("asIs"), normalizesPath: !options.contains("asIs"),
            sendsPayloadHash: options.contains("hash"))
        // A token that is not signed takes no part in the signature.
        credentials = Credentials(
            accessKeyID: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
            sessionToken: options.compactMap { Self.tokens[$0] }.first)
        headerSignature = cells[6]
        querySignature = cells[7]
    }
}

extension StringProtocol {
    /// The parts between a separator of several characters.
    fileprivate func components(between separator: String) -> [String] {
        var parts: [String] = []
        var rest = self[...]
        while let range = rest.firstRange(of: separator) {
            parts.append(String(rest[..<range.lowerBound]))
            rest = rest[range.upperBound...]
        }
        return parts + [String(rest)]
    }
}

extension HTTPURL {
    fileprivate init(target: String) {
        let halves = target.split(separator: "?", maxSplits: 1)
        let query = halves.dropFirst().flatMap { $0.split(separator: "&") }.map { item in
            let parts = item.split(separator: "=", maxSplits: 1)
            return QueryItem(String(parts[0]), parts.count > 1 ? String(parts[1]) : nil)
        }
        self.init(host: "example.amazonaws.com", path: String(halves[0]), query: query)
    }
}

/// 2015-08-30T12:36:00Z.
private let moment = 1_440_938_160

@Suite struct SigV4SignerTests {
    @Test func everyCaseOfTheSuiteIsThere() { #expect(SigningVector.all.count == 38) }

    @Test(arguments: SigningVector.all) func headersAreSignedAsAWSDoes(_ vector: SigningVector) {
        let signer = SigV4Signer(service: "service", region: "us-east-1", rules: vector.rules)
        let signed = signer.sign(vector.request, with: vector.credentials, at: moment)
        #expect(signed.headers["Authorization"]?.hasSuffix("Signature=\(vector.headerSignature)") == true)
        #expect(signed.headers["X-Amz-Date"] == "20150830T123600Z")
        #expect(signed.headers["X-Amz-Security-Token"] == vector.credentials.sessionToken)
    }

    @Test(arguments: SigningVector.all) func addressesAreSignedAsAWSDoes(_ vector: SigningVector) throws {
        let signer = SigV4Signer(service: "service", region: "us-east-1", rules: vector.rules)
        let signed = signer.presign(
            vector.request, with: vector.credentials, at: moment, expiresAfter: 3600,
            payloadHash: .digest(try SHA256Digest(of: vector.request.body)))
        #expect(signed.url.query.last == .init("X-Amz-Signature", vector.querySignature))
        #expect(signed.headers == vector.request.headers)
    }

    @Test func signingAgainReplacesTheSignature() {
        let signer = SigV4Signer(service: "s3", region: "eu-central-1")
        let temporary = Credentials(accessKeyID: "A", secretAccessKey: "one", sessionToken: "t")
        let lasting = Credentials(accessKeyID: "B", secretAccessKey: "two")
        let request = HTTPRequest(url: HTTPURL(host: "h", path: "/key"))
        let twice = signer.sign(
            signer.sign(request, with: temporary, at: moment), with: lasting, at: moment + 90_000)
        #expect(twice.headers["X-Amz-Security-Token"] == nil)
        let fresh = SigV4Signer(service: "s3", region: "eu-central-1").sign(request, with: lasting, at: moment + 90_000)
        #expect(twice.headers["Authorization"] == fresh.headers["Authorization"])
        #expect(twice.headers.fields.count == fresh.headers.fields.count)
    }

    @Test func whatProxiesRewriteIsNotSigned() {
        let request = HTTPRequest(
            url: HTTPURL(host: "h"), headers: ["User-Agent": "a", "Accept-Encoding": "gzip", "Range": "bytes=0-1"])
        let signed = SigV4Signer(service: "s3", region: "r").sign(
            request, with: Credentials(accessKeyID: "A", secretAccessKey: "s"), at: 0)
        #expect(
            signed.headers["Authorization"]?.contains("SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,")
                == true)
        #expect(signed.headers["X-Amz-Date"] == "19700101T000000Z")
    }

    @Test func aHostHeaderOfTheCallersIsTheOneThatIsSigned() {
        let signer = SigV4Signer(service: "s3", region: "r")
        let keys = Credentials(accessKeyID: "A", secretAccessKey: "s")
        let behindProxy = HTTPRequest(
            url: HTTPURL(scheme: "http", host: "127.0.0.1", port: 9), headers: ["Host": "store:8333"])
        let straight = HTTPRequest(url: HTTPURL(scheme: "http", host: "store", port: 8333))
        #expect(
            signer.sign(behindProxy, with: keys, at: 0).headers["Authorization"]
                == signer.sign(straight, with: keys, at: 0).headers["Authorization"])
    }

    @Test(arguments: [
        (-1, "19691231T235959Z"), (951_782_399, "20000228T235959Z"), (951_782_400, "20000229T000000Z"),
        (4_102_444_800, "21000101T000000Z"), (1_709_210_096, "20240229T123456Z"),
    ]) func timesAreWrittenInUTC(seconds: Int, text: String) {
        let signed = SigV4Signer(service: "s3", region: "r").sign(
            HTTPRequest(url: HTTPURL(host: "h")), with: Credentials(accessKeyID: "A", secretAccessKey: "s"),
            at: seconds)
        #expect(signed.headers["X-Amz-Date"] == text)
    }
}
