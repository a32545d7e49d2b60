import AWS
import ObjectStorage
import ProgramOutput
import ReportPipeline
import TestSupport
import Testing

@Suite struct SyncRunTests {
    let store = MemoryStore()

    @Test func theFirstRunStoresEverythingAndTheNextNothing() async throws {
        let world = try SyncWorld()
        let first = try await world.sync(into: store)
        #expect(first.changes.count == 6 && first.changes.allSatisfy { $0.action == .added })
        #expect(first.failures.isEmpty && first.notices.isEmpty && first.status == .success)
        #expect(store.series == SyncWorld.files)
        #expect(store.contents["us-population.json"] != nil)

        store.clearLog()
        world.server.clearLog()
        let second = try await world.sync(into: store)
        #expect(second.changes.isEmpty && second.unchangedCount == 6)
        #expect(store.writes == [])
        #expect(world.server.requests.count { $0.isConditional } == 6)
        #expect(second.requestCount == 7)
    }

    @Test func onlyTheSeriesIsToldTheContactAddress() async throws {
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        for request in world.server.requests {
            let isSeries = request.path.hasPrefix(DataServer.folder)
            #expect(request.userAgent == (isSeries ? "reportpipe (\(SyncWorld.contactText))" : "reportpipe"))
        }
    }

    @Test func onlyWhatChangedByContentIsWritten() async throws {
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        store.clearLog()
        world.server.change {
            $0.version = 1
            $0.files["pr.series"] = Array("other".utf8)
        }
        let summary = try await world.sync(into: store)
        #expect(summary.done == ["changed pr.series"])
        #expect(store.writes == ["PUT pr.series", "PUT _reportpipe/sync.json"])
        #expect(store.series == world.upstream)
    }

    @Test func aServerWithoutValidatorsIsAskedForEverythingAndNothingIsWritten() async throws {
        let world = try SyncWorld { $0.sendsValidators = false }
        _ = try await world.sync(into: store)
        store.clearLog()
        let summary = try await world.sync(into: store)
        #expect(summary.unchangedCount == 6)
        #expect(store.writes == [])
        #expect(!world.server.requests.contains { $0.isConditional })
    }

    @Test func validatorsOfOneAddressAreNotSentToAnother() async throws {
        _ = try await SyncWorld().sync(into: store)
        let other = try SyncWorld { $0.files["pr.txt"] = Array("from elsewhere".utf8) }
        let summary = try await other.sync(into: store)
        #expect(!other.server.requests.contains { $0.isConditional })
        #expect(summary.done == ["changed pr.txt"])
    }

    @Test func aFileThatSomebodyChangedInTheStagingPlaceIsPutRight() async throws {
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        store.set("pr.txt", Array("edited".utf8))
        store.remove("pr.class")
        let summary = try await world.sync(into: store)
        #expect(summary.done == ["added pr.class", "changed pr.txt"])
        #expect(store.series == SyncWorld.files)
    }

    @Test func aDryRunTellsAndWritesNothing() async throws {
        let world = try SyncWorld()
        _ = try await world.sync(into: store)
        world.server.change {
            $0.files["pr.txt"] = nil
            $0.files["pr.new"] = [1]
        }
        store.clearLog()
        let summary = try await world.sync(into: store) { $0.isDryRun = true }
        #expect(summary.done == ["added pr.new", "deleted pr.txt"])
        #expect(store.writes == [])
        #expect(summary.text.hasPrefix("Nothing was written."))
    }

    @Test func withoutContactAddressTheRefusalSaysSoAndThePopulationIsStored() async throws {
        let summary = try await SyncWorld().sync(into: store, contact: nil)
        #expect(summary.failures.count == 1)
        #expect(summary.failures.first?.message.contains("REPORTPIPE_CONTACT") == true)
        #expect(summary.status == .permissionDenied)
        #expect(summary.done == ["added us-population.json"])
    }

    @Test func aContactAddressThatCannotBeHadFailsTheSeriesOnly() async throws {
        let summary = try await SyncWorld().sync(into: store, contact: "nobody")
        #expect(summary.status == .configuration)
        #expect(summary.done == ["added us-population.json"])
    }

    @Test func otherFilesInTheStagingPlaceAreNeverTouched() async throws {
        let world = try SyncWorld()
        store.set("notes.md", [1])
        store.set("folder/pr.class", [2])
        let first = try await world.sync(into: store)
        #expect(first.notices.count == 1 && first.notices[0].contains("notes.md"))
        let second = try await world.sync(into: store) { $0.maxDeletes = 100 }
        #expect(second.notices.isEmpty)
        #expect(store.contents["notes.md"] == [1])
        #expect(store.contents["folder/pr.class"] == [2])
    }

    @Test func aFileThatCannotBeWrittenLeavesTheOthers() async throws {
        let full = MemoryStore { _, request in
            if request.operation == "PUT", request.key == "pr.class" {
                throw StorageError(
                    code: .storageFull, operation: .write, key: "pr.class", root: "x", reason: "No space left on device"
                )
            }
        }
        let summary = try await SyncWorld().sync(into: full)
        #expect(summary.failures.map(\.subject) == ["pr.class"])
        #expect(summary.status == .internalError)
        #expect(summary.changes.count == 5)
    }

    @Test func failuresOfSeveralSortsEndWith65() async throws {
        let world = try SyncWorld {
            $0.faults[DataServer.folder + "pr.txt"] = (.status(500), 9)
            $0.faults[DataServer.populationPath] = (.body("{\"data\":[]}"), 1)
        }
        let summary = try await world.sync(into: store)
        #expect(Set(summary.failures.map(\.exitCode)) == [69, 65])
        #expect(summary.status == .badNotebook)
        #expect(summary.changes.count == 4)
    }

    @Test func theSummaryForProgramsHasSortedKeys() async throws {
        var summary = try await SyncWorld { $0.files = ["pr.class": [1, 2]] }.sync(into: store)
        summary.seconds = 0.5
        #expect(
            try summary.json == """
                {"changes":[{"action":"added","bytes":2,"key":"pr.class"},{"action":"added","bytes":\
                \(store.contents["us-population.json"]?.count ?? 0),"key":"us-population.json"}],"dryRun":false,\
                "failures":[],"notices":[],"requests":3,"seconds":0.5,"staging":"memory://bucket","unchanged":0}
                """)
    }

    @Test func aCancelledRunEnds() async throws {
        let world = try SyncWorld()
        let task = Task { [store] in
            while !Task.isCancelled { await Task.yield() }
            return try await world.sync(into: store)
        }
        task.cancel()
        await #expect(throws: (any Error).self) { try await task.value }
        #expect(store.contents.isEmpty)
    }
}
