import Foundation

/// The real binary, run as a person runs it. `make test` builds it before the tests.
struct Sitegen {
    /// What one run left behind.
    struct Result {
        var status: Int32
        var output: Data
        var diagnostics: String
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The binary beside the tests, nil where it has not been built.
    static let binary: URL? = {
        let folder = root.appending(path: ".build/debug/sitegen")
        return FileManager.default.isExecutableFile(atPath: folder.path) ? folder : nil
    }()

    /// Starts the binary; `prepare` may change how, for example through a shell.
    static func process(_ arguments: [String], in folder: String? = nil) throws -> Process {
        let process = Process()
        process.executableURL = binary
        process.arguments = arguments
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("SITEGEN_") }
        return process
    }

    /// Runs the binary to its end.
    static func run(_ arguments: String..., input: Data = Data(), in folder: String? = nil) throws -> Result {
        try run(arguments, input: input, in: folder)
    }

    /// Runs the binary to its end.
    static func run(_ arguments: [String], input: Data = Data(), in folder: String? = nil) throws -> Result {
        try finish(process(arguments, in: folder), input: input)
    }

    /// Runs a shell command in which `$SITEGEN` is the binary.
    static func shell(_ command: String) throws -> Result {
        let process = try process([])
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        process.environment?["SITEGEN"] = binary?.path
        return try finish(process, input: Data())
    }

    private static func finish(_ process: Process, input: Data) throws -> Result {
        // Files rather than pipes: nothing can block on a full one.
        let folder = FileManager.default.temporaryDirectory.appending(path: "sitegen-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try input.write(to: folder.appending(path: "in"))
        for name in ["out", "err"] { try Data().write(to: folder.appending(path: name)) }
        process.standardInput = try FileHandle(forReadingFrom: folder.appending(path: "in"))
        process.standardOutput = try FileHandle(forWritingTo: folder.appending(path: "out"))
        process.standardError = try FileHandle(forWritingTo: folder.appending(path: "err"))
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: try Data(contentsOf: folder.appending(path: "out")),
            diagnostics: String(decoding: try Data(contentsOf: folder.appending(path: "err")), as: UTF8.self))
    }
}
