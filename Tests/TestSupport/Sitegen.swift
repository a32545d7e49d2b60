package import Foundation

/// The real binary, run as a person runs it. `make test` builds it before the tests.
package enum Sitegen {
    /// What one run left behind.
    package struct Result {
        package var status: Int32
        package var output: Data
        package var diagnostics: String
    }

    /// The folder of the project.
    package static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The binary beside the tests, or the one `SITEGEN` names; nil where there is none.
    package static let binary: URL? = {
        let named = ProcessInfo.processInfo.environment["SITEGEN"].map { URL(fileURLWithPath: $0) }
        let file = named ?? root.appending(path: ".build/debug/sitegen")
        return FileManager.default.isExecutableFile(atPath: file.path) ? file : nil
    }()

    /// A process of the binary that was not started; what it is started with may be changed, for example to a shell.
    package static func process(_ arguments: [String], in folder: String? = nil) throws -> Process {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SITEGEN_") }
        return process
    }

    /// Runs the binary to its end.
    package static func run(_ arguments: String..., input: Data = Data(), in folder: String? = nil) throws -> Result {
        try run(arguments, input: input, in: folder)
    }

    /// Runs the binary to its end.
    package static func run(_ arguments: [String], input: Data = Data(), in folder: String? = nil) throws -> Result {
        try SitegenRun(process(arguments, in: folder), input: input).result()
    }

    /// Runs a shell command in which `$SITEGEN` is the binary.
    package static func shell(_ command: String) throws -> Result {
        let process = try process([])
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment?["SITEGEN"] = binary?.path
        return try SitegenRun(process).result()
    }
}

/// One process at work. What it reads and writes is in files rather than pipes: nothing can block on a full one.
package final class SitegenRun: Sendable {
    private let process: Process
    private let folder: URL

    /// Starts a process.
    package init(_ process: Process, input: Data = Data()) throws {
        self.process = process
        folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try input.write(to: folder.appending(path: "in"))
        for name in ["out", "err"] { try Data().write(to: folder.appending(path: name)) }
        process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "err"))
        try process.run()
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// Ends it as nothing can be prepared for.
    package func kill() { _ = Foundation.kill(process.processIdentifier, SIGKILL) }

    /// Waits for its end.
    package func wait() { process.waitUntilExit() }

    /// Its exit code after its end.
    package var status: Int32 { process.terminationStatus }

    /// What it wrote to standard output.
    package var output: Data { FileManager.default.contents(atPath: folder.appending(path: "out").path) ?? Data() }

    /// What it told on standard error.
    package var diagnostics: String {
        String(
            decoding: FileManager.default.contents(atPath: folder.appending(path: "err").path) ?? Data(), as: UTF8.self)
    }

    /// What it left behind at its end.
    package func result() -> Sitegen.Result {
        wait()
        return Sitegen.Result(status: status, output: output, diagnostics: diagnostics)
    }
}
