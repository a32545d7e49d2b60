import FoundationEssentials
import Notebook

/// The one thing asked of Elastic Container Service: to run a task.
///
/// https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
package struct ECS: Sendable {
    private let service: JSONService
    private let retries: Retries

    /// - Parameter retries: how often, and after which waits, a cluster without room is asked again.
    package init(_ service: JSONService, retries: Retries = Retries(policy: RetryPolicy(throttledTries: 3))) {
        self.service = service
        self.retries = retries
    }

    /// Runs one task on Fargate. Asked again with the same client token, it answers with the task that runs already.
    ///
    /// - Returns: the task's ARN; nil where the token started a task before whose answer ECS has not any more.
    package func runTask(_ task: TaskRequest) async throws(ECSError) -> String? {
        let body: [UInt8]
        do { body = Array(try JSONEncoder().encode(task)) } catch {
            throw ECSError(code: .other, task: task, reason: "The request can't be written")
        }
        var attempt = 1
        while true {
            let failure: ECSError
            do throws(ECSError) { return try await once(body, task) } catch { failure = error }
            guard failure.code == .noRoom,
                let wait = retries.delay(attempt: attempt, failure: RetryableFailure(isThrottled: true))
            else { throw failure }
            do { try await retries.sleep(wait) } catch {
                throw ECSError(code: .cancelled, task: task, reason: "The run was cancelled")
            }
            attempt += 1
        }
    }

    private func once(_ body: [UInt8], _ task: TaskRequest) async throws(ECSError) -> String? {
        let reply: JSONDocument
        do throws(ServiceFailure) { reply = try await service.call("RunTask", body: body) } catch {
            // The token started a task when the settings were others.
            if error.code == "ConflictException" { return nil }
            throw ECSError(error, task: task)
        }
        // What can't be placed is told in a reply that counts as a success.
        if let failure = reply.root["failures"]?.elements.first { throw ECSError(placing: failure, task: task) }
        guard let arn = reply.root["tasks"]?.elements.first?["taskArn"]?.string else {
            throw ECSError(code: .other, task: task, reason: "The reply names neither a task nor a failure")
        }
        return arn
    }
}

extension AWSAccess {
    /// The client of ECS in the region of the settings.
    package func ecs() throws(AWSConfigurationError) -> ECS {
        ECS(try jsonService(.ecs, host: "ecs", target: "AmazonEC2ContainerServiceV20141113"))
    }
}
