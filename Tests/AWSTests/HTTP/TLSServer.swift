import Foundation
import TestSupport

/// `openssl s_server` on loopback with a certificate of its own for 127.0.0.1, which answers every request with a page.
final class TLSServer {
    /// The certificate in PEM, which is its own authority.
    let certificate: String
    let port: Int
    private let folder = TemporaryFolder()
    private let process = Process()

    struct Failure: Error {
        var reason: String
    }

    init(arguments: [String] = []) throws {
        certificate = "\(folder.path)/certificate.pem"
        let key = "\(folder.path)/key.pem"
        let making = try Self.start(
            Process(),
            [
                "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=sitegen test",
                "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", certificate,
            ])
        _ = try making.readToEnd()
        let output = try Self.start(
            process,
            ["s_server", "-accept", "127.0.0.1:0", "-cert", certificate, "-key", key, "-www"] + arguments)
        // It says `ACCEPT 127.0.0.1:PORT` when it is ready.
        var text = ""
        while !text.contains("\n") || !text.contains("ACCEPT") {
            guard let more = try output.read(upToCount: 1000), !more.isEmpty else {
                throw Failure(reason: "openssl s_server ended: \(text)")
            }
            text += String(decoding: more, as: UTF8.self)
        }
        guard
            let word = text.split(separator: "\n").first(where: { $0.hasPrefix("ACCEPT") })?.split(separator: ":").last,
            let port = Int(word.filter(\.isNumber))
        else { throw Failure(reason: "openssl s_server names no port: \(text)") }
        self.port = port
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    private static func start(_ process: Process, _ arguments: [String]) throws -> FileHandle {
        let output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        return output.fileHandleForReading
    }
}
