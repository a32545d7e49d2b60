package import AWS
import FoundationEssentials

/// Reads a queue on a machine that is no Lambda function: a batch at a time, deleted once its report was started.
package struct QueueReader: Sendable {
    let queue: MessageQueue
    let run: ListenRun

    package init(queue: MessageQueue, run: ListenRun) {
        self.queue = queue
        self.run = run
    }

    /// Takes what is there, at most 100 messages, so that many changes at once start one report.
    ///
    /// - Parameter seconds: how long to wait for a first message.
    /// - Returns: what became of them; nil where there were none.
    package func readOnce(waiting seconds: Int) async throws -> ListenSummary? {
        var messages = try await queue.receive(waiting: seconds)
        while !messages.isEmpty, messages.count < 100 {
            let more = try await queue.receive(waiting: 1)
            if more.isEmpty { break }
            messages += more
        }
        guard !messages.isEmpty else { return nil }
        var summary = try await run.handle(try Self.batch(messages))
        let failed = Set(summary.failedMessages)
        // Those that failed come again when their time in the queue is over, and are put aside after some tries.
        let done = messages.filter { !failed.contains($0.id) }
        for start in stride(from: 0, to: done.count, by: 10) {
            let left = try await queue.delete(Array(done[start..<min(start + 10, done.count)]))
            summary.notices += left.sorted().map { "Message \($0) could not be deleted and will come again." }
        }
        return summary
    }

    private struct Batch: Encodable {
        struct Record: Encodable {
            var body, messageId: String
        }

        var Records: [Record]
    }

    /// The messages as Lambda would be given them.
    private static func batch(_ messages: [MessageQueue.Message]) throws -> [UInt8] {
        let records = messages.map { Batch.Record(body: $0.body, messageId: $0.id) }
        return Array(try JSONEncoder().encode(Batch(Records: records)))
    }
}
