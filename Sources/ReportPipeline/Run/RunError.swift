package import ProgramOutput

/// Why there is no report: what sort of failure, on what, why, and what to do next. A report whose notebook failed is a
/// report.
package struct RunError: Error, Sendable, CustomStringConvertible {
    /// What sort of failure it is; decides the exit code.
    package enum Code: Sendable, Hashable, CaseIterable {
        /// A setting can't be used.
        case setting
        /// The template can't be read or is no notebook of format 4.
        case badTemplate
        /// The staging place has no file for a report.
        case emptyStaging
        /// There is no such Python, or it lacks papermill or the kernel.
        case missingProgram
        /// The temporary folder can't be made or used.
        case noRoom
        /// Every key of the next seconds is taken.
        case keysTaken
        /// The run was stopped from outside.
        case cancelled
    }

    package var code: Code
    /// A setting, a place or a program.
    package var subject: String
    /// Why, as a sentence without a full stop.
    package var reason: String
    /// What to do next, as sentences.
    package var advice: String?

    package init(_ code: Code, _ subject: String, _ reason: String, advice: String? = nil) {
        self.code = code
        self.subject = subject
        self.reason = reason
        self.advice = advice
    }

    package var description: String { "\(subject): \(reason)." + (advice.map { " \($0)" } ?? "") }
}

extension ExitStatus {
    /// What an error of a run ends the program with.
    package init(run error: any Error) {
        guard let error = error as? RunError else {
            self = ExitStatus(pipeline: error) ?? .internalError
            return
        }
        self =
            switch error.code {
            case .setting, .badTemplate, .emptyStaging, .missingProgram: .configuration
            case .noRoom: .internalError
            case .keysTaken, .cancelled: .tryAgain
            }
    }
}
