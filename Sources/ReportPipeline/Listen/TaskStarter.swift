/// What starts the run of a report: a task on AWS, or a command on this machine.
package protocol TaskStarter: Sendable {
    /// What is started, for messages; part of the token, so that two listeners don't share one.
    var target: String { get }

    /// Starts the run. The same token again starts no second one.
    ///
    /// - Parameter token: at most 64 letters and digits.
    /// - Returns: what was started, for messages.
    func start(token: String) async throws(StartError) -> String
}

/// Why no report was started.
package struct StartError: Error, Sendable, CustomStringConvertible {
    /// What went wrong, as far as it decides what to do next.
    package enum Code: Sendable, Hashable {
        /// It may go well later.
        case tryAgain
        case unavailable
        case permissionDenied
        /// The settings must be changed first.
        case unusable
        /// The command ran and failed.
        case failed
    }

    package var code: Code
    /// What failed, on what, and what to do next.
    package let description: String
    package var underlying: (any Error)?

    package init(code: Code, _ description: String, underlying: (any Error)? = nil) {
        self.code = code
        self.description = description
        self.underlying = underlying
    }
}
