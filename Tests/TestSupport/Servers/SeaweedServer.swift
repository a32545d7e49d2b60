package import AWS
import Foundation

/// SeaweedFS: checks signatures, clocks, conditions and checksums as AWS does. It is wrong about the order of listings
/// and about keys with `\`, `//` and `/./`.
///
/// `weed` is found where `make test` puts it, by `WEED`, or on the path.
package enum SeaweedServer {
    private static let task = Task { try await start() }

    /// The server of this process, started by whoever asks first.
    package static var shared: S3Server { get async throws { try await task.value } }

    private static func start() async throws -> S3Server {
        let credentials = owner
        let ports = try ServerProcess.freePorts(5, alsoAt: 10_000)
        let process = try ServerProcess(S3Server.program("weed")) { folder in
            let data = folder + "/data"
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            let configuration = Self.identities(credentials)
            try configuration.write(toFile: folder + "/s3.json", atomically: true, encoding: .utf8)
            return [
                "-logdir", folder, "mini", "-dir", data, "-ip", "127.0.0.1", "-ip.bind", "127.0.0.1",
                "-s3.config", folder + "/s3.json", "-s3.port", "\(ports[0])", "-master.port", "\(ports[1])",
                "-volume.port", "\(ports[2])", "-filer.port", "\(ports[3])", "-admin.port", "\(ports[4])",
                "-webdav=false", "-admin.ui=false", "-s3.port.iceberg=0", "-s3.port.lance=0",
                "-master.telemetry=false", "-s3.autoCreateBucket=false", "-s3.allowDeleteBucketNotEmpty=false",
            ]
        }
        let server = S3Server(name: "SeaweedFS", port: ports[0], credentials: credentials, process: process)
        let started = try await server.started()
        try await started.request("PUT", "/\(openBucket)")
        return started
    }

    /// A bucket in which everybody may do everything, without a signature: tests look into it past what they test.
    package static let openBucket = "open"
    /// Who may do everything.
    package static let owner = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test/secret+key")
    /// Someone who may read and list but not write.
    package static let reader = Credentials(accessKeyID: "READERKEY", secretAccessKey: "reader-secret")
    /// Someone who may read and write but not list.
    package static let unlister = Credentials(accessKeyID: "UNLISTERKEY", secretAccessKey: "unlister-secret")
    /// Someone who may list and write but not read.
    package static let unreader = Credentials(accessKeyID: "UNREADERKEY", secretAccessKey: "unreader-secret")

    private static func identities(_ owner: Credentials) -> String {
        func identity(_ name: String, _ keys: Credentials?, _ actions: [String]) -> String {
            let credentials = keys.map {
                "\"credentials\":[{\"accessKey\":\"\($0.accessKeyID)\",\"secretKey\":\"\($0.secretAccessKey)\"}],"
            }
            let list = actions.map { "\"\($0)\"" }.joined(separator: ",")
            return "{\"name\":\"\(name)\",\(credentials ?? "")\"actions\":[\(list)]}"
        }
        let all = [
            identity("test", owner, ["Admin", "Read", "Write", "List", "Tagging"]),
            identity("reader", reader, ["Read", "List"]), identity("unlister", unlister, ["Read", "Write"]),
            identity("unreader", unreader, ["List", "Write"]),
            identity("anonymous", nil, ["Read", "Write", "List"].map { "\($0):\(openBucket)" }),
        ]
        return "{\"identities\":[\(all.joined(separator: ","))]}"
    }
}
