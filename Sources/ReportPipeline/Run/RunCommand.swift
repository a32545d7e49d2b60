package import ArgumentParser
import CProcess
import Dispatch
import FoundationEssentials
import ObjectStorage
import ProgramOutput

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// `reportpipe run`: the data files in, an executed notebook in the reports place out.
package struct RunCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "run",
        abstract: "Execute the report notebook on the data files and store it.",
        discussion: """
            A Jupyter kernel executes the notebook on copies of the files, without credentials and within limits. It is
            stored as report-YYYY-MM-DD-HH-MM-SS.ipynb (UTC), also when it failed; no report is ever overwritten.

              reportpipe run --staging staging --reports reports
              reportpipe run --staging s3://my-staging --reports s3://my-reports --python .venv/bin/python
              reportpipe run --staging staging --reports reports --template mine.ipynb --time-limit 300

            Each option is also a variable: REPORTPIPE_STAGING, REPORTPIPE_REPORTS, REPORTPIPE_TEMPLATE, REPORTPIPE_PYTHON,
            REPORTPIPE_TIME_LIMIT, REPORTPIPE_CELL_TIME_LIMIT, REPORTPIPE_MEMORY_LIMIT.
            Ends with 0, or with 65 where the notebook failed and was stored. docs/pipeline.md tells more.
            """)

    @Option(help: "Where the data files are: a folder or s3://BUCKET/PREFIX.")
    var staging: String?

    @Option(help: "Where reports go: a folder or s3://BUCKET/PREFIX.")
    var reports: String?

    @Option(help: "The notebook to execute. (default: the productivity report of this program)")
    var template: String?

    @Option(help: "The Python that has papermill and ipykernel. (default: python3)")
    var python: String?

    @Option(help: "Seconds for the whole notebook. (default: 900)")
    var timeLimit: String?

    @Option(help: "Seconds for each cell. (default: those of the notebook)")
    var cellTimeLimit: String?

    @Option(help: "Megabytes for each process of the kernel, on Linux; 0 for no limit. (default: 2048)")
    var memoryLimit: String?

    @Flag(help: "Print what was done as JSON (docs/pipeline.md).")
    var json = false

    @OptionGroup var access: PipelineAccessOptions

    package init() {}

    package func run() async throws {
        do {
            let summary = try await stoppedBySignals()
            for line in summary.diagnostics { Terminal.note(line) }
            try Terminal.output(Array((json ? try summary.json : Terminal.visible(summary.text)).utf8) + [0x0A])
            if summary.exit != .success { throw summary.exit.exitCode }
        } catch let code as ExitCode { throw code } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(run: error).exitCode
        }
    }

    /// Makes a report that a signal ends with its kernel: a kernel has a session of its own and would hear of none.
    private func stoppedBySignals() async throws -> RunSummary {
        let work = Task { try await report(environment: ProcessInfo.processInfo.environment) }
        var sources: [any DispatchSourceSignal] = []
        for number in [SIGINT, SIGTERM] {
            _ = signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { work.cancel() }
            source.resume()
            sources.append(source)
        }
        defer { for source in sources { source.cancel() } }
        return try await work.value
    }

    private func report(environment: [String: String]) async throws -> RunSummary {
        let options: [(RunSettings.Name, String?)] = [
            (.staging, staging), (.reports, reports), (.template, template), (.python, python),
            (.timeLimit, timeLimit), (.cellTimeLimit, cellTimeLimit), (.memoryLimit, memoryLimit),
        ]
        let settings = try RunSettings(
            options: Dictionary(uniqueKeysWithValues: options.compactMap { name, value in value.map { (name, $0) } }),
            environment: environment)
        // The kernel runs as the same user, who may otherwise read the variables this process was started with.
        _ = process_hide()
        let stores = PipelineStores(access, variables: environment)
        let run = ReportRun(
            settings, staging: try stores.store(settings.staging),
            reports: try stores.store(settings.reports, creating: true), environment: environment,
            time: ReportTime(seconds: Int(WallClock.nanoseconds / 1_000_000_000)))
        return try await run.run()
    }
}
