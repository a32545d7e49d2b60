import AWS
import ObjectStorage
import TestSupport
import Testing

/// What only a bucket has: headers, permissions, signatures and checksums, held to real servers.
@Suite(.enabled(if: S3Server.programs != nil, "\(S3Server.absence)"), .timeLimit(.minutes(5)))
struct S3ServerTests {
    @Test(arguments: StoreUnderTest.servers)
    func `Headers and metadata come back as they were written`(kind: StoreUnderTest) async throws {
        let store = try await kind.make().store
        let headers = ObjectHeaders(
            contentType: "text/html; charset=utf-8", contentEncoding: "gzip",
            contentDisposition: "attachment; filename=\"a.html\"",
            cacheControl: "max-age=0, s-maxage=86400", metadata: ["page-hash": "abc=/+", "source": "r/1.ipynb"])
        try await store.put("a.html", [0x1F, 0x8B, 0], headers: headers, if: .absent)
        let object = try #require(try await store.get("a.html", unlessMatches: nil))
        #expect(object.headers == headers)
        #expect(object.bytes == [0x1F, 0x8B, 0])
    }

    @Test(arguments: StoreUnderTest.servers)
    func `A bucket that is missing is never an empty one`(kind: StoreUnderTest) async throws {
        let server = try await kind == .moto ? MotoServer.shared : SeaweedServer.shared
        let store = try await server.store(bucket: "no-such-bucket")
        #expect(try await store.code { _ = try await $0.list(prefix: "") } == .wrongPlace)
        #expect(try await store.code { _ = try await $0.get("a", unlessMatches: nil) } == .wrongPlace)
        #expect(try await store.code { _ = try await $0.info("a") } == .wrongPlace)
        #expect(try await store.code { try await $0.put("a", "1") } == .wrongPlace)
        #expect(try await store.code { try await $0.put("a", "1", if: .matches("x")) } == .wrongPlace)
    }

    @Test(arguments: [
        Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "wrong"),
        Credentials(accessKeyID: "NOBODY", secretAccessKey: "test/secret+key"),
    ])
    func `Wrong credentials are told as such in every call`(credentials: Credentials) async throws {
        let store = try await SeaweedServer.shared.store(credentials: credentials)
        #expect(try await store.code { _ = try await $0.list(prefix: "") } == .unauthenticated)
        #expect(try await store.code { _ = try await $0.get("a", unlessMatches: nil) } == .unauthenticated)
        #expect(try await store.code { _ = try await $0.info("a") } == .unauthenticated)
        #expect(try await store.code { try await $0.put("a", "1", if: .absent) } == .unauthenticated)
        #expect(try await store.code { try await $0.delete("a", ifMatches: nil) } == .unauthenticated)
    }

    @Test func `Who may read but not write is told the permission that lacks`() async throws {
        let server = try await SeaweedServer.shared
        let bucket = try await server.makeBucket()
        try await server.store(bucket: bucket).put("a", "1")
        let store = try await server.store(bucket: bucket, credentials: SeaweedServer.reader)
        #expect(try await store.bytes(of: "a") == Array("1".utf8))
        for condition in [WriteCondition.always, .absent] {
            await #expect {
                try await store.put("b", "1", if: condition)
            } throws: {
                ($0 as? StorageError)?.code == .permissionDenied
                    && "\($0)".contains("Allow s3:PutObject on arn:aws:s3:::\(bucket)/b ")
            }
        }
        await #expect {
            try await store.delete("a", ifMatches: nil)
        } throws: {
            "\($0)".contains("Allow s3:DeleteObject on arn:aws:s3:::\(bucket)/a ")
        }
        #expect(try await store.bytes(of: "a") == Array("1".utf8))
    }

    @Test func `Bytes that are damaged on their way up are refused and sent again`() async throws {
        let server = try await SeaweedServer.shared
        let place = try #require(S3Location(bucket: try await server.makeBucket()))
        let credentials = server.credentials
        func store(damaging count: Int) -> S3Store {
            S3Store(
                place, region: nil, endpoint: S3Endpoint(url: server.endpoint), credentials: { _ in credentials },
                transport: DamagingTransport(server.transport, count: count))
        }
        try await store(damaging: 2).put("a", "content")
        #expect(try await server.store(bucket: place.bucket).bytes(of: "a") == Array("content".utf8))
        #expect(try await store(damaging: .max).code { try await $0.put("b", "content") } == .damaged)
        #expect(try await server.store(bucket: place.bucket).info("b") == nil)
    }

    @Test func `Every request is counted`() async throws {
        let counter = RequestCounter()
        let store = try await SeaweedServer.shared.store(log: { counter.add($0) })
        let info = try await store.put("a", "12345")
        _ = try await store.get("a", unlessMatches: info.entityTag)
        _ = try await store.list(prefix: "")
        #expect(counter.records.map(\.operation) == ["PutObject", "GetObject", "ListObjectsV2"])
        #expect(counter.records.map(\.status) == [200, 304, 200])
        #expect(counter.records.map(\.bytesSent) == [5, 0, 0])
    }
}
