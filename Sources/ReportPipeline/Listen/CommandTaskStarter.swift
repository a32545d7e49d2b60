import ChildProcess
import Dispatch
import ProgramOutput
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Makes reports with a command of this machine and waits for its end. What it prints goes to standard error.
package final class CommandTaskStarter: TaskStarter {
    private let command: String
    private let variables: [String: String]
    /// The tokens whose commands ended well, the latest last.
    private let done = Mutex<[String]>([])

    /// - Parameters:
    ///   - command: for `/bin/sh -c`.
    ///   - variables: its environment, besides `REPORTPIPE_START_TOKEN`.
    package init(_ command: String, variables: [String: String]) {
        self.command = command
        self.variables = variables
    }

    package var target: String { command }

    package func start(token: String) async throws(StartError) -> String {
        if done.withLock({ $0.contains(token) }) { return "nothing: the command ran for these events already" }
        let status = try await run(token: token)
        let note: String
        switch status {
        case ExitStatus.success.rawValue: note = ""
        // The report is there and tells what failed; the same data would make the same report.
        case ExitStatus.badNotebook.rawValue: note = " (status 65: the report has failed cells)"
        case ExitStatus.tryAgain.rawValue: throw fault(.tryAgain, "ended with status 75 (try again)")
        case ExitStatus.unavailable.rawValue: throw fault(.unavailable, "ended with status 69 (unavailable)")
        case 126, 127: throw fault(.unusable, "can't be run (status \(status)). Check --run-command")
        case ..<0: throw fault(.failed, "was ended by signal \(-status)")
        default: throw fault(.failed, "ended with status \(status)")
        }
        done.withLock { done in
            done.append(token)
            if done.count > 1_000 { done.removeFirst() }
        }
        return "'\(command)'\(note)"
    }

    private func fault(_ code: StartError.Code, _ reason: String) -> StartError {
        StartError(code: code, "The command '\(command)' \(reason).")
    }

    /// The status as the shell has it; negative for a signal. On a thread of its own, as waiting blocks.
    private func run(token: String) async throws(StartError) -> Int32 {
        let process = try spawn(token: token)
        let end = ProcessEnd()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    var status: Int32 = 0
                    // Left a zombie until it is known to be over, so that its number is nobody else's.
                    var info = unsafe siginfo_t()
                    while unsafe waitid(P_PID, id_t(process.id), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
                    end.isOver.withLock { isOver in
                        isOver = true
                        process.wait(&status)
                    }
                    continuation.resume(returning: ShellProcess.exitCode(status))
                }
            }
        } onCancel: {
            end.isOver.withLock { if !$0 { _ = kill(process.id, SIGTERM) } }
        }
    }

    /// Starts the shell. It stays in this program's group, so that Ctrl-C ends both.
    private func spawn(token: String) throws(StartError) -> ShellProcess {
        var environment = variables
        environment["REPORTPIPE_START_TOKEN"] = token
        var settings = ShellProcess.Settings(["-c", command], variables: environment)
        settings.output = 2
        do { return try ShellProcess(settings) } catch { throw fault(.unusable, "has no shell. \(error.reason)") }
    }
}

/// Whether a process is over and its number may be another's.
private final class ProcessEnd: Sendable {
    let isOver = Mutex(false)
}
