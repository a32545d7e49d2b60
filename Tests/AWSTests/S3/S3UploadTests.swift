import AWS
import ObjectStorage
import Testing

/// Objects that are written in parts.
struct S3UploadTests {
    private static let begun = S3Script.Step.reply(
        200, [:], "<InitiateMultipartUploadResult><UploadId>up/1</UploadId></InitiateMultipartUploadResult>")
    private static let part = S3Script.Step.reply(200, ["ETag": "\"p\""])
    private static let done = S3Script.Step.reply(
        200, [:], "<CompleteMultipartUploadResult><ETag>\"whole-2\"</ETag></CompleteMultipartUploadResult>")

    private static func head(size: Int, _ fields: [String: String] = [:]) -> S3Script.Step {
        .reply(200, fields.merging(["ETag": "\"whole-2\"", "Content-Length": "\(size)"]) { first, _ in first })
    }

    private func put(_ script: S3Script, if condition: WriteCondition = .absent) async throws -> ObjectInfo {
        try await script.store(partThreshold: 9, partSize: 6).put("big", "0123456789", if: condition)
    }

    @Test func `Sends the parts and puts the condition on their completion`() async throws {
        let script = S3Script([Self.begun, Self.part, Self.part, Self.done, Self.head(size: 10)])
        #expect(try await put(script).entityTag == "whole-2")
        #expect(script.methods == ["POST", "PUT", "PUT", "POST", "HEAD"])
        #expect(script.requests[3].headers["If-None-Match"] == "*")
        #expect(script.requests[0].headers["If-None-Match"] == nil)
        #expect(script.requests[3].url.query.map(\.value) == ["up%2F1"])
        #expect(Set(script.requests[1...2].map { $0.url.query.first?.value }) == ["1", "2"])
    }

    @Test(arguments: [
        [begun, part, S3Script.error(403, "AccessDenied"), .reply(204)],
        [begun, part, part, S3Script.error(403, "AccessDenied"), .reply(204)],
        [begun, part, part, done, head(size: 9), .reply(204)],
        [begun, part, part, done, head(size: 10, ["x-amz-checksum-sha256": "AAAA-2"]), .reply(204)],
        [begun, part, part, S3Script.error(412, "PreconditionFailed"), head(size: 3), .reply(204)],
    ])
    func `Whatever fails, the parts are taken back`(steps: [S3Script.Step]) async throws {
        let script = S3Script(steps)
        await #expect(throws: StorageError.self) { try await put(script) }
        #expect(script.methods.last == "DELETE")
        #expect(script.requests.last?.url.query.map(\.value) == ["up%2F1"])
        #expect(script.requests.count == steps.count)
    }

    @Test func `A completion whose reply was lost is known again`() async throws {
        for loss: S3Script.Step in [
            .fail(.interrupted), .reply(500), .reply(200, [:], "<Error><Code>InternalError</Code></Error>"),
            S3Script.error(404, "NoSuchUpload"),
        ] {
            for condition in [WriteCondition.absent, .always] {
                let script = S3Script([Self.begun, Self.part, Self.part, loss])
                script.append(
                    .answer { [weak script] _ in
                        let id = script?.requests.first?.headers["x-amz-meta-sitegen-write"] ?? ""
                        return HTTPResponse(
                            status: 200,
                            headers: ["ETag": "\"whole-2\"", "Content-Length": "10", "x-amz-meta-sitegen-write": id])
                    })
                script.append(Self.head(size: 10))
                #expect(try await put(script, if: condition).entityTag == "whole-2")
                #expect(script.methods.filter { $0 == "POST" }.count == 2)
            }
        }
    }

    @Test func `An upload that the store lost is made anew`() async throws {
        let script = S3Script([
            Self.begun, Self.part, Self.part, S3Script.error(404, "NoSuchUpload"), .reply(404),
            .reply(204), Self.begun, Self.part, Self.part, Self.done, Self.head(size: 10),
        ])
        #expect(try await put(script).entityTag == "whole-2")
        #expect(script.methods.suffix(5) == ["POST", "PUT", "PUT", "POST", "HEAD"])
    }
}
