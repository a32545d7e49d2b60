import FoundationEssentials
import ProgramOutput
package import Publishing

/// What a run tells people and programs.
package struct PublishReport: Sendable {
    package var result: PublishResult
    /// The folder of the site, as it was named.
    package var output: String
    package var seconds: Double
    /// What was asked of S3, by store and operation.
    package var requests: [String: [String: Int]] = [:]
    package var isDryRun = false
    package var isStaged = false

    package init(result: PublishResult, output: String, seconds: Double) {
        self.result = result
        self.output = output
        self.seconds = seconds
    }

    /// One line: `6 reports: 5 rendered, 1 unchanged in 0.12 s -> _site/index.html; ...`.
    package var summary: String {
        var parts = ["\(result.rendered.count) rendered", "\(result.unchangedCount) unchanged"]
        if !result.failures.isEmpty { parts.append("\(result.failures.count) with problems") }
        if !result.deletedFiles.isEmpty { parts.append("\(result.deletedFiles.count) old files removed") }
        let noun = result.reportCount == 1 ? "report" : "reports"
        let page = output.hasSuffix("/") ? output + "index.html" : output + "/index.html"
        return "\(result.reportCount) \(noun): \(parts.joined(separator: ", ")) in \(Self.hundredths(seconds)) s"
            + " -> \(page); open it in a browser, or run 'sitegen serve'"
    }

    /// Failures and notices, a line each.
    package var diagnostics: [String] {
        result.failures.map { "error: \($0.key): \($0.message)" } + result.notices.map { "note: \($0)" }
    }

    /// One line of a publish: `site s3://website, generation 12: 6 reports, 1 rendered, 5 unchanged, ... in 0.12 s`.
    package var publishSummary: String {
        var parts = ["\(result.rendered.count) rendered", "\(result.unchangedCount) unchanged"]
        if !result.removed.isEmpty { parts.append("\(result.removed.count) taken out") }
        if !result.failures.isEmpty { parts.append("\(result.failures.count) with problems") }
        parts.append("\(result.writtenFiles.count) files written")
        if !result.deletedFiles.isEmpty { parts.append("\(result.deletedFiles.count) deleted") }
        if result.waitingDeletes > 0 { parts.append("\(result.waitingDeletes) to be deleted by a later run") }
        if !result.invalidatedPaths.isEmpty { parts.append("\(result.invalidatedPaths.count) paths invalidated") }
        let noun = result.reportCount == 1 ? "report" : "reports"
        let counts = "\(result.reportCount) \(noun): \(parts.joined(separator: ", ")) in \(Self.hundredths(seconds)) s"
        if isDryRun { return "Nothing was written. It would be \(counts) -> \(output)" }
        if isStaged { return "\(counts) -> staged in \(output); 'sitegen publish --commit' lists them" }
        return "\(counts) -> \(output), generation \(result.generation)"
    }

    /// What a dry run tells: a line a page with the reason.
    package var plan: String {
        result.rendered.map { "render  \(Terminal.visible($0.key)): \($0.reason.rawValue)\n" }.joined()
            + result.removed.map { "remove  \(Terminal.visible($0)): not in the source any more\n" }.joined()
    }

    /// The same for programs: one object, keys sorted; documented in docs/publishing.md.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(Summary(self)), as: UTF8.self) + "\n"
        }
    }

    private static func hundredths(_ seconds: Double) -> String {
        let count = Int((seconds * 100).rounded())
        return "\(count / 100)." + (count % 100 < 10 ? "0" : "") + "\(count % 100)"
    }
}

/// The members of the summary for programs.
private struct Summary: Encodable {
    struct Failure: Encodable {
        var key, message: String
    }

    struct Page: Encodable {
        var key, reason: String
    }

    var deleted, invalidated, notices, removed: [String]
    var dryRun, staged: Bool
    var failures: [Failure]
    var generation, merges, reports, unchanged, waitingDeletes, written: Int
    var output: String
    var rendered: [Page]
    var requests: [String: [String: Int]]
    var seconds: Double

    init(_ report: PublishReport) {
        let result = report.result
        (deleted, invalidated) = (result.deletedFiles, result.invalidatedPaths)
        (notices, removed) = (result.notices, result.removed)
        (dryRun, staged) = (report.isDryRun, report.isStaged)
        failures = result.failures.map { .init(key: $0.key, message: $0.message) }
        (generation, merges, reports) = (result.generation, result.mergeCount, result.reportCount)
        (unchanged, waitingDeletes) = (result.unchangedCount, result.waitingDeletes)
        written = result.writtenFiles.count
        output = report.output
        rendered = result.rendered.map { .init(key: $0.key, reason: $0.reason.rawValue) }
        (requests, seconds) = (report.requests, report.seconds)
    }
}
