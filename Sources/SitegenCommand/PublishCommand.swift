internal import ArgumentParser
import ObjectStorage
import ProgramOutput
import Publishing

/// `sitegen publish`: notebooks to a website, in a bucket or a folder.
struct PublishCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "publish",
        abstract: "Publish the site of a bucket or folder of notebooks to a bucket or folder.",
        discussion: """
            Only what changed is rendered and uploaded; the site is whole at every moment, also when a run is killed or
            many publish at once. Objects that sitegen did not write are never touched. Credentials, region and
            endpoints come from where the AWS tools take them.

              sitegen publish --source s3://reports --destination s3://website --distribution E2EXAMPLE
              sitegen publish --source s3://reports --destination s3://website --key daily/run-2024-01-31.ipynb
              sitegen publish --source s3://reports --destination s3://website --event event.json
              sitegen publish --source reports --destination s3://website --dry-run

            A backfill on many machines: each runs 'publish --stage --key ...' for its share, then one 'publish --commit'.
            As a Lambda function (AWS_LAMBDA_RUNTIME_API is set) it publishes what the function's events name.
            docs/publishing.md tells what is written in which order, the permissions that are needed, and --json.
            """)

    @OptionGroup var options: SettingsOptions
    @OptionGroup var access: AccessOptions

    @Option(help: "Look at this report only, by its key in the source; may be given many times.")
    var key: [String] = []

    @Option(
        help:
            "File with an S3 event (plain, from SNS, SQS or EventBridge): publish the reports it names. - is standard input."
    )
    var event: String?

    @Flag(help: "Tell what would be done and why, and write nothing.")
    var dryRun = false

    @Flag(help: "Compare the manifest with a full listing of the destination, and repair what differs.")
    var verify = false

    @Flag(help: "Write the pages and leave them for a later --commit.")
    var stage = false

    @Flag(help: "Take in what --stage left, then publish as usual.")
    var commit = false

    @Flag(help: "Print what was done as JSON (docs/publishing.md).")
    var json = false

    func validate() throws {
        if stage, commit { throw ValidationError("--stage and --commit are two steps: use one of them.") }
        if event != nil, !key.isEmpty { throw ValidationError("Use either --event or --key.") }
        if commit, event != nil || !key.isEmpty {
            throw ValidationError("--commit looks at all reports: leave out --key and --event.")
        }
    }

    func run() async throws {
        do { try await publish() } catch let code as ExitCode { throw code } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(error).exitCode
        }
    }

    private func publish() async throws {
        var run = try prepared()
        try setOptions(&run)
        var report = try await run.run()
        report.requests = run.requests.byStore
        report.isDryRun = dryRun
        report.isStaged = stage
        for line in report.diagnostics { Terminal.note(line) }
        if dryRun, !json { try Terminal.output(Array(report.plan.utf8)) }
        try Terminal.output(Array((json ? try report.json : report.publishSummary + "\n").utf8))
        if !report.result.failures.isEmpty { throw ExitStatus.badNotebook.exitCode }
    }

    /// A run that is ready, before anything is read of its stores: what a Lambda function keeps from event to event.
    func prepared() throws -> SitePublisher {
        try SitePublisher.publishing(try options.settings(access.values), isDryRun: dryRun)
    }

    private func setOptions(_ run: inout SitePublisher) throws {
        run.publisher.options.verifies = verify
        run.publisher.options.isStaging = stage
        run.publisher.options.commitsStaged = commit
        if !key.isEmpty { run.publisher.options.scope = .keys(key) }
        if let event {
            let named = try EventKeys(file: event, source: run.source)
            for notice in named.notices { Terminal.note("note: \(notice)") }
            run.publisher.options.scope = .keys(named.keys)
        }
    }
}

/// How the stores are reached, and what `publish` may do there.
struct AccessOptions: ParsableArguments {
    @Option(name: [.short, .long], help: "Where the site goes: s3://BUCKET/PREFIX or a folder.")
    var destination: String?

    @Option(help: "CloudFront distribution that is told which paths changed.")
    var distribution: String?

    @Option(help: "How many reports this run may take out. (default: 20, or a tenth of the site)")
    var maxDeletes: String?

    @Option(help: "Seconds for which files that nothing links to any more stay. (default: 300 for a bucket, else 0)")
    var grace: String?

    @Option(help: "Headers of paths, a rule a line: 'reports/*.html: Cache-Control: no-cache'.")
    var headers: String?

    @Option(help: "Store pages with more bytes than this compressed, or 'never'. (default: 10000000)")
    var gzipAbove: String?

    @Flag(help: "Publish to a store that ignores conditional writes; only one run at a time is safe there.")
    var allowUnsafeStore = false

    @Option(help: "AWS region.")
    var region: String?

    @Option(help: "Profile of the AWS configuration files; environment keys are not used then.")
    var profile: String?

    @Option(name: .customLong("endpoint-url"), help: "Address of an S3 server that is not AWS.")
    var endpointURL: String?

    @Option(name: .customLong("source-endpoint-url"), help: "The same for the source only.")
    var sourceEndpointURL: String?

    @Option(name: .customLong("destination-endpoint-url"), help: "The same for the destination only.")
    var destinationEndpointURL: String?

    @Flag(name: .customLong("no-sign-request"), help: "Read a public source bucket without credentials.")
    var noSignRequest = false

    /// The settings with what was given for them.
    var values: [(Setting, String?)] {
        [
            (.destination, destination), (.distribution, distribution), (.maxDeletes, maxDeletes), (.grace, grace),
            (.headers, headers), (.region, region), (.profile, profile), (.endpointURL, endpointURL),
            (.sourceEndpointURL, sourceEndpointURL), (.destinationEndpointURL, destinationEndpointURL),
            (.sourceAnonymous, noSignRequest ? "true" : nil), (.gzipAbove, gzipAbove),
            (.allowUnsafeStore, allowUnsafeStore ? "true" : nil),
        ]
    }
}
