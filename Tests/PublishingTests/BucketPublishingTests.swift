import ObjectStorage
import Publishing
import Synchronization
import TestSupport
import Testing

struct BucketPublishingTests {
    private var fixture = BucketFixture()

    private func reasons(_ result: PublishResult) -> [String: PublishPlan.Reason] {
        Dictionary(uniqueKeysWithValues: result.rendered.map { ($0.key, $0.reason) })
    }

    @Test func `With nothing changed one request is made to the website bucket and none for a notebook`() async throws {
        for day in 1...5 { fixture.add("run-2024-01-0\(day).ipynb", "# \(day)") }
        _ = try await fixture.publish()
        fixture.site.clearLog()
        fixture.source.clearLog()
        let result = try await fixture.publish()
        #expect(result.rendered.isEmpty && result.writtenFiles.isEmpty)
        let generation = try fixture.manifest().generation
        #expect(result.reportCount == 5 && result.generation == generation)
        #expect(fixture.site.log.map(\.description) == ["HEAD _sitegen/manifest.json"])
        #expect(fixture.source.log.map(\.description) == ["LIST "])
    }

    /// What must be seen although the manifest says that the last run found nothing left to do.
    enum Change: CaseIterable { case added, changed, removed, design, headers, unreadable }

    @Test(arguments: Change.allCases) func `After a look that found nothing, every change is still seen`(
        change: Change
    ) async throws {
        var fixture = fixture
        for day in 1...3 { fixture.add("run-2024-01-0\(day).ipynb", "# \(day)") }
        _ = try await fixture.publish()
        #expect(try fixture.manifest().settled != nil)
        switch change {
        case .added: fixture.add("run-2024-01-04.ipynb", "# 4")
        case .changed: fixture.add("run-2024-01-02.ipynb", "# Two")
        case .removed: fixture.source.remove("run-2024-01-03.ipynb")
        case .design: fixture.design = "design 2"
        case .headers: fixture.options.headerRules = HeaderRules([.init(pattern: "*.html", cacheControl: "no-store")])
        case .unreadable: fixture.source.set("run-2024-01-02.ipynb", Array("{".utf8))
        }
        let result = try await fixture.publish()
        #expect(!result.rendered.isEmpty || !result.removed.isEmpty)
        let clean = MemoryStore()
        _ = try await fixture.publish(into: clean)
        let grace = try fixture.manifest().staleFiles.isEmpty
        #expect(grace && fixture.pages() == fixture.pages(of: clean))
        // A notebook that can't be read is told of by every run.
        #expect(try await fixture.publish().failures.count == (change == .unreadable ? 1 : 0))
    }

    @Test func `One new report costs the same requests whatever the number of reports`() async throws {
        var counts: [Int] = []
        for number in [10, 200] {
            let fixture = BucketFixture()
            for index in 0..<number {
                fixture.add(
                    "s\(index % 5)/run-2024-01-\(index % 28 < 9 ? "0" : "")\(index % 28 + 1)-\(index).ipynb",
                    "# \(index)")
            }
            _ = try await fixture.publish()
            fixture.site.clearLog()
            fixture.add("s1/run-2024-02-01.ipynb", "# New")
            _ = try await fixture.publish(["s1/run-2024-02-01.ipynb"])
            counts.append(fixture.site.log.count)
            #expect(fixture.pages()["reports/s1/run-2024-02-01.html"] != nil)
        }
        #expect(counts[0] == counts[1])
    }

    @Test func `A large manifest is kept in parts, of which a change writes one`() async throws {
        var fixture = fixture
        fixture.options.manifestLimit = 4_000
        fixture.options.grace = 300
        for day in 1...28 { fixture.add("run-\(day)/report.ipynb", "# \(day)") }
        _ = try await fixture.publish()
        let first = try fixture.manifest()
        #expect(first.parts.count >= 8 && first.reports.count == 28)
        #expect(
            !String(decoding: fixture.site.contents["_sitegen/manifest.json"] ?? [], as: UTF8.self).contains("run-7/"))

        fixture.site.clearLog()
        fixture.add("run-7/report.ipynb", "# Seven")
        _ = try await fixture.publish()
        let written = fixture.site.log.filter { $0.operation == "PUT" && $0.key.hasPrefix(SitePaths.parts) }
        #expect(written.count == 1)
        let second = try fixture.manifest()
        #expect(Set(first.parts.map(\.path)).subtracting(second.parts.map(\.path)).count == 1)
        // Who read the old head finds its parts for a while.
        #expect(first.parts.allSatisfy { fixture.site.contents[$0.path] != nil })
        fixture.now += 301
        _ = try await fixture.publish()
        let stored = fixture.site.contents.keys.filter { $0.hasPrefix(SitePaths.parts) }
        #expect(Set(stored) == Set(try fixture.manifest().parts.map(\.path)))

