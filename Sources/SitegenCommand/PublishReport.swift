package import Publishing

/// What a run tells people and programs.
import ProgramOutput
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
        var json = JSONText()
        json.object([
            ("deleted", { $0.strings(result.deletedFiles) }),
            ("dryRun", { $0.raw(isDryRun ? "true" : "false") }),
            (
                "failures",
                {
                    $0.list(result.failures) { json, failure in
                        json.object([("key", { $0.string(failure.key) }), ("message", { $0.string(failure.message) })])
                    }
                }
            ),
            ("generation", { $0.raw("\(result.generation)") }),
            ("invalidated", { $0.strings(result.invalidatedPaths) }),
            ("merges", { $0.raw("\(result.mergeCount)") }),
            ("notices", { $0.strings(result.notices) }),
            ("output", { $0.string(output) }),
            ("removed", { $0.strings(result.removed) }),
            (
                "rendered",
                {
                    $0.list(result.rendered) { json, page in
                        json.object([("key", { $0.string(page.key) }), ("reason", { $0.string(page.reason.rawValue) })])
                    }
                }
            ),
            ("reports", { $0.raw("\(result.reportCount)") }),
            (
                "requests",
                { json in
                    json.object(
                        requests.sorted { $0.key < $1.key }.map { store, counts in
                            (
                                store,
                                { json in
                                    json.object(
                                        counts.sorted { $0.key < $1.key }.map { name, count in
                                            (name, { $0.raw("\(count)") })
                                        })
                                }
                            )
                        })
                }
            ),
            ("seconds", { $0.raw("\(seconds)") }),
            ("staged", { $0.raw(isStaged ? "true" : "false") }),
            ("unchanged", { $0.raw("\(result.unchangedCount)") }),
            ("waitingDeletes", { $0.raw("\(result.waitingDeletes)") }),
            ("written", { $0.raw("\(result.writtenFiles.count)") }),
        ])
        return String(decoding: json.bytes, as: UTF8.self) + "\n"
    }

    private static func hundredths(_ seconds: Double) -> String {
        let count = Int((seconds * 100).rounded())
        return "\(count / 100)." + (count % 100 < 10 ? "0" : "") + "\(count % 100)"
    }
}
