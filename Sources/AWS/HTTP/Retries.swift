/// Sends requests again as a policy and a budget allow, with the waiting and the chance given from outside.
package struct Retries: Sendable {
    package var policy: RetryPolicy
    /// Shared by all requests of a client.
    package var budget: RetryBudget
    /// Throws where the task was cancelled.
    package var sleep: @Sendable (Duration) async throws -> Void
    /// From 0 up to 1.
    package var random: @Sendable () -> Double

    package init(
        policy: RetryPolicy = RetryPolicy(), budget: RetryBudget = RetryBudget(),
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) },
        random: @escaping @Sendable () -> Double = { .random(in: 0..<1) }
    ) {
        self.policy = policy
        self.budget = budget
        self.sleep = sleep
        self.random = random
    }

    /// The first reply that is no passing failure, or the last one, whatever its status.
    ///
    /// - Parameters:
    ///   - judge: what tells passing failures from others.
    ///   - attempt: signs and sends the request, told which try it is, from 1: a signature holds for one try.
    package func send(
        judge: @Sendable (HTTPResponse) -> RetryableFailure? = { RetryableFailure($0) },
        _ attempt: (_ number: Int) async throws(HTTPError) -> HTTPResponse
    ) async throws(HTTPError) -> HTTPResponse {
        var number = 1
        while true {
            let result: Result<HTTPResponse, HTTPError>
            let failure: RetryableFailure?
            do throws(HTTPError) {
                let response = try await attempt(number)
                failure = judge(response)
                result = .success(response)
            } catch {
                failure = RetryableFailure(error)
                result = .failure(error)
            }
            guard let failure else {
                if case .success = result { budget.succeeded() }
                return try result.get()
            }
            guard let delay = delay(attempt: number, failure: failure) else { return try result.get() }
            // Where the wait is cut short by a cancellation, the next try ends at once and says so.
            try? await sleep(delay)
            number += 1
        }
    }

    /// How long to wait before the next try, paid from the budget; nil to give up.
    package func delay(attempt: Int, failure: RetryableFailure) -> Duration? {
        guard let delay = policy.delay(attempt: attempt, failure: failure, random: random()) else { return nil }
        return budget.take(for: failure) ? delay : nil
    }
}