        // A part that is gone or damaged means a full build, told; smaller again, it is in one object.
        fixture.site.remove(second.parts[0].path)
        let healed = try await fixture.publish(["run-7/report.ipynb"])
        #expect(healed.notices.contains { $0.contains("a part of it is missing") })
        #expect(try fixture.manifest().reports.count == 28)
        fixture.options.manifestLimit = 1 << 20
        fixture.add("run-7/report.ipynb", "# Again seven")
        _ = try await fixture.publish()
        #expect(try fixture.manifest().parts.isEmpty && fixture.manifest().reports.count == 28)
    }

    @Test func `What another wrote into the bucket is never touched`() async throws {
        fixture.add("a.ipynb", "# A")
        fixture.site.set("CNAME", [1])
        fixture.site.set("reports/a.html", [2])
        let result = try await fixture.publish()
        #expect(result.failures.map(\.key) == ["a.ipynb"])
        #expect(fixture.pages()["reports/a.html"] == [2])
        #expect(fixture.pages()["CNAME"] == [1])
        #expect(fixture.pages()["index.html"] != nil)
    }

    @Test func `Removed reports leave the index at once and the bucket after the grace`() async throws {
        fixture.add("a.ipynb", "# A")
        fixture.add("b.ipynb", "# B")
        var fixture = fixture
        fixture.options.grace = 600
        _ = try await fixture.publish()
        fixture.source.remove("a.ipynb")
        let first = try await fixture.publish()
        #expect(first.removed == ["a.ipynb"])
        #expect(first.waitingDeletes == 2)
        #expect(fixture.pages()["reports/a.html"] != nil)
        #expect(!String(decoding: fixture.pages()["index.html"] ?? [], as: UTF8.self).contains("a.html"))
        fixture.now += 601
        let second = try await fixture.publish()
        #expect(second.deletedFiles == ["reports/a.html", "reports/a.ipynb"])
        #expect(fixture.pages()["reports/a.html"] == nil)
        #expect(try fixture.manifest().staleFiles.isEmpty)
    }

    @Test func `More removals than allowed stop the run before anything is written`() async throws {
        for index in 0..<5 { fixture.add("\(index).ipynb", "# \(index)") }
        var fixture = fixture
        _ = try await fixture.publish()
        for index in 0..<4 { fixture.source.remove("\(index).ipynb") }
        fixture.add("new.ipynb", "# New")
        fixture.options.deleteLimit = .count(3)
        let before = fixture.site.contents
        await #expect {
            try await fixture.publish()
        } throws: {
            guard case .tooManyRemovals(4, 3, _, _) = $0 as? PublishError else { return false }
            return "\($0)".contains("--max-deletes 4")
        }
        #expect(fixture.site.contents == before)
        fixture.options.deleteLimit = .count(4)
        #expect(try await fixture.publish().removed.count == 4)
    }

    @Test func `A dry run tells reasons and writes nothing`() async throws {
        fixture.add("a.ipynb", "# A")
        fixture.add("b.ipynb", "# B")
        _ = try await fixture.publish()
        fixture.add("b.ipynb", "# B2")
        fixture.add("c.ipynb", "# C")
        fixture.source.remove("a.ipynb")
        var dry = fixture
        dry.options.isDryRun = true
        let before = fixture.site.contents
        let result = try await dry.publish()
        #expect(reasons(result) == ["b.ipynb": .sourceChanged, "c.ipynb": .new])
        #expect(result.removed == ["a.ipynb"])
        #expect(fixture.site.contents == before)
    }

    @Test func `Changed headers are seen though no byte of the page changed`() async throws {
        fixture.add("a.ipynb", "# A")
        _ = try await fixture.publish()
        var other = fixture
        other.options.headerRules = HeaderRules([.init(pattern: "reports/*.html", cacheControl: "no-cache")])
        #expect(reasons(try await other.publish()) == ["a.ipynb": .headersChanged])
        let page = try await fixture.site.get("reports/a.html", unlessMatches: nil)
        #expect(page?.headers.cacheControl == "no-cache")
        #expect(try await other.publish().rendered.isEmpty)
    }

    @Test func `A damaged or missing manifest is rebuilt, and the site goes on from its generation`() async throws {
        fixture.add("a.ipynb", "# A")
        for index in 0..<3 {
            fixture.add("b.ipynb", "# B \(index)")
            _ = try await fixture.publish()
        }
        let generation = try fixture.manifest().generation
        fixture.site.set("_sitegen/manifest.json", Array("{\"form".utf8))
        let result = try await fixture.publish()
        #expect(result.notices.contains { $0.contains("damaged") })
        #expect(try fixture.manifest().generation > generation)
        fixture.site.remove("_sitegen/manifest.json")
        fixture.add("c.ipynb", "# C")
        let second = try await fixture.publish()
        #expect(second.notices.contains { $0.contains("missing") })
        #expect(String(decoding: fixture.pages()["index.html"] ?? [], as: UTF8.self).contains("c.html"))
        fixture.site.set("_sitegen/manifest.json", Array("{\"format\":99}".utf8))
        await #expect(throws: PublishError.self) { try await fixture.publish() }
    }

    @Test func `Verifying finds and repairs what changed behind the manifest's back`() async throws {
        fixture.add("a.ipynb", "# A")
        fixture.add("b.ipynb", "# B")
        _ = try await fixture.publish()
        let clean = fixture.pages()
        fixture.site.remove("reports/a.html")
        fixture.site.remove("index.html")
        #expect(try await fixture.publish().rendered.isEmpty)
        var verifying = fixture
        verifying.options.verifies = true
        #expect(reasons(try await verifying.publish()) == ["a.ipynb": .outputChanged])
        #expect(fixture.pages() == clean)
    }

    @Test func `Only changed paths that were there before are invalidated, and a failure is made good by the next run`()
        async throws
    {
        struct Refused: Error {}
        let told = Mutex<[[String]]>([])
        let fails = Mutex(false)
        var fixture = fixture
        fixture.invalidate = { paths, _ in
            if fails.withLock({ $0 }) { throw Refused() }
            told.withLock { $0.append(paths) }
        }
        fixture.add("run-2024-01-01.ipynb", "# A")
        _ = try await fixture.publish()
        #expect(told.withLock { $0 } == [])
        fixture.add("run-2024-01-02.ipynb", "# B")
        fails.withLock { $0 = true }
        await #expect {
            try await fixture.publish()
        } throws: {
            if case .invalidationFailed = $0 as? PublishError { true } else { false }
        }
        fails.withLock { $0 = false }
        _ = try await fixture.publish()
        let paths = Set(told.withLock { $0 }.flatMap { $0 })
        #expect(paths.contains("reports/run-2024-01-01.html"))
        // Asked for again every half minute: no cache keeps it for as long as an invalidation takes.
        #expect(!paths.contains("index.html") && !paths.contains("reports.json"))
        #expect(!paths.contains("reports/run-2024-01-02.html") && !paths.contains("reports/run-2024-01-01.ipynb"))
        told.withLock { $0 = [] }
        _ = try await fixture.publish()
        #expect(told.withLock { $0 } == [])
    }

    @Test(arguments: [
        ("max-age=0, s-maxage=86400", true), ("max-age=0, s-maxage=30", false), ("max-age=600", true),
        ("max-age=60", false), ("S-MaxAge = 61", true), ("no-cache", false), ("private, max-age=900", false),
        ("public", true), ("s-maxage=soon", true),
    ])
    func `Caches are told of what they keep for longer than a minute`(cacheControl: String, isTold: Bool) {
        let rules = HeaderRules([.init(pattern: "*.html", cacheControl: cacheControl)])
        let path = "reports/a.html"
        let written = FileRecord(path: path, hash: "", headers: rules.fingerprint(for: path), entityTag: "")
        #expect(rules.mayBeInCaches(written) == isTold)
        // Written under other rules, which may have let caches keep it.
        #expect(rules.mayBeInCaches(FileRecord(path: path, hash: "", headers: "", entityTag: "")))
    }

    @Test func `What workers stage is listed by one commit`() async throws {
        for index in 0..<6 { fixture.add("run-2024-01-0\(index + 1).ipynb", "# \(index)") }
        var worker = fixture
        worker.options.isStaging = true
        let keys = (0..<6).map { "run-2024-01-0\($0 + 1).ipynb" }
        for part in [keys[0..<3], keys[3..<6]] { _ = try await worker.publish(Array(part)) }
        #expect(fixture.pages()["index.html"] == nil)
        var committer = fixture
        committer.options.commitsStaged = true
        let result = try await committer.publish()
        #expect(result.rendered.map(\.reason).allSatisfy { $0 == .neighboursChanged })
        #expect(try fixture.manifest().reports.count == 6)
        #expect(fixture.site.contents.keys.filter { $0.hasPrefix("_sitegen/staged/") }.isEmpty)
        #expect(fixture.danglingLinks() == [])
    }
}
