public import ArgumentParser
import AWS
import FoundationEssentials
import ProgramOutput

/// `reportpipe`: two data sources in, an executed report out.
public struct ReportpipeCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "reportpipe",
        abstract: "Make reports: fetch the data, hear of changes, run the notebook.",
        version: "0.1.0",
        subcommands: [SyncCommand.self, ListenCommand.self])

    public init() {}

    /// Runs the program: a reader that stops reading is no error.
    public static func start() async {
        Terminal.ignoreBrokenPipes()
        let environment = ProcessInfo.processInfo.environment
        do {
            if let runtime = try LambdaRuntime(variables: environment) {
                try await LambdaLoop.run(
                    runtime, arguments: Array(CommandLine.arguments.dropFirst()), environment: environment)
                return
            }
        } catch {
            Terminal.fail("\(error)")
            exit(withError: ExitStatus.internalError.exitCode)
        }
        await main()
    }
}
