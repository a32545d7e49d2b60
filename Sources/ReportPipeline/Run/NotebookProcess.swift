import AWS
import Dispatch
import Synchronization

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
        let isCancelled = CancellationFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Result<End, Fault>, Never>) in
                DispatchQueue.global().async {
                    continuation.resume(
                        returning: Result { () throws(Fault) in try self.runBlocking(isCancelled) })
                }
            }
        } onCancel: {
            isCancelled.set()
        }
        return try result.get()
    }

    private func runBlocking(_ isCancelled: CancellationFlag) throws(Fault) -> End {
        let leader = try spawn()
        let family = ProcessFamily(home: variables["HOME"] ?? "", leader: leader)
        defer { family.end() }
        var status: Int32 = 0
        var deadline = ContinuousClock.now + timeLimit
        var end: End?
        while true {
            if unsafe waitpid(leader, &status, WNOHANG) == leader { break }
            if end == nil, isCancelled.isSet || ContinuousClock.now >= deadline {
                end = isCancelled.isSet ? .cancelled : .timeLimit
                // papermill notes that its kernel is gone and stores the notebook with all that came until then.
                family.endKernel()
                deadline = ContinuousClock.now + (isCancelled.isSet ? .zero : grace)
            }
            if end != nil, ContinuousClock.now >= deadline {
                _ = kill(-leader, SIGKILL)
                while unsafe waitpid(leader, &status, 0) < 0, errno == EINTR {}
                break
            }
            usleep(20_000)
        }
        if let end { return end }
        return .status(status & 0x7F == 0 ? (status >> 8) & 0xFF : -(status & 0x7F))
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

    private func spawn() throws(Fault) -> pid_t {
        #if canImport(Darwin)
            var actions: posix_spawn_file_actions_t?
            var attributes: posix_spawnattr_t?
        #else
            var actions = unsafe posix_spawn_file_actions_t()
            var attributes = posix_spawnattr_t()
        #endif
        _ = unsafe posix_spawn_file_actions_init(&actions)
        defer { _ = unsafe posix_spawn_file_actions_destroy(&actions) }
        _ = unsafe posix_spawnattr_init(&attributes)
        defer { _ = unsafe posix_spawnattr_destroy(&attributes) }
        _ = unsafe posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        // What this program ignores, the kernel must not.
        for signal in [SIGPIPE, SIGINT, SIGTERM] { _ = unsafe sigaddset(&signals, signal) }
        _ = unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // SETSID has this value on both systems' headers, but is not visible to Swift on Linux.
        #if canImport(Darwin)
            let newSession: Int32 = 0x0400
        #else
            let newSession: Int32 = 0x80
        #endif
        let flags = newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        let limit = memoryLimit.map { "\($0 * 1024)" } ?? ""
        let words = CStringArray(["sh", "-c", Self.script, "sh", folder, limit, RunFolder.log] + arguments)
        let environment = CStringArray(variables.map { "\($0)=\($1)" }.filter { !$0.utf8.contains(0) })
        var process: pid_t = 0
        let failure = unsafe posix_spawn(
            &process, "/bin/sh", &actions, &attributes, words.pointers, environment.pointers)
        withExtendedLifetime((words, environment)) {}
        guard failure == 0 else { throw Fault(reason: "The shell can't be started (error \(failure))") }
        return process
    }
}

/// Says across threads that nobody waits any more.
private final class CancellationFlag: Sendable {
    private let value = Atomic(false)

    var isSet: Bool { value.load(ordering: .relaxed) }

    func set() { value.store(true, ordering: .relaxed) }
}

/// Texts as C wants them, ended by a null pointer, freed with the value.
@safe private final class CStringArray {
    private(set) var pointers: [UnsafeMutablePointer<CChar>?]

    init(_ texts: [String]) {
        unsafe pointers = texts.map { unsafe strdup($0) } + [nil]
    }

    deinit {
        for index in unsafe pointers.indices { unsafe free(pointers[index]) }
    }
}
