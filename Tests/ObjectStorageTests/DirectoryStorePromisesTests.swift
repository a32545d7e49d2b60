import ObjectStorage
import TestSupport
import Testing

/// What a folder promises as an `ObjectStore` beyond what every store is asked in the contract tests.
struct DirectoryStorePromisesTests {
    private let folder = TemporaryFolder()

    private func store() throws -> DirectoryStore { try DirectoryStore(path: folder.path) }

    @Test func `Tokens never come back however fast writes follow each other`() async throws {
        let store = try store()
        var seen: Set<String> = []
        for step in 0..<300 {
            let info = try await store.put("a", [UInt8(step % 256)], headers: ObjectHeaders(), if: .always)
            #expect(seen.insert(info.entityTag).inserted)
            #expect(try store.info("a") == info)
        }
    }

    @Test func `Of many who count up with a condition none loses a count`() async throws {
        // Each writer has a store of its own, as another process would.
        let path = folder.path
        try await DirectoryStore(path: path).put("count", [0], headers: ObjectHeaders(), if: .absent)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask {
                    let store = try DirectoryStore(path: path)
                    for _ in 0..<10 { try await Self.countUp(in: store) }
                }
            }
            try await group.waitForAll()
        }
        #expect(try DirectoryStore(path: path).get("count") == [80])
    }

    private static func countUp(in store: DirectoryStore) async throws {
        while true {
            let object = try #require(try await store.get("count", unlessMatches: nil))
            do throws(StorageError) {
                try await store.put(
                    "count", [object.bytes[0] + 1], headers: ObjectHeaders(), if: .matches(object.info.entityTag))
                return
            } catch {
                if error.code != .preconditionFailed { throw error }
            }
        }
    }

    @Test func `A refused write leaves no partial file, and the lock is not listed`() async throws {
        let store = try store()
        try await store.put("a/b", [1], headers: ObjectHeaders(), if: .absent)
        await #expect {
            try await store.put("a/b", [2], headers: ObjectHeaders(), if: .absent)
        } throws: {
            ($0 as? StorageError)?.code == .preconditionFailed
        }
        #expect(try await store.list(prefix: "").objects.map(\.key) == ["a/b"])
        #expect(try store.list().objects.map(\.key) == [DirectoryStore.writeLockKey, "a/b"])
    }

    @Test func `A file below a file is not there`() async throws {
        let store = try store()
        try store.put("a", [1])
        for key: ObjectKey in ["a/b", "missing"] {
            await #expect { try await store.get(key, unlessMatches: nil) } throws: {
                ($0 as? StorageError)?.code == .notFound
            }
            #expect(try store.info(key) == nil)
            try await store.delete(key, ifMatches: nil)
        }
        #expect(try store.get("a") == [1])
    }
}
