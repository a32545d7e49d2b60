import AWS
package import ArgumentParser
import FoundationEssentials
import ObjectStorage
import ProgramOutput

/// `reportpipe listen`: changes in the staging place start one report.
package struct ListenCommand: AsyncParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "listen",
        abstract: "Start one report for all changes that a batch of messages tells of.",
        discussion: """
            Messages are event notifications of S3: plain, in the envelope of SNS or SQS, or from EventBridge. Test events
            and the pipeline's own books start nothing; messages that are no events are left to the dead-letter queue.

              reportpipe listen --event batch.json --run-command 'reportpipe run --staging staging --reports reports'
              reportpipe listen --queue https://sqs.eu-west-1.amazonaws.com/123456789012/staging --once
              reportpipe listen --queue URL --cluster reports --task-definition report --subnets subnet-1,subnet-2 \\
                --security-groups sg-1

            As a Lambda function on the queue it takes the batch it is given. Each option is also a variable:
            REPORTPIPE_CLUSTER, REPORTPIPE_TASK_DEFINITION, REPORTPIPE_SUBNETS, REPORTPIPE_SECURITY_GROUPS,
            REPORTPIPE_PUBLIC_ADDRESS, REPORTPIPE_RUN_COMMAND. docs/pipeline.md tells of permissions and --json.
            """)

    @Option(help: "File with an event or a batch of messages; - is standard input.")
    var event: String?

    @Option(help: "URL of a queue of SQS to read; what is done is deleted from it.")
    var queue: String?

    @Flag(help: "With --queue: end after one batch, or when none comes within 20 seconds.")
    var once = false

    @Option(help: "Cluster of ECS in which the task runs.")
    var cluster: String?

    @Option(help: "Task definition of ECS: family, family:revision, or ARN.")
    var taskDefinition: String?

    @Option(help: "Subnets of the task, with commas between them.")
    var subnets: String?

    @Option(help: "Security groups of the task, with commas between them.")
    var securityGroups: String?

    @Option(help: "Whether the task gets a public address: true or false. (default: false)")
    var publicAddress: String?

    @Option(help: "Command of the shell that makes the report here, instead of a task; it is waited for.")
    var runCommand: String?

    @Flag(help: "Print what was done as JSON (docs/pipeline.md).")
    var json = false

    @OptionGroup var access: PipelineAccessOptions

    package init() {}

    package func validate() throws {
        guard (event == nil) != (queue == nil) else {
            throw ValidationError("Say where messages come from: either --event FILE or --queue URL.")
        }
        if once, queue == nil { throw ValidationError("--once is for --queue.") }
    }

    package func run() async throws {
        do { try await listen() } catch let code as ExitCode { throw code } catch {
            Terminal.fail("\(error)")
            throw ExitStatus(listen: error).exitCode
        }
    }

    private func listen() async throws {
        let stores = PipelineStores(access)
        let run = ListenRun(starter: try Self.starter(settings(ProcessInfo.processInfo.environment), stores))
        if let event {
            // SQS and EventBridge send at most 1 MiB.
            let bytes = try event == "-" ? StandardInput.read(upTo: 16 << 20) : Self.read(event)
            return try tell(try await run.handle(bytes), isLast: true)
        }
        let reader = QueueReader(queue: try stores.access().queue(queue ?? ""), run: run)
        repeat {
            if let summary = try await reader.readOnce(waiting: 20) {
                try tell(summary, isLast: once)
            } else if once {
                try Terminal.output(Array("No messages came.\n".utf8))
            }
        } while !once
    }

    /// What `reportpipe listen` as a Lambda function does with a batch.
    package static func perform(environment: [String: String]) throws -> ListenRun {
        let access = try PipelineAccessOptions.parse([])
        return ListenRun(
            starter: try starter(
                ListenSettings(options: [:], environment: environment), PipelineStores(access, variables: environment)))
    }

    private func settings(_ environment: [String: String]) throws -> ListenSettings {
        let options: [(ListenSettings.Name, String?)] = [
            (.cluster, cluster), (.taskDefinition, taskDefinition), (.subnets, subnets),
            (.securityGroups, securityGroups), (.publicAddress, publicAddress), (.runCommand, runCommand),
        ]
        return try ListenSettings(
            options: Dictionary(uniqueKeysWithValues: options.compactMap { name, value in value.map { (name, $0) } }),
            environment: environment)
    }

    private static func starter(_ settings: ListenSettings, _ stores: PipelineStores) throws -> any TaskStarter {
        switch settings.start {
        case .command(let command): LocalCommand(command)
        case .task(let task): FargateTask(service: try stores.access().taskService(), task: task)
        }
    }

    private static func read(_ path: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw PipelineSettingError("--event: the file '\(path)' can't be read.")
        }
        return Array(data)
    }

    /// Tells what became of a batch; where it is the last, also by the exit code.
    private func tell(_ summary: ListenSummary, isLast: Bool) throws {
        for notice in summary.notices { Terminal.note("note: \(notice)") }
        if let error = summary.error { Terminal.fail("\(error)") }
        try Terminal.output(Array(((json ? try summary.json : Terminal.visible(summary.text)) + "\n").utf8))
        guard isLast else { return }
        if let error = summary.error { throw ExitStatus(listen: error).exitCode }
        if summary.badCount > 0 { throw ExitStatus.badNotebook.exitCode }
    }
}

extension ExitStatus {
    /// The status an error of `listen` ends the program with.
    init(listen error: any Error) {
        switch error {
        case is ReportEventError: self = .badNotebook
        case let error as TaskError: self.init(error)
        case is LocalCommandError: self = .tryAgain
        default: self = ExitStatus(pipeline: error) ?? .internalError
        }
    }

    private init(_ error: TaskError) {
        self =
            switch error.code {
            case .unavailable: .unavailable
            case .permissionDenied, .unauthenticated: .permissionDenied
            case .refused: .configuration
            case .cancelled: .tryAgain
            case .other: .internalError
            }
    }
}
