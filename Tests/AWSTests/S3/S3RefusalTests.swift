import AWS
import ObjectStorage
import Testing

/// What is told and what is done of each way in which S3 refuses.
struct S3RefusalTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var step: S3Script.Step
        var code: StorageError.Code
        var words: [String]
        var testDescription: String { words.first ?? "" }
    }

    @Test(arguments: [
        Case(
            step: S3Script.error(404, "NoSuchKey"), code: .notFound,
            words: ["Can't read 's3://bucket/site/a.html': There is no such object."]),
        Case(
            step: S3Script.error(404, "NoSuchBucket"), code: .wrongPlace,
            words: ["'s3://bucket': There is no such bucket", "--region", "--endpoint-url"]),
        Case(
            step: S3Script.error(403, "AccessDenied", message: "Access Denied"), code: .permissionDenied,
            words: [
                "s3:GetObject is not allowed", "Allow s3:GetObject on arn:aws:s3:::bucket/site/a.html", "s3:ListBucket",
            ]),
        Case(
            step: S3Script.error(
                403, "AccessDenied",
                message: "User: x is not authorized to perform: s3:ListBucket on resource: \"arn:aws:s3:::bucket\""),
            code: .permissionDenied,
            words: ["s3:ListBucket is not allowed", "Allow s3:ListBucket on arn:aws:s3:::bucket "]),
        Case(
            step: S3Script.error(
                403, "AccessDenied",
                message: "User: x is not authorized to perform: kms:Decrypt on resource: y"),
            code: .permissionDenied, words: ["kms:Decrypt is not allowed"]),
        Case(
            step: S3Script.error(403, "InvalidAccessKeyId"), code: .unauthenticated,
            words: ["does not know the access key", "Check the credentials"]),
        Case(
            step: S3Script.error(403, "SignatureDoesNotMatch"), code: .unauthenticated,
            words: ["secret access key"]),
        Case(
            step: S3Script.error(403, "InvalidObjectState"), code: .permissionDenied, words: ["archived"]),
        Case(
            step: S3Script.error(400, "Strange\u{1B}[31m", message: "a\nb."), code: .other,
            words: ["HTTP 400"]),
        Case(step: .reply(404, [:], "<html>"), code: .wrongPlace, words: ["no S3 store", "--endpoint-url"]),
        Case(step: .fail(.insecure), code: .unavailable, words: ["AWS_CA_BUNDLE"]),
        Case(step: .fail(.cancelled), code: .cancelled, words: ["cancelled"]),
    ])
    func `Says what is wrong and what to do, and does not try again`(example: Case) async throws {
        let transport = S3Script([example.step])
        let store = try transport.store()
        do {
            _ = try await store.get("a.html", unlessMatches: nil)
            Issue.record("It was not refused")
        } catch {
            #expect(error.code == example.code)
            for words in example.words { #expect(error.description.contains(words), "\(error)") }
            #expect(!error.description.unicodeScalars.contains { $0.properties.generalCategory == .control })
            // A session that ended is asked for once more, with new credentials.
            #expect(transport.requests.count == 1)
        }
    }

    @Test(arguments: [
        S3Script.error(503, "SlowDown"), S3Script.error(500, "InternalError"),
        .reply(502, [:], "<html>"),
        S3Script.error(400, "RequestTimeout"), .reply(504), .reply(429), .fail(.interrupted), .fail(.timedOut),
        .fail(.unreachable), .fail(.malformedReply), .reply(200, ["ETag": "x", "Content-Length": "3"], "ok"),
        .reply(200, ["ETag": "x", "x-amz-checksum-sha256": "AAAA"], "ok"), .reply(200, [:], "ok"),
    ])
    func `Tries again what passes, and gives up when it does not`(step: S3Script.Step) async throws {
        let good = S3Script.Step.reply(200, ["ETag": "\"t\"", "Content-Length": "2"], "ok")
        let recovers = S3Script([step, step, good])
        #expect(try await recovers.store().get("a", unlessMatches: nil)?.bytes == Array("ok".utf8))
        #expect(recovers.requests.count == 3)
        let fails = S3Script(Array(repeating: step, count: 40))
        let code = try await fails.store().code { _ = try await $0.get("a", unlessMatches: nil) }
        #expect(code == .unavailable || code == .damaged)
        #expect((5...8).contains(fails.requests.count))
    }

    @Test func `Follows a bucket to its region once and remembers`() async throws {
        let good = S3Script.Step.reply(200, ["ETag": "\"t\""], "ok")
        let transport = S3Script([
            S3Script.error(301, "PermanentRedirect", ["x-amz-bucket-region": "eu-west-1"]), good, good,
        ])
        let store = try transport.store()
        _ = try await store.get("a", unlessMatches: nil)
        _ = try await store.get("b", unlessMatches: nil)
        #expect(
            transport.requests.map(\.url.host) == [
                "bucket.s3.us-east-1.amazonaws.com", "bucket.s3.eu-west-1.amazonaws.com",
                "bucket.s3.eu-west-1.amazonaws.com",
            ])
        #expect(transport.requests[2].headers["Authorization"]?.contains("/eu-west-1/s3/") == true)
        #expect(store.region == "eu-west-1")
        let malformed = S3Script([
            S3Script.error(400, "AuthorizationHeaderMalformed", more: "<Region>eu-south-1</Region>"), good,
        ])
        _ = try await malformed.store(region: "us-west-2").get("a", unlessMatches: nil)
        #expect(malformed.requests.last?.headers["Authorization"]?.contains("/eu-south-1/s3/") == true)
        let lost = S3Script(
            ["eu-west-1", "eu-west-2", "eu-west-3"].map {
                S3Script.error(301, "PermanentRedirect", ["x-amz-bucket-region": $0])
            })
        #expect(try await lost.store().code { _ = try await $0.get("a", unlessMatches: nil) } == .wrongPlace)
        #expect(lost.requests.count == 2)
    }

    @Test func `A region that is no name becomes part of no address`() async throws {
        let transport = S3Script([
            S3Script.error(301, "PermanentRedirect", ["x-amz-bucket-region": "evil.example/?"])
        ])
        #expect(try await transport.store().code { _ = try await $0.get("a", unlessMatches: nil) } == .wrongPlace)
        #expect(transport.requests.count == 1)
    }

    @Test func `Takes the service's clock where its own is wrong`() async throws {
        let date = ["Date": "Tue, 14 Nov 2023 23:13:20 GMT"]
        let transport = S3Script([
            S3Script.error(403, "RequestTimeTooSkewed", date), .reply(200, ["ETag": "t"]),
            .reply(200, ["ETag": "t"]),
        ])
        let store = try transport.store()
        _ = try await store.get("a", unlessMatches: nil)
        _ = try await store.get("a", unlessMatches: nil)
        #expect(
            transport.requests.map { $0.headers["X-Amz-Date"] } == [
                "20231114T221320Z", "20231114T231320Z", "20231114T231320Z",
            ])
        let wrong = S3Script(
            Array(repeating: S3Script.error(403, "RequestTimeTooSkewed", date), count: 9))
        #expect(try await wrong.store().code { _ = try await $0.get("a", unlessMatches: nil) } == .unauthenticated)
        #expect(wrong.requests.count == 2)
    }

    @Test func `Asks once for other credentials when a session has ended`() async throws {
        let transport = S3Script([
            S3Script.error(400, "ExpiredToken"), .reply(200, ["ETag": "t"]),
        ])
        let store = try transport.store(credentials: { refused in
            Credentials(accessKeyID: refused == nil ? "OLD" : "NEW-\(refused?.accessKeyID ?? "")", secretAccessKey: "s")
        })
        _ = try await store.get("a", unlessMatches: nil)
        #expect(transport.requests.last?.headers["Authorization"]?.contains("Credential=NEW-OLD/") == true)
        let ended = S3Script(Array(repeating: S3Script.error(400, "ExpiredToken"), count: 9))
        #expect(try await ended.store().code { _ = try await $0.get("a", unlessMatches: nil) } == .unauthenticated)
        #expect(ended.requests.count == 2)
    }

    @Test func `Without credentials requests are not signed, and the message says so`() async throws {
        let transport = S3Script([S3Script.error(403, "AccessDenied")])
        let store = try transport.store(credentials: { _ in nil })
        await #expect {
            _ = try await store.get("a", unlessMatches: nil)
        } throws: {
            "\($0)".contains("--no-sign-request")
        }
        #expect(transport.requests.first?.headers["Authorization"] == nil)
        let none = try S3Script([]).store(credentials: { _ throws(CredentialError) in
            throw CredentialError(provider: "profile x", reason: "It is gone.")
        })
        await #expect {
            _ = try await none.list(prefix: "")
        } throws: {
            "\($0)".contains("profile x: It is gone") && ($0 as? StorageError)?.code == .unauthenticated
        }
    }
}
