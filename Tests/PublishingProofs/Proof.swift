import AWS
import Foundation
import TestSupport

/// One site of its own in the shared server, the folder of notebooks it is made from, and a proxy before the server.
final class Proof {
    let server: S3Server
    let proxy: FaultProxy
    let site: LiveSite
    let folder = TemporaryFolder()
    private let prefix: String

    /// What the server's owner signs with, which no message may hold.
    static let keys = SeaweedServer.owner

    /// What the binary and the server must be there for the proofs.
    static var isPossible: Bool { Sitegen.binary != nil && S3Server.find("weed") != nil }
    /// What to do where they are not.
    static let advice: String =
        "Needs `swift build --product sitegen`, and `weed` as 'make test' has it (or on the path, or named by WEED)."

    /// Whether every step is tried, which takes minutes: `SITEGEN_PROOFS=full`.
    static let isFull = ProcessInfo.processInfo.environment["SITEGEN_PROOFS"] == "full"
    /// How far apart the steps are at which a fault is tried.
    static let stride = isFull ? 1 : 4
    /// How far apart those are at which a run is killed.
    static let killStride = isFull ? 1 : 2

    init() async throws {
        server = try await SeaweedServer.shared
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
            "publish", "--source", source ?? self.source, "--destination", "s3://\(SeaweedServer.openBucket)/\(prefix)",
            "--endpoint-url", proxy.endpoint, "--grace", "0",
        ] + more
    }

    /// Publishes and waits for the end.
    @discardableResult
    func publish(
        source: String? = nil, arguments: [String] = [], environment: [String: String] = [:]
    ) throws -> SitegenRun {
        let run = try Self.start(self.arguments(arguments, source: source), environment: environment)
        run.wait()
        return run
    }

    /// Starts the binary with the server's keys and nothing else of this process's environment.
    static func start(_ arguments: [String], environment: [String: String] = [:]) throws -> SitegenRun {
        let process = try Sitegen.process(arguments)
        let own = [
            "AWS_ACCESS_KEY_ID": keys.accessKeyID, "AWS_SECRET_ACCESS_KEY": keys.secretAccessKey,
            "AWS_REGION": "us-east-1", "AWS_EC2_METADATA_DISABLED": "true", "HOME": NSTemporaryDirectory(),
            "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "",
        ]
        process.environment = own.merging(environment) { $1 }
        return try SitegenRun(process)
    }

    /// What a build into an empty folder makes of the notebooks.
    func cleanBuild(_ more: [String] = []) throws -> [String: [UInt8]] {
        let output = "\(folder.path)/clean-\(UUID().uuidString)"
        let run = try Self.start(["build", "--source", source, "--output", output] + more)
        run.wait()
        guard run.status == 0 else { throw SocketError(attempt: "build: \(run.diagnostics)", number: run.status) }
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
