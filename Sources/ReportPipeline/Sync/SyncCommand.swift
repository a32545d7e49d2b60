import AWS
package import ArgumentParser
import FoundationEssentials
import ProgramOutput

/// `reportpipe sync`: what the sources have now, into the staging place.
package struct SyncCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: "Fetch the data of the report into a folder or bucket, as far as it changed.",
        discussion: """
            The productivity series of the Bureau of Labor Statistics, and the population from DataUSA. A file is written \
            where its content changed, and deleted where the source has it no more. What fails leaves the rest.

              REPORTPIPE_CONTACT=you@example.org reportpipe sync --staging data
              reportpipe sync --staging s3://data --contact-secret NAME
              reportpipe sync --staging data --dry-run

            Each option up to --max-deletes is also a variable, REPORTPIPE_STAGING for example. The contact address \
            itself has only a variable, REPORTPIPE_CONTACT, since others can see command lines.

            docs/pipeline.md tells what is written in which order, the permissions that are needed, and --json.
            """)

    @Option(help: "Where the files go: a folder or s3://BUCKET/PREFIX.")
    var staging: String?

    @Option(name: .customLong("series-url"), help: "Folder of the series. (default: \(SourceAddress.series))")
    var seriesURL: String?

    @Option(name: .customLong("population-url"), help: "Population by year, as DataUSA tells it. (default: DataUSA)")
    var populationURL: String?

    @Option(help: "Secret in Secrets Manager with the e-mail address the series' host wants to be told.")
    var contactSecret: String?

    @Option(help: "Seconds from one request to a host to the next. (default: 1)")
    var requestInterval: String?

    @Option(help: "How many files may be deleted. (default: 2, fewer where few are stored, or a tenth)")
    var maxDeletes: String?

    @Flag(help: "Fetch and compare, tell what would be done, and write nothing.")
    var dryRun = false

    @Flag(help: "Print what was done as JSON (docs/pipeline.md).")
    var json = false

    @OptionGroup var access: PipelineAccessOptions

    package init() {}

    package func run() async throws {
        do {
            let summary = try await sync(environment: ProcessInfo.processInfo.environment)
            for line in summary.diagnostics { Terminal.note(line) }
            if dryRun, !json { try Terminal.output(Array(summary.plan.utf8)) }
            try Terminal.output(Array((json ? try summary.json : Terminal.visible(summary.text)).utf8) + [0x0A])
            if summary.status != .success { throw summary.status.exitCode }
        } catch let code as ExitCode { throw code } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(sync: error).exitCode
        }
    }

    /// Syncs as the environment says: what a Lambda function does on its schedule.
    ///
    /// - Returns: what was done, failures included; its `status` says how it ends.
    /// - Throws: where the staging place or a setting can't be used, or the task was cancelled.
    package static func perform(environment: [String: String]) async throws -> SyncSummary {
        try await parse([]).sync(environment: environment)
    }

    private func sync(environment: [String: String]) async throws -> SyncSummary {
        let options: [(SyncSettings.Name, String?)] = [
            (.staging, staging), (.seriesURL, seriesURL), (.populationURL, populationURL),
            (.contactSecret, contactSecret), (.requestInterval, requestInterval), (.maxDeletes, maxDeletes),
        ]
        var settings = try SyncSettings(
            options: Dictionary(uniqueKeysWithValues: options.compactMap { name, value in value.map { (name, $0) } }),
            environment: environment)
        settings.run.isDryRun = dryRun
        let stores = PipelineStores(access, variables: environment)
        // One connection: sources are asked one thing at a time.
        let transport = CurlTransport(.init(connections: 1, maximumBodyLength: Self.largestFile))
        let run = SyncRun(
            settings.run, store: try stores.store(settings.staging, creating: !dryRun), transport: transport,
            contact: { [contact = settings.contact] in try await Self.address(contact, stores) })
        return try await run.run()
    }

    /// Files of the series have a few megabytes; a source that sends without end is ended.
    private static let largestFile = 256 << 20

    private static func address(
        _ contact: SyncSettings.Contact, _ stores: PipelineStores
    ) async throws -> ContactAddress? {
        switch contact {
        case .none: nil
        case .address(let address): address
        case .secret(let name):
            try ContactAddress(secret: await stores.access().secretsManager().text(of: name), named: name)
        }
    }
}
