import FoundationEssentials

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// All processes that a run has started.
///
/// Jupyter gives a kernel a session of its own, so that the group of papermill does not hold it, and a notebook may start
/// programs that outlive their parents. On Linux they are known by their `HOME`, which is the folder of this run alone,
/// and by sharing a session with one of these. Elsewhere only papermill's group is known; a kernel whose parent is gone
/// ends by itself.
struct ProcessFamily {
    /// The `HOME` of the run.
    let home: String
    /// papermill, which leads its session.
    let leader: pid_t

    /// Ends all but papermill.
    func endKernel() {
        let others = members().filter { $0 != leader }
        for process in others { _ = kill(process, SIGKILL) }
        // Where none is known, papermill is asked to end its kernel itself.
        if others.isEmpty { _ = kill(leader, SIGTERM) }
    }

    /// Ends everything, also what is started meanwhile.
    func end() {
        for _ in 0..<100 {
            let processes = members()
            if processes.isEmpty { return }
            for process in processes { _ = kill(process, SIGKILL) }
            usleep(10_000)
        }
    }

    /// A line of `/proc/PID/stat`: the name in parentheses may hold anything, so that fields count from the last one.
    struct Status {
        var isDead: Bool
        var session: pid_t

        /// `42 (a) b) S 1 42 41 0 ...` -> session 41.
        init?(_ line: [UInt8]) {
            guard let parenthesis = line.lastIndex(of: UInt8(ascii: ")")) else { return nil }
            let fields = line[(parenthesis + 1)...].split(separator: UInt8(ascii: " "), maxSplits: 4)
            guard fields.count > 3, let session = pid_t(String(decoding: fields[3], as: UTF8.self)) else { return nil }
            isDead = fields[0].first == UInt8(ascii: "Z") || fields[0].first == UInt8(ascii: "X")
            self.session = session
        }
    }

    private func members() -> [pid_t] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: "/proc") else {
            return []
        }
        let mark = Array("HOME=\(home)".utf8)
        var sessions: Set<pid_t> = []
        var living: [(process: pid_t, session: pid_t, isMarked: Bool)] = []
        for name in names {
            guard let process = pid_t(name), process > 1, process != getpid(),
                let line = Self.read("/proc/\(name)/stat"), let status = Status(line), !status.isDead
            else { continue }
            let isMarked = Self.read("/proc/\(name)/environ")?.split(separator: 0).contains { $0.elementsEqual(mark) }
            living.append((process, status.session, isMarked == true))
            if isMarked == true { sessions.insert(status.session) }
        }
        sessions.remove(getsid(0))
        return living.filter { $0.isMarked || sessions.contains($0.session) }.map(\.process)
    }

    private static func read(_ path: String) -> [UInt8]? {
        (try? Data(contentsOf: URL(filePath: path))).map { Array($0) }
    }
}
