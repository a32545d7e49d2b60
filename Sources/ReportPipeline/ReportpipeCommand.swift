public import ArgumentParser
import ProgramOutput

/// `reportpipe`: two data sources in, an executed report out.
public struct ReportpipeCommand: AsyncParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "reportpipe",
        abstract: "Make reports: fetch the data, hear of changes, run the notebook.",
        version: "0.1.0",
        subcommands: [SyncCommand.self, RunCommand.self])

    public init() {}

    /// Runs the program: a reader that stops reading is no error.
    public static func start() async {
        Terminal.ignoreBrokenPipes()
        await main()
    }
}
