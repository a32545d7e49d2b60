import FoundationEssentials

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The interface through which Lambda hands events to a program and takes its answers.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
package struct LambdaRuntime: Sendable {
    private let endpoint: HTTPURL
    private let transport: any HTTPTransport

    /// The variable that holds host and port; the program is a Lambda function where it is set.
    package static let variable = "AWS_LAMBDA_RUNTIME_API"

    /// - Parameters:
    ///   - address: host and port, as the variable has them.
    ///   - transport: one that waits for ever, see `LambdaRuntime.transport`.
    /// - Throws: where the address is none.
    package init(
        address: String, transport: any HTTPTransport = LambdaRuntime.transport()
    ) throws(LambdaRuntimeError) {
        guard let endpoint = try? HTTPURL(parsing: "http://" + address) else {
            throw LambdaRuntimeError(
                code: .other, attempt: "use \(Self.variable)", reason: "'\(address)' is no address.")
        }
        self.endpoint = endpoint
        self.transport = transport
    }

    /// A transport of one connection whose requests may stand still as long as Lambda freezes the program.
    package static func transport() -> CurlTransport {
        CurlTransport(.init(connections: 1, stallTimeout: .seconds(2_000_000), maximumBodyLength: largestEvent))
    }

    /// An event has at most 6 MB.
    private static let largestEvent = 16 << 20

    /// Waits for the next event, as long as it takes.
    package func next() async throws(LambdaRuntimeError) -> LambdaInvocation {
        let attempt = "get the next event"
        let reply = try await send("GET", "invocation/next", attempt: attempt)
        guard reply.status == 200 else { throw Self.refusal(reply, attempt) }
        guard let invocation = LambdaInvocation(reply) else {
            throw LambdaRuntimeError(code: .other, attempt: attempt, reason: "The reply names no request.")
        }
        return invocation
    }

    /// Gives the answer to an event.
    ///
    /// - Throws: with code `.tooLarge` where the answer has more than Lambda takes; it wants an error then.
    package func respond(to requestID: String, _ body: [UInt8]) async throws(LambdaRuntimeError) {
        try await post("invocation/\(requestID)/response", body, attempt: "give the answer")
    }

    /// Says that an event could not be handled.
    package func fail(_ requestID: String, _ fault: LambdaFault) async throws(LambdaRuntimeError) {
        try await post(
            "invocation/\(requestID)/error", fault.body, type: "Function.\(fault.type)", attempt: "tell the error")
    }

    /// Says that the program can't start to work.
    package func failStart(_ fault: LambdaFault) async throws(LambdaRuntimeError) {
        try await post(
            "init/error", fault.body, type: "Runtime.\(fault.type)", attempt: "tell why the program can't start")
    }

    private func post(
        _ path: String, _ body: [UInt8], type: String? = nil, attempt: String
    ) async throws(LambdaRuntimeError) {
        var headers: HTTPHeaders = ["Content-Type": "application/json"]
        headers["Lambda-Runtime-Function-Error-Type"] = type
        let reply = try await send("POST", path, headers, .bytes(body), attempt: attempt)
        guard (200..<300).contains(reply.status) else { throw Self.refusal(reply, attempt) }
    }

    private func send(
        _ method: String, _ path: String, _ headers: HTTPHeaders = [:], _ body: HTTPBody = .none, attempt: String
    ) async throws(LambdaRuntimeError) -> HTTPResponse {
        var request = HTTPRequest(method: method, url: endpoint, headers: headers, body: body, isDirect: true)
        request.url.path = "/2018-06-01/runtime/\(path)"
        request.headers["User-Agent"] = "sitegen-lambda"
        do throws(HTTPError) { return try await transport.send(request) } catch {
            throw LambdaRuntimeError(
                code: error.code == .cancelled ? .cancelled : .unreachable, attempt: attempt, reason: error.reason)
        }
    }

    private static func refusal(_ reply: HTTPResponse, _ attempt: String) -> LambdaRuntimeError {
        LambdaRuntimeError(
            code: reply.status == 413 ? .tooLarge : reply.status >= 500 ? .broken : .other, attempt: attempt,
            reason: "\(ServiceError(reply: reply))")
    }
}

/// Why Lambda could not be talked to.
package struct LambdaRuntimeError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        case unreachable
        /// The answer is larger than Lambda takes.
        case tooLarge
        /// Lambda says that the program must end.
        case broken
        case cancelled
        case other
    }

    package var code: Code
    /// What was to be done, to follow `Can't`.
    package var attempt: String
    package var reason: String

    package var description: String { "Can't \(attempt) of the Lambda runtime: \(reason)" }
}

extension LambdaRuntime {
    /// The runtime that the environment names; nil where the program is no Lambda function.
    ///
    /// Every run asks this: the one variable is looked up, as a dictionary of all takes a quarter of a millisecond to make.
    package static func current() throws(LambdaRuntimeError) -> LambdaRuntime? {
        guard let address = unsafe getenv(variable).map({ unsafe String(cString: $0) }), !address.isEmpty else {
            return nil
        }
        return try LambdaRuntime(address: address)
    }

    /// Which function of the program is meant: the command line of an image, or the handler of the function's settings,
    /// `listen`, `reportpipe listen` or `reportpipe.listen`.
    package static func words(_ arguments: [String], _ environment: [String: String]) -> [String] {
        let words =
            arguments.isEmpty ? (environment["_HANDLER"] ?? "").split(separator: " ").map(String.init) : arguments
        guard let first = words.first else { return [] }
        if first.contains(".") { return [String(first.split(separator: ".").last ?? "")] + words.dropFirst() }
        return ["sitegen", "reportpipe"].contains(first) ? Array(words.dropFirst()) : words
    }
}
