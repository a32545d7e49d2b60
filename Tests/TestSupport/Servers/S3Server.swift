package import AWS
import Foundation

/// A real S3 server on the loopback interface, shared by the tests of a process.
package struct S3Server: Sendable {
    package let name: String
    package let endpoint: HTTPURL
    package let credentials: Credentials
    package let transport: CurlTransport
    private let process: ServerProcess

    /// Where `make test` has put the servers' programs; nil without it.
    package static let programs = ProcessInfo.processInfo.environment["SITEGEN_TEST_SERVERS"]

    /// What tests say that are skipped for want of servers.
    package static let absence = "S3 servers are started by 'make test' (SITEGEN_TEST_SERVERS=$(scripts/test-servers))"

    init(name: String, port: Int, credentials: Credentials, process: ServerProcess) {
        self.name = name
        endpoint = HTTPURL(scheme: "http", host: "127.0.0.1", port: port)
        self.credentials = credentials
        self.process = process
        transport = CurlTransport()
    }

    /// The path of a server's program: where `make test` has put it, named by a variable (`WEED`), or on the path.
    package static func find(_ name: String) -> String? {
        let environment = ProcessInfo.processInfo.environment
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        return
            ([programs.map { "\($0)/\(name)" }, environment[name.uppercased()]].compactMap(\.self)
            + folders.map { "\($0)/\(name)" }).first(where: FileManager.default.isExecutableFile)
    }

    static func program(_ name: String) throws -> String {
        guard let path = find(name) else {
            throw ServerFailure("There is no program \(name): prepare it with scripts/test-servers")
        }
        return path
    }

    /// Waits until the server takes writes.
    func started() async throws -> S3Server {
        var last = ""
        for _ in 0..<600 {
            do {
                _ = try await makeBucket()
                return self
            } catch { last = "\(error)" }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw ServerFailure("\(name) did not start within 30 s: \(last)\n\(process.output)")
    }

    /// The port on 127.0.0.1.
    package var port: UInt16 { UInt16(endpoint.port ?? 0) }

    /// Makes a bucket with a name of its own.
    package func makeBucket() async throws -> String {
        let bucket = "test-\(UUID().uuidString.lowercased())"
        try await request("PUT", "/\(bucket)")
        return bucket
    }

    /// Sends a signed request of the tests' own.
    @discardableResult
    package func request(
        _ method: String, _ path: String, headers: HTTPHeaders = HTTPHeaders(), body: [UInt8] = []
    ) async throws -> HTTPResponse {
        var request = HTTPRequest(method: method, url: endpoint, headers: headers, body: .bytes(body))
        request.url.path = path
        if method == "GET" || method == "HEAD" { request.body = .none }
        let signer = SigV4Signer(service: "s3", region: "us-east-1")
        let response = try await transport.send(
            signer.sign(request, with: credentials, at: Int(Date().timeIntervalSince1970)))
        guard (200..<300).contains(response.status) else {
            throw ServerFailure("\(method) \(path): \(ServiceError(reply: response))")
        }
        return response
    }

    /// A store on this server; in a new bucket where none is named.
    package func store(
        bucket: String? = nil, prefix: String = "", region: String? = nil, credentials: Credentials? = nil,
        endpoint: HTTPURL? = nil, retries: Retries = Retries(), partThreshold: Int = 16 << 20, partSize: Int = 8 << 20,
        log: S3RequestLog? = nil
    ) async throws -> S3Store {
        let name: String
        if let bucket { name = bucket } else { name = try await makeBucket() }
        guard let place = S3Location(bucket: name, prefix: prefix) else { throw ServerFailure("No bucket: \(name)") }
        let credentials = credentials ?? self.credentials
        return S3Store(
            place, region: region, endpoint: S3Endpoint(url: endpoint ?? self.endpoint),
            credentials: { _ in credentials }, transport: transport, retries: retries, partThreshold: partThreshold,
            partSize: partSize, log: log)
    }
}
