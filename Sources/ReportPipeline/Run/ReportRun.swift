import FoundationEssentials
package import ObjectStorage

/// One report: the data files and a template in, an executed notebook out.
package struct ReportRun: Sendable {
    package var settings: RunSettings
    package var staging: any ObjectStore
    package var reports: any ObjectStore
    /// The environment of this process; what of it the kernel gets is `KernelEnvironment`'s choice.
    package var environment: [String: String]
    /// When the report is asked for.
    package var time: ReportTime

    package init(
        _ settings: RunSettings, staging: any ObjectStore, reports: any ObjectStore, environment: [String: String],
        time: ReportTime
    ) {
        (self.settings, self.staging, self.reports) = (settings, staging, reports)
        (self.environment, self.time) = (environment, time)
    }

    /// Makes the report and stores it, also where a cell failed, the kernel died or the time was over.
    ///
    /// - Throws: where nothing could be stored: settings, missing programs, no data, a place that can't be used.
    package func run() async throws -> RunSummary {
        let template = try ReportTemplate.read(settings.template)
        let folder = try RunFolder(in: environment["TMPDIR"].flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp")
        let files = try await StagedFiles(from: staging, to: folder.makeFolder(RunFolder.staging))
        try folder.write(RunFolder.template, template.bytes)
        let result = try await execute(template, in: folder)
        let (key, moved) = try await store(result.notebook)
        var summary = RunSummary(
            status: result.failure == nil ? .succeeded : .failed, key: key.string,
            location: reports.location(of: key), files: files.count, seconds: result.seconds, runAt: time.text,
            failure: result.failure?.text, notices: files.notices)
        if moved { summary.notices.append("'\(time.key)' was taken: the report is stored as '\(key)'.") }
        return summary
    }

    private typealias Execution = (
        notebook: ReportNotebook, failure: ReportNotebook.Failure?, seconds: Double
    )

    /// Runs papermill in the folder.
    private func execute(_ template: ReportNotebook, in folder: RunFolder) async throws -> Execution {
        let process = NotebookProcess(
            arguments: arguments,
            variables: KernelEnvironment.variables(
                from: environment, home: try folder.makeFolder("home"), temporary: try folder.makeFolder("tmp")),
            folder: folder.path, timeLimit: .seconds(settings.timeLimit), memoryLimit: settings.memoryLimit)
        let start = ContinuousClock.now
        let end: NotebookProcess.End
        do { end = try await process.run() } catch {
            throw RunError(.missingProgram, "/bin/sh", error.reason)
        }
        let seconds = (ContinuousClock.now - start).seconds
        let result = try RunResult(
            .init(
                end: end, output: output(in: folder), log: log(in: folder), template: template, settings: settings,
                time: time, seconds: seconds))
        return (result.notebook, result.failure, seconds)
    }

    /// What is started: paths are relative to the folder, as they become part of the report.
    private var arguments: [String] {
        var python = settings.python
        // The folder is another one than where the path was written.
        if python.contains("/"), !python.hasPrefix("/") {
            python = FileManager.default.currentDirectoryPath + "/" + python
        }
        return [
            python, "-m", "papermill", RunFolder.template, time.key.string,
            "--parameters_raw", "staging_dir", RunFolder.staging, "--parameters_raw", "run_at", time.text,
            "--execution-timeout", "\(settings.cellTimeLimit)", "--start-timeout", "\(min(120, settings.timeLimit))",
            "--autosave-cell-every", "5", "--no-progress-bar",
        ]
    }

    /// The largest notebook that is stored: pages of larger ones nobody would open.
    private static let largestNotebook = 256 << 20

    private func output(in folder: RunFolder) -> ReportNotebook? {
        guard let size = folder.size(time.key.string), size <= Self.largestNotebook else { return nil }
        return folder.read(time.key.string).flatMap { ReportNotebook($0) }
    }

    private func log(in folder: RunFolder) -> String {
        guard let size = folder.size(RunFolder.log), size <= Self.largestNotebook else { return "" }
        return String(decoding: (folder.read(RunFolder.log) ?? []).suffix(64 << 10), as: UTF8.self)
    }

    /// Stores the report under its key, or that of the next second that is free: a report is never overwritten.
    private func store(_ notebook: ReportNotebook) async throws -> (key: ObjectKey, moved: Bool) {
        var time = time
        for _ in 0..<60 {
            do throws(StorageError) {
                try await reports.put(
                    time.key, notebook.bytes, headers: ObjectHeaders(contentType: "application/x-ipynb+json"),
                    if: .absent)
                return (time.key, time != self.time)
            } catch {
                guard error.code == .preconditionFailed else { throw error }
                time = time.next
            }
        }
        throw RunError(
            .keysTaken, reports.location, "The keys of 60 seconds from \(self.time.text) are taken",
            advice: "Run it again.")
    }
}

extension Duration {
    /// To the microsecond.
    fileprivate var seconds: Double {
        Double(components.seconds) + (Double(components.attoseconds) / 1e12).rounded() / 1e6
    }
}
