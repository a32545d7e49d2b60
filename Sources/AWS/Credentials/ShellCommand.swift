import Dispatch
import Synchronization

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A command line of the user's, run by the shell with what it prints collected.
struct ShellCommand: Sendable {
    /// What is given to `/bin/sh -c`.
    let text: String
    /// The command's environment.
    let variables: [String: String]
    /// How long it may take.
    let timeout: Duration
    /// How many bytes it may print.
    var outputLimit = 65_536

    /// What came of it.
    struct Result: Sendable {
        /// As `waitpid` has it.
        var rawStatus: Int32
        var output: [UInt8]
        /// What went to standard error, up to a few kilobytes.
        var complaint: [UInt8]

        /// 0 where all went well.
        var status: Int32 { rawStatus & 0x7F == 0 ? (rawStatus >> 8) & 0xFF : -(rawStatus & 0x7F) }

        var statusText: String {
            if status == 127 { return "status 127 (command not found)" }
            return status < 0 ? "signal \(-status)" : "status \(status)"
        }
    }

    /// Why there is no result.
    struct Fault: Error {
        var reason: String
    }

    /// Runs the command on a thread of its own, as it blocks, and ends it with all it started when the task is
    /// cancelled or the time is over.
    func run() async throws(Fault) -> Result {
        let isCancelled = CancellationFlag()
        let result = await withTaskCancellationHandler {
            await withCheckedContinuation { (continuation: CheckedContinuation<Swift.Result<Result, Fault>, Never>) in
                DispatchQueue.global().async {
                    continuation.resume(
                        returning: Swift.Result { () throws(Fault) in try self.runBlocking(isCancelled) })
                }
            }
        } onCancel: {
            isCancelled.set()
        }
        return try result.get()
    }

    private func runBlocking(_ isCancelled: CancellationFlag) throws(Fault) -> Result {
        let output = try PipeEnds()
        let complaint = try PipeEnds()
        let process = try spawn(output, complaint)
        output.closeWriting()
        complaint.closeWriting()
        var result = Result(rawStatus: 0, output: [], complaint: [])
        let deadline = ContinuousClock.now + timeout
        var hasEnded = false
        while true {
            // A program left running in the background may keep the pipes open: what is there after the end is all.
            if !hasEnded { PipeEnds.wait(output, complaint) }
            let isMore = output.drain(into: &result.output, limit: outputLimit + 1)
            let isMoreComplaint = complaint.drain(into: &result.complaint, limit: 4_096)
            if hasEnded && !isMore && !isMoreComplaint { break }
            if !hasEnded { hasEnded = unsafe waitpid(process, &result.rawStatus, WNOHANG) == process }
            if result.output.count > outputLimit {
                end(process, hasEnded)
                throw Fault(reason: "The program prints more than \(outputLimit) bytes; this can't be credentials.")
            }
            if isCancelled.isSet || ContinuousClock.now >= deadline {
                end(process, hasEnded)
                let seconds = timeout.components.seconds
                throw Fault(
                    reason: isCancelled.isSet ? "The run was cancelled." : "The program took longer than \(seconds) s.")
            }
        }
        return result
    }

    /// Starts the shell in a session of its own: it has no terminal to ask on, and can be ended with all its children.
    private func spawn(_ output: PipeEnds, _ complaint: PipeEnds) throws(Fault) -> pid_t {
        guard !text.utf8.contains(0) else { throw Fault(reason: "The command has a zero byte in it.") }
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
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, output.writing, 1)
        _ = unsafe posix_spawn_file_actions_adddup2(&actions, complaint.writing, 2)
        var signals = sigset_t()
        _ = unsafe sigemptyset(&signals)
        _ = unsafe posix_spawnattr_setsigmask(&attributes, &signals)
        _ = unsafe sigaddset(&signals, SIGPIPE)
        _ = unsafe posix_spawnattr_setsigdefault(&attributes, &signals)
        // SETSID has this value on both systems' headers, but is not visible to Swift on Linux.
        #if canImport(Darwin)
            let newSession: Int32 = 0x0400
        #else
            let newSession: Int32 = 0x80
        #endif
        let flags = newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)
        _ = unsafe posix_spawnattr_setflags(&attributes, Int16(flags))
        let arguments = CStringArray(["sh", "-c", text])
        let environment = CStringArray(variables.map { "\($0)=\($1)" }.filter { !$0.utf8.contains(0) })
        var process: pid_t = 0
        let failure = unsafe posix_spawn(
            &process, "/bin/sh", &actions, &attributes, arguments.pointers, environment.pointers)
        withExtendedLifetime((arguments, environment)) {}
        guard failure == 0 else {
            throw Fault(reason: "The shell can't be started: \(FileFault(errno: failure).reason).")
        }
        return process
    }

    private func end(_ process: pid_t, _ hasEnded: Bool) {
        _ = kill(-process, SIGKILL)
        if hasEnded { return }
        _ = kill(process, SIGKILL)
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0, errno == EINTR {}
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
