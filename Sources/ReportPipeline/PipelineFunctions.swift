import AWS
import ArgumentParser
import FoundationEssentials
import ProgramOutput

/// The commands of `reportpipe` as Lambda functions: what each makes of an event.
enum PipelineFunctions {
    /// Makes the handler of a command; another command is another line here.
    typealias Maker = @Sendable (_ arguments: [String], _ environment: [String: String]) throws -> LambdaLoop.Handler

    static let all: [String: Maker] = ["sync": sync, "listen": listen]

    /// Serves Lambda for as long as it lets the program live.
    ///
    /// - Parameters:
    ///   - arguments: of the command line; without any, `_HANDLER` names the command: `listen`, `reportpipe.listen`.
    static func serve(_ runtime: LambdaRuntime, _ arguments: [String], _ environment: [String: String]) async throws {
        let loop = LambdaLoop(runtime, secrets: LambdaFault.secrets(in: environment)) { Terminal.note($0) }
        try await loop.run {
            let words = LambdaRuntime.words(arguments, environment)
            guard let name = words.first, let maker = all[name] else {
                throw PipelineSettingError(
                    "'\(words.first ?? "")' is no function. Set the handler, or the image's command, to one of: "
                        + all.keys.sorted().joined(separator: ", ") + ".")
            }
            return try maker(Array(words.dropFirst()), environment)
        }
    }

    /// Syncs whatever the event is, a schedule's mostly. What failed fails the invocation, so that it is seen and repeated.
    private static let sync: Maker = { _, environment in
        { _ in
            let summary = try await SyncCommand.perform(environment: environment)
            for line in summary.diagnostics { Terminal.note(line) }
            guard summary.status == .success else { throw FunctionFailure(summary: summary.diagnostics) }
            return Array(try summary.json.utf8)
        }
    }

    /// Starts one report for a batch, and tells which messages are to come again.
    private static let listen: Maker = { arguments, environment in
        let listener = try ListenCommand.parse(arguments).listener(environment: environment)
        return { invocation in try await answer(invocation.body, listener) }
    }

    /// `{"batchItemFailures": [...]}`; an error where what failed came in no message that could come again.
    static func answer(_ event: [UInt8], _ listener: Listener) async throws -> [UInt8] {
        let summary = try await listener.handle(event)
        for line in summary.diagnostics { Terminal.note(line) }
        Terminal.note(summary.text)
        if summary.status != .success,
            summary.failedMessages.isEmpty || summary.badMessages.contains(where: \.messageID.isEmpty)
        {
            throw FunctionFailure(summary: summary.diagnostics)
        }
        return try BatchAnswer.json(failed: summary.failedMessages)
    }
}

/// Work of a function that failed in part or as a whole.
struct FunctionFailure: Error, CustomStringConvertible {
    let description: String

    init(summary: [String]) { description = summary.joined(separator: " ") }
}
