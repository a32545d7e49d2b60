import Publishing
import TestSupport
import Testing

/// Stores that ignore the conditions of writes.
struct UnsafeStoreTests {
    @Test func `A first run refuses them and leaves nothing behind`() async throws {
        let site = MemoryStore()
        site.ignoresConditions = true
        let fixture = BucketFixture()
        fixture.add("a.ipynb", "# A")
        await #expect {
            try await fixture.publish(into: site)
        } throws: {
            if case .unsafeStore = $0 as? PublishError { "\($0)".contains("--allow-unsafe-store") } else { false }
        }
        #expect(site.contents.isEmpty)
    }

    @Test func `Where they are allowed, what others wrote stays`() async throws {
        let site = MemoryStore()
        site.ignoresConditions = true
        site.set("reports/a.html", [1])
        var fixture = BucketFixture()
        fixture.add("a.ipynb", "# A")
        fixture.add("b.ipynb", "# B")
        fixture.options.allowsUnsafeStore = true
        for _ in 0..<2 {
            let result = try await fixture.publish(into: site)
            #expect(result.failures.map(\.key) == ["a.ipynb"])
            #expect(result.notices.contains { $0.contains("ignores the conditions") })
            #expect(site.contents["reports/a.html"] == [1] && site.contents["reports/b.html"] != nil)
        }
        // The store was mended: it is found out, and forgotten that it was not.
        site.ignoresConditions = false
        fixture.options.allowsUnsafeStore = false
        fixture.add("c.ipynb", "# C")
        #expect(try await fixture.publish(into: site).notices.isEmpty)
        site.clearLog()
        fixture.add("d.ipynb", "# D")
        _ = try await fixture.publish(into: site)
        #expect(!site.log.contains { $0.key.hasPrefix("_sitegen/probe-") })
    }

    @Test func `Verifying removes what a killed probe left, once it is an hour old`() async throws {
        var fixture = BucketFixture()
        fixture.add("a.ipynb", "# A")
        _ = try await fixture.publish()
        fixture.site.set("_sitegen/probe-old", [1], modified: 1_600_000_000)
        fixture.site.set("_sitegen/probe-new", [1], modified: 4_000_000_000)
        fixture.options.verifies = true
        _ = try await fixture.publish()
        #expect(
            fixture.site.contents["_sitegen/probe-old"] == nil && fixture.site.contents["_sitegen/probe-new"] != nil)
    }
}
