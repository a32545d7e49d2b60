internal import FlyingSocks
internal import FoundationEssentials
import Synchronization

#if canImport(Darwin)
    internal import Darwin
#elseif canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#endif

/// A server for one person's browser: GET and HEAD over FlyingFox's sockets, a connection a request.
///
/// The sockets alone rather than the whole library: its proxy brings libcurl and 9 ms into the start of every command.
final class PreviewServer: Sendable {
    /// What to type into a browser.
    let address: String
    private let files: PreviewFiles
    private let host: String
    private let socket: Socket
    private let generation = Atomic<Int>(0)

    /// Takes the address. Throws `AddressInUse` where it can't be had.
    init(host: String, port: UInt16, files: PreviewFiles) throws {
        self.files = files
        self.host = host
        do {
            socket = try Socket(domain: AF_INET)
            try socket.setValue(true, for: .localAddressReuse)
            try socket.bind(to: .inet(ip4: host, port: port))
            try socket.listen()
        } catch {
            throw AddressInUse(host: host, port: port, reason: "\(error)")
        }
        var taken = port
        if case .ip4(_, let port) = try socket.sockname() { taken = port }
        address = "http://\(host == "0.0.0.0" ? "127.0.0.1" : host):\(taken)/"
    }

    /// Lets open pages reload.
    func reloadPages() { generation.wrappingAdd(1, ordering: .relaxed) }

    /// Serves until the task is cancelled.
    func run() async throws {
        let pool = SocketPool.make()
        try await pool.prepare()
        let listener = try AsyncSocket(socket: socket, pool: pool)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await pool.run() }
            group.addTask {
                try await withThrowingDiscardingTaskGroup { connections in
                    for try await connection in listener.sockets {
                        connections.addTask { await self.serve(connection) }
                    }
                }
            }
            try await group.next()
            group.cancelAll()
        }
    }

    private func serve(_ connection: AsyncSocket) async {
        defer { try? connection.close() }
        // A browser that goes away mid-answer is no error of ours.
        guard let head = try? await Self.head(from: connection) else { return }
        let lines = head.split(separator: "\r\n")
        let request = lines.first?.split(separator: " ") ?? []
        guard request.count == 3 else { return }
        let answer: PreviewFiles.Response
        if !isOurs(lines) {
            answer = .init(status: "403 Forbidden", type: "text/plain", body: Array("Wrong host\n".utf8))
        } else if request[0] == "GET" || request[0] == "HEAD" {
            answer = files.response(target: String(request[1]), generation: generation.load(ordering: .relaxed))
        } else {
            answer = .init(status: "405 Method Not Allowed", type: "text/plain", body: Array("GET only\n".utf8))
        }
        let headers = """
            HTTP/1.1 \(answer.status)\r\nContent-Type: \(answer.type)\r\nContent-Length: \(answer.body.count)\r
            Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n
            """
        try? await connection.write(Data(Array(headers.utf8) + (request[0] == "HEAD" ? [] : answer.body)))
    }

    /// Whether a request names this server: a page elsewhere can point its own name at this machine (DNS rebinding).
    private func isOurs(_ lines: [Substring]) -> Bool {
        guard host != "0.0.0.0" else { return true }
        let name = lines.dropFirst().first { $0.lowercased().hasPrefix("host:") }?.dropFirst(5)
        guard let name = name?.split(separator: ":").first?.filter({ $0 != " " }) else { return true }
        return name == host || name == "localhost" || name == "127.0.0.1"
    }

    /// A request up to the empty line.
    private static func head(from connection: AsyncSocket) async throws -> String? {
        var bytes: [UInt8] = []
        while bytes.count < 16_384 {
            bytes += try await connection.read(atMost: 4096)
            let text = String(decoding: bytes, as: UTF8.self)
            if text.contains("\r\n\r\n") { return text }
        }
        return nil
    }
}

/// The address of the preview server can't be had.
struct AddressInUse: Error, CustomStringConvertible {
    var host: String
    var port: UInt16
    var reason: String
    var description: String {
        "Can't listen on \(host):\(port) (\(reason)). Choose another port with --port, or --port 0 for any free one."
    }
}
