import NotebookHTML
import ObjectStorage
import Publishing
import ReportSite
import Synchronization
import TestSupport
import Testing

/// The properties the protocol is for: no crash, no race and no order of runs loses a report or breaks a link.
struct PublishProtocolTests {
    private struct Killed: Error {}

    /// A site with reports, and a source in which one is new, one changed and one gone.
    private func updatedFixture(manifestLimit: Int) async throws -> BucketFixture {
        var fixture = BucketFixture()
        fixture.options.manifestLimit = manifestLimit
        for day in 1...4 { fixture.add("a/run-2024-01-0\(day).ipynb", "# \(day)") }
        fixture.add("links.ipynb", "[three](a/run-2024-01-03.ipynb) [five](a/run-2024-01-05.ipynb)")
        _ = try await fixture.publish()
        fixture.add("a/run-2024-01-05.ipynb", "# 5")
        fixture.add("a/run-2024-01-02.ipynb", "# 2 again")
        fixture.source.remove("a/run-2024-01-01.ipynb")
        return fixture
    }

    /// A manifest in one object, and one in as many parts as a small site can have.
    static let manifestLimits = [16 << 20, 800]

    @Test(arguments: manifestLimits)
    func `Killed before any request, the site has no dangling link, and one more run makes it whole`(
        manifestLimit: Int
    ) async throws {
        for isFirst in [true, false] {
            var fixture = isFirst ? BucketFixture() : try await updatedFixture(manifestLimit: manifestLimit)
            fixture.options.manifestLimit = manifestLimit
            let given = fixture
            if isFirst { for day in 1...3 { given.add("run-2024-01-0\(day).ipynb", "# \(day)") } }
            let clean = BucketFixture(source: given.source)
            _ = try await clean.publish()
            let probe = MemoryStore(copying: given.site)
            _ = try await given.publish(into: probe)
            #expect(probe.log.count > 10)
            let before = given.pages()
            // A notebook may link to one that is not published yet: that is its author's doing.
            let known = Set(given.danglingLinks(from: before.keys))
            for limit in 1...probe.log.count {
                let store = MemoryStore(copying: given.site) { index, _ in if index >= limit { throw Killed() } }
                await #expect(throws: (any Error).self) { try await given.publish(into: store) }
                let dangling = given.danglingLinks(in: store, from: before.keys)
                #expect(dangling.filter { !known.contains($0) } == [], "killed before request \(limit)")
                let healed = MemoryStore(copying: store)
                _ = try await given.publish(into: healed)
                #expect(given.pages(of: healed) == clean.pages(), "killed before request \(limit)")
            }
        }
    }

    @Test(arguments: 0..<10, manifestLimits)
    func `Many publishers at once lose no report`(seed: Int, manifestLimit: Int) async throws {
        var several = BucketFixture()
        several.options.manifestLimit = manifestLimit
        let fixture = several
        let keys = (1...16).map { "run-2024-01-\($0 < 10 ? "0" : "")\($0).ipynb" }
        for key in keys { fixture.add(key, "# \(key)") }
        let site = MemoryStore { _, _ in try await Task.sleep(for: .microseconds(Int.random(in: 0...1_500))) }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for key in keys {
                group.addTask { _ = try await fixture.publish(seed % 2 == 0 ? [key] : nil, into: site) }
            }
            try await group.waitForAll()
        }
        let manifest = try fixture.manifest(of: site)
        #expect(Set(manifest.reports.keys) == Set(keys))
        #expect(manifest.siteGeneration == manifest.generation)
        #expect(fixture.danglingLinks(in: site) == [])
        let clean = BucketFixture(source: fixture.source)
        _ = try await clean.publish()
        #expect(fixture.pages(of: site) == clean.pages())
    }

    @Test func `A slow run with an old source never replaces what a later one published`() async throws {
        let fixture = BucketFixture()
        fixture.add("a.ipynb", "# Old", modified: 1_000)
        let once = Mutex(true)
        // The fast run comes between the slow one's reading of the notebook and its first write.
        let slowSite = MemoryStore()
        let slow = BucketFixture(source: fixture.source, site: slowSite)
        let racing = MemoryStore(copying: slowSite) { _, request in
            guard request.operation == "PUT",
                once.withLock({
                    let first = $0
                    $0 = false
                    return first
                })
            else { return }
            fixture.add("a.ipynb", "# New", modified: 2_000)
        }
        _ = try await slow.publish(into: racing)
        _ = try await fixture.publish(into: racing)
        #expect(String(decoding: racing.contents["reports/a.html"] ?? [], as: UTF8.self).contains("New"))
        #expect(try fixture.manifest(of: racing).reports["a.ipynb"]?.source.lastModified == 2_000)
    }

    @Test func `A run that still saw a removed report does not bring it back`() async throws {
        let fixture = BucketFixture()
        fixture.add("a.ipynb", "# A")
        fixture.add("b.ipynb", "# B")
        let site = MemoryStore()
        _ = try await fixture.publish(into: site)
        var other = fixture
        other.design = "design 2"
        let slow = other
        // The slow run renders both again; before it commits, a fast one takes `a` out.
        let once = Mutex(true)
        let racing = MemoryStore(copying: site) { _, request in
            guard request.description == "PUT _sitegen/manifest.json" else { return }
            guard
                once.withLock({
                    let first = $0
                    $0 = false
                    return first
                })
            else { return }
            throw Killed()
        }
        await #expect(throws: (any Error).self) { try await slow.publish(into: racing) }
        fixture.source.remove("a.ipynb")
        _ = try await fixture.publish(into: racing)
        #expect(try fixture.manifest(of: racing).reports.keys.sorted() == ["b.ipynb"])
        #expect(fixture.danglingLinks(in: racing) == [])
    }

    @Test func `Whatever the order of commits, the newest source of each report wins`() {
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<200 {
            let base = SiteManifest(design: "d")
            let changes = (0..<4).map { writer in
                var change = ManifestChange(base: base, design: "d", now: 100)
                for key in ["a", "b", "c"] where Bool.random(using: &generator) {
                    change.upserts[key] = record(key, modified: Int.random(in: 1...5, using: &generator), writer)
                }
                return change
            }
            let result = changes.shuffled(using: &generator).reduce(base) { $1.applied(to: $0) }
            for key in ["a", "b", "c"] {
                let newest = changes.compactMap { $0.upserts[key]?.source.lastModified }.max()
                #expect(result.reports[key]?.source.lastModified == newest)
            }
            #expect(result.generation == 4)
        }
    }

    private func record(_ key: String, modified: Int, _ writer: Int) -> ReportRecord {
        ReportRecord(
            source: .init(key: key, size: 1, lastModified: modified, fingerprint: "\(modified)"), design: "d",
            neighbours: "", links: [], resolvedLinks: [], facts: .init(status: .succeeded),
            files: [FileRecord(path: key, hash: "\(modified) \(writer)", order: modified, entityTag: "\(writer)")])
    }
}
