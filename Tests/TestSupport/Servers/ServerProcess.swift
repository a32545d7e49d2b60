import Foundation

/// A server that runs as long as this value, and never longer than the tests, however they end.
package final class ServerProcess: Sendable {
    private let keepAlive: FileHandle
    private let process: Int32
    package let folder: String

    /// Starts a program.
    ///
    /// - Parameter arguments: what it is given; `folder` is its own, and removed with it.
    package init(_ program: String, arguments: (_ folder: String) throws -> [String]) throws {
        folder = NSTemporaryDirectory() + "sitegen-server-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        // The pipe closes with the tests, also where they are killed. SIGTERM would take the server seconds.
        let script = """
            folder=$1; shift
            "$@" >"$folder/output" 2>&1 </dev/null &
            server=$!
            read -r _ || true
            kill -9 $server 2>/dev/null
            wait $server 2>/dev/null
            rm -rf "$folder"
            """
        shell.arguments = ["-c", script, "server", folder, program] + (try arguments(folder))
        let pipe = Pipe()
        shell.standardInput = pipe
        shell.standardOutput = FileHandle.nullDevice
        shell.standardError = FileHandle.nullDevice
        keepAlive = pipe.fileHandleForWriting
        // Other children must not hold it open.
        _ = fcntl(keepAlive.fileDescriptor, F_SETFD, FD_CLOEXEC)
        try shell.run()
        process = shell.processIdentifier
    }

    deinit { try? keepAlive.close() }

    /// What it has printed, the end of it, for failures.
    package var output: String {
        String(
            decoding: (FileManager.default.contents(atPath: folder + "/output") ?? Data()).suffix(2_000), as: UTF8.self)
    }

    /// TCP ports that nobody listens on.
    ///
    /// - Parameter offset: the ports this much higher are free too.
    package static func freePorts(_ count: Int, alsoAt offset: Int = 0) throws -> [Int] {
        var ports: [Int] = []
        var attempts = 0
        while ports.count < count {
            attempts += 1
            if attempts > 1_000 { throw ServerFailure("There are no free ports on 127.0.0.1") }
            let port = Int.random(in: 20_000..<22_000)
            if !ports.contains(port), isFree(port), offset == 0 || isFree(port + offset) { ports.append(port) }
        }
        return ports
    }

    private static func isFree(_ port: Int) -> Bool {
        #if canImport(Darwin)
            let stream = SOCK_STREAM
        #else
            let stream = Int32(SOCK_STREAM.rawValue)
        #endif
        let socket = socket(AF_INET, stream, 0)
        guard socket >= 0 else { return false }
        defer { close(socket) }
        var yes: Int32 = 1
        unsafe setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
        let result = unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                unsafe bind(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        return result == 0
    }
}

/// A server that the tests need and did not get.
package struct ServerFailure: Error, CustomStringConvertible {
    package let description: String

    package init(_ description: String) { self.description = description }
}
