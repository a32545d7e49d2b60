import Foundation
import NotebookHTML
import Testing

/// Writes payloads, sanitised in every kind of place they can stand in, for Tests/Browser/sanitiser_gate.py.
@Suite("Sanitised payloads for a browser")
struct SanitizedPayloadsTests {
    static let source = ProcessInfo.processInfo.environment["SITEGEN_SANITISER_PAYLOADS"]

    @Test(
        "are written beside their source",
        .enabled(if: source != nil, "Set SITEGEN_SANITISER_PAYLOADS to a JSON file of strings; see Tests/Browser.")
    )
    func write() throws {
        let source = URL(filePath: try #require(Self.source))
        let payloads = try JSONDecoder().decode([String].self, from: Data(contentsOf: source))
        let results = payloads.enumerated().map { number, payload in
            Place.allCases.map { place in
                let prefix = "w-\(number)-\(place)-"
                return place.html(around: Array(payload.utf8), prefix: prefix)
            }
        }
        let output = source.deletingPathExtension().appendingPathExtension("out.json")
        try JSONEncoder().encode(results).write(to: output)
        #expect(results.count == payloads.count)
    }
}

/// The places untrusted HTML can stand in.
enum Place: CaseIterable {
    case output, paragraph, emphasis, link, item, heading, cell, table, between, halves

    /// Renders a payload in this place.
    func html(around payload: [UInt8], prefix: String) -> String {
        let policy = HTMLPolicy(idPrefix: prefix) { address, use in use == .image ? .missing : .address(address) }
        if self == .output {
            var page = HTMLWriter()
            _ = HTMLSanitizer.sanitize(payload, policy: policy, into: &page)
            return page.string
        }
        var writer = SafeHTMLWriter(policy: policy)
        write(payload, to: &writer)
        writer.finish()
        return writer.html.string
    }

    private func write(_ payload: [UInt8], to writer: inout SafeHTMLWriter) {
        switch self {
        case .output: break
        case .paragraph: within(["p"], payload, &writer)
        case .emphasis: within(["p", "em", "strong"], payload, &writer)
        case .link: within(["p", "a"], payload, &writer)
        case .item: within(["ul", "li", "p"], payload, &writer)
        case .heading: within(["h2"], payload, &writer)
        case .cell: within(["table", "tbody", "tr", "td"], payload, &writer)
        case .table: within(["table", "tbody", "tr"], payload, &writer)
        case .between:
            // A block of raw HTML, Markdown, and more raw HTML, as when a <div> stands around Markdown.
            writer.untrusted(payload)
            for name in ["p", "h3"] as [StaticString] {
                writer.openTrusted(name)
                writer.text(Array("text".utf8))
                writer.closeTrusted()
            }
            writer.openTrusted("ul")
            within(["li"], payload, &writer)
            writer.closeTrusted()
            writer.trusted(Array("<pre class=\"code\">x</pre>".utf8))
            writer.trusted(Array("<math><mi>x</mi></math>".utf8))
            within(["table", "thead", "tr", "th"], Array("x".utf8), &writer)
            writer.untrusted(payload)
        case .halves:
            writer.openTrusted("p")
            for half in [payload.prefix(payload.count / 2), payload.dropFirst(payload.count / 2)] {
                writer.untrusted(Array(half))
                writer.text(Array(" text ".utf8))
            }
            writer.closeTrusted()
        }
    }

    private func within(_ names: [StaticString], _ payload: [UInt8], _ writer: inout SafeHTMLWriter) {
        for name in names { writer.openTrusted(name) }
        writer.untrusted(payload)
        if self != .table { writer.text(Array("after".utf8)) }
        for _ in names {
            writer.untrusted(payload)
            writer.closeTrusted()
        }
    }
}
