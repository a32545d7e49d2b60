/// When requests are sent again.
package struct RetryPolicy: Sendable {
    package var attempts: Int
    package init(attempts: Int = 6) { self.attempts = attempts }
    func delay(attempt: Int, isThrottling: Bool) -> Duration? {
        guard attempt < attempts else { return nil }
        let base = isThrottling ? 1_000 : 50
        return .milliseconds(Int.random(in: 0...min(20_000, base << min(attempt, 9))))
    }
}
