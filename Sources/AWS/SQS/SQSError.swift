/// Why a queue could not be used: which one, what went wrong, and what to do about it.
package struct SQSError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        case notFound
        case permissionDenied
        case unauthenticated
        case unavailable
        case cancelled
        case other
    }

    package var code: Code
    /// For example `ReceiveMessage`.
    package var operation: String
    package var queue: String
    package var reason: String
    package var underlying: (any Error)?

    init(code: Code, operation: String, queue: String, reason: String, underlying: (any Error)? = nil) {
        self.code = code
        self.operation = operation
        self.queue = queue
        self.reason = reason
        self.underlying = underlying
    }

    init(_ failure: ServiceFailure, operation: String, queue: String) {
        self.init(
            code: Self.code(failure), operation: operation, queue: queue, reason: "\(failure)", underlying: failure)
    }

    private static func code(_ failure: ServiceFailure) -> Code {
        switch failure.cause {
        case .cancelled: return .cancelled
        case .uncredentialed: return .unauthenticated
        case .unsent, .unreadable: return .unavailable
        case .refused(let error):
            switch (error.code, error.kind) {
            case ("QueueDoesNotExist", _), ("InvalidAddress", _): return .notFound
            case (_, .permissionDenied): return .permissionDenied
            case (_, .unauthenticated), (_, .clockSkew), (_, .expiredCredentials): return .unauthenticated
            default: return failure.isPassing ? .unavailable : .other
            }
        }
    }

    package var description: String {
        let end = reason.utf8.last == 0x2E ? "" : "."
        return "\(operation) of queue '\(ForeignText.shown(queue))' failed: \(ForeignText.shown(reason))\(end)"
            + (remedy.map { " \($0)" } ?? "")
    }

    private var remedy: String? {
        switch code {
        case .notFound: "Check the queue's address (aws sqs get-queue-url) and the region."
        case .permissionDenied:
            "Allow sqs:ReceiveMessage, sqs:DeleteMessage and sqs:ChangeMessageVisibility on the queue."
        case .unauthenticated: "Check the credentials (aws sts get-caller-identity shows whose they are)."
        case .unavailable: "Try again later."
        case .cancelled, .other: nil
        }
    }
}
