import AWS
import Synchronization

/// Counts what a run asked of S3, by store and operation.
final class RequestCounts: Sendable {
    private let counts = Mutex<[String: [String: Int]]>([:])

    func note(_ request: S3RequestRecord, of setting: Setting) {
        counts.withLock { $0[setting.rawValue, default: [:]][request.operation, default: 0] += 1 }
    }

    /// Requests by store (`source`, `destination`) and operation.
    var byStore: [String: [String: Int]] { counts.withLock { $0 } }
}
