import AWS
import FoundationEssentials
import ProgramOutput

/// `reportpipe` as a Lambda function: the command is the program's first argument, everything else is in the environment.
enum LambdaLoop {
    /// Handles events until Lambda ends the program.
    static func run(_ runtime: LambdaRuntime, arguments: [String], environment: [String: String]) async throws {
        switch arguments.first {
        case "sync":
            try await runtime.run { invocation in
                let summary = try await SyncCommand.perform(environment: environment)
                tell(invocation, summary.diagnostics + [summary.text])
                // What failed is tried again by the next run; the alarm on errors tells that it did.
                if summary.status != .success { throw SyncFailure(summary: summary) }
                return Array(try summary.json.utf8)
            }
        case "listen":
            let listen: ListenRun
            do { listen = try ListenCommand.perform(environment: environment) } catch {
                try await runtime.failInitialisation(error)
                throw error
            }
            try await runtime.run { invocation in
                let summary = try await listen.handle(invocation.event)
                tell(invocation, summary.notices + [summary.error.map { "error: \($0)" } ?? summary.text])
                return try summary.answer
            }
        default:
            let error = PipelineSettingError(
                "As a Lambda function the program's argument is 'sync' or 'listen', not '\(arguments.first ?? "")'.")
            try await runtime.failInitialisation(error)
            throw error
        }
    }

    /// Lines of the function's log, each with the id Lambda knows the invocation by.
    private static func tell(_ invocation: LambdaInvocation, _ lines: [String]) {
        for line in lines { Terminal.note("\(invocation.id) \(line)") }
    }
}

/// A sync that did not get everything.
private struct SyncFailure: Error, CustomStringConvertible {
    let summary: SyncSummary

    var description: String { (summary.diagnostics + [summary.text]).joined(separator: "\n") }
}
