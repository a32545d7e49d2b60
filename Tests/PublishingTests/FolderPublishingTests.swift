import ObjectStorage
import Publishing
import Testing

struct FolderPublishingTests {
    private var site = SiteFixture()

    private func reasons(_ result: PublishResult) -> [String: PublishPlan.Reason] {
        Dictionary(uniqueKeysWithValues: result.rendered.map { ($0.key, $0.reason) })
    }

    @Test func `Builds a page and an identical download for each notebook`() async throws {
        try site.add("a/run-2024-01-01.ipynb", "# One")
        try site.add("two.ipynb", "# Two")
        let result = try await site.build()
        #expect(result.reportCount == 2)
        #expect(result.failures.isEmpty)
        #expect(reasons(result) == ["a/run-2024-01-01.ipynb": .new, "two.ipynb": .new])
        #expect(try site.text("reports/two.html").contains("Two"))
        #expect(try site.output.get("reports/a/run-2024-01-01.ipynb") == site.source.get("a/run-2024-01-01.ipynb"))
        for path in ["index.html", "latest.html", "reports.json"] { #expect(try site.paths().contains(path)) }
    }

    /// A combining mark behind a slash makes another character of it.
    @Test func `Notebooks and folders whose names begin with a combining mark have pages`() async throws {
        let names = ["\u{301}a", "x/\u{338}b", "\u{301}/\u{301}c-2024-01-01"]
        for name in names { try site.add(name + ".ipynb", "# A") }
        let result = try await site.build()
        #expect(result.reportCount == 3)
        for name in names { #expect(try !site.output.get(ObjectKey("reports/\(name).html")).isEmpty, "\(name)") }
        let again = try await site.build()
        #expect(again.rendered.isEmpty && again.writtenFiles.isEmpty && again.deletedFiles.isEmpty)
    }

    @Test func `With nothing changed no notebook is read and no file is written`() async throws {
        try site.add("a.ipynb", "# A")
        try site.add("b.ipynb", "# B")
        _ = try await site.build()
        let before = try site.output.list().objects
        try site.spoilUnseen("a.ipynb")
        let result = try await site.build()
        #expect(result.rendered.isEmpty)
        #expect(result.failures.isEmpty)
        #expect(result.writtenFiles.isEmpty)
        #expect(try site.output.list().objects.map(\.entityTag) == before.map(\.entityTag))
    }

    @Test func `Files of interactive outputs come and go with them`() async throws {
        let notebook = """
            {"nbformat":4,"nbformat_minor":5,"metadata":{},"cells":[{"cell_type":"code","id":"a","metadata":{},\
            "execution_count":1,"source":"","outputs":[{"output_type":"display_data","metadata":{},"data":\
            {"application/javascript":"element.append(1)"}}]}]}
            """
        try site.addBytes("a b.ipynb", Array(notebook.utf8))
        _ = try await site.build()
        let files = try site.paths().filter { $0.hasPrefix("reports/a b.files/") }
        #expect(files.count == 1)
        #expect(try site.text("reports/a b.html").contains("src=\"a%20b.files/"))
        try site.add("a b.ipynb", "# Nothing to run")
        let result = try await site.build()
        #expect(result.deletedFiles == files)
        #expect(try !site.paths().contains { $0.hasPrefix("reports/a b.files/") })
    }

    @Test func `Renders only what changed`() async throws {
        try site.add("a.ipynb", "# A")
        try site.add("b.ipynb", "# B")
        _ = try await site.build()
        try site.add("b.ipynb", "# New words")
        let result = try await site.build()
        #expect(reasons(result) == ["b.ipynb": .sourceChanged])
        #expect(try site.text("reports/b.html").contains("New words"))
    }

    @Test func `Another design renders everything and rewrites only what differs`() async throws {
        try site.add("a.ipynb", "# A")
        _ = try await site.build()
        var other = site
        other.design = "design 2"
        let result = try await other.build()
        #expect(reasons(result) == ["a.ipynb": .designChanged])
        #expect(result.writtenFiles.isEmpty)
    }

    @Test func `The runs before and after are rendered again when one comes`() async throws {
        try site.add("run-2024-01-01.ipynb", "# 1")
        try site.add("run-2024-01-03.ipynb", "# 3")
        try site.add("other-2024-01-02.ipynb", "# other")
        _ = try await site.build()
        try site.add("run-2024-01-02.ipynb", "# 2")
        #expect(
            reasons(try await site.build()) == [
                "run-2024-01-02.ipynb": .new, "run-2024-01-01.ipynb": .neighboursChanged,
                "run-2024-01-03.ipynb": .neighboursChanged,
            ])
    }

    @Test func `A page is rendered again when a notebook it links to comes or goes`() async throws {
        try site.add("a.ipynb", "[b](b.ipynb)")
        _ = try await site.build()
        try site.add("b.ipynb", "# B")
        #expect(reasons(try await site.build()) == ["a.ipynb": .linksChanged, "b.ipynb": .new])
        try site.source.delete("b.ipynb")
        #expect(reasons(try await site.build()) == ["a.ipynb": .linksChanged])
    }

    @Test func `Files of a report that is gone are removed with it`() async throws {
        try site.add("old/a.ipynb", "# A")
        try site.add("b.ipynb", "# B")
        _ = try await site.build()
        try site.source.delete("old/a.ipynb")
        let result = try await site.build()
        #expect(result.deletedFiles == ["reports/old/a.html", "reports/old/a.ipynb"])
        #expect(try !site.paths().contains { $0.hasPrefix("reports/old/") })
        #expect(try !site.text("index.html").contains("old/a.html"))
    }

    @Test func `Files of others are never removed or replaced`() async throws {
        try site.add("a.ipynb", "# A")
        _ = try await site.build()
        try site.output.put("CNAME", [1])
        try site.output.put("reports/b.html", [2])
        try site.add("b.ipynb", "# B")
        let result = try await site.build()
        #expect(result.failures.map(\.key) == ["b.ipynb"])
        #expect(try site.output.get("CNAME") == [1])
        #expect(try site.output.get("reports/b.html") == [2])
    }

    @Test func `A file that someone changed stays when its report goes, and is told`() async throws {
        try site.add("a.ipynb", "# A")
        try site.add("b.ipynb", "# B")
        _ = try await site.build()
        try site.output.put("reports/a.html", [9])
        try site.source.delete("a.ipynb")
        let result = try await site.build()
        #expect(try site.output.get("reports/a.html") == [9])
        #expect(result.notices.contains { $0.contains("reports/a.html") })
    }

    @Test func `A page that someone changed or removed is made again`() async throws {
        try site.add("a.ipynb", "# A")
        _ = try await site.build()
        let page = try site.output.get("reports/a.html")
        try site.output.put("reports/a.html", [9])
        #expect(reasons(try await site.build()) == ["a.ipynb": .outputChanged])
        #expect(try site.output.get("reports/a.html") == page)
        try site.output.delete("index.html")
        _ = try await site.build()
        #expect(try site.paths().contains("index.html"))
    }

    @Test func `A folder that is not ours is refused and left as it is`() async throws {
        try site.output.put("photos/cat.jpg", [1])
        await #expect {
            try await site.build()
        } throws: {
            guard case .outputNotOurs(_, let example) = $0 as? PublishError else { return false }
            return example == "photos/"
        }
        #expect(try site.output.list().objects.map(\.key.string) == ["photos/cat.jpg"])
    }

