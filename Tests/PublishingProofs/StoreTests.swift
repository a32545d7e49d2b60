import Foundation
import TestSupport
import Testing

/// A store that ignores conditional writes: refused, unless somebody says that only one run publishes at a time.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct StoreTests {
    private func proof(before ignoring: Bool = true) async throws -> Proof {
        let proof = try await Proof()
        try proof.write("sales/sales-2024-01-01-00-00-00")
        if ignoring { ignoreConditions(proof) }
        return proof
    }

    private func ignoreConditions(_ proof: Proof) {
        proof.proxy.decide { ["PUT", "DELETE"].contains($0.method) ? .ignoreConditions : nil }
    }

    @Test func isRefusedBeforeAnythingIsWritten() async throws {
        let proof = try await proof()
        let run = try proof.publish()
        #expect(run.status == 78, "\(run.diagnostics)")
        #expect(run.diagnostics.contains("--allow-unsafe-store"), "\(run.diagnostics)")
        #expect(try proof.site.objects().isEmpty)
    }

    @Test func isUsedWhereThatIsAllowedAndToldOfInEveryRun() async throws {
        let proof = try await proof()
        try proof.site.put("reports/sales/foreign.txt", [1])
        try proof.site.put("robots.txt", [2])
        for text in ["print(1)", "print(2)"] {
            try proof.write("other", text)
            let run = try proof.publish(arguments: ["--allow-unsafe-store"])
            #expect(run.status == 0, "\(run.diagnostics)")
            #expect(run.diagnostics.contains("ignores the conditions"), "\(run.diagnostics)")
            #expect(try proof.site.object("robots.txt").body == [2])
            #expect(try proof.site.object("reports/sales/foreign.txt").body == [1])
        }
        try proof.site.remove("robots.txt")
        try proof.write("more")
        #expect(try proof.publish(arguments: ["--allow-unsafe-store"]).status == 0)
        var pages = try proof.site.pages()
        pages["reports/sales/foreign.txt"] = nil
        #expect(differences(pages, try proof.cleanBuild()).isEmpty)
        // A run that was not told so refuses again.
        let run = try proof.publish()
        #expect(run.status == 78, "\(run.diagnostics)")
    }

    @Test func theStoreIsProbedByTheFirstRunOnly() async throws {
        let proof = try await proof(before: false)
        #expect(try proof.publish().status == 0)
        #expect(proof.proxy.log.filter { $0.path.contains("/_sitegen/probe-") }.count == 6)
        #expect(try proof.site.objects().keys.filter { $0.hasPrefix("_sitegen/") } == ["_sitegen/manifest.json"])
        proof.proxy.reset()
        try proof.write("other")
        #expect(try proof.publish().status == 0)
        #expect(!proof.proxy.log.contains { $0.path.contains("/_sitegen/probe-") })
    }

    @Test func aDryRunProbesNothing() async throws {
        let proof = try await proof()
        #expect(try proof.publish(arguments: ["--dry-run"]).status == 0)
        #expect(proof.proxy.log.allSatisfy { ["GET", "HEAD"].contains($0.method) })
    }
}
