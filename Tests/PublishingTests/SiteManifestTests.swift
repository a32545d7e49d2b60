import NotebookHTML
import Publishing
import ReportSite
import Testing

struct SiteManifestTests {
    private func facts(_ status: ReportFacts.Status) -> ReportFacts {
        ReportFacts(
            title: "T \"quoted\" \\ \n ü", status: status, language: "python", kernel: nil,
            startTime: "2024-01-01T00:00:00Z", duration: 1.25, parameters: [.init(name: "n", value: "[1, \"x\"]")])
    }

    @Test(arguments: [
        ReportFacts.Status.succeeded, .failed(exception: "ValueError"), .failed(exception: nil),
        .unreadable(reason: "line 3"),
    ])
    func `Is read as it was written`(status: ReportFacts.Status) throws {
        var manifest = SiteManifest(design: "d")
        let file = FileRecord(path: "reports/a.html", hash: "h", headers: "x", order: 7, entityTag: "\"1-2-3\"")
        manifest.reports["a \"b\".ipynb"] = ReportRecord(
            source: SourceObject(key: "a \"b\".ipynb", size: 3, lastModified: 9, fingerprint: "s"), design: "d",
            neighbours: "", links: ["x", "y"], resolvedLinks: ["y"], facts: facts(status), files: [file])
        manifest.siteFiles = [file]
        manifest.staleFiles = [.init(file: file, since: 5)]
        manifest.tombstones = ["gone.ipynb": .init(lastModified: 1, since: 2)]
        manifest.invalidations = ["/index.html"]
        (manifest.generation, manifest.siteGeneration) = (12, 11)
        #expect(try SiteManifest(json: manifest.json) == manifest)
    }

    @Test(arguments: [
        "", "{", "[]", "{}", "{\"format\":\"1\"}", "{\"format\":2,\"design\":\"d\",\"reports\":{\"a\":1}}",
        "{\"format\":2,\"generation\":1,\"siteGeneration\":1,\"design\":\"d\",\"reports\":{\"a\":1}}",
    ])
    func `Damage is told and never trusted`(text: String) {
        #expect(throws: SiteManifest.Fault.self) { try SiteManifest(json: Array(text.utf8)) }
    }
}
