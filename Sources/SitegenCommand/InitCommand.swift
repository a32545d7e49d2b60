internal import ArgumentParser
import ObjectStorage
import ProgramOutput

/// `sitegen init`: a settings file to begin with.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Write a sitegen.yml with every setting, commented out.",
        discussion: """
            The file goes into the folder the program runs in. One that is there already stays, unless --force says
            otherwise.
            """)

    @Flag(help: "Replace a sitegen.yml that is there.")
    var force = false

    func run() throws {
        do {
            let folder = try DirectoryStore(path: ".")
            let key = ObjectKey(SettingsFile.name)
            if !force, try folder.info(key) != nil {
                throw ConfigurationError(
                    place: SettingsFile.name, reason: "The file is there already. Use --force to replace it.")
            }
            try folder.put(key, Array(SettingsFile.template.utf8))
            try Terminal.output(Array("Wrote \(SettingsFile.name). Set 'source' in it, then run 'sitegen'.\n".utf8))
        } catch let code as ExitCode {
            throw code
        } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(error).exitCode
        }
    }
}

extension SettingsFile {
    /// The file that `sitegen init` writes: all settings with what they do, none of them set.
    package static var template: String {
        let head = """
            # Settings of sitegen. Take away the # before a name to set it.
            # The environment (SITEGEN_TITLE) wins over this file, options (--title) win over both.

            """
        return Setting.allCases.reduce(into: head) { text, setting in
            text += "\n# \(setting.summary).\n"
            text += "# Without it: \(setting.standard).\n#\(setting.rawValue): \(setting.example)\n"
        }.replacing("`", with: "")
    }
}
