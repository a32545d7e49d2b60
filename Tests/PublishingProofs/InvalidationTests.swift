import Foundation
import Synchronization
import TestSupport
import Testing

/// CloudFront fails: the site is published all the same, and what was not told is told by the next run.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct InvalidationTests {
    /// A site with something to tell of, and a CloudFront behind a proxy.
    private struct World {
        let proof: Proof
        let server: InvalidationServer
        let proxy: FaultProxy

        init() async throws {
            proof = try await Proof()
            server = try InvalidationServer()
            proxy = try FaultProxy(port: server.port)
            for day in 1...2 { try proof.write("sales/sales-2024-01-0\(day)-00-00-00") }
            try proof.write("other")
            let first = try publish()
            try #require(first.status == 0, "\(first.diagnostics)")
            try #require(server.batches.isEmpty)
            try proof.write("other", "print(2)")
            try proof.remove("sales/sales-2024-01-01-00-00-00")
            proxy.reset()
        }

        func publish(_ more: [String] = [], environment: [String: String] = [:]) throws -> SitegenRun {
            let run = try Proof.start(
                proof.arguments(["--distribution", "E2TEST"] + more),
                environment: ["AWS_ENDPOINT_URL_CLOUDFRONT": proxy.endpoint].merging(environment) { $1 })
            run.wait()
            return run
        }

        /// What CloudFront was told so far, and what the manifest has still to tell.
        func told() -> Set<String> { Set(server.batches.flatMap(\.paths)) }

        func pending() throws -> [String] {
            let manifest = try JSONSerialization.jsonObject(
                with: Data(try proof.site.object("_sitegen/manifest.json").body))
            return (manifest as? [String: Any])?["invalidations"] as? [String] ?? []
        }
    }

    private static let expected: Set<String> = [
        "/reports/other.html", "/reports/other.ipynb",
        "/reports/sales/sales-2024-01-01-00-00-00.html", "/reports/sales/sales-2024-01-02-00-00-00.html",
    ]

    static let passing: [Fault] = [
        .reply(StoreReply(400, "Throttling")), .reply(StoreReply(503, "ServiceUnavailable")), .loseReply,
        .resetBeforeReply, .truncateReply(after: 10), .reply(.skewed(by: 1_000)),
        .reply(StoreReply(400, "TooManyInvalidationsInProgress")),
    ]

    @Test(arguments: passing) func aFaultThatPassesIsSurvived(fault: Fault) async throws {
        let world = try await World()
        world.proxy.rules = [FaultRule("POST", times: 1, does: fault)]
        let run = try world.publish()
        #expect(run.status == 0, "\(fault): \(run.diagnostics)")
        #expect(world.server.batches.count == 1, "\(fault)")
        #expect(world.told().isSuperset(of: Self.expected), "\(world.told())")
        #expect(!world.told().contains { $0.hasSuffix("*") })
        #expect(try world.pending() == [])
    }

    /// Faults that stay, what the run ends with, and what it says.
    static let lasting: [(Fault, Int32, String)] = [
        (.resetBeforeReply, 69, "Run it again"), (.reply(.internalError), 69, "Run it again"),
        (.reply(.accessDenied), 77, "cloudfront:CreateInvalidation"), (.reply(.expiredToken), 77, "credentials"),
        (.reply(StoreReply(404, "NoSuchDistribution")), 78, "NoSuchDistribution"),
    ]

    @Test(arguments: lasting)
    func whatCouldNotBeToldIsToldByTheNextRun(fault: (Fault, Int32, String)) async throws {
        let world = try await World()
        world.proxy.rules = [FaultRule("POST", does: fault.0)]
        let run = try world.publish()
        #expect(run.status == fault.1, "\(fault.0): \(run.diagnostics)")
        #expect(run.diagnostics.contains(fault.2), "\(run.diagnostics)")
        #expect(run.diagnostics.contains("The site is published"), "\(run.diagnostics)")
        #expect(world.server.batches.isEmpty)
        #expect(!(try world.pending()).isEmpty)
        let pages = try world.proof.site.pages()
        let problems = differences(pages, try world.proof.cleanBuild()) + brokenLinks(pages)
        #expect(problems.isEmpty, "\(problems)")
        world.proxy.reset()
        let next = try world.publish()
        #expect(next.status == 0, "\(next.diagnostics)")
        #expect(world.told().isSuperset(of: Self.expected), "\(world.told())")
        #expect(try world.pending() == [])
        let last = try world.publish()
        #expect(last.status == 0 && world.server.batches.count == 1)
    }

    @Test func endedCredentialsAreFetchedAnew() async throws {
        let world = try await World()
        let process = try CredentialProcess(in: world.proof.folder.path)
        world.proxy.rules = [FaultRule("POST", times: 1, does: .reply(.expiredToken))]
        let run = try world.publish(["--profile", "p"], environment: process.environment)
        #expect(run.status == 0, "\(run.diagnostics)")
        #expect(try process.count == 2)
        #expect(world.told().isSuperset(of: Self.expected))
    }

    /// A run that is killed after its commit and before its invalidation.
    @Test func aKilledRunsPathsAreToldByTheNextRun() async throws {
        let world = try await World()
        let started = Mutex<SitegenRun?>(nil)
        world.proxy.decide { _ in
            started.withLock { $0?.kill() }
            return .resetBeforeReply
        }
        let run = try Proof.start(
            world.proof.arguments(["--distribution", "E2TEST"]),
            environment: ["AWS_ENDPOINT_URL_CLOUDFRONT": world.proxy.endpoint])
        started.withLock { $0 = run }
        run.wait()
        #expect(run.status == SIGKILL)
        world.proxy.reset()
        #expect(try world.publish().status == 0)
        #expect(world.told().isSuperset(of: Self.expected), "\(world.told())")
    }
}
