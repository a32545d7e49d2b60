package import AWS

/// Starts reports as tasks of ECS.
package struct ECSTaskStarter: TaskStarter {
    private let ecs: ECS
    private let task: TaskRequest

    /// - Parameter task: all of the request but its token.
    package init(_ ecs: ECS, task: TaskRequest) {
        self.ecs = ecs
        self.task = task
    }

    package var target: String { "\(task.taskDefinition) in \(task.cluster)" }

    package func start(token: String) async throws(StartError) -> String {
        var task = task
        task.clientToken = token
        // So that a report's log can be matched with what it was started for.
        if task.container != nil { task.variables["REPORTPIPE_START_TOKEN"] = token }
        do throws(ECSError) { return try await ecs.runTask(task) ?? "the task that runs already" } catch {
            throw StartError(code: Self.code(error.code), "\(error)", underlying: error)
        }
    }

    private static func code(_ code: ECSError.Code) -> StartError.Code {
        switch code {
        case .noRoom, .cancelled: .tryAgain
        case .unavailable: .unavailable
        case .permissionDenied, .unauthenticated: .permissionDenied
        case .unusable, .other: .unusable
        }
    }
}
