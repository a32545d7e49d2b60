import AWS
import ObjectStorage
import Testing

/// A listing that lacks objects would have their pages deleted: one is taken whole or not at all.
struct S3ListingTests {
    private static func page(
        _ keys: [String], next: String? = nil, truncated: String? = nil,
        encoding: String = "<EncodingType>url</EncodingType>"
    ) -> S3Script.Step {
        let contents = keys.map {
            "<Contents><Key>\($0)</Key><LastModified>2023-11-14T22:13:20.000Z</LastModified>"
                + "<ETag>&quot;t&quot;</ETag><Size>7</Size></Contents>"
        }
        let isTruncated = truncated ?? (next == nil ? "false" : "true")
        return .reply(
            200, [:],
            "<?xml version=\"1.0\"?><ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">\(encoding)"
                + contents.joined() + "<IsTruncated>\(isTruncated)</IsTruncated>"
                + (next.map { "<NextContinuationToken>\($0)</NextContinuationToken>" } ?? "") + "</ListBucketResult>")
    }

    @Test func `Reads page after page, sorts, and tells an object once`() async throws {
        let script = S3Script([
            Self.page(["site/a/b", "site/a-b"], next: "x+/=&amp;y"), Self.page(["site/a.txt", "site/a/b"], next: "z"),
            Self.page([]),
        ])
        let listing = try await script.store().list(prefix: "a")
        #expect(listing.objects.map(\.key) == ["a-b", "a.txt", "a/b"])
        #expect(
            listing.objects.first
                == ObjectInfo(key: "a-b", size: 7, modified: 1_700_000_000_000_000_000, entityTag: "t"))
        let queries = script.requests.map { request in request.url.query.map { "\($0.name)=\($0.value ?? "")" } }
        #expect(
            queries.allSatisfy {
                $0.starts(with: ["list-type=2", "encoding-type=url", "max-keys=1000", "prefix=site%2Fa"])
            })
        #expect(
            queries.map { $0.dropFirst(4) } == [[], ["continuation-token=x%2B%2F%3D%26y"], ["continuation-token=z"]])
    }

    @Test func `Decodes keys as each store encodes them`() async throws {
        let script = S3Script([
            Self.page(["site/a+b", "site/c%20d", "site/e%2Bf", "site/100%25", "site/%C3%BC", "site/", "site/%FF"])
        ])
        let listing = try await script.store().list(prefix: "")
        #expect(listing.objects.map(\.key) == ["100%", "a b", "c d", "e+f", "ü"])
        #expect(listing.skipped.map(\.reason) == ["its name is not UTF-8"])
        let plain = S3Script([Self.page(["site/a+b%20"], encoding: "")])
        #expect(try await plain.store().list(prefix: "").objects.map(\.key) == ["a+b%20"])
    }

    @Test(arguments: [
        page(["site/a"], truncated: "true"), page(["site/a"], truncated: "maybe"), page(["other/a"]),
        .reply(200, [:], "<ListBucketResult><IsTruncated>false</IsTruncated>"),
        .reply(200, [:], "<html>Sign in</html>"),
        .reply(200), .reply(200, [:], "<ListBucketResult></ListBucketResult>"),
        .reply(
            200, [:],
            "<ListBucketResult><Contents><Key>site/a</Key></Contents><IsTruncated>false</IsTruncated></ListBucketResult>"
        ),
    ])
    func `Refuses a page that is not whole`(step: S3Script.Step) async throws {
        let script = S3Script(Array(repeating: step, count: 20))
        #expect(try await script.store().code { _ = try await $0.list(prefix: "") } == .damaged)
        let recovers = S3Script([step, Self.page(["site/a"])])
        #expect(try await recovers.store().list(prefix: "").objects.count == 1)
    }

    @Test func `A circle comes to an end`() async throws {
        let script = S3Script(Array(repeating: Self.page(["site/a"], next: "same"), count: 20))
        #expect(try await script.store().code { _ = try await $0.list(prefix: "") } == .damaged)
    }

    @Test func `An error inside of a success is an error`() async throws {
        let passing = S3Script([
            .reply(200, [:], "<Error><Code>InternalError</Code></Error>"), Self.page(["site/a"]),
        ])
        #expect(try await passing.store().list(prefix: "").objects.count == 1)
        let denied = S3Script([.reply(200, [:], "<Error><Code>AccessDenied</Code></Error>")])
        await #expect {
            _ = try await denied.store().list(prefix: "")
        } throws: {
            ($0 as? StorageError)?.code == .permissionDenied
                && "\($0)".contains("s3:ListBucket on arn:aws:s3:::bucket ")
        }
    }

    @Test(arguments: [
        ("2009-10-12T17:50:30.000Z", 1_255_369_830_000_000_000), ("2024-02-29T00:00:00Z", 1_709_164_800_000_000_000),
        ("1970-01-01T00:00:00.123456789Z", 123_456_789), ("2009-10-12 17:50:30Z", nil), ("2009-13-12T17:50:30Z", nil),
        ("2009-10-12T17:50:30+02:00", nil), ("", nil), ("Z", nil), ("2009-10-12T17:50:30.xZ", nil),
    ])
    func `Reads times`(text: String, expected: Int64?) {
        #expect(S3Time.nanoseconds(listing: text) == expected)
    }
}
