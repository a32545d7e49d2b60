import AWS
import Foundation
import ObjectStorage
import Synchronization
import TestSupport
import Testing

/// The reports bucket fails: no page is made of half a notebook, and nothing is taken for removed that was only not seen.
@Suite(.enabled(if: Proof.isPossible, "\(Proof.advice)"), .ownThreads)
struct SourceTests {
    /// A site made from a bucket, each store behind a proxy of its own, with a new, a changed and a removed report.
    private struct World {
        let proof: Proof
        let proxy: FaultProxy
        let bucket: S3Store
        let place: String
        static let prefix = "sales/sales-2024-01-0"
        static let changed = "other/run-2024-03-01-00-00-00"

        init() async throws {
            proof = try await Proof()
            proxy = try FaultProxy(port: proof.server.port)
            let prefix = "in-\(UUID().uuidString.prefix(8))/"
            place = "s3://\(SeaweedServer.openBucket)/\(prefix)"
            bucket = try await proof.server.store(bucket: SeaweedServer.openBucket, prefix: prefix)
            for day in 1...3 { try await write("\(Self.prefix)\(day)-00-00-00") }
            try await write(Self.changed)
            let first = try publish()
            try #require(first.status == 0, "\(first.diagnostics)")
            try await write("\(Self.prefix)4-00-00-00")
            try await write(Self.changed, "print(2)")
            try proof.remove("\(Self.prefix)2-00-00-00")
            try await bucket.delete(ObjectKey("\(Self.prefix)2-00-00-00.ipynb"), ifMatches: nil)
            proxy.reset()
        }

        /// Writes a notebook into the bucket, and into the folder that a clean build is made of.
        func write(_ name: String, _ text: String = "print(1)") async throws {
            try proof.write(name, text)
            try await bucket.put(
                ObjectKey("\(name).ipynb"), Array(Proof.notebook(name, text).utf8), headers: ObjectHeaders(),
                if: .always)
        }

        func publish(_ more: String...) throws -> SitegenRun {
            try proof.publish(source: place, arguments: ["--source-endpoint-url", proxy.endpoint] + more)
        }

        func expectComplete(_ comment: String) throws {
            let pages = try proof.site.pages()
            let problems = differences(pages, try proof.cleanBuild()) + brokenLinks(pages)
            #expect(problems.isEmpty, "\(comment): \(problems)")
        }
    }

    static let passing: [Fault] = [
        .truncateReply(after: 10), .resetReply(after: 10), .corruptReply(at: 100), .resetBeforeReply,
        .reply(.internalError), .reply(.slowDown), .slowReply(piece: 50, pause: .milliseconds(1)),
        .slowFirstByte(.milliseconds(30)),
    ]

    @Test(arguments: passing) func oneFaultAtEachStepInTurnIsSurvived(fault: Fault) async throws {
        var number = 1
        var isOver = false
        while !isOver {
            let world = try await World()
            let step = number
            world.proxy.decide { $0.number == step ? fault : nil }
            let run = try world.publish()
            world.proxy.settle()
            isOver = world.proxy.log.count < step
            let place = world.proxy.log.first { $0.number == step }?.line ?? "no request \(step)"
            #expect(run.status == 0, "\(place): \(run.diagnostics)")
            try world.expectComplete(place)
            number += 1
        }
        #expect(number > 3)
    }

    @Test func aStormOf503IsSurvived() async throws {
        let world = try await World()
        let seen = Mutex<[String: Int]>([:])
        world.proxy.decide { request in
            seen.withLock { seen in
                seen[request.path, default: 0] += 1
                return seen[request.path, default: 0] <= 2 ? .reply(.slowDown) : nil
            }
        }
        let run = try world.publish()
        #expect(run.status == 0, "\(run.diagnostics)")
        try world.expectComplete("503 twice each")
    }

