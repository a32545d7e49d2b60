import Foundation
import Notebook
import NotebookHTML
import ReportSite
import Testing

@testable import SitegenCommand

/// Every sort of page of a small site as it was accepted once, with the design compiled into the program. After a change
/// that is meant, record them anew and read the difference: `SITEGEN_RECORD=1 swift test --filter PageSnapshotTests`.
@Suite struct PageSnapshotTests {
    static let snapshots = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    private static let paths = [
        "archive/2023-12.html", "series.html", "latest.html", "404.html", "robots.txt", "feed.xml",
        "series/team/sales/index.html",
        "series/team/sales/latest.html", "series/team/sales/latest-successful.html", "series/team/sales/feed.xml",
        "series/quality/latest-successful.html",
    ]

    @Test(arguments: paths) func pagesAreAsAccepted(_ path: String) throws {
        let design = try SiteDesign.embedded(options: SiteOptions())
        try compare(path, design.sitePages(try Self.catalog()))
    }

    @Test func metadataIsAsAcceptedWithABaseAddress() throws {
        var options = SiteOptions()
        (options.baseURL, options.isIndexable, options.title) = (
            try BaseURL("https://example.org/numbers"), true, "Numbers"
        )
        let pages = try SiteDesign.embedded(options: options).sitePages(try Self.catalog())
        for path in ["series/team/sales/index.html", "feed.xml", "404.html", "robots.txt"] {
            try compare(path, pages, name: "with-base-" + path)
        }
    }

    @Test func reportPagesAreAsAccepted() throws {
        let catalog = try Self.catalog()
        let report = try #require(catalog.report(key: "team/sales-2023-12-10.ipynb"))
        let notebook = RenderedNotebook(
            facts: try #require(report.facts), cells: Array("<p>cells</p>".utf8),
            headings: [.init(level: 2, id: "h-a", text: "A"), .init(level: 2, id: "h-b", text: "B")], notices: ["One."])
        let design = try SiteDesign.embedded(options: SiteOptions())
        let page = SitePage(path: report.address.page) {
            design.reportPage(report, notebook: notebook, neighbours: catalog.neighbours(of: report))
        }
        try compare(report.address.page, [page])
    }

    /// `render` prepares only a part of the design.
    @Test(arguments: ["text", "$x^2$"]) func aPageAloneIsTheSameWithAllOfTheDesign(_ markdown: String) throws {
        let json =
            #"{"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "\#(markdown)"}]}"#
        let notebook = NotebookHTML.render(
            try Notebook(decoding: Array(json.utf8)), context: RenderContext(key: "name.ipynb"))
        let all = try SiteDesign.embedded(options: SiteOptions()).standalonePage(notebook, name: "name")
        #expect(try SiteDesign.standalone(options: SiteOptions()).standalonePage(notebook, name: "name") == all)
    }

    private func compare(_ path: String, _ pages: [SitePage], name: String? = nil) throws {
        let page = try #require(pages.first { $0.path == path }).make()
        // Style sheets and scripts change more often than pages: their digests and an inlined sheet are left out.
        let text = String(decoding: page, as: UTF8.self)
            .replacing(/-[0-9a-f]{16}\./, with: "-DIGEST.").replacing(
                /<style>\n.*<\/style>/.dotMatchesNewlines(), with: "<style></style>")
        let file = Self.snapshots.appending(path: (name ?? path).replacing("/", with: "_"))
        if ProcessInfo.processInfo.environment["SITEGEN_RECORD"] != nil {
            try FileManager.default.createDirectory(at: Self.snapshots, withIntermediateDirectories: true)
            return try Data(text.utf8).write(to: file)
        }
        #expect(try text == String(contentsOf: file, encoding: .utf8))
    }

    /// Runs that succeeded, failed and could not be read; one series without a good run; a notebook without a time.
    private static func catalog() throws -> ReportCatalog {
        var facts: [String: ReportFacts] = [:]
        for (day, seconds) in [(11, 95.0), (10, 61.5), (9, 60), (8, 1_200)] {
            facts["team/sales-2023-12-\(day < 10 ? "0" : "")\(day).ipynb"] = ReportFacts(
                title: "Sales & <more>", status: day == 11 ? .failed(exception: "KeyError") : .succeeded,
                language: "python", kernel: "Python 3", duration: seconds,
                parameters: [.init(name: "region", value: "\"emea\""), .init(name: "days", value: "7")])
        }
        facts["quality-2023-11-30.ipynb"] = ReportFacts(status: .unreadable(reason: "It is no JSON."))
        facts["notes.ipynb"] = ReportFacts(title: "מדריך", status: .succeeded)
        let objects = facts.keys.map {
            SourceObject(key: $0, size: 84_321, lastModified: 1_702_288_800, fingerprint: "f")
        }
        return ReportCatalog(objects: objects, facts: facts)
    }
}
