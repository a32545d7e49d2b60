import Synchronization

@testable import AWS

/// A world for credentials: variables, files in memory, a clock that stands still, and a script of replies.
final class CredentialWorld: Sendable {
    struct Request: Sendable {
        var method: String
        var url: String
        var query: String
        var headers: HTTPHeaders
        var body: String
        var timeout: Duration?
    }

    private struct State {
        var now = 1_795_000_000
        var files: [String: [UInt8]] = [:]
        var faults: [String: String] = [:]
        var requests: [Request] = []
        var pauses = 0
    }

    typealias Script = @Sendable (Request) throws(HTTPError) -> HTTPResponse

    let variables: [String: String]
    private let script: Script
    private let state = Mutex(State())

    /// - Parameter files: by path; the home folder is `/home/u`.
    init(
        variables: [String: String] = [:], files: [String: String] = [:],
        script: @escaping Script = { _ in HTTPResponse(status: 404) }
    ) {
        self.variables = ["HOME": "/home/u"].merging(variables) { $1 }
        self.script = script
        state.withLock { state in state.files = files.mapValues { Array($0.utf8) } }
    }

    /// The same with `~/.aws/config` and `~/.aws/credentials`.
    convenience init(
        config: String = "", credentials: String = "", variables: [String: String] = [:], files: [String: String] = [:],
        script: @escaping Script = { _ in HTTPResponse(status: 404) }
    ) {
        let own = ["/home/u/.aws/config": config, "/home/u/.aws/credentials": credentials]
        self.init(variables: variables, files: own.merging(files) { $1 }, script: script)
    }

    var now: Int {
        get { state.withLock { $0.now } }
        set { state.withLock { $0.now = newValue } }
    }
    var requests: [Request] { state.withLock { $0.requests } }
    var pauses: Int { state.withLock { $0.pauses } }

    subscript(path: String) -> String? {
        get { state.withLock { $0.files[path] }.map { String(decoding: $0, as: UTF8.self) } }
        set { state.withLock { $0.files[path] = newValue.map { Array($0.utf8) } } }
    }

    func setUnreadable(_ path: String) { state.withLock { $0.faults[path] = "Permission denied" } }

    var surroundings: Surroundings {
        Surroundings(
            variables: variables,
            readFile: { path throws(FileFault) in
                if let reason = self.state.withLock({ $0.faults[path] }) { throw FileFault(reason: reason) }
                return self.state.withLock { $0.files[path] }
            },
            replaceFile: { path, bytes throws(FileFault) in
                if let reason = self.state.withLock({ $0.faults[path] }) { throw FileFault(reason: reason) }
                self.state.withLock { $0.files[path] = bytes }
            },
            now: { self.now }, pause: { _ in self.state.withLock { $0.pauses += 1 } })
    }

    func configuration(profile: String? = nil, region: String? = nil) throws(AWSConfigurationError) -> AWSConfiguration
    {
        try AWSConfiguration(
            options: AWSConfiguration.Options(profile: profile, region: region), surroundings: surroundings)
    }

    func chain(profile: String? = nil) throws(AWSConfigurationError) -> CredentialChain {
        CredentialChain(try configuration(profile: profile), transport: self)
    }

    /// What the chain gives, or the error's text.
    func answer(profile: String? = nil) async -> Result<Credentials?, AnswerError> {
        do { return .success(try await chain(profile: profile).credentials()) } catch {
            return .failure(AnswerError(text: "\(error)"))
        }
    }

    /// The text of the error that the chain ends with; empty where it gives credentials.
    func errorText(profile: String? = nil) async -> String {
        switch await answer(profile: profile) {
        case .success: ""
        case .failure(let error): error.text
        }
    }

    struct AnswerError: Error { var text: String }
}

extension CredentialWorld: HTTPTransport {
    func send(_ request: HTTPRequest) async throws(HTTPError) -> HTTPResponse {
        var body = ""
        if case .bytes(let bytes) = request.body { body = String(decoding: bytes, as: UTF8.self) }
        let query = request.url.query.map { item in item.value.map { "\(item.name)=\($0)" } ?? item.name }
        let seen = Request(
            method: request.method, url: "\(request.url)", query: query.joined(separator: "&"),
            headers: request.headers, body: body, timeout: request.timeout)
        state.withLock { $0.requests.append(seen) }
        // Lets others run, as a network does.
        await Task.yield()
        return try script(seen)
    }

    func send(
        _ request: HTTPRequest, begin: @escaping @Sendable (HTTPResponse) throws -> Void,
        receive: @escaping @Sendable ([UInt8]) throws -> Void
    ) async throws(HTTPError) -> HTTPResponse {
        try await send(request)
    }
}

extension HTTPResponse {
    init(_ status: Int = 200, _ text: String) { self.init(status: status, body: Array(text.utf8)) }
}

extension HTTPError {
    /// Nobody answers.
    static let silence = HTTPError(code: .timedOut, method: "GET", url: HTTPURL(host: "h"), reason: "nobody answers")
}

/// Replies of services, as their documentation shows them.
enum Reply {
    static func role(
        _ action: String = "AssumeRole", id: String = "ASIAROLE", expires: String = "2026-11-18T20:00:00Z"
    )
        -> HTTPResponse
    {
        HTTPResponse(
            200,
            """
            <?xml version="1.0"?>
            <\(action)Response xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><\(action)Result>
              <AssumedRoleUser><Arn>arn:aws:sts::1:assumed-role/r/s</Arn></AssumedRoleUser>
              <Credentials><AccessKeyId>\(id)</AccessKeyId><SecretAccessKey>role+secret/1</SecretAccessKey>
              <SessionToken>role-token==</SessionToken><Expiration>\(expires)</Expiration></Credentials>
            </\(action)Result><ResponseMetadata><RequestId>1</RequestId></ResponseMetadata></\(action)Response>
            """)
    }

    static func metadata(id: String = "ASIAMETA", expires: String = "2026-11-18T20:00:00Z") -> HTTPResponse {
        HTTPResponse(
            200,
            #"{"Code":"Success","AccessKeyId":"\#(id)","SecretAccessKey":"meta-secret","#
                + #""Token":"meta-token","Expiration":"\#(expires)"}"#)
    }
}
