import NotebookHTML
import Publishing
import Testing

struct BuildManifestTests {
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
        var manifest = BuildManifest(design: "d")
        let file = FileRecord(path: "reports/a.html", hash: "h", entityTag: "1-2-3")
        manifest.reports["a \"b\".ipynb"] = ReportRecord(
            source: "s", neighbours: "", links: ["x", "y"], resolvedLinks: ["y"], facts: facts(status), files: [file])
        manifest.siteFiles = [file]
        manifest.staleFiles = [file]
        #expect(try BuildManifest(json: manifest.json) == manifest)
    }

    @Test(arguments: [
        "", "{", "[]", "{}", "{\"format\":\"1\"}", "{\"format\":1,\"design\":\"d\",\"reports\":{\"a\":1}}",
    ])
    func `Damage is told and never trusted`(text: String) {
        #expect(throws: BuildManifest.Fault.self) { try BuildManifest(json: Array(text.utf8)) }
    }
}
