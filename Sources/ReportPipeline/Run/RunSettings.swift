import AWS
import FoundationEssentials

/// What a run is told: options of the command line, else the variables of the environment.
package struct RunSettings: Sendable {
    /// The settings by the names of their options, each with the variable that stands in for it.
    package enum Name: String, Sendable, CaseIterable {
        case staging, reports, template, python
        case timeLimit = "time-limit"
        case cellTimeLimit = "cell-time-limit"
        case memoryLimit = "memory-limit"

        package var option: String { "--\(rawValue)" }

        /// For example `REPORTPIPE_TIME_LIMIT`.
        package var variable: String {
            "REPORTPIPE_" + rawValue.uppercased().split(separator: "-").joined(separator: "_")
        }
    }

    package var staging: String
    package var reports: String
    /// The path of a template; nil for the one compiled into the program.
    package var template: String?
    /// The Python that has papermill.
    package var python: String
    /// Seconds for the whole notebook.
    package var timeLimit = 900
    /// Seconds for each cell.
    package var cellTimeLimit = 900
    /// Megabytes for each process; nil for no limit.
    package var memoryLimit: Int? = 2048

    /// Reads the settings.
    ///
    /// - Parameter options: those that were given; an empty variable counts as not set.
    package init(options: [Name: String], environment: [String: String]) throws(RunError) {
        func value(_ name: Name) -> (text: String, from: String)? {
            if let text = options[name] { return (text, name.option) }
            return environment[name.variable].flatMap { $0.isEmpty ? nil : ($0, name.variable) }
        }
        func place(_ name: Name, _ what: String) throws(RunError) -> String {
            guard let text = value(name)?.text, !text.isEmpty else {
                throw RunError(
                    .setting, name.option, "It is not told \(what)",
                    advice: "Name a folder or s3://BUCKET/PREFIX, or set \(name.variable).")
            }
            return text
        }
        func number(_ name: Name, _ unit: String, _ range: ClosedRange<Int>) throws(RunError) -> Int? {
            guard let (text, from) = value(name) else { return nil }
            guard let number = Int(text), range.contains(number) else {
                throw RunError(
                    .setting, from,
                    "'\(ForeignText.shown(text))' is no number of \(unit) from \(range.lowerBound) to \(range.upperBound)"
                )
            }
            return number
        }
        staging = try place(.staging, "where the data files are")
        reports = try place(.reports, "where reports go")
        template = value(.template)?.text
        python = value(.python)?.text ?? "python3"
        if let seconds = try number(.timeLimit, "seconds", 1...86_400) { timeLimit = seconds }
        cellTimeLimit = try number(.cellTimeLimit, "seconds", 1...86_400) ?? timeLimit
        if let megabytes = try number(.memoryLimit, "megabytes", 0...1_048_576) {
            memoryLimit = megabytes == 0 ? nil : megabytes
        }
    }
}
