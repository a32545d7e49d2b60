import ObjectStorage
import TestSupport
import Testing

@testable import Publishing

/// What CloudFront is too small for is stored compressed, and known again.
struct LargePageTests {
    private func fixture(above: Int? = 20_000) -> BucketFixture {
        var fixture = BucketFixture()
        fixture.add("large.ipynb", String(repeating: "many words that repeat ", count: 4_000))
        fixture.add("small.ipynb", "# Small")
        fixture.options.gzipAbove = above
        return fixture
    }

    private func stored(_ path: String, _ fixture: BucketFixture) async throws -> StoredObject {
        try #require(try await fixture.site.get(ObjectKey(path), unlessMatches: nil))
    }

    @Test func `Only pages above the size are compressed, and never a download`() async throws {
        let fixture = fixture()
        _ = try await fixture.publish()
        let page = try await stored("reports/large.html", fixture)
        #expect(page.headers.contentEncoding == "gzip" && page.headers.contentType == "text/html; charset=utf-8")
        // RFC 1952: the magic, deflate, no flags, no time, no level of note, no system.
        #expect(page.bytes.prefix(10) == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255])
        let download = try await stored("reports/large.ipynb", fixture)
        #expect(download.bytes == fixture.source.contents["large.ipynb"] && download.headers.contentEncoding == nil)
        #expect(download.bytes.count > 20_000)
        for path in ["reports/small.html", "index.html", "reports.json"] {
            #expect(try await stored(path, fixture).headers.contentEncoding == nil, "\(path)")
        }
    }

    @Test func `The same page gives the same bytes`() async throws {
        let (one, other) = (fixture(), fixture())
        _ = try await one.publish()
        _ = try await other.publish()
        #expect(try await stored("reports/large.html", one).bytes == stored("reports/large.html", other).bytes)
    }

    @Test func `A compressed page is known again, also when the site is verified`() async throws {
        var fixture = fixture()
        _ = try await fixture.publish()
        fixture.options.verifies = true
        #expect(try await fixture.publish().rendered.isEmpty)
        fixture.design = "design 2"
        let again = try await fixture.publish()
        #expect(again.rendered.count == 2)
        #expect(!again.writtenFiles.contains("reports/large.html"))
    }

    @Test func `Another size or none is seen to when the page is made again`() async throws {
        var fixture = fixture()
        _ = try await fixture.publish()
        for above in [nil, 20_000, 1_000_000] as [Int?] {
            fixture.options.gzipAbove = above
            fixture.design = "above \(above ?? -1)"
            let result = try await fixture.publish()
            #expect(result.writtenFiles.contains("reports/large.html"))
            let isCompressed = try await stored("reports/large.html", fixture).headers.contentEncoding == "gzip"
            #expect(isCompressed == (above == 20_000))
        }
    }

    @Test func `What does not get smaller is left as it is`() {
        var state: UInt64 = 1
        let noise = (0..<100_000).map { _ -> UInt8 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return UInt8(truncatingIfNeeded: state >> 33)
        }
        #expect(Gzip.compressed(noise, limit: 95_000) == nil)
        #expect(Gzip.compressed([], limit: 0) == nil)
        #expect(Gzip.compressed([UInt8](repeating: 7, count: 100_000), limit: 95_000)?.count ?? 0 < 1_000)
    }
}
