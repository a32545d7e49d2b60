import Synchronization
import TestSupport

/// CloudFront's one operation, as it answers it; a proxy before it makes it fail.
final class InvalidationServer: Sendable {
    /// What it was told to forget.
    struct Batch: Sendable, Hashable {
        var reference: String
        var paths: [String]
    }

    private let listener: Listener
    private let taken = Mutex<[Batch]>([])

    init() throws {
        listener = try Listener()
        listener.start { [weak self] in self?.serve(MessageStream($0)) }
    }

    deinit { listener.stop() }

    var port: UInt16 { listener.port }

    /// The invalidations it made: a repeated request is none of its own.
    var batches: [Batch] { taken.withLock { $0 } }

    private func serve(_ stream: MessageStream) {
        while let head = try? stream.head(), let body = try? stream.body(of: head) {
            let reply = answer(String(decoding: body, as: UTF8.self))
            let bytes = "HTTP/1.1 \(reply.status)\r\nContent-Length: \(reply.text.utf8.count)\r\n\r\n\(reply.text)"
            guard (try? stream.connection.write(Array(bytes.utf8))) != nil else { return }
        }
    }

    private func answer(_ text: String) -> (status: String, text: String) {
        func elements(_ name: String) -> [String] {
            text.split(separator: "<\(name)>").dropFirst().compactMap {
                $0.split(separator: "</").first.map(String.init)
            }
        }
        let batch = Batch(reference: elements("CallerReference").first ?? "", paths: elements("Path"))
        let isTaken = taken.withLock { taken in
            guard let same = taken.first(where: { $0.reference == batch.reference }) else {
                taken.append(batch)
                return true
            }
            return same == batch
        }
        guard isTaken else {
            return (
                "400 Bad Request",
                "<ErrorResponse><Error><Code>InvalidationBatchAlreadyExists</Code></Error></ErrorResponse>"
            )
        }
        return ("201 Created", "<Invalidation><Id>I\(batch.reference)</Id><Status>InProgress</Status></Invalidation>")
    }
}
