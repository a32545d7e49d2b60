/// An event that Lambda hands to the program.
package struct LambdaInvocation: Sendable {
    /// What the answer must name.
    package var requestID: String
    /// When Lambda ends the program: milliseconds since 1970.
    package var deadline: Int
    /// Of X-Ray; nil where nothing is traced.
    package var traceID: String?
    /// The function as it was called.
    package var functionARN: String?
    /// The event, JSON mostly.
    package var body: [UInt8]

    package init(
        requestID: String, deadline: Int, traceID: String? = nil, functionARN: String? = nil, body: [UInt8] = []
    ) {
        self.requestID = requestID
        self.deadline = deadline
        self.traceID = traceID
        self.functionARN = functionARN
        self.body = body
    }

    /// Reads a reply; nil where it names no request, or one that can't be a part of a path.
    init?(_ reply: HTTPResponse) {
        guard let id = reply.headers["Lambda-Runtime-Aws-Request-Id"], !id.isEmpty,
            id.utf8.allSatisfy({ byte in
                switch byte {
                case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x5F: true
                default: false
                }
            })
        else { return nil }
        self.init(
            requestID: id, deadline: reply.headers["Lambda-Runtime-Deadline-Ms"].flatMap { Int($0) } ?? .max,
            traceID: reply.headers["Lambda-Runtime-Trace-Id"],
            functionARN: reply.headers["Lambda-Runtime-Invoked-Function-Arn"], body: reply.body)
    }

    /// How long the work may take: what is left, less what the answer needs; nil without a deadline.
    ///
    /// - Parameter now: milliseconds since 1970.
    package func timeForWork(now: Int) -> Duration? {
        guard deadline != .max else { return nil }
        let left = max(0, deadline - now)
        return .milliseconds(left - min(left / 10, 1_000))
    }
}
