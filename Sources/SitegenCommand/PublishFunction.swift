import AWS
internal import ArgumentParser
import FoundationEssentials
import ProgramOutput
import Publishing

/// `sitegen publish` as a Lambda function: the settings are SITEGEN_* variables, the reports those an event names.
///
/// A batch of SQS is answered with the messages that are to come again; a backfill sends events of its own.
struct PublishFunction: Sendable {
    /// Handles events until Lambda ends the program.
    static func run(_ runtime: LambdaRuntime) async throws {
        do { _ = try settings() } catch {
            try await runtime.failInitialisation(error)
            throw error
        }
        try await runtime.run { invocation in
            try await Self().answer(invocation)
        }
    }

    private static func settings() throws -> Settings {
        try SettingsOptions.parse([]).settings(AccessOptions.parse([]).values)
    }

    private func answer(_ invocation: LambdaInvocation) async throws -> [UInt8] {
        var run = try SitePublisher.publishing(try Self.settings())
        if let order = BackfillOrder(invocation.event) {
            run.publisher.options.isStaging = order.stages
            run.publisher.options.commitsStaged = order.commits
            if order.stages { run.publisher.options.scope = .keys(order.keys(in: run.source)) }
            return Array(try await publish(run, invocation).json.utf8)
        }
        let named = try EventKeys(event: invocation.event, source: run.source)
        for notice in named.notices { Terminal.note("\(invocation.id) note: \(notice)") }
        var failed = named.badMessages
        if !named.keys.isEmpty {
            run.publisher.options.scope = .keys(named.keys)
            // A notebook that is bad has its page, which says so: its message is done with. What is thrown stopped the run,
            // and all its messages come again.
            do { _ = try await publish(run, invocation) } catch  where !named.messages.values.joined().isEmpty {
                Terminal.note("\(invocation.id) error: \(error)")
                failed += named.messages.values.joined()
            }
        }
        let items = Set(failed).sorted().map { ["itemIdentifier": $0] }
        return Array(try JSONEncoder().encode(["batchItemFailures": items]))
    }

    private func publish(_ run: SitePublisher, _ invocation: LambdaInvocation) async throws -> PublishReport {
        var run = run
        var report = try await run.run()
        report.requests = run.requests.byStore
        report.isStaged = run.publisher.options.isStaging
        for line in report.diagnostics + [report.publishSummary] { Terminal.note("\(invocation.id) \(line)") }
        return report
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
        return (stage ?? []).filter { $0.hasPrefix(prefix) && $0.hasSuffix(".ipynb") }
            .map { String($0.dropFirst(prefix.count)) }
    }
}
