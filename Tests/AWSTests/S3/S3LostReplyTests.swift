import AWS
import ObjectStorage
import Testing

/// A write under a condition is never sent again without a look: the second would be refused because of the first.
struct S3LostReplyTests {
    private static let losses: [S3Script.Step] = [
        .fail(.interrupted), .fail(.timedOut), .reply(500), S3Script.error(503, "ServiceUnavailable"),
        S3Script.error(412, "PreconditionFailed"),
    ]

    /// A HEAD that tells of the very write that was sent before, or of another.
    private static func head(
        of transport: @escaping @Sendable () -> S3Script?, own: Bool
    ) -> S3Script.Step {
        .answer { _ in
            let sent = transport()?.requests.first?.headers["x-amz-meta-sitegen-write"]
            return HTTPResponse(
                status: 200,
                headers: [
                    "ETag": "\"new\"", "Content-Length": "1", "x-amz-meta-sitegen-write": own ? sent ?? "" : "another",
                ])
        }
    }

    private final class Holder: @unchecked Sendable { var transport: S3Script? }

    private func transport(
        _ steps: (@escaping @Sendable () -> S3Script?) -> [S3Script.Step]
    ) -> S3Script {
        let holder = Holder()
        let transport = S3Script(steps({ holder.transport }))
        holder.transport = transport
        return transport
    }

    @Test(arguments: losses.indices)
    func `Its own write is known again`(loss: Int) async throws {
        let transport = transport { [Self.losses[loss], Self.head(of: $0, own: true)] }
        let info = try await transport.store().put("a", "x", if: .matches("old"))
        #expect(info.entityTag == "new")
        #expect(transport.methods == ["PUT", "HEAD"])
    }

    @Test(arguments: losses.indices, [WriteCondition.absent, .matches("old")])
    func `Another's write is a refusal`(loss: Int, condition: WriteCondition) async throws {
        let transport = transport { [Self.losses[loss], Self.head(of: $0, own: false)] }
        let code = try await transport.store().code { try await $0.put("a", "x", if: condition) }
        #expect(code == .preconditionFailed)
        #expect(transport.methods == ["PUT", "HEAD"])
    }

    /// What was throttled was not carried out, so a second try needs no look; if it was after all, the refusal gets one.
    @Test func `A throttled write is sent again at once`() async throws {
        let slow = S3Script.error(503, "SlowDown")
        let transport = S3Script([slow, slow, .reply(200, ["ETag": "\"new\""])])
        #expect(try await transport.store().put("a", "x", if: .absent).entityTag == "new")
        #expect(transport.methods == ["PUT", "PUT", "PUT"])
        let applied = self.transport {
            [slow, S3Script.error(412, "PreconditionFailed"), Self.head(of: $0, own: true)]
        }
        #expect(try await applied.store().put("a", "x", if: .absent).entityTag == "new")
        #expect(applied.methods == ["PUT", "PUT", "HEAD"])
    }

    @Test(arguments: [0, 1, 2, 3])
    func `A write that did not happen is sent again`(loss: Int) async throws {
        let transport = S3Script([
            Self.losses[loss], .reply(200, ["ETag": "\"old\"", "Content-Length": "1"]),
            .reply(200, ["ETag": "\"new\""]),
        ])
        #expect(try await transport.store().put("a", "x", if: .matches("old")).entityTag == "new")
        #expect(transport.methods == ["PUT", "HEAD", "PUT"])
        let absent = S3Script([
            Self.losses[loss], .reply(404), S3Script.error(404, "NoSuchKey"), .reply(200, ["ETag": "\"new\""]),
        ])
        #expect(try await absent.store().put("a", "x", if: .absent).entityTag == "new")
        #expect(absent.methods == ["PUT", "HEAD", "GET", "PUT"])
    }

    @Test func `Losses without end come to an end, and say that the store is not to be reached`() async throws {
        let steps = (0..<40).map { step in
            step.isMultiple(of: 2)
                ? S3Script.Step.fail(.interrupted) : .reply(200, ["ETag": "\"old\"", "Content-Length": "1"])
        }
        let transport = S3Script(steps)
        #expect(try await transport.store().code { try await $0.put("a", "x", if: .matches("old")) } == .unavailable)
        #expect(transport.requests.count == 10)
    }

    @Test func `What should match and is missing is a refusal in each store's words`() async throws {
        for step in [S3Script.error(404, "NoSuchKey"), S3Script.error(412, "PreconditionFailed")] {
            let transport = S3Script([step, .reply(404), S3Script.error(404, "NoSuchKey")])
            let store = try transport.store()
            await #expect {
                try await store.put("a", "x", if: .matches("old"))
            } throws: {
                ($0 as? StorageError)?.code == .preconditionFailed && "\($0)".contains("It is gone")
            }
        }
        let bucket = S3Script([S3Script.error(404, "NoSuchBucket")])
        #expect(try await bucket.store().code { try await $0.put("a", "x", if: .matches("old")) } == .wrongPlace)
    }

    @Test func `A conflict is tried again`() async throws {
        let transport = S3Script([
            S3Script.error(409, "ConditionalRequestConflict"), .reply(200, ["ETag": "\"new\""]),
        ])
        #expect(try await transport.store().put("a", "x", if: .absent).entityTag == "new")
        #expect(transport.methods == ["PUT", "PUT"])
    }

    @Test func `Without a condition a write is sent again at once`() async throws {
        let transport = S3Script([.fail(.interrupted), .reply(500), .reply(200, ["ETag": "t"])])
        try await transport.store().put("a", "x")
        #expect(transport.methods == ["PUT", "PUT", "PUT"])
        #expect(transport.requests.allSatisfy { $0.headers["x-amz-meta-sitegen-write"] == nil })
    }

    @Test func `A delete that was refused because a first try went through is done`() async throws {
        let transport = S3Script([
            .fail(.interrupted), S3Script.error(412, "PreconditionFailed"), .reply(404),
            S3Script.error(404, "NoSuchKey"),
        ])
        try await transport.store().delete("a", ifMatches: "old")
        #expect(transport.methods == ["DELETE", "DELETE", "HEAD", "GET"])
    }
}
