import FoundationEssentials
package import ProgramOutput

/// What a sync did, for people and programs.
package struct SyncSummary: Sendable, Encodable {
    /// A file that was written or deleted, or would be.
    package struct Change: Sendable, Hashable, Encodable {
        package var action: FileChange
        package var key: String
        /// Size of what is stored now; 0 where nothing is.
        package var bytes: Int
    }

    /// Something that could not be done; everything else was.
    package struct Failure: Sendable, Encodable {
        /// The file, or the name of the source where all of it failed: `series`, `population`.
        package var subject: String
        /// What failed, on what, and what to do next.
        package var message: String
        /// The exit code it alone would end the program with.
        package var exitCode: Int32
    }

    package var changes: [Change] = []
    package var isDryRun = false
    package var failures: [Failure] = []
    package var notices: [String] = []
    /// How many requests were sent to the sources.
    package var requestCount = 0
    package var seconds = 0.0
    /// The place, as it was named.
    package var staging: String
    package var unchangedCount = 0

    package init(staging: String) { self.staging = staging }

    private enum CodingKeys: String, CodingKey {
        case changes, failures, notices, seconds, staging
        case isDryRun = "dryRun"
        case requestCount = "requests"
        case unchangedCount = "unchanged"
    }

    /// What the program ends with: 65 where failures are of several sorts.
    package var status: ExitStatus {
        let codes = Set(failures.map(\.exitCode))
        guard let code = codes.first else { return .success }
        return codes.count == 1 ? ExitStatus(rawValue: code) ?? .internalError : .badNotebook
    }

    /// One object with sorted keys, on one line.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// What changed, a line each: `added pr.class (102 bytes)`.
    package var plan: String {
        changes.map { change in
            let size = change.action == .deleted ? "" : " (\(change.bytes) bytes)"
            return Terminal.visible("\(change.action) \(change.key)\(size)") + "\n"
        }.joined()
    }

    /// Failures and notices, a line each.
    package var diagnostics: [String] {
        failures.map { "error: \($0.subject): \($0.message)" } + notices.map { "note: \($0)" }
    }

    /// One line: `staging: 1 added, 1 changed, 0 deleted, 12 unchanged; 15 requests in 13.05 s`.
    package var text: String {
        func count(_ action: FileChange) -> Int { changes.count { $0.action == action } }
        var parts = ["\(count(.added)) added", "\(count(.changed)) changed", "\(count(.deleted)) deleted"]
        parts.append("\(unchangedCount) unchanged")
        if !failures.isEmpty { parts.append("\(failures.count) failed") }
        let hundredths = Int((seconds * 100).rounded())
        let time = "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
        return (isDryRun ? "Nothing was written. It would be " : "") + "\(staging): \(parts.joined(separator: ", "))"
            + "; \(requestCount) requests in \(time) s"
    }

    /// Notes a failure.
    mutating func fail(_ subject: String, _ error: any Error) {
        failures.append(
            Failure(subject: subject, message: "\(error)", exitCode: ExitStatus(sync: error).rawValue))
    }
}
