import AWS
import ObjectStorage
import ProgramOutput
import ReportPipeline
import TestSupport
import Testing

@Suite struct SyncFaultTests {
    static let file = DataServer.folder + "pr.series"

    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var path: String
        var fault: DataFault
        var exitCode: Int32
        /// What the message says.
        var part: String
        var testDescription: String { name }
    }

    static let cases = [
        Case(
            name: "page instead of the listing", path: DataServer.folder, fault: .page("Maintenance"), exitCode: 65,
            part: "'Maintenance'"),
        Case(
            name: "empty listing", path: DataServer.folder, fault: .body("<pre><br></pre>"), exitCode: 65,
            part: "no file"),
        Case(name: "listing cut off", path: DataServer.folder, fault: .half, exitCode: 65, part: "ends before"),
        Case(name: "listing broken off", path: DataServer.folder, fault: .cutOff, exitCode: 69, part: "ended before"),
        Case(name: "no listing", path: DataServer.folder, fault: .status(404), exitCode: 78, part: "no such page"),
        Case(
            name: "refused listing", path: DataServer.folder, fault: .status(403), exitCode: 77,
            part: "although it was told"),
        Case(
            name: "listing elsewhere", path: DataServer.folder, fault: .moved("https://b.example/pr/?k=v"),
            exitCode: 78, part: "'https://b.example/pr/'"),
        Case(name: "failing server", path: DataServer.folder, fault: .status(503), exitCode: 69, part: "HTTP 503"),
        Case(name: "file broken off", path: file, fault: .cutOff, exitCode: 69, part: "ended before"),
        Case(name: "half a file", path: file, fault: .half, exitCode: 65, part: "the folder lists it with"),
        Case(
            name: "page instead of a file", path: file, fault: .page("Sorry"), exitCode: 65,
            part: "the folder lists it with"),
        Case(name: "file gone", path: file, fault: .status(404), exitCode: 78, part: "no such page"),
        Case(name: "file refused", path: file, fault: .status(403), exitCode: 77, part: "HTTP 403"),
        Case(name: "file throttled", path: file, fault: .status(429), exitCode: 69, part: "HTTP 429"),
        Case(
            name: "population without data", path: DataServer.populationPath, fault: .body("{\"data\":[]}"),
            exitCode: 65, part: "empty"),
        Case(
            name: "page instead of the population", path: DataServer.populationPath, fault: .page("Oops"), exitCode: 65,
            part: "no JSON"),
        Case(
            name: "population broken off", path: DataServer.populationPath, fault: .cutOff, exitCode: 69,
            part: "ended before"),
    ]

    @Test(arguments: cases)
    func aFaultLosesNothingOfWhatIsStored(fault: Case) async throws {
        let store = MemoryStore()
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        let before = store.contents
        world.server.change {
            // Otherwise the fault would hide behind "not modified".
            $0.sendsValidators = false
            $0.faults[fault.path] = (fault.fault, 1_000)
            $0.files["pr.txt"] = Array("new text".utf8)
        }
        let summary = try await world.sync(into: store)
        #expect(summary.failures.count == 1)
        #expect(summary.failures.first?.exitCode == fault.exitCode)
        #expect(summary.failures.first?.message.contains(fault.part) == true, "\(summary.failures)")
        let isListing = fault.path == DataServer.folder
        #expect(summary.done == (isListing ? [] : ["changed pr.txt"]))
        for (key, bytes) in before where key != "pr.txt" && key != SyncState.key.string {
            #expect(store.contents[key] == bytes, "\(key)")
        }
    }

    @Test(arguments: cases.filter { $0.exitCode == 69 })
    func whatPassesIsTriedAgain(fault: Case) async throws {
        let store = MemoryStore()
        let world = try SyncWorld { $0.faults[fault.path] = (fault.fault, 2) }
        let summary = try await world.sync(into: store)
        #expect(summary.failures.isEmpty)
        #expect(store.series == SyncWorld.files)
    }

    @Test func aFileThatGrowsAfterTheListingIsStoredAsItIsThen() async throws {
        let store = MemoryStore()
        let world = try SyncWorld()
        world.server.onRequest { [server = world.server] request in
            if request.path == Self.file {
                server.change {
                    $0.files["pr.series"] = Array("longer than before".utf8) + Array(repeating: 10, count: 99)
                }
            }
        }
        let summary = try await world.sync(into: store)
        #expect(summary.failures.isEmpty)
        #expect(store.series == world.upstream)
    }

    @Test func aListingThatIsNotUnderstoodStoresWhatIsAndDeletesNothing() async throws {
        let store = MemoryStore()
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        world.server.change {
            $0.files["pr.txt"] = nil
            $0.files["pr.class"] = [1]
            $0.extraLines = ["  soon   <A HREF=\"/elsewhere\">x</A><br>"]
        }
        let summary = try await world.sync(into: store)
        #expect(summary.done == ["changed pr.class"])
        #expect(summary.failures.count == 1 && summary.status == .badNotebook)
        #expect(store.series["pr.txt"] != nil)
    }

    @Test func deletionsUpstreamAreFollowed() async throws {
        let store = MemoryStore()
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        world.server.change { $0.files["pr.txt"] = nil }
        #expect(try await world.sync(into: store).done == ["deleted pr.txt"])
        #expect(store.series == world.upstream)
        #expect(!store.state.contains("pr.txt"))
    }

    @Test func aSuddenlyShortListingDeletesNothingUntilItIsAllowed() async throws {
        let store = MemoryStore()
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        world.server.change {
            $0.files = ["pr.class": [1], "pr.txt": SyncWorld.files["pr.txt"] ?? []]
        }
        let refused = try await world.sync(into: store)
        #expect(refused.done == ["changed pr.class"])
        #expect(refused.failures.first?.message.contains("--max-deletes 3") == true)
        #expect(refused.status == .badNotebook)
        #expect(store.series.count == 5)

        let allowed = try await world.sync(into: store) { $0.maxDeletes = 3 }
        #expect(allowed.failures.isEmpty)
        #expect(store.series == world.upstream)
    }

    @Test func aFileThatIsOnlyNotListedIsKept() async throws {
        let store = MemoryStore()
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        world.server.change { $0.unlisted = ["pr.txt"] }
        let summary = try await world.sync(into: store)
        #expect(summary.failures.map(\.subject) == ["pr.txt"])
        #expect(store.series == SyncWorld.files)
    }

    @Test func theContactAddressReachesNoMessageAndNoState() async throws {
        let store = MemoryStore()
        let contact = SyncWorld.contactText
        let echoes: [(String, DataFault)] = [
            (Self.file, .field("ETag: \"\(contact)\"")), (DataServer.folder + "pr.txt", .moved("http://x/\(contact)")),
            (DataServer.folder + "pr.class", .field("Last-Modified: \(contact)")),
        ]
        let world = try SyncWorld {
            $0.sendsValidators = false
            for (path, fault) in echoes { $0.faults[path] = (fault, 1_000) }
            $0.extraLines = [
                "  9/5/2024  8:30 AM 5 <A HREF=\"\(DataServer.folder)\(contact)\">x</A><br>", "\(contact)<br>",
                "  9/5/2024  8:30 AM &lt;dir&gt; <A HREF=\"\(DataServer.folder)\(contact)/\">x</A><br>",
            ]
        }
        let summary = try await world.sync(into: store)
        #expect(summary.failures.count == 3)
        world.server.change { $0.faults[DataServer.folder] = (.page("Hello \(contact)"), 1_000) }
        let other = try await world.sync(into: store)
        #expect(other.failures.count == 1)
        for text in try [summary.json, other.json, store.state, "\(summary)", "\(other)"] + store.contents.keys {
            #expect(!text.contains(contact))
        }
    }
}
