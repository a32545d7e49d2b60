import Foundation
import TestSupport

/// `openssl s_server` on loopback with a certificate of its own for 127.0.0.1, which answers every request with a page.
struct TLSServer {
    /// The certificate in PEM, which is its own authority.
    var certificate: String { "\(process.folder)/certificate.pem" }
    let port: Int
    private let process: ServerProcess

    /// - Parameter options: of `openssl s_server`, as a shell reads them.
    init(options: String = "") async throws {
        process = try ServerProcess("/bin/sh") { folder in
            let script = """
                cd "$1" && openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj '/CN=sitegen test' \
                  -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out certificate.pem &&
                exec openssl s_server -accept 127.0.0.1:0 -cert certificate.pem -key key.pem -www \(options)
                """
            return ["-c", script, "tls", folder]
        }
        // It says `ACCEPT 127.0.0.1:PORT` on a line of its own when it is ready.
        for _ in 0..<600 {
            let line = process.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
                .first { $0.hasPrefix("ACCEPT") }
            if let port = line?.split(separator: ":").last.flatMap({ Int($0) }) {
                self.port = port
                return
            }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ServerFailure("openssl s_server does not answer: \(process.output)")
    }
}
