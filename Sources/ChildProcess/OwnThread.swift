import Dispatch
import Synchronization

/// Says across threads that nobody waits any more.
package final class CancellationFlag: Sendable {
    private let value = Atomic(false)

    package var isSet: Bool { value.load(ordering: .relaxed) }

    fileprivate func set() { value.store(true, ordering: .relaxed) }
}

/// Does work that blocks on a thread of its own, so that no task has to wait for it.
///
/// - Parameter work: looks at its flag now and then, which is set when the task is cancelled, and returns soon after.
package func onOwnThread<Value: Sendable, Fault: Error>(
    _ work: @escaping @Sendable (CancellationFlag) throws(Fault) -> Value
) async throws(Fault) -> Value {
    let isCancelled = CancellationFlag()
    let result = await withTaskCancellationHandler {
        await withCheckedContinuation { (continuation: CheckedContinuation<Result<Value, Fault>, Never>) in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { () throws(Fault) in try work(isCancelled) })
            }
        }
    } onCancel: {
        isCancelled.set()
    }
    return try result.get()
}
