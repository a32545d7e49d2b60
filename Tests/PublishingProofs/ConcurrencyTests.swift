import Foundation
import TestSupport
import Testing

/// Many publishers of one site at once.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct ConcurrencyTests {
    private static let publishers = 16

    private func name(_ number: Int) -> String { "series-\(number % 4)/run-2024-02-\(10 + number)-00-00-00" }

    /// The site is complete, and its index no older than the manifest.
    private func expectComplete(_ proof: Proof) throws {
        let pages = try proof.site.pages()
        let problems = differences(pages, try proof.cleanBuild()) + brokenLinks(pages)
        #expect(problems.isEmpty, "\(problems)")
        let manifest = try JSONSerialization.jsonObject(
            with: Data(try proof.site.object("_sitegen/manifest.json").body))
        let generation = (manifest as? [String: Any])?["generation"] as? Int
        let index = try proof.site.object("index.html").fields["x-amz-meta-sitegen"].flatMap { Int($0) }
        // That it is of this generation is told by its bytes, compared above. Its marker may be of an earlier one whose index
        // has the same bytes, and so the same ETag: a slow run of that one could still write it.
        let (told, newest) = (try #require(index), try #require(generation))
        #expect((1...newest).contains(told), "index \(told), manifest \(newest)")
    }

    private func expectSuccess(_ runs: [SitegenRun]) {
        for (number, run) in runs.enumerated() {
            run.wait()
            #expect(run.status == 0, "publisher \(number): \(run.diagnostics)")
        }
    }

    @Test func eachWithAReportOfItsOwnLosesNone() async throws {
        let proof = try await Proof()
        try proof.write("first")
        #expect(try proof.publish().status == 0)
        let names = (0..<Self.publishers).map(name)
        for name in names { try proof.write(name) }
        expectSuccess(try names.map { try Proof.start(proof.arguments(["--key", $0 + ".ipynb"])) })
        try expectComplete(proof)
    }

    @Test func eachWithAReportOfItsOwnOnAnEmptySite() async throws {
        let proof = try await Proof()
        let names = (0..<Self.publishers).map(name)
        for name in names { try proof.write(name) }
        expectSuccess(try names.map { try Proof.start(proof.arguments(["--key", $0 + ".ipynb"])) })
        try expectComplete(proof)
    }

    @Test func allWithTheSameReports() async throws {
        let proof = try await Proof()
        for number in 0..<8 { try proof.write(name(number)) }
        expectSuccess(try (0..<Self.publishers).map { _ in try Proof.start(proof.arguments()) })
        try expectComplete(proof)
        try proof.write(name(0), "print(2)")
        try proof.write(name(9))
        try proof.remove(name(3))
        expectSuccess(try (0..<Self.publishers).map { _ in try Proof.start(proof.arguments()) })
        try expectComplete(proof)
    }

    @Test func reportsThatArriveWhileOthersPublish() async throws {
        let proof = try await Proof()
        var runs: [SitegenRun] = []
        for number in 0..<Self.publishers {
            try proof.write(name(number))
            if number % 3 == 2 { try proof.write(name(number - 1), "print(\(number))") }
            if number % 5 == 4 { try proof.remove(name(number - 3)) }
            runs.append(try Proof.start(proof.arguments()))
            try await Task.sleep(for: .milliseconds(20))
        }
        expectSuccess(runs)
        try expectComplete(proof)
    }
}
