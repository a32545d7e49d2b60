import FoundationEssentials

/// The client of the Lambda Runtime API: what a function's program asks for its events, and answers them to.
///
/// https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
package struct LambdaRuntime: Sendable {
    /// The variable with the API's address, which only a function has.
    package static let variable = "AWS_LAMBDA_RUNTIME_API"

    private let address: HTTPURL
    private let transport: any HTTPTransport
    /// Milliseconds since 1970.
    private let now: @Sendable () -> Int

    /// nil where the program is not run by Lambda.
    ///
    /// - Parameter transport: another one for tests; the default waits for an event as long as there is none.
    package init?(
        variables: [String: String], transport: (any HTTPTransport)? = nil,
        now: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1_000) }
    ) throws(HTTPURLError) {
        guard let host = variables[Self.variable], !host.isEmpty else { return nil }
        address = try HTTPURL(parsing: "http://\(host)/2018-06-01/runtime")
        // A function sleeps while there is nothing to do, for hours.
        self.transport = transport ?? CurlTransport(.init(connections: 1, stallTimeout: .seconds(1_000_000)))
        self.now = now
    }

    /// Handles one event after the other for as long as Lambda gives them.
    ///
    /// - Parameter handler: gives the answer, JSON. What it throws becomes the invocation's error, and the next event is
    ///   asked for. It is cancelled shortly before the function's time is over, so that the error can still be told.
    /// - Throws: where the API can't be spoken to: the program has to end, and Lambda starts another.
    package func run(
        _ handler: @escaping @Sendable (LambdaInvocation) async throws -> [UInt8]
    ) async throws(HTTPError) {
        while !Task.isCancelled {
            let invocation = try await next()
            switch await outcome(of: invocation, handler) {
            case .success(let answer): try await post("invocation/\(invocation.id)/response", answer)
            case .failure(let fault): try await post("invocation/\(invocation.id)/error", fault)
            }
        }
    }

    /// Tells that the program can't begin its work; it has to end after that.
    package func failInitialisation(_ error: any Error) async throws(HTTPError) {
        try await post("init/error", Fault(error))
    }

    private func next() async throws(HTTPError) -> LambdaInvocation {
        let request = HTTPRequest(url: url("invocation/next"), isDirect: true)
        let reply = try await transport.send(request)
        guard reply.status == 200, let invocation = LambdaInvocation(reply) else {
            throw failure(request, reply)
        }
        return invocation
    }

    /// How long before the end of the function's time its handler is cancelled, in milliseconds.
    static let margin = 1_500

    private func outcome(
        of invocation: LambdaInvocation, _ handler: @escaping @Sendable (LambdaInvocation) async throws -> [UInt8]
    ) async -> Result<[UInt8], Fault> {
        let left = max(0, invocation.deadline - now() - Self.margin)
        return await withTaskGroup(of: Result<[UInt8], Fault>?.self) { group in
            group.addTask {
                do { return .success(try await handler(invocation)) } catch { return .failure(Fault(error)) }
            }
            group.addTask {
                // Ends early, with nothing to say, once there is an answer.
                do { try await Task.sleep(for: .milliseconds(left)) } catch { return nil }
                return .failure(Fault(type: "TimeLimit", message: "The function's time is over; raise its timeout."))
            }
            var first: Result<[UInt8], Fault>?
            for await result in group {
                if let result, first == nil { first = result }
                group.cancelAll()
            }
            return first ?? .failure(Fault(type: "NoAnswer", message: "The handler ended without an answer."))
        }
    }

    private func post(_ path: String, _ answer: [UInt8]) async throws(HTTPError) {
        let headers: HTTPHeaders = ["Content-Type": "application/json"]
        try await post(
            HTTPRequest(
                method: "POST", url: url(path), headers: headers, body: .bytes(answer), timeout: .seconds(60),
                isDirect: true))
    }

    private func post(_ path: String, _ fault: Fault) async throws(HTTPError) {
        let headers: HTTPHeaders = [
            "Content-Type": "application/vnd.aws.lambda.error+json", "Lambda-Runtime-Function-Error-Type": fault.type,
        ]
        try await post(
            HTTPRequest(
                method: "POST", url: url(path), headers: headers, body: .bytes(fault.json), timeout: .seconds(60),
                isDirect: true))
    }

    private func post(_ request: HTTPRequest) async throws(HTTPError) {
        let reply = try await transport.send(request)
        // An answer that is too large, or comes late, is Lambda's to tell; the next event is there all the same.
        guard reply.status < 500 else { throw failure(request, reply) }
    }

    private func url(_ path: String) -> HTTPURL {
        var url = address
        url.path += "/" + path
        return url
    }

    private func failure(_ request: HTTPRequest, _ reply: HTTPResponse) -> HTTPError {
        HTTPError(
            code: .other, method: request.method, url: request.url,
            reason: "The Lambda Runtime API answered \(reply.status); the program has to end.")
    }

    /// What went wrong, as Lambda shows it.
    struct Fault: Error {
        /// Of the form `Category.Reason`.
        var type: String
        var message: String

        init(type: String, message: String) {
            self.type = "Program.\(type)"
            self.message = message
        }

        init(_ error: any Error) {
            if error is CancellationError {
                self.init(type: "TimeLimit", message: "The function's time is over; raise its timeout.")
            } else {
                self.init(type: "\(Swift.type(of: error))", message: "\(error)")
            }
        }

        var json: [UInt8] {
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            let text = ["errorMessage": message, "errorType": type]
            return (try? encoder.encode(text)).map { Array($0) } ?? Array("{\"errorType\":\"Program.Error\"}".utf8)
        }
    }
}

/// One event for a function.
package struct LambdaInvocation: Sendable {
    /// What the answer is told under, and the logs of Lambda know it by.
    package var id: String
    /// When the function is ended: milliseconds since 1970.
    package var deadline: Int
    /// The function, with its version or alias.
    package var functionARN: String?
    /// For X-Ray.
    package var traceID: String?
    package var event: [UInt8]

    /// nil where the reply names no invocation.
    init?(_ reply: HTTPResponse) {
        guard let id = reply.headers["Lambda-Runtime-Aws-Request-Id"], !id.isEmpty, id.utf8.allSatisfy(Self.isPlain)
        else { return nil }
        self.id = id
        deadline = reply.headers["Lambda-Runtime-Deadline-Ms"].flatMap { Int($0) } ?? Int.max / 2
        functionARN = reply.headers["Lambda-Runtime-Invoked-Function-Arn"]
        traceID = reply.headers["Lambda-Runtime-Trace-Id"]
        event = reply.body
    }

    /// What an id is made of, so that it can stand in an address.
    private static func isPlain(_ byte: UInt8) -> Bool {
        0x30...0x39 ~= byte || 0x41...0x5A ~= byte & 0xDF || byte == 0x2D || byte == 0x5F
    }
}
