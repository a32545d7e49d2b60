internal import ArgumentParser
import ProgramOutput
import Publishing

/// `sitegen build`: a folder of notebooks to a site.
struct BuildCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build",
        abstract: "Build the site of a folder of notebooks.",
        discussion: """
            Only what changed is made again, and files are replaced whole: the site can be served while it is built.
            Files that sitegen did not write are never touched. A notebook that can't be read gets a page that says
            why; all others are built, and the exit code is 65.

              sitegen build --source reports --output _site
              sitegen build --source reports --title "Weekly numbers" --code hidden
              sitegen build --json | python3 -m json.tool
            """)

    @OptionGroup var options: SettingsOptions

    @Flag(help: "Print what was done as JSON: counts, pages with the reason each was made, failures, notices.")
    var json = false

    func run() async throws {
        do {
            var build = try SitePublisher.building(try options.settings())
            let report = try await build.run()
            for line in report.diagnostics { Terminal.note(line) }
            try Terminal.output(Array((json ? try report.json : report.summary + "\n").utf8))
            if !report.result.failures.isEmpty { throw ExitStatus.badNotebook.exitCode }
        } catch let code as ExitCode {
            throw code
        } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(error).exitCode
        }
    }
}
