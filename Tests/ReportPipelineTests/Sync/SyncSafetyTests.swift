import AWS
import ObjectStorage
import ReportPipeline
import Synchronization
import TestSupport
import Testing

/// Runs that end anywhere, that meet others, and that find no state.
@Suite struct SyncSafetyTests {
    struct Crash: Error {}

    /// A staging place that was synced, and a world in which a file changed, one is new and one is gone since.
    private static func changed() async throws -> (SyncWorld, MemoryStore) {
        let world = try SyncWorld()
        let store = MemoryStore()
        _ = try await world.sync(into: store)
        change(world)
        return (world, store)
    }

    private static func change(_ world: SyncWorld) {
        world.server.change {
            $0.files["pr.series"] = Array("series, changed".utf8)
            $0.files["pr.new"] = Array("new".utf8)
            $0.files["pr.txt"] = nil
        }
    }

    /// Whether a store is as its sources are, and knows it: another run finds nothing to do.
    private static func requireSettled(_ world: SyncWorld, _ store: MemoryStore, _ what: String) async throws {
        let repair = try await world.sync(into: store)
        #expect(repair.failures.isEmpty, "\(what): \(repair.failures)")
        #expect(store.series == world.upstream, "\(what)")
        store.clearLog()
        let rest = try await world.sync(into: store)
        #expect(rest.changes.isEmpty && store.writes == [], "\(what)")
    }

    @Test(arguments: [false, true])
    func aRunKilledBeforeAnyRequestIsMadeGoodByTheNext(isFirst: Bool) async throws {
        var (world, base) = (try SyncWorld(), MemoryStore())
        if !isFirst { (world, base) = try await Self.changed() }
        let whole = MemoryStore(copying: base)
        _ = try await world.sync(into: whole)
        #expect(whole.log.count > 5)
        for index in 1...whole.log.count {
            let killed = MemoryStore(copying: base) { number, _ in if number >= index { throw Crash() } }
            await #expect(throws: (any Error).self) { try await world.sync(into: killed) }
            try await Self.requireSettled(world, MemoryStore(copying: killed), "killed before request \(index)")
        }
    }

