import ArgumentParser
import AWS
import ProgramOutput
import Publishing

/// `sitegen publish` as a Lambda function: events of the reports bucket in, pages out.
enum PublishFunction {
    /// Serves Lambda for as long as it lets the program live. Stores and templates are made once, before the first event.
    ///
    /// - Parameters:
    ///   - arguments: of the command line; without any, `_HANDLER` names the command. Settings are `SITEGEN_*` variables.
    static func serve(_ runtime: LambdaRuntime, _ arguments: [String], _ environment: [String: String]) async throws {
        let loop = LambdaLoop(runtime, secrets: LambdaFault.secrets(in: environment)) { Terminal.note($0) }
        try await loop.run {
            let words = LambdaRuntime.words(arguments, environment)
            guard words.first == "publish" else {
                throw ConfigurationError(
                    place: "handler",
                    reason:
                        "'\(words.first ?? "")' is no function: set the handler, or the image's command, to publish.")
            }
            let run = try PublishCommand.parse(Array(words.dropFirst())).prepared()
            return { invocation in try await answer(invocation.body, run) }
        }
    }

    /// Publishes what an event names.
    ///
    /// - Returns: `{"batchItemFailures": [...]}`: the messages that are to come again.
    /// - Throws: where what failed came in no message.
    static func answer(_ event: [UInt8], _ prepared: SitePublisher) async throws -> [UInt8] {
        let named = try EventKeys(event, source: prepared.source)
        for notice in named.notices { Terminal.note("note: \(notice)") }
        var failed = named.badMessageIDs
        if named.keys.isEmpty {
            if let fault = named.fault, failed.isEmpty {
                throw ConfigurationError(place: "event", reason: "It tells of no object: \(fault)")
            }
        } else {
            failed += try await publish(named, prepared)
        }
        var seen: Set<String> = []
        return try BatchAnswer.json(failed: failed.filter { seen.insert($0).inserted })
    }

    /// - Returns: the messages of keys that another run may publish.
    private static func publish(_ named: EventKeys, _ prepared: SitePublisher) async throws -> [String] {
        var run = prepared
        run.publisher.options.scope = .keys(named.keys)
        let report: PublishReport
        do { report = try await run.run() } catch {
            let messages = named.keys.flatMap { named.messageIDs[$0] ?? [] }
            // Whether it passes or is for an owner to see to: SQS counts how often, and keeps it in the dead letters.
            if messages.isEmpty || error is CancellationError { throw error }
            Terminal.note("error: \(error)")
            return messages
        }
        for line in report.diagnostics { Terminal.note(line) }
        Terminal.note(report.publishSummary)
        // A bad notebook has its page, which says so: the same again would make the same page.
        let passing = report.result.failures.filter(\.isPassing)
        let messages = passing.flatMap { named.messageIDs[$0.key] ?? [] }
        if let first = passing.first, messages.isEmpty {
            throw ConfigurationError(place: "'\(first.key)'", reason: first.message)
        }
        return messages
    }
}
