import FoundationEssentials
package import ProgramOutput

/// What a run did, for people and programs.
package struct RunSummary: Sendable, Encodable {
    /// How the report ended.
    package enum Status: String, Sendable, Encodable {
        case succeeded, failed
    }

    package var status: Status
    /// The key of the report, in the reports place.
    package var key: String
    /// The report as messages name it: `s3://reports/report-2023-12-11-10-00-00.ipynb`.
    package var location: String
    /// How many data files it had.
    package var files: Int
    package var seconds: Double
    /// When it was asked for.
    package var runAt: String
    /// What failed: `cell 3: ZeroDivisionError: division by zero`.
    package var failure: String?
    /// What was passed over, one sentence each.
    package var notices: [String] = []

    /// What the program ends with: a failed report is stored and told.
    package var exit: ExitStatus { status == .succeeded ? .success : .badNotebook }

    /// One object with sorted keys, on one line.
    package var json: String {
        get throws {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(self), as: UTF8.self)
        }
    }

    /// The failure and notices, a line each.
    package var diagnostics: [String] {
        (failure.map { ["error: \(key): \($0)"] } ?? []) + notices.map { "note: \($0)" }
    }

    /// One line: `succeeded: 13 files in 4.21 s -> s3://reports/report-2023-12-11-10-00-00.ipynb`.
    package var text: String {
        let hundredths = Int((seconds * 100).rounded())
        let time = "\(hundredths / 100)." + (hundredths % 100 < 10 ? "0" : "") + "\(hundredths % 100)"
        return "\(status): \(files) \(files == 1 ? "file" : "files") in \(time) s -> \(location)"
    }
}
