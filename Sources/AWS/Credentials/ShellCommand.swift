import ChildProcess

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
        var status: Int32 { ShellProcess.exitCode(rawStatus) }

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
        try await onOwnThread { isCancelled throws(Fault) in try runBlocking(isCancelled) }
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
            if !hasEnded { hasEnded = process.hasEnded(&result.rawStatus) }
            if result.output.count > outputLimit {
                process.end(&result.rawStatus, hasEnded: hasEnded)
                throw Fault(reason: "The program prints more than \(outputLimit) bytes; this can't be credentials.")
            }
            if isCancelled.isSet || ContinuousClock.now >= deadline {
                process.end(&result.rawStatus, hasEnded: hasEnded)
                let seconds = timeout.components.seconds
                throw Fault(
                    reason: isCancelled.isSet ? "The run was cancelled." : "The program took longer than \(seconds) s.")
            }
        }
        return result
    }

    private func spawn(_ output: PipeEnds, _ complaint: PipeEnds) throws(Fault) -> ShellProcess {
        var settings = ShellProcess.Settings(["-c", text], variables: variables)
        (settings.hasOwnSession, settings.readsNothing) = (true, true)
        (settings.output, settings.errors) = (output.writing, complaint.writing)
        do { return try ShellProcess(settings) } catch { throw Fault(reason: error.reason) }
    }
}
