import ArgumentParser
import AWS
import FoundationEssentials
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
        if let order = BackfillOrder(event) { return try await work(on: order, prepared) }
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

    /// Does a share of a backfill. What is thrown, Step Functions tries again.
    private static func work(on order: BackfillOrder, _ prepared: SitePublisher) async throws -> [UInt8] {
        var run = prepared
        run.publisher.options.isStaging = order.stages
        run.publisher.options.commitsStaged = order.commits
        if order.stages { run.publisher.options.scope = .keys(order.keys(in: run.source)) }
        var report = try await run.run()
        report.isStaged = order.stages
        for line in report.diagnostics { Terminal.note(line) }
        Terminal.note(report.publishSummary)
        return order.stages ? Array("{}".utf8) : Array(try report.json.utf8)
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

/// What a backfill asks a worker for: `{"stage": ["2024/a.ipynb"]}` with keys of the bucket, then once `{"commit": true}`.
private struct BackfillOrder: Decodable {
    private var stage: [String]?
    private var commit: Bool?

    var stages: Bool { stage != nil }
    var commits: Bool { commit ?? false }

    /// nil where an event is none.
    init?(_ event: [UInt8]) {
        guard let order = try? JSONDecoder().decode(BackfillOrder.self, from: Data(event)),
            order.stages || order.commits
        else { return nil }
        self = order
    }

    /// The notebooks among the keys, below the source's prefix.
    func keys(in source: String) -> [String] {
        let prefix = S3Location(parsing: source)?.prefix ?? ""
        return (stage ?? []).filter { $0.utf8.starts(with: prefix.utf8) && $0.hasSuffix(".ipynb") }
            .map { String($0.dropFirst(prefix.count)) }
    }
}
