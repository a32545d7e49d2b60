import AWS
public import ArgumentParser
import FoundationEssentials
import ProgramOutput

/// `sitegen`: executed Jupyter notebooks in, a static site out.
public struct SitegenCommand: AsyncParsableCommand {
    /// The program's version, shown by `--version`.
    package static let version = "0.1.0"

    public static let configuration = CommandConfiguration(
        commandName: "sitegen",
        abstract: "Turn executed Jupyter notebooks into a website.",
        discussion: """
            Without a command it builds what sitegen.yml says, or the example reports of the project.

              sitegen                                     build, with the settings of sitegen.yml
              sitegen build --source reports              build the notebooks of a folder into _site/
              sitegen serve --source reports              build, show in a browser, rebuild on changes
              sitegen render run.ipynb -o run.html        one notebook as one file
              sitegen init                                write a sitegen.yml with all settings to choose from

            Settings come from options, then from the environment (SITEGEN_SOURCE, SITEGEN_BASE_URL, ...), then from
            sitegen.yml in the folder the program runs in (source, base_url, ...). docs/configuration.md lists them.

            Exit codes: 0 done, 64 wrong usage, 65 some notebook was bad (all else was done), 69 address in use,
            70 internal error or full disk, 75 another run is at work, 77 permission denied, 78 configuration.
            """,
        version: version,
        subcommands: [BuildCommand.self, RenderCommand.self, ServeCommand.self, PublishCommand.self, InitCommand.self],
        defaultSubcommand: BuildCommand.self)

    public init() {}

    /// Runs the program: as a Lambda function where it is one. A reader that stops reading, as in `sitegen ... | head`,
    /// is no error.
    public static func start() async {
        Terminal.ignoreBrokenPipes()
        do {
            guard let runtime = try LambdaRuntime.current() else { return await main() }
            let environment = ProcessInfo.processInfo.environment
            try await PublishFunction.serve(runtime, Array(CommandLine.arguments.dropFirst()), environment)
        } catch {
            Terminal.fail("\(error)")
            exit(withError: ExitStatus(error).exitCode)
        }
    }
}
