/// Keeps requests to a host apart: each begins an interval after the one before, or later.
package struct RequestPace: Sendable {
    private let interval: Duration
    private let now: @Sendable () -> ContinuousClock.Instant
    private let sleep: @Sendable (Duration) async throws -> Void
    private var earliest: ContinuousClock.Instant?

    /// - Parameter sleep: throws where the task was cancelled.
    package init(
        interval: Duration, now: @escaping @Sendable () -> ContinuousClock.Instant = { .now },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.interval = interval
        self.now = now
        self.sleep = sleep
    }

    /// Waits until a request may begin.
    package mutating func turn() async throws {
        let present = now()
        let start = max(present, earliest ?? present)
        earliest = start + interval
        if start > present { try await sleep(start - present) }
    }
}
