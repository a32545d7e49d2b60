package import AWS
import FoundationEssentials

/// Takes events from a queue, as Lambda does for a function, and deletes what is done.
package struct QueueListener: Sendable {
    private let queue: SQS
    private let listener: Listener
    /// Seconds to wait for the first message, at most 20.
    private let wait: Int
    /// Seconds without another message after which a batch is whole.
    private let pause: Int
    /// How long work may take before its messages are hidden again, and how long each hiding lasts.
    private let renewal: Duration

    /// A batch ends here although messages still come, before the first ones of it show again.
    private static let longestGathering: Duration = .seconds(20)
    private static let largestBatch = 1_000

    package init(_ queue: SQS, _ listener: Listener, wait: Int = 20, pause: Int = 3, renewal: Duration = .seconds(10)) {
        self.queue = queue
        self.listener = listener
        self.wait = wait
        self.pause = pause
        self.renewal = renewal
    }

    /// Waits for messages and handles them as one batch; nil where none came.
    ///
    /// Messages that failed are left: SQS shows them again, and after `maxReceiveCount` moves them to the dead letters.
    package func once() async throws -> ListenSummary? {
        let messages = try await gather()
        if messages.isEmpty { return nil }
        let summary = try await whileHidden(messages) { try await listener.handle(try Self.batch(messages)) }
        let failed = Set(summary.failedMessages)
        try await queue.delete(messages.filter { !failed.contains($0.id) })
        return summary
    }

    private func gather() async throws -> [SQS.Message] {
        var messages = try await queue.receive(wait: wait)
        if messages.isEmpty { return [] }
        // Files are written one after another: their messages come one after another, and are one report's.
        let end = ContinuousClock.now + Self.longestGathering
        while pause > 0, messages.count < Self.largestBatch, ContinuousClock.now < end {
            let more = try await queue.receive(wait: pause)
            if more.isEmpty { break }
            messages += more
        }
        return messages
    }

    /// Keeps messages from others for as long as the work takes.
    private func whileHidden(
        _ messages: [SQS.Message], _ work: @escaping @Sendable () async throws -> ListenSummary
    ) async throws -> ListenSummary {
        try await withThrowingTaskGroup(of: ListenSummary?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                while true {
                    do { try await Task.sleep(for: renewal) } catch { return nil }
                    // Where it fails the messages show again, and the token keeps a second report from starting.
                    try? await queue.hide(messages, seconds: 60)
                }
            }
            defer { group.cancelAll() }
            guard let summary = try await group.next() ?? nil else { throw CancellationError() }
            return summary
        }
    }

    private static func batch(_ messages: [SQS.Message]) throws -> [UInt8] {
        let batch = Batch(messages: messages.map { Batch.Message(id: $0.id, body: $0.body) })
        return Array(try JSONEncoder().encode(batch))
    }

    /// Messages as ReceiveMessage gives them.
    private struct Batch: Encodable {
        var messages: [Message]

        struct Message: Encodable {
            var id: String
            var body: String

            private enum CodingKeys: String, CodingKey {
                case id = "MessageId"
                case body = "Body"
            }
        }

        private enum CodingKeys: String, CodingKey { case messages = "Messages" }
    }
}