    /// A notebook that never comes whole.
    @Test(arguments: [Fault.truncateReply(after: 60), .corruptReply(at: 100)])
    func whatNeverComesWholeIsNeverRendered(fault: Fault) async throws {
        let world = try await World()
        let before = try world.proof.site.pages()
        world.proxy.rules = [
            FaultRule("GET", "*/run-2024-03-01-00-00-00.ipynb", does: fault),
            FaultRule("GET", "*-04-00-00-00.ipynb", does: fault),
        ]
        let run = try world.publish()
        #expect(run.status == 65, "\(run.diagnostics)")
        #expect(
            run.diagnostics.contains("run-2024-03-01-00-00-00.ipynb") && run.diagnostics.contains("-04-00-00-00.ipynb"))
        let seen = try world.proof.site.pages()
        for name in ["html", "ipynb"].map({ "reports/other/run-2024-03-01-00-00-00.\($0)" }) {
            #expect(seen[name] == before[name], "\(name)")
        }
        let standIn = String(decoding: seen["reports/\(World.prefix)4-00-00-00.ipynb"] ?? [], as: UTF8.self)
        #expect(standIn.contains("could not be read when the site was published"), "\(standIn)")
        #expect(brokenLinks(seen).isEmpty)
        world.proxy.reset()
        let next = try world.publish()
        #expect(next.status == 0, "\(next.diagnostics)")
        try world.expectComplete("after \(fault)")
    }

    /// Listings that never come whole, or never come.
    @Test(arguments: [
        (Fault.truncateReply(after: 400), Int32(69)), (.reply(.internalError), 69), (.reply(.accessDenied), 77),
        (.resetBeforeReply, 69), (.reply(.expiredToken), 77), (.reply(StoreReply(404, "NoSuchBucket")), 78),
    ])
    func withoutAListingNothingIsTouched(fault: (Fault, Int32)) async throws {
        let world = try await World()
        let before = try world.proof.site.objects()
        world.proxy.decide { $0.query.contains("list-type") ? fault.0 : nil }
        let run = try world.publish()
        #expect(run.status == fault.1, "\(run.diagnostics)")
        #expect(try world.proof.site.objects() == before)
    }

    @Test func aNotebookThatIsStoredAgainWhileItIsReadIsPublishedAsItIsNow() async throws {
        let world = try await World()
        let isFirst = Mutex(true)
        try world.proof.write(World.changed, "print(3)")
        let bytes = Array(Proof.notebook(World.changed, "print(3)").utf8)
        // Between the listing and the reply.
        let (server, prefix, key) = (world.proof.server, world.bucket.place.prefix, World.changed + ".ipynb")
        world.proxy.decide { request in
            guard request.path.hasSuffix(key), isFirst.withLock({ $0 }) else { return nil }
            isFirst.withLock { $0 = false }
            try? LiveSite(server, prefix: prefix).put(key, bytes)
            return nil
        }
        let run = try world.publish()
        #expect(run.status == 0, "\(run.diagnostics)")
        #expect(isFirst.withLock { !$0 })
        try world.expectComplete("stored again between listing and reading")
        let next = try world.publish()
        #expect(next.status == 0, "\(next.diagnostics)")
        try world.expectComplete("and the run after")
    }

    @Test func aPublicSourceIsReadWithoutASignatureAndTheSiteIsWrittenWithOne() async throws {
        let world = try await World()
        world.proof.proxy.reset()
        let run = try world.publish("--no-sign-request")
        #expect(run.status == 0, "\(run.diagnostics)")
        try world.expectComplete("--no-sign-request")
        let (source, site) = (world.proxy.log, world.proof.proxy.log)
        #expect(source.count > 2 && source.allSatisfy { $0.fields["authorization"] == nil })
        #expect(site.count > 2 && site.allSatisfy { $0.fields["authorization"] != nil })
        // Each endpoint saw its own store only.
        #expect(source.allSatisfy { ($0.path + $0.query).contains("in-") && $0.method == "GET" })
        #expect(site.allSatisfy { ($0.path + $0.query).contains("site-") })
    }
}
