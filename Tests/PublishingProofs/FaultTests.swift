import AWS
import Foundation
import Synchronization
import TestSupport
import Testing

/// A store that fails in every way it can, at every step: the run recovers, or stops with the right exit code and leaves
/// a sound site.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct FaultTests {
    /// A site that was published once and has a new, a changed and a removed report since.
    private func changedSite() async throws -> Proof {
        let proof = try await Proof()
        for day in 1...3 { try proof.write("sales/sales-2024-01-0\(day)-00-00-00") }
        try proof.write("other")
        let first = try proof.publish()
        try #require(first.status == 0, "\(first.diagnostics)")
        try proof.write("sales/sales-2024-01-04-00-00-00")
        try proof.write("other", "print(2)")
        try proof.remove("sales/sales-2024-01-02-00-00-00")
        proof.proxy.reset()
        return proof
    }

    /// Whether the site is what a clean build makes, without a broken link.
    private func expectComplete(_ proof: Proof, _ comment: String) throws {
        let pages = try proof.site.pages()
        let problems = differences(pages, try proof.cleanBuild()) + brokenLinks(pages)
        #expect(problems.isEmpty, "\(comment): \(problems)")
    }

    static let passing: [Fault] = [
        .loseReply, .resetBeforeReply, .reply(.internalError), .reply(.slowDown), .truncateReply(after: 10),
        .resetReply(after: 10), .truncateRequest(after: 200), .resetRequest(after: 200),
        .slowReply(piece: 1_000, pause: .milliseconds(1)), .slowRequest(piece: 1_000, pause: .milliseconds(1)),
        .slowFirstByte(.milliseconds(30)), .staleRead, .corruptRequest(at: 300),
    ]

    @Test(arguments: passing)
    func oneFaultAtEachStepInTurnIsSurvived(fault: Fault) async throws {
        var number = 1
        var isOver = false
        while !isOver {
            let proof = try await changedSite()
            let step = number
            proof.proxy.decide { $0.number == step ? fault : nil }
            let run = try proof.publish()
            proof.proxy.settle()
            let log = proof.proxy.log
            isOver = log.count < step
            let place = log.first { $0.number == step }?.line ?? "no request \(step)"
            #expect(run.status == 0, "\(place): \(run.diagnostics)")
            try expectComplete(proof, place)
            number += Proof.stride
        }
        #expect(number > 5)
    }

    @Test(arguments: [StoreReply.preconditionFailed, .conflict, .tooManyRequests])
    func aRefusedWriteAtEachStepIsSurvived(reply: StoreReply) async throws {
        var number = 1
        var isOver = false
        while !isOver {
            let proof = try await changedSite()
            let count = Mutex(0)
            let step = number
            proof.proxy.decide { request in
                guard request.method == "PUT" else { return nil }
                return count.withLock { count in
                    count += 1
                    return count == step ? .reply(reply) : nil
                }
            }
            let run = try proof.publish()
            isOver = count.withLock { $0 } < step
            #expect(run.status == 0, "\(reply.code) at PUT \(step): \(run.diagnostics)")
            try expectComplete(proof, "\(reply.code) at PUT \(step)")
            number += Proof.stride
        }
        #expect(number > 5)
    }

    @Test func everyReplyLostOnceIsSurvived() async throws {
        let proof = try await changedSite()
        try expectSurvivesOnEachTarget(proof, times: 1, .loseReply)
        // The manifest's own write was not taken for another run's: one commit, one completion.
        let manifest = String(decoding: try proof.site.object("_sitegen/manifest.json").body, as: UTF8.self)
        #expect(manifest.contains("\"generation\":2"), "\(manifest.prefix(200))")
    }

    @Test func aStormOf503IsSurvived() async throws {
        try expectSurvivesOnEachTarget(try await changedSite(), times: 2, .reply(.slowDown))
    }

    /// More refusals than a budget of retries holds: a store that throttles is not one that is down.
    @Test(.enabled(if: Proof.isFull, "SITEGEN_PROOFS=full")) func aLongStormOf503IsSurvived() async throws {
        let proof = try await Proof()
        for number in 0..<300 { try proof.write("run-\(number)/run-2024-01-01-00-00-00") }
        try expectSurvivesOnEachTarget(proof, times: 2, .reply(.slowDown))
    }

    private func expectSurvivesOnEachTarget(_ proof: Proof, times: Int, _ fault: Fault) throws {
        let seen = Mutex<[String: Int]>([:])
        proof.proxy.decide { request in
            seen.withLock { seen in
                seen[request.method + request.path, default: 0] += 1
                return seen[request.method + request.path, default: 0] <= times ? fault : nil
            }
        }
        let run = try proof.publish()
        #expect(run.status == 0, "\(run.diagnostics)")
        try expectComplete(proof, "\(fault) \(times) times each")
    }

    /// Faults that do not pass, from which request on, and what the run ends with.
    static let lasting: [(Fault, Int32)] = [
        (.reply(.expiredToken), 77), (.reply(.accessDenied), 77), (.resetBeforeReply, 69), (.reply(.internalError), 69),
    ]

    @Test(arguments: lasting, [1, 2, 5, 9, 14])
    func aFaultThatStaysStopsTheRunAndLeavesASoundSite(fault: (Fault, Int32), from step: Int) async throws {
        let proof = try await changedSite()
        let before = try proof.site.pages()
        proof.proxy.decide { $0.number >= step ? fault.0 : nil }
        let run = try proof.publish()
        #expect(run.status == fault.1, "\(fault.0) from \(step): \(run.diagnostics)")
        #expect(!run.diagnostics.contains(Proof.keys.secretAccessKey))
        let seen = try proof.site.pages()
        let problems = brokenLinks(seen, before: Set(before.keys))
        #expect(problems.isEmpty, "\(fault.0) from \(step): \(problems)")
        proof.proxy.reset()
        let next = try proof.publish()
        #expect(next.status == 0, "\(next.diagnostics)")
        try expectComplete(proof, "after \(fault.0) from \(step)")
    }

    @Test func aWrongClockIsSetRightOnce() async throws {
        let proof = try await changedSite()
        // The store's clock is four minutes ahead, and it minds.
        proof.proxy.decide { request in
            let time = (request.fields["x-amz-date"] ?? "").split(separator: "T").last.map(String.init) ?? ""
            let ahead = StoreReply.clock(ahead: 240).prefix(4)
            let isRight =
                time.hasPrefix(ahead) || time.hasPrefix(StoreReply.clock(ahead: 180).prefix(4))
                || time.hasPrefix(StoreReply.clock(ahead: 300).prefix(4))
            return isRight ? nil : .reply(.skewed(by: 240))
        }
        let run = try proof.publish()
        #expect(run.status == 0, "\(run.diagnostics)")
        try expectComplete(proof, "a clock four minutes behind")
        let refused = proof.proxy.log.filter { $0.status == 403 }.count
        // Those that were under way when the first answer came.
        #expect((1...16).contains(refused), "\(refused)")
    }

    @Test func endedCredentialsAreFetchedAnew() async throws {
        let proof = try await changedSite()
        let process = try CredentialProcess(in: proof.folder.path)
        proof.proxy.rules = [FaultRule("PUT", skipping: 2, times: 1, does: .reply(.expiredToken))]
        let run = try Proof.start(proof.arguments(["--profile", "p"]), environment: process.environment)
        run.wait()
        #expect(run.status == 0, "\(run.diagnostics)")
        #expect(try process.count == 2)
        try expectComplete(proof, "credentials that ended")
    }
}
