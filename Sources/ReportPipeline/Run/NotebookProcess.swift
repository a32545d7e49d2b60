import ChildProcess

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// papermill at work on a notebook, in a session of its own and with limits.
struct NotebookProcess: Sendable {
    /// The program and what it is given.
    var arguments: [String]
    /// All of its environment.
    var variables: [String: String]
    /// Where it runs; what it prints goes to a file there.
    var folder: String
    var timeLimit: Duration
    /// Megabytes of memory that each process may write to; nil for no limit.
    var memoryLimit: Int?
    /// How long papermill may take to store what there is once its kernel was ended.
    var grace: Duration = .seconds(15)

    /// How it ended.
    enum End: Sendable, Hashable {
        /// By itself, with this status; negative for a signal.
        case status(Int32)
        case timeLimit
        case cancelled
    }

    /// The system refused to start it.
    struct Fault: Error {
        var reason: String
    }

    /// Runs it on a thread of its own, as it blocks. When it returns, nothing of what it started is left.
    func run() async throws(Fault) -> End {
        try await onOwnThread { isCancelled throws(Fault) in try runBlocking(isCancelled) }
    }

    private func runBlocking(_ isCancelled: CancellationFlag) throws(Fault) -> End {
        let leader = try spawn()
        let family = ProcessFamily(home: variables["HOME"] ?? "", leader: leader.id)
        defer { family.end() }
        var status: Int32 = 0
        var deadline = ContinuousClock.now + timeLimit
        var end: End?
        while true {
            if leader.hasEnded(&status) { break }
            if end == nil, isCancelled.isSet || ContinuousClock.now >= deadline {
                end = isCancelled.isSet ? .cancelled : .timeLimit
                // papermill notes that its kernel is gone and stores the notebook with all that came until then.
                family.endKernel()
                deadline = ContinuousClock.now + (isCancelled.isSet ? .zero : grace)
            }
            if end != nil, ContinuousClock.now >= deadline {
                leader.end(&status)
                break
            }
            usleep(20_000)
        }
        if let end { return end }
        return .status(ShellProcess.exitCode(status))
    }

    /// The shell sets limits and becomes the program. `ulimit -d` counts what can be written to and not, as `-v` does,
    /// what is only reserved or shared; macOS heeds neither.
    private static let script = """
        cd "$1" || exit 126
        unset OLDPWD
        [ -z "$2" ] || ulimit -d "$2" 2>/dev/null || :
        ulimit -c 0
        log=$3
        shift 3
        exec "$@" >"$log" 2>&1
        """

    private func spawn() throws(Fault) -> ShellProcess {
        let limit = memoryLimit.map { "\($0 * 1024)" } ?? ""
        var settings = ShellProcess.Settings(
            ["-c", Self.script, "sh", folder, limit, RunFolder.log] + arguments, variables: variables)
        (settings.hasOwnSession, settings.readsNothing) = (true, true)
        // What this program ignores, the kernel must not.
        settings.defaultSignals = [SIGPIPE, SIGINT, SIGTERM]
        do { return try ShellProcess(settings) } catch { throw Fault(reason: error.reason) }
    }
}
