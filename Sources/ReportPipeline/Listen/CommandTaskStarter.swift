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
                    while unsafe waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) < 0, errno == EINTR {}
                    end.isOver.withLock { isOver in
                        isOver = true
                        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
                    }
                    continuation.resume(returning: status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F))
                }
            }
        } onCancel: {
            end.isOver.withLock { if !$0 { _ = kill(process, SIGTERM) } }
        }
    }

    /// Starts the shell. It stays in this program's group, so that Ctrl-C ends both.
    private func spawn(token: String) throws(StartError) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = unsafe posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        _ = unsafe posix_spawn_file_actions_init(&actions)
        _ = unsafe posix_spawnattr_init(&attributes)
        defer {
            _ = unsafe posix_spawn_file_actions_destroy(&actions)
            _ = unsafe posix_spawnattr_destroy(&attributes)
        }
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, 2, 1)
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        _ = unsafe sigaddset(&signals, SIGPIPE)
        _ = unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        let flags = Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        var environment = variables
        environment["REPORTPIPE_START_TOKEN"] = token
        var process: pid_t = 0
        let failure = unsafe Self.withPointers(["sh", "-c", command]) { arguments in
            unsafe Self.withPointers(environment.map { "\($0)=\($1)" }) { variables in
                unsafe posix_spawn(&process, "/bin/sh", &actions, &attributes, arguments, variables)
            }
        }
        guard failure == 0 else { throw fault(.unusable, "can't be started (error \(failure))") }
        return process
    }

    /// Texts as C wants them, ended by a null pointer, valid within the call.
    private static func withPointers(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Int32
    ) -> Int32 {
        let pointers = unsafe texts.filter { !$0.utf8.contains(0) }.map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
        return unsafe body(pointers)
    }
}

/// Whether a process is over and its number may be another's.
private final class ProcessEnd: Sendable {
    let isOver = Mutex(false)
}
