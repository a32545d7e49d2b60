import Foundation
import ObjectStorage
import TestSupport
import Testing

@testable import ReportPipeline

/// A run between two stores in memory.
struct RunWorld {
    let folder = TemporaryFolder()
    let staging = MemoryStore()
    let reports = MemoryStore()
    let python: String

    /// The Python with papermill that `make test` prepares; nil without it.
    static let python = ProcessInfo.processInfo.environment["SITEGEN_TEST_PYTHON"]

    static let absence = "Kernels are run by 'make test' (SITEGEN_TEST_PYTHON=$(scripts/report-python))"

    /// - Parameter script: stands in for Python: `$3` is the template and `$4` the report.
    init(script: String? = nil, files: [String: [UInt8]] = ["pr.data.0.Current": [1]]) async throws {
        try FileManager.default.createDirectory(atPath: folder.path + "/tmp", withIntermediateDirectories: true)
        if let script {
            python = folder.path + "/python"
            // A variable would not come through to it.
            let text = "#!/bin/sh\nMARK='\(folder.path)/mark'\n\(script)\n"
            try text.write(toFile: python, atomically: true, encoding: .utf8)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: python)
        } else {
            python = try #require(Self.python)
        }
        for (name, bytes) in files {
            _ = try await staging.put(ObjectKey(name), bytes, headers: ObjectHeaders(), if: .absent)
        }
    }

    func run(
        environment: [String: String] = [:], _ change: (inout RunSettings) -> Void = { _ in }
    ) async throws -> RunSummary {
        var settings = try RunSettings(options: [.staging: "s", .reports: "r", .python: python], environment: [:])
        change(&settings)
        var environment = environment
        environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        environment["TMPDIR"] = folder.path + "/tmp"
        return try await ReportRun(
            settings, staging: staging, reports: reports, environment: environment, time: ReportTime(seconds: 0)
        ).run()
    }

    /// Runs a notebook of code cells with a kernel.
    ///
    /// - Returns: what came of it, and the JSON of the stored notebook.
    func run(
        cells: [String], environment: [String: String] = [:], _ change: (inout RunSettings) -> Void = { _ in }
    ) async throws -> (summary: RunSummary, notebook: String) {
        let cells = (["staging_dir = run_at = ''"] + cells).enumerated().map { index, source in
            """
            {"cell_type": "code", "id": "c\(index)", "metadata": {"tags": ["\(index == 0 ? "parameters" : "a")"]},
            "source": \(JSONEdit.literal(source)), "outputs": [], "execution_count": null}
            """
        }
        let path = folder.path + "/cells.ipynb"
        let kernel = "{\"kernelspec\": {\"name\": \"python3\", \"display_name\": \"P\", \"language\": \"python\"}}"
        let json =
            "{\"cells\": [\(cells.joined(separator: ","))], \"metadata\": \(kernel), \"nbformat\": 4, "
            + "\"nbformat_minor\": 5}"
        try json.write(toFile: path, atomically: true, encoding: .utf8)
        let summary = try await run(environment: environment) {
            $0.template = path
            change(&$0)
        }
        let stored = try await reports.bytes(of: ObjectKey(summary.key))
        return (summary, String(decoding: stored, as: UTF8.self))
    }

    func markText() throws -> String { try String(contentsOfFile: folder.path + "/mark", encoding: .utf8) }

    /// The process that a script has noted.
    func marked() throws -> Int32 {
        try #require(Int32(markText().trimmingCharacters(in: .whitespacesAndNewlines)))
    }

    /// Whether a process only waits to be noticed.
    func isDead(_ process: Int32) throws -> Bool {
        guard let line = FileManager.default.contents(atPath: "/proc/\(process)/stat") else { return true }
        return try #require(ProcessFamily.Status(Array(line))).isDead
    }
}
