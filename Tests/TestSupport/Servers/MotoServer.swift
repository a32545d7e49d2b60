import AWS

/// moto: lists in AWS's order and takes any key, but checks no signature.
package enum MotoServer {
    private static let task = Task { try await start() }

    /// The server of this process, started by whoever asks first.
    package static var shared: S3Server { get async throws { try await task.value } }

    private static func start() async throws -> S3Server {
        let port = try ServerProcess.freePorts(1)[0]
        let process = try ServerProcess(S3Server.program("moto_server")) { _ in
            ["-H", "127.0.0.1", "-p", "\(port)"]
        }
        let credentials = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test")
        return try await S3Server(name: "moto", port: port, credentials: credentials, process: process).started()
    }
}