    @Test(arguments: [false, true])
    func afterAKilledFirstRunWhatTheSourceNoLongerHasIsDeleted(isBare: Bool) async throws {
        let world = try SyncWorld()
        let whole = MemoryStore()
        _ = try await world.sync(into: whole)
        for index in 1...whole.log.count {
            world.server.change { $0.files = SyncWorld.files }
            let killed = MemoryStore { number, _ in if number >= index { throw Crash() } }
            await #expect(throws: (any Error).self) {
                try await world.sync(into: isBare ? BareStore(inner: killed) : killed)
            }
            world.server.change { $0.files["pr.class"] = nil }
            let next = MemoryStore(copying: killed)
            _ = try await world.sync(into: isBare ? BareStore(inner: next) : next) { $0.maxDeletes = 1 }
            #expect(next.series == world.upstream, "killed before request \(index)")
        }
    }

    @Test func aWholeRunWithinAnotherNeverLosesTheLaterVersion() async throws {
        let (probeWorld, probe) = try await Self.changed()
        probe.clearLog()
        _ = try await probeWorld.sync(into: probe)
        for index in 1...probe.log.count {
            let (world, base) = try await Self.changed()
            let shared = Mutex<MemoryStore?>(nil)
            let isInside = Mutex(false)
            let store = MemoryStore(copying: base) { number, _ in
                guard number == index, !isInside.withLock({ $0 }), let store = shared.withLock({ $0 }) else { return }
                isInside.withLock { $0 = true }
                world.server.change {
                    $0.files["pr.series"] = Array("series, changed once more".utf8)
                    $0.files["pr.new"] = Array("new, and changed".utf8)
                    $0.files["pr.class"] = Array("changed while the other ran".utf8)
                }
                _ = try await world.sync(into: store)
            }
            shared.withLock { $0 = store }
            let summary = try await world.sync(into: store)
            shared.withLock { $0 = nil }
            #expect(summary.failures.isEmpty, "before request \(index): \(summary.failures)")
            #expect(store.series == world.upstream, "a run before request \(index)")
            try await Self.requireSettled(world, MemoryStore(copying: store), "a run before request \(index)")
        }
    }

    @Test(arguments: ["", "{\"format\":1,\"files\":", "nonsense"])
    func aDamagedStateIsMadeAnewFromWhatIsStored(state: String) async throws {
        let (world, store) = try await Self.changed()
        store.set(SyncState.key.string, Array(state.utf8))
        store.set("notes.md", [1])
        store.clearLog()
        world.server.clearLog()
        let summary = try await world.sync(into: store)
        #expect(summary.done == ["added pr.new", "changed pr.series", "deleted pr.txt"])
        #expect(summary.notices.count == 2)
        #expect(store.series.filter { $0.key != "notes.md" } == world.upstream)
        // What went with the objects is enough to ask for changes only.
        #expect(world.server.requests.count { $0.isConditional } == 5)
        try await Self.requireSettledBut(notes: "notes.md", world, store)
    }

    private static func requireSettledBut(notes: String, _ world: SyncWorld, _ store: MemoryStore) async throws {
        store.remove(notes)
        try await requireSettled(world, store, "damaged state")
    }

    @Test func aStateOfALaterVersionStopsTheRun() async throws {
        let (world, store) = try await Self.changed()
        store.set(SyncState.key.string, Array("{\"format\":99}".utf8))
        store.clearLog()
        await #expect {
            try await world.sync(into: store)
        } throws: { ($0 as? SyncError)?.code == .newerState }
        #expect(store.writes == [])
    }

    @Test(arguments: StagingUnderTest.available)
    func manyRunsAtOnceEndWithWhatTheSourcesHave(place: StagingUnderTest) async throws {
        let world = try SyncWorld()
        let made = try await place.make()
        _ = try await world.sync(into: made.store)
        Self.change(world)
        let summaries = try await withThrowingTaskGroup(of: SyncSummary.self) { group in
            for _ in 0..<4 { group.addTask { try await world.sync(into: made.store) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(summaries.flatMap(\.failures).isEmpty, "\(summaries.flatMap(\.failures))")
        for (name, bytes) in world.upstream { #expect(try await made.store.bytes(of: ObjectKey(name)) == bytes) }
        let rest = try await world.sync(into: made.store)
        #expect(rest.changes.isEmpty && rest.failures.isEmpty)
        #expect(try await made.store.info("pr.txt") == nil)
    }

    @Test(arguments: StagingUnderTest.available)
    func everyPlaceIsSyncedAlike(place: StagingUnderTest) async throws {
        let world = try SyncWorld()
        let made = try await place.make()
        #expect(try await world.sync(into: made.store).changes.count == 6)
        #expect(try await world.sync(into: made.store).unchangedCount == 6)
        Self.change(world)
        let summary = try await world.sync(into: made.store)
        #expect(summary.done == ["added pr.new", "changed pr.series", "deleted pr.txt"])
        // Without the state: what is stored tells as much.
        try await made.store.delete(SyncState.key, ifMatches: nil)
        let rebuilt = try await world.sync(into: made.store)
        #expect(rebuilt.changes.isEmpty && rebuilt.unchangedCount == 6)
    }
}

/// A store that keeps no headers, as a folder.
private struct BareStore: ObjectStore {
    var inner: MemoryStore
    var location: String { inner.location }
    var keepsHeaders: Bool { false }

    func list(prefix: String) async throws(StorageError) -> ObjectListing { try await inner.list(prefix: prefix) }
    func get(_ key: ObjectKey, unlessMatches entityTag: String?) async throws(StorageError) -> StoredObject? {
        try await inner.get(key, unlessMatches: entityTag)
    }
    func get(_ key: ObjectKey, range: Range<Int>) async throws(StorageError) -> [UInt8] {
        try await inner.get(key, range: range)
    }
    func info(_ key: ObjectKey) async throws(StorageError) -> ObjectInfo? { try await inner.info(key) }
    func put(
        _ key: ObjectKey, _ bytes: [UInt8], headers: ObjectHeaders, if condition: WriteCondition
    ) async throws(StorageError) -> ObjectInfo {
        try await inner.put(key, bytes, headers: ObjectHeaders(), if: condition)
    }
    func delete(_ key: ObjectKey, ifMatches entityTag: String?) async throws(StorageError) {
        try await inner.delete(key, ifMatches: entityTag)
    }
}

/// Places that files are staged in.
enum StagingUnderTest: String, CaseIterable, Sendable, CustomTestStringConvertible {
    case folder, seaweed, moto

    /// The servers only where `make test` has prepared them.
    static var available: [StagingUnderTest] { S3Server.programs == nil ? [.folder] : allCases }

    var testDescription: String { rawValue }

    struct Made: Sendable {
        var store: any ObjectStore
        var folder: TemporaryFolder?
    }

    /// A new, empty place.
    func make() async throws -> Made {
        switch self {
        case .folder:
            let folder = TemporaryFolder()
            return Made(store: try DirectoryStore(path: folder.path), folder: folder)
        case .seaweed: return Made(store: try await SeaweedServer.shared.store(prefix: "staging"))
        case .moto: return Made(store: try await MotoServer.shared.store(prefix: "staging"))
        }
    }
}
