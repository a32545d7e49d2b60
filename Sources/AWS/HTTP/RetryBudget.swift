import Synchronization

/// How many retries all requests of a client may spend together, so that a service which is down is left alone instead of
/// being asked several times as often: the AWS SDKs' token bucket.
///
/// Each retry takes tokens, each success gives one back. 500 tokens are enough for every one of 32 requests in flight to
/// use up nearly all its own tries.
package final class RetryBudget: Sendable {
    private let capacity: Int
    private let tokens: Mutex<Int>

    package init(capacity: Int = 500) {
        self.capacity = capacity
        tokens = Mutex(capacity)
    }

    /// Takes what a retry costs; false where too little is left. A service that asks for fewer requests is not down: the
    /// waits grow long and each request's own tries bound the rest, so those retries are free.
    package func take(for failure: RetryableFailure) -> Bool {
        if failure.isThrottled { return true }
        let cost = 5
        return tokens.withLock { tokens in
            guard tokens >= cost else { return false }
            tokens -= cost
            return true
        }
    }

    /// Notes that a request went well.
    package func succeeded() {
        tokens.withLock { $0 = min($0 + 1, capacity) }
    }
}