    @Test func `A bad notebook gets a page that says why, all others are built, and every run tells`() async throws {
        try site.addBytes("bad.ipynb", Array("{\"cells\": [".utf8))
        try site.add("good.ipynb", "# Good")
        for _ in 0..<2 {
            let result = try await site.build()
            #expect(result.failures.map(\.key) == ["bad.ipynb"])
        }
        #expect(try site.text("reports/good.html").contains("Good"))
        #expect(try site.paths().contains("reports/bad.html"))
    }

    @Test func `A damaged manifest means a full build, told; a later one is refused`() async throws {
        try site.add("a.ipynb", "# A")
        _ = try await site.build()
        try site.output.put("_sitegen/manifest.json", Array("{\"for".utf8))
        let result = try await site.build()
        #expect(result.rendered.count == 1)
        #expect(result.notices.contains { $0.contains("damaged") })
        try site.output.put("_sitegen/manifest.json", Array("{\"format\":99}".utf8))
        await #expect(throws: PublishError.self) { try await site.build() }
    }

    @Test func `Two runs on one site at once: the second is refused`() async throws {
        try site.add("a.ipynb", "# A")
        _ = try await site.build()
        let lock = try site.output.lock("_sitegen/lock")
        await #expect {
            try await site.build()
        } throws: {
            if case .outputBusy = $0 as? PublishError { true } else { false }
        }
        withExtendedLifetime(lock) {}
    }

    @Test func `What a killed run left is healed`() async throws {
        try site.add("a.ipynb", "# A")
        try site.output.put("_sitegen/lock", [])
        try site.output.put("_sitegen/pending", Array("reports/a.html\nreports/gone.html\n".utf8))
        try site.output.put("reports/a.html", Array("half".utf8))
        try site.output.put("reports/gone.html", Array("half".utf8))
        try site.output.put("reports/.sitegen-partial-1-x-1", [0])
        let result = try await site.build()
        #expect(result.failures.isEmpty)
        #expect(try site.text("reports/a.html").contains("A"))
        #expect(try !site.paths().contains { $0.contains("partial") || $0.contains("gone") })
        #expect(try site.output.info("_sitegen/pending") == nil)
    }

    @Test(arguments: ["a b.ipynb", "100%.ipynb", "<script>.ipynb", "ü/日本.ipynb", ".hidden.ipynb", "a'b\"c&.ipynb"])
    func `Builds notebooks with odd names`(key: String) async throws {
        try site.add(key, "# Odd")
        let result = try await site.build()
        #expect(result.failures.isEmpty)
        #expect(try site.paths().contains("reports/" + key.dropLast(6) + ".html"))
        #expect(try !site.text("index.html").contains("<script>."))
    }
}
