import AWS
public import ArgumentParser
import FoundationEssentials
import ProgramOutput

/// `reportpipe`: two data sources in, an executed report out.
public struct ReportpipeCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "reportpipe",
        abstract: "Make reports: fetch the data, hear of changes, run the notebook.",
        version: "0.1.0",
        subcommands: [SyncCommand.self, ListenCommand.self, RunCommand.self])

    public init() {}

    /// Runs the program: as a Lambda function where it is one. A reader that stops reading is no error.
    public static func start() async {
        Terminal.ignoreBrokenPipes()
        do {
            guard let runtime = try LambdaRuntime.current() else { return await main() }
            let environment = ProcessInfo.processInfo.environment
            try await PipelineFunctions.serve(runtime, Array(CommandLine.arguments.dropFirst()), environment)
        } catch {
            Terminal.fail("\(error)")
            exit(withError: ExitStatus.internalError.exitCode)
        }
    }
}
