import AWS

/// What papermill left, read into a notebook that can be stored.
struct RunResult: Sendable {
    var notebook: ReportNotebook
    /// nil where every cell ran.
    var failure: ReportNotebook.Failure?

    /// What papermill was given and how it ended.
    struct Evidence: Sendable {
        var end: NotebookProcess.End
        /// The notebook it wrote; nil where there is none that can be read.
        var output: ReportNotebook?
        /// The end of what it printed.
        var log: String
        var template: ReportNotebook
        var settings: RunSettings
        var time: ReportTime
        var seconds: Double
    }

    /// Tells a failed notebook from one that could not be tried.
    ///
    /// - Throws: where Python, papermill or the kernel is missing, or the run was stopped from outside.
    init(_ evidence: Evidence) throws(RunError) {
        let settings = evidence.settings
        if evidence.end == .cancelled {
            throw RunError(.cancelled, "The run", "It was stopped before the report was done; nothing was stored")
        }
        if let output = evidence.output {
            if evidence.end == .status(0) {
                self.init(notebook: output, failure: nil)
                return
            }
            // A cell that is over its time has the interruption as its error, which does not tell why.
            if case .status = evidence.end, !Self.isOverTime(evidence), let failure = output.failure {
                self.init(notebook: output, failure: failure)
                return
            }
        }
        if let missing = Self.missing(evidence) { throw missing }
        let notebook = evidence.output ?? evidence.template
        let failure = notebook.located(Self.failure(evidence, settings))
        self.init(
            notebook: notebook.marked(failure, time: evidence.time, seconds: evidence.seconds), failure: failure)
    }

    private init(notebook: ReportNotebook, failure: ReportNotebook.Failure?) {
        (self.notebook, self.failure) = (notebook, failure)
    }

    /// What ended the notebook where no cell says it.
    private static func failure(_ evidence: Evidence, _ settings: RunSettings) -> ReportNotebook.Failure {
        let log = evidence.log
        if evidence.end == .timeLimit {
            return .init(
                name: "TimeLimit",
                reason: "The report was not done after \(settings.timeLimit) seconds and was ended. "
                    + "Make it faster, or raise --time-limit.")
        }
        if isOverTime(evidence) {
            return .init(
                name: "CellTimeLimit",
                reason: "This cell was not done after \(settings.cellTimeLimit) seconds and was ended. "
                    + "Make it faster, or raise --cell-time-limit.")
        }
        // papermill ends with 138 for a dead kernel.
        if evidence.end == .status(138) || log.contains("DeadKernelError") || log.contains("Kernel died") {
            return .init(
                name: "DeadKernel",
                reason: "The kernel died in this cell: a program crashed, or the system ended it for want of memory.")
        }
        if log.contains("No space left on device") {
            return .init(
                name: "DiskFull",
                reason: "No space is left in the temporary folder. Free some, or set TMPDIR to another folder.")
        }
        let last = log.split(whereSeparator: \.isNewline).last { !$0.allSatisfy(\.isWhitespace) }
        let how =
            switch evidence.end {
            case .status(let status) where status < 0: "signal \(-status)"
            case .status(let status): "status \(status)"
            case .timeLimit, .cancelled: "no status"
            }
        return .init(
            name: "ReportRun",
            reason: "papermill ended with \(how)" + (last.map { ": \(ForeignText.shown(String($0)))" } ?? "."))
    }

    private static func isOverTime(_ evidence: Evidence) -> Bool {
        evidence.log.contains("nbclient.exceptions.CellTimeoutError")
    }

    /// The error where Python or one of its packages is not installed.
    private static func missing(_ evidence: Evidence) -> RunError? {
        let python = evidence.settings.python
        let install =
            "Install what the report needs: python3 -m venv .venv && .venv/bin/pip install "
            + ReportTemplate.packages.joined(separator: " ") + " -- then use --python .venv/bin/python."
        switch evidence.end {
        case .status(127):
            return RunError(.missingProgram, python, "There is no such program", advice: install)
        case .status(126):
            return RunError(.missingProgram, python, "It can't be run as a program", advice: install)
        default: break
        }
        for package in ["papermill", "ipykernel", "ipykernel_launcher"]
        where evidence.log.contains("No module named \(package)")
            || evidence.log.contains("No module named '\(package)'")
        {
            let name = package == "papermill" ? package : "ipykernel"
            return RunError(.missingProgram, python, "It has no \(name), which runs notebooks", advice: install)
        }
        if evidence.log.contains("NoSuchKernel") {
            return RunError(
                .missingProgram, python, "It has no kernel of the name that the template asks for", advice: install)
        }
        return nil
    }
}
