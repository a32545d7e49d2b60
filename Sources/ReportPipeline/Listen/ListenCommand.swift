import AWS
package import ArgumentParser
import FoundationEssentials
import ObjectStorage
import ProgramOutput

/// `reportpipe listen`: changes in the staging bucket start one report.
package struct ListenCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Start one report for a batch of changes in the staging bucket.",
        discussion: """
            Events of S3 (plain, or wrapped in SNS, SQS or EventBridge) in, one start of the report out: a task of ECS, or
            a command of this machine. The same events again start nothing. Test events of S3 and keys with a part that
            begins with '_' or '.' are passed over.

              reportpipe listen --event event.json --run-command 'reportpipe run --staging staging --reports reports'
              reportpipe listen --queue https://sqs.eu-west-1.amazonaws.com/123456789012/staging \\
                --cluster reports --task-definition report --subnets subnet-1,subnet-2 --container report
              reportpipe listen --queue URL --once --json --run-command 'make report'

            From a queue, messages that are done are deleted. Messages that are no events, and those whose report could
            not be started, are left: SQS shows them again and moves them to the dead-letter queue after maxReceiveCount.
            The command must end with 0, or with 65 for a report with failed cells; it finds its token in
            REPORTPIPE_START_TOKEN, and what it prints goes to standard error.

            As a Lambda function (AWS_LAMBDA_RUNTIME_API is set) it takes batches of SQS from Lambda. Each option is also a
            variable: REPORTPIPE_STAGING, REPORTPIPE_CLUSTER, REPORTPIPE_TASK_DEFINITION, REPORTPIPE_SUBNETS,
            REPORTPIPE_SECURITY_GROUPS, REPORTPIPE_CONTAINER, REPORTPIPE_PUBLIC_ADDRESS, REPORTPIPE_RUN_COMMAND.

            Exit codes: 0 done, 64 wrong usage, 65 some message is no event, 69 a service can't be reached, 70 the command
            failed, 75 try again (no room in the cluster), 77 permission denied, 78 configuration.
            """)

    @Option(help: "File with an event or a batch of them; - is standard input.")
    var event: String?

    @Option(help: "Address of a queue of SQS to take events from.")
    var queue: String?

    @Flag(help: "End after one batch of the queue, or when none comes.")
    var once = false

    @Option(help: "Seconds to wait for a first message, 0 to 20.")
    var wait = 20

    @Option(help: "Seconds without another message after which a batch is whole, 0 to 20.")
    var pause = 3

    @Option(help: "Only changes below this s3://BUCKET/PREFIX count. (default: of any bucket)")
    var staging: String?

    @Option(help: "Cluster of ECS.")
    var cluster: String?

    @Option(help: "Task definition that makes the report: family, family:revision or ARN.")
    var taskDefinition: String?

    @Option(help: "Subnets of the task, with commas between them.")
    var subnets: String?

    @Option(help: "Security groups of the task, with commas between them.")
    var securityGroups: String?

    @Option(help: "Container that is told its token.")
    var container: String?

    @Option(help: "Whether the task has a public address, for subnets without NAT: true or false. (default: false)")
    var publicAddress: String?

    @Option(help: "Command that makes the report on this machine.")
    var runCommand: String?

    @Flag(help: "Print what was done as JSON, a line a batch (docs/pipeline.md).")
    var json = false

    @OptionGroup var access: PipelineAccessOptions

    package init() {}

    package func validate() throws {
        if event != nil, queue != nil { throw ValidationError("Use either --event or --queue.") }
        if once, queue == nil { throw ValidationError("--once goes with --queue.") }
        guard 0...20 ~= wait, 0...20 ~= pause else { throw ValidationError("--wait and --pause are from 0 to 20.") }
    }

    package func run() async throws {
        do { try await listen() } catch let code as ExitCode { throw code } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(listen: error).exitCode
        }
    }

    private func listen() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard event != nil || queue != nil else {
            throw PipelineSettingError("Say where the events are: --event FILE (- is standard input) or --queue URL.")
        }
        let listener = try listener(environment: environment)
        if let event {
            return try finish(try await listener.handle(try EventFile.read(event)))
        }
        guard let queue else { return }
        let stores = PipelineStores(access, variables: environment)
        let source = QueueListener(try stores.access().sqs(queue: queue), listener, wait: wait, pause: pause)
        while true {
            let summary = try await source.once()
            if once { return try finish(summary ?? ListenSummary()) }
            if let summary { try tell(summary) }
        }
    }

    private func finish(_ summary: ListenSummary) throws {
        try tell(summary)
        if summary.status != .success { throw summary.status.exitCode }
    }

    private func tell(_ summary: ListenSummary) throws {
        for line in summary.diagnostics { Terminal.note(line) }
        try Terminal.output(Array((json ? try summary.json : Terminal.visible(summary.text)).utf8) + [0x0A])
    }

    /// What handles events as options and environment say.
    package func listener(environment: [String: String]) throws -> Listener {
        let options: [(ListenSettings.Name, String?)] = [
            (.staging, staging), (.cluster, cluster), (.taskDefinition, taskDefinition), (.subnets, subnets),
            (.securityGroups, securityGroups), (.container, container), (.publicAddress, publicAddress),
            (.runCommand, runCommand),
        ]
        let settings = try ListenSettings(
            options: Dictionary(uniqueKeysWithValues: options.compactMap { name, value in value.map { (name, $0) } }),
            environment: environment)
        switch settings.start {
        case .command(let command):
            return Listener(CommandTaskStarter(command, variables: environment), staging: settings.staging)
        case .task(let task):
            let ecs = try PipelineStores(access, variables: environment).access().ecs()
            return Listener(ECSTaskStarter(ecs, task: task), staging: settings.staging)
        }
    }
}
