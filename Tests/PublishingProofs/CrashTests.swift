import Foundation
import Synchronization
import TestSupport
import Testing

/// A run is killed after each of its requests in turn: what readers see stays sound, and the next run completes the site.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct CrashTests {
    /// What a run that is killed was about to do.
    enum Work: String, CaseIterable, Sendable {
        case firstPublish, update, newSeries, goneSeries, nothingChanged, templateChanged
    }

    @Test(arguments: Work.allCases)
    func killedAfterEachRequestTheSiteStaysSoundAndTheNextRunCompletesIt(work: Work) async throws {
        var number = 1
        while try await killed(after: number, in: work) {
            number += Proof.killStride
            if number > 200 {
                Issue.record("\(work): more than 200 requests")
                return
            }
        }
        #expect(number > 1)
    }

    /// Whether the run was still at work after so many requests.
    private func killed(after number: Int, in work: Work) async throws -> Bool {
        let proof = try await Proof()
        let more = try prepare(proof, work)
        let clean = try proof.cleanBuild(more)
        // Pages that this run takes out count as long as one that counts links to them.
        let before = Set(try proof.site.objects().keys).intersection(clean.keys)
        let started = Mutex<SitegenRun?>(nil)
        let wasKilled = Mutex(false)
        proof.proxy.stopAfter(number) {
            wasKilled.withLock { $0 = true }
            // The first request may come before the start returned.
            while started.withLock({ $0 == nil }) { Thread.sleep(forTimeInterval: 0.001) }
            started.withLock { $0?.kill() }
        }
        let run = try Proof.start(proof.arguments(more))
        started.withLock { $0 = run }
        run.wait()
        proof.proxy.settle()
        let isDone = !wasKilled.withLock { $0 }
        let seen = try proof.site.objects()
        let broken = brokenLinks(seen, before: before)
        #expect(broken.isEmpty, "\(work) killed after \(number): \(proof.proxy.log.last?.line ?? "") \(broken)")
        if isDone { #expect(run.status == 0, "\(run.diagnostics)") }
        proof.proxy.reset()
        let next = try Proof.start(proof.arguments(more))
        next.wait()
        #expect(next.status == 0, "\(work) after \(number): \(next.diagnostics)")
        let different = differences(try proof.site.pages(), clean)
        #expect(different.isEmpty, "\(work) killed after \(number), then completed: \(different)")
        return !isDone
    }

    /// Brings the site to where the work begins; the options of the work.
    private func prepare(_ proof: Proof, _ work: Work) throws -> [String] {
        for day in 1...3 { try proof.write("sales/sales-2024-01-0\(day)-00-00-00") }
        try proof.write("other")
        try proof.write("single/single-2024-02-01-00-00-00")
        guard work != .firstPublish else { return [] }
        let first = try proof.publish()
        try #require(first.status == 0, "\(first.diagnostics)")
        switch work {
        case .firstPublish, .nothingChanged: return []
        case .templateChanged: return ["--title", "Another title"]
        case .newSeries:
            // A second run makes a series of a single report, and two runs come with a series of their own.
            try proof.write("single/single-2024-02-02-00-00-00")
            for day in 1...2 { try proof.write("fresh/fresh-2024-03-0\(day)-00-00-00") }
            return []
        case .goneSeries:
            try proof.remove("single/single-2024-02-01-00-00-00")
            return []
        case .update:
            try proof.write("sales/sales-2024-01-04-00-00-00")
            try proof.write("other", "print(2)")
            try proof.remove("sales/sales-2024-01-02-00-00-00")
            return []
        }
    }
}
