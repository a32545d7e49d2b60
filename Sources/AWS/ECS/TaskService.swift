import FoundationEssentials
import Notebook

/// The one thing asked of ECS: to run a task once.
///
/// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
package struct TaskService: Sendable {
    private let service: JSONService

    package init(_ service: JSONService) { self.service = service }

    /// Which task is run, and where.
    package struct Task: Sendable, Hashable {
        package var cluster: String
        package var taskDefinition: String
        package var subnets: [String]
        package var securityGroups: [String]
        /// Whether it gets a public address; without one it needs endpoints or a NAT to reach other services.
        package var hasPublicAddress: Bool

        package init(
            cluster: String, taskDefinition: String, subnets: [String], securityGroups: [String],
            hasPublicAddress: Bool = false
        ) {
            self.cluster = cluster
            self.taskDefinition = taskDefinition
            self.subnets = subnets
            self.securityGroups = securityGroups
            self.hasPublicAddress = hasPublicAddress
        }
    }

    /// Starts a task on Fargate.
    ///
    /// - Parameter token: at most 64 characters; the same token is the same task, however often it is asked for.
    /// - Returns: the task's ARN.
    package func run(_ task: Task, token: String) async throws(TaskError) -> String {
        let document: JSONDocument
        let body: [UInt8]
        do { body = try Self.body(task, token) } catch {
            throw TaskError(code: .other, task: task, reason: "\(error)")
        }
        do { document = try await service.call("RunTask", body: body) } catch { throw TaskError(error, task: task) }
        // A refusal for want of capacity comes with status 200.
        if let failure = document.root["failures"]?.elements.first {
            let reason = failure["reason"]?.string ?? "ECS gave no reason"
            let detail = failure["detail"]?.string.map { ": \($0)" } ?? ""
            throw TaskError(
                code: TaskError.isPassing(reason) ? .unavailable : .refused, task: task, reason: reason + detail)
        }
        guard let arn = document.root["tasks"]?.elements.first?["taskArn"]?.string else {
            throw TaskError(code: .other, task: task, reason: "ECS named neither a task nor a failure")
        }
        return arn
    }

    private struct Body: Encodable {
        struct Network: Encodable {
            var subnets, securityGroups: [String]
            var assignPublicIp: String
        }

        var clientToken, cluster, launchType, startedBy, taskDefinition: String
        var count: Int
        var networkConfiguration: [String: Network]
    }

    private static func body(_ task: Task, _ token: String) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let network = Body.Network(
            subnets: task.subnets, securityGroups: task.securityGroups,
            assignPublicIp: task.hasPublicAddress ? "ENABLED" : "DISABLED")
        let body = Body(
            clientToken: token, cluster: task.cluster, launchType: "FARGATE", startedBy: "reportpipe",
            taskDefinition: task.taskDefinition, count: 1, networkConfiguration: ["awsvpcConfiguration": network])
        return Array(try encoder.encode(body))
    }
}

/// Why a task was not started: which one, what went wrong, and what to do about it.
package struct TaskError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        /// No capacity, or too many requests: it may go well later.
        case unavailable
        /// The credentials lack `ecs:RunTask` or `iam:PassRole`.
        case permissionDenied
        case unauthenticated
        /// The cluster, the task definition or the network can't be used.
        case refused
        case cancelled
        case other
    }

    package var code: Code
    package var taskDefinition: String
    package var cluster: String
    package var reason: String

    package init(code: Code, task: TaskService.Task, reason: String) {
        self.code = code
        taskDefinition = task.taskDefinition
        cluster = task.cluster
        self.reason = reason
    }

    init(_ failure: ServiceFailure, task: TaskService.Task) {
        self.init(code: Self.code(failure), task: task, reason: "\(failure)")
    }

    private static func code(_ failure: ServiceFailure) -> Code {
        switch failure.cause {
        case .cancelled: return .cancelled
        case .uncredentialed: return .unauthenticated
        case .unsent, .unreadable: return .unavailable
        case .refused(let error):
            switch error.kind {
            case .permissionDenied: return .permissionDenied
            case .unauthenticated, .expiredCredentials, .clockSkew: return .unauthenticated
            case .throttled, .unavailable: return .unavailable
            case .other: return failure.isPassing || error.code == "BlockedException" ? .unavailable : .refused
            }
        }
    }

    /// Failures that pass: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
    static func isPassing(_ reason: String) -> Bool {
        reason.hasPrefix("RESOURCE:") || reason.hasPrefix("Capacity is unavailable") || reason == "AGENT"
            || reason == "EMPTY CAPACITY PROVIDER"
    }

    package var description: String {
        let end = reason.utf8.last == 0x2E ? "" : "."
        return "Can't run task '\(ForeignText.shown(taskDefinition))' in cluster '\(ForeignText.shown(cluster))': "
            + ForeignText.shown(reason) + end + (remedy.map { " \($0)" } ?? "")
    }

    private var remedy: String? {
        switch code {
        case .unavailable: "Try again later."
        case .permissionDenied: "Allow ecs:RunTask on the task definition, and iam:PassRole on the task's two roles."
        case .unauthenticated: "Check the credentials (aws sts get-caller-identity shows whose they are)."
        case .refused: "Check the cluster, the task definition, the subnets and the security groups."
        case .cancelled, .other: nil
        }
    }
}

extension AWSAccess {
    /// The client of ECS in the region of the settings.
    package func taskService() throws(AWSConfigurationError) -> TaskService {
        TaskService(try jsonService(.ecs, host: "ecs", target: "AmazonEC2ContainerServiceV20141113"))
    }
}
