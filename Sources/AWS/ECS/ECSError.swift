import Notebook

/// Why a task was not started: which one, what went wrong, and what to do about it.
package struct ECSError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        /// There is no room for the task at this time.
        case noRoom
        /// The cluster, the task definition or another part of the request is not as ECS wants it.
        case unusable
        case permissionDenied
        case unauthenticated
        case unavailable
        case cancelled
        case other
    }

    package var code: Code
    package var cluster: String
    package var taskDefinition: String
    package var reason: String
    package var underlying: (any Error)?

    init(code: Code, task: TaskRequest, reason: String, underlying: (any Error)? = nil) {
        self.code = code
        (cluster, taskDefinition) = (task.cluster, task.taskDefinition)
        self.reason = reason
        self.underlying = underlying
    }

    /// A member of `failures`, in a reply with status 200.
    ///
    /// https://docs.aws.amazon.com/AmazonECS/latest/developerguide/api_failures_messages.html
    init(placing failure: JSONNode, task: TaskRequest) {
        let reason = failure["reason"]?.string ?? "no reason given"
        let details = [failure["detail"]?.string, failure["arn"]?.string].compactMap { $0 }.filter { !$0.isEmpty }
        self.init(
            code: Self.isPassing(reason) ? .noRoom : .unusable, task: task,
            reason: ([reason] + details).joined(separator: ", "))
    }

    private static func isPassing(_ reason: String) -> Bool {
        reason.hasPrefix("RESOURCE:") || reason == "RESOURCE" || reason == "AGENT" || reason.contains("apacity")
    }

    /// What an answer that was no task means.
    init(_ failure: ServiceFailure, task: TaskRequest) {
        self.init(code: Self.code(failure), task: task, reason: "\(failure)", underlying: failure)
    }

    private static func code(_ failure: ServiceFailure) -> Code {
        switch failure.cause {
        case .cancelled: return .cancelled
        case .uncredentialed: return .unauthenticated
        case .unsent, .unreadable: return .unavailable
        case .refused(let error):
            if error.message.contains("apacity is unavailable") { return .noRoom }
            switch error.kind {
            case .permissionDenied: return .permissionDenied
            case .unauthenticated, .clockSkew, .expiredCredentials: return .unauthenticated
            case .throttled, .unavailable: return .unavailable
            case .other: return failure.isPassing ? .unavailable : .unusable
            }
        }
    }

    package var description: String {
        let end = reason.utf8.last == 0x2E ? "" : "."
        let task = "task '\(ForeignText.shown(taskDefinition))' in cluster '\(ForeignText.shown(cluster))'"
        return "Can't run \(task): \(ForeignText.shown(reason))\(end)" + (remedy.map { " \($0)" } ?? "")
    }

    private var remedy: String? {
        switch code {
        case .noRoom: "Try again later; where it stays, give it more subnets or ask for a higher quota."
        case .unusable: "Check cluster, task definition, subnets, security groups and the region."
        case .permissionDenied: "Allow ecs:RunTask on the task definition, and iam:PassRole on its two roles."
        case .unauthenticated: "Check the credentials (aws sts get-caller-identity shows whose they are)."
        case .unavailable: "Try again later."
        case .cancelled, .other: nil
        }
    }
}
