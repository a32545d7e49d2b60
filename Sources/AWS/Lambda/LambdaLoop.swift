import FoundationEssentials

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A Lambda function: events in, answers out, one after another, for as long as Lambda lets the program live.
package struct LambdaLoop: Sendable {
    /// Handles one event and gives the answer, which is JSON.
    package typealias Handler = @Sendable (LambdaInvocation) async throws -> [UInt8]

    private let runtime: LambdaRuntime
    private let secrets: [String]
    /// Told of what failed, besides Lambda.
    private let note: @Sendable (String) -> Void

    /// - Parameter secrets: texts that no error may tell.
    package init(_ runtime: LambdaRuntime, secrets: [String], note: @escaping @Sendable (String) -> Void) {
        self.runtime = runtime
        self.secrets = secrets
        self.note = note
    }

    /// Makes the handler and hands it one event after another. An error in it ends an invocation, never the loop.
    ///
    /// - Throws: where Lambda can't be reached any more, or the handler can't be made, which Lambda is told of.
    package func run(_ start: () async throws -> Handler) async throws {
        let handler: Handler
        do { handler = try await start() } catch {
            try await runtime.failStart(fault(error))
            throw error
        }
        while true { try await serve(handler) }
    }

    /// Waits for one event and handles it.
    package func serve(_ handler: @escaping Handler) async throws(LambdaRuntimeError) {
        let invocation = try await runtime.next()
        Self.setTrace(invocation.traceID)
        do {
            let answer = try await Self.answer(invocation, handler)
            do throws(LambdaRuntimeError) { return try await runtime.respond(to: invocation.requestID, answer) } catch {
                guard error.code == .tooLarge else { throw error }
                try await tell(error, of: invocation)
            }
        } catch let error as LambdaRuntimeError { throw error } catch { try await tell(error, of: invocation) }
    }

    private func tell(_ error: any Error, of invocation: LambdaInvocation) async throws(LambdaRuntimeError) {
        let fault = fault(error)
        note("error: \(fault.message)")
        try await runtime.fail(invocation.requestID, fault)
    }

    private func fault(_ error: any Error) -> LambdaFault { LambdaFault(error, hiding: secrets) }

    /// The handler's answer, or an error shortly before Lambda would end the program without a word.
    private static func answer(_ invocation: LambdaInvocation, _ handler: @escaping Handler) async throws -> [UInt8] {
        let now = Int(Date().timeIntervalSince1970 * 1_000)
        guard let time = invocation.timeForWork(now: now) else { return try await handler(invocation) }
        return try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask { try await handler(invocation) }
            group.addTask {
                try await Task.sleep(for: time)
                throw LambdaTimeout(milliseconds: Int(time / .milliseconds(1)))
            }
            defer { group.cancelAll() }
            guard let answer = try await group.next() else { throw CancellationError() }
            return answer
        }
    }

    /// Hands the trace on as AWS's own runtimes do. Nothing else runs between two events that could read the variable
    /// meanwhile.
    private static func setTrace(_ id: String?) {
        if let id { _ = unsafe setenv("_X_AMZN_TRACE_ID", id, 1) } else { _ = unsafe unsetenv("_X_AMZN_TRACE_ID") }
    }
}

/// The work took longer than the function may.
package struct LambdaTimeout: Error, Sendable, CustomStringConvertible {
    package var milliseconds: Int

    package var description: String {
        "The work was not done after \(milliseconds) ms. Give the function more time or more memory."
    }
}
