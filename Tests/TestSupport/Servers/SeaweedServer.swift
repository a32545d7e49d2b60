package import AWS
import Foundation

/// SeaweedFS: checks signatures, clocks, conditions and checksums as AWS does. It is wrong about the order of listings
/// and about keys with `\`, `//` and `/./`.
package enum SeaweedServer {
    private static let task = Task { try await start() }

    /// The server of this process, started by whoever asks first.
    package static var shared: S3Server { get async throws { try await task.value } }

    private static func start() async throws -> S3Server {
        let credentials = Credentials(accessKeyID: "TESTACCESSKEY", secretAccessKey: "test/secret+key")
        let ports = try ServerProcess.freePorts(5, alsoAt: 10_000)
        let process = try ServerProcess(S3Server.program("weed")) { folder in
            let data = folder + "/data"
            try FileManager.default.createDirectory(atPath: data, withIntermediateDirectories: true)
            let configuration = """
                {"identities":[{"name":"test","credentials":[{"accessKey":"\(credentials.accessKeyID)",
                "secretKey":"\(credentials.secretAccessKey)"}],"actions":["Admin","Read","Write","List","Tagging"]},
                {"name":"reader","credentials":[{"accessKey":"READERKEY","secretKey":"reader-secret"}],
                "actions":["Read","List"]}]}
                """
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
        return try await server.started()
    }

    /// Someone who may read and list but not write.
    package static let reader = Credentials(accessKeyID: "READERKEY", secretAccessKey: "reader-secret")
}
