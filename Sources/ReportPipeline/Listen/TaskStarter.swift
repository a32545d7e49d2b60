package import AWS
import Dispatch

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// What starts a report: a task on Fargate, or a command on this machine.
package protocol TaskStarter: Sendable {
    /// Starts one report.
    ///
    /// - Parameter token: the same for the same start, however often it is asked for.
    /// - Returns: what was started, for people.
    func start(token: String) async throws -> String
}

/// A report as a task of ECS. It is started and not waited for.
package struct FargateTask: TaskStarter {
    let service: TaskService
    let task: TaskService.Task

    package init(service: TaskService, task: TaskService.Task) {
        self.service = service
        self.task = task
    }

    package func start(token: String) async throws -> String { try await service.run(task, token: token) }
}

/// A report as a command of the shell on this machine, which is waited for. What it prints goes to standard error.
package struct LocalCommand: TaskStarter {
    let command: String

    package init(_ command: String) { self.command = command }

    package func start(token: String) async throws -> String {
        let command = command
        // A thread of its own, as it blocks for as long as the report takes.
        let status: Int32 = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: unsafe system("(\(command)\n) </dev/null >&2"))
            }
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F)
        // 65: the report is stored, with a cell that failed. Running it again would fail the same way.
        guard code == 0 || code == 65 else { throw LocalCommandError(command: command, status: code) }
        return command
    }
}

/// A command that did not do its work.
package struct LocalCommandError: Error, Sendable, CustomStringConvertible {
    package var command: String
    /// Its exit code; negative for a signal.
    package var status: Int32

    package var description: String {
        let end = status < 0 ? "was ended by signal \(-status)" : "ended with status \(status)"
        return "The report was not made: '\(command)' \(end). What it printed tells why."
    }
}
