import Foundation
import Testing

/// Runs tests on a few threads of their own: they wait for processes and sockets, which on the threads that all other
/// tests share would keep those from going on.
struct OwnThreads: SuiteTrait, TestTrait, TestScoping {
    var isRecursive: Bool { true }

    func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(ThreadExecutor.shared) { try await function() }
    }
}

extension Trait where Self == OwnThreads {
    /// On threads of their own.
    static var ownThreads: Self { Self() }
}

/// Runs jobs, some at a time; one that blocks keeps no more than its own thread.
private final class ThreadExecutor: TaskExecutor {
    static let shared = ThreadExecutor()

    private let queue: OperationQueue

    private init() {
        queue = OperationQueue()
        // Most of the time of a proof is spent waiting for the server or for a pause between retries.
        queue.maxConcurrentOperationCount = 3 * ProcessInfo.processInfo.activeProcessorCount
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.addOperation { [self] in unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
    }
}
