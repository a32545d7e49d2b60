#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A pipe whose reading end never blocks; other programs started meanwhile don't get either end.
final class PipeEnds {
    let reading: Int32
    private(set) var writing: Int32
    /// Whether all writing ends were closed and everything was read.
    private(set) var isAtEnd = false

    init() throws(ShellCommand.Fault) {
        var ends: [Int32] = [-1, -1]
        guard unsafe pipe(&ends) == 0 else {
            throw ShellCommand.Fault(reason: "There is no pipe: \(FileFault.current.reason).")
        }
        (reading, writing) = (ends[0], ends[1])
        _ = fcntl(reading, F_SETFD, FD_CLOEXEC)
        _ = fcntl(writing, F_SETFD, FD_CLOEXEC)
        _ = fcntl(reading, F_SETFL, O_NONBLOCK)
    }

    deinit {
        _ = close(reading)
        closeWriting()
    }

    /// Waits until one of the pipes has something to read or was closed, for a while at most.
    static func wait(_ pipes: PipeEnds...) {
        // A closed pipe would end the wait at once, each time.
        var polls = pipes.filter { !$0.isAtEnd }.map { pollfd(fd: $0.reading, events: Int16(POLLIN), revents: 0) }
        // What remains after both were closed is the program's end, which comes soon.
        _ = unsafe poll(&polls, nfds_t(polls.count), polls.isEmpty ? 2 : 50)
    }

    /// Lets the writing end go, so that the reader sees when the program closes its own.
    func closeWriting() {
        if writing >= 0 { _ = close(writing) }
        writing = -1
    }

    /// Appends what is there; false where it is nothing. Above the limit it is read and dropped.
    func drain(into bytes: inout [UInt8], limit: Int) -> Bool {
        var chunk = [UInt8](repeating: 0, count: 4_096)
        let count = unsafe read(reading, &chunk, chunk.count)
        if count == 0 { isAtEnd = true }
        guard count > 0 else { return false }
        bytes += chunk[..<min(count, max(0, limit - bytes.count))]
        return true
    }
}
