#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    package import Glibc
#elseif canImport(Musl)
    package import Musl
#endif

/// A shell started with `posix_spawn`: the users' own commands and the notebooks' kernels run below it.
///
/// https://pubs.opengroup.org/onlinepubs/9799919799/functions/posix_spawn.html
package struct ShellProcess: Sendable {
    /// The shell's number. It has to be waited for; until then the number is nobody else's.
    package let id: pid_t

    /// What a shell is started with.
    package struct Settings: Sendable {
        /// What follows `/bin/sh`: `-c`, the script, and what the script is given.
        package var words: [String]
        /// All of its environment.
        package var variables: [String: String]
        /// A session of its own has no terminal to ask on, and is ended with all its children by a signal to `-id`.
        package var hasOwnSession = false
        /// Whether it reads from `/dev/null` instead of this program's standard input.
        package var readsNothing = false
        /// The descriptor that standard output goes to; nil for this program's.
        package var output: Int32?
        /// The descriptor that standard error goes to; nil for this program's.
        package var errors: Int32?
        /// Signals that do again what they do by default, though this program ignores or handles them.
        package var defaultSignals: [Int32] = [SIGPIPE]

        package init(_ words: [String], variables: [String: String]) {
            self.words = words
            self.variables = variables
        }
    }

    /// Why no shell was started.
    package struct Fault: Error {
        package var reason: String
    }

    /// Starts a shell. Variables with a zero byte, which C can't have, are left out.
    ///
    /// - Throws: where a word has a zero byte or the system refuses.
    package init(_ settings: Settings) throws(Fault) {
        guard !settings.words.contains(where: { $0.utf8.contains(0) }) else {
            throw Fault(reason: "The command has a zero byte in it.")
        }
        var files = FileActions()
        if settings.readsNothing { files.openNull(as: 0) }
        if let output = settings.output { files.duplicate(output, as: 1) }
        if let errors = settings.errors { files.duplicate(errors, as: 2) }
        var attributes = SpawnAttributes(settings)
        let words = CStringArray(["sh"] + settings.words)
        let variables = CStringArray(settings.variables.map { "\($0)=\($1)" }.filter { !$0.utf8.contains(0) })
        var process: pid_t = 0
        let failure = unsafe posix_spawn(
            &process, "/bin/sh", &files.value, &attributes.value, words.pointers, variables.pointers)
        withExtendedLifetime((words, variables)) {}
        guard failure == 0 else {
            let text = unsafe strerror(failure).map { unsafe String(cString: $0) } ?? "error \(failure)"
            throw Fault(reason: "The shell can't be started: \(text).")
        }
        id = process
    }

    /// The status as shells have it: what the program ended with, negative for the signal that ended it.
    package static func exitCode(_ rawStatus: Int32) -> Int32 {
        rawStatus & 0x7F == 0 ? (rawStatus >> 8) & 0xFF : -(rawStatus & 0x7F)
    }

    /// Whether it is over; it is then no longer waited for.
    package func hasEnded(_ rawStatus: inout Int32) -> Bool {
        unsafe waitpid(id, &rawStatus, WNOHANG) == id
    }

    /// Ends a shell that has a session of its own with all that is in its group, and waits for it unless that was done.
    package func end(_ rawStatus: inout Int32, hasEnded: Bool = false) {
        _ = kill(-id, SIGKILL)
        if hasEnded { return }
        _ = kill(id, SIGKILL)
        wait(&rawStatus)
    }

    /// Waits for the end.
    package func wait(_ rawStatus: inout Int32) {
        while unsafe waitpid(id, &rawStatus, 0) < 0, errno == EINTR {}
    }
}
