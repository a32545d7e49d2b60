import Foundation
import ObjectStorage
import TestSupport
import Testing

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

struct DirectoryStoreTests {
    private let folder = TemporaryFolder()

    private func store() throws -> DirectoryStore { try DirectoryStore(path: folder.path) }

    @Test(arguments: [
        "a.txt", "a/b/c.txt", " ", "ü/日本 語.ipynb", "100%/%2e%2e.txt", "<script>alert(1)</script>", ".hidden/.x",
        "a\nb\t", "-rf", "…", "a\\b", "\u{202E}txt.exe", "~", "$HOME", "a/\u{301}b", "\u{301}a/\u{338}/\u{301}",
        "a\r\n\u{301}",
    ])
    func `Gives back the bytes of any name`(key: String) throws {
        let store = try store()
        let bytes = Array("content of \(key)\0".utf8)
        let info = try store.put(ObjectKey(key), bytes)
        #expect(try store.get(ObjectKey(key)) == bytes)
        #expect(try store.list().objects == [info])
        #expect(try store.info(ObjectKey(key)) == info)
        try store.delete(ObjectKey(key))
        #expect(try store.list().objects.isEmpty)
        #expect(try store.info(ObjectKey(key)) == nil)
    }

    @Test(arguments: [
        "..", "../x", "a/../../x", "/etc/passwd", "a//b", "", "a/", "./a", "a/./b", "a\0b", "../\u{301}x",
        "a/../\u{301}/../x", "/\u{301}x",
    ])
    func `Refuses keys that are no place below the folder`(key: String) throws {
        let store = try store()
        #expect { try store.put(ObjectKey(key), [1]) } throws: { ($0 as? StorageError)?.code == .unsafeKey }
        #expect { try store.get(ObjectKey(key)) } throws: { ($0 as? StorageError)?.code == .unsafeKey }
        #expect { try store.delete(ObjectKey(key)) } throws: { ($0 as? StorageError)?.code == .unsafeKey }
    }

    @Test func `Never follows a symbolic link below the folder`() throws {
        let outside = TemporaryFolder()
        try DirectoryStore(path: outside.path).put("secret", [1])
        try #require(unsafe symlink(outside.path, folder.path + "/link") == 0)
        try #require(unsafe symlink(outside.path + "/secret", folder.path + "/file") == 0)
        let store = try store()
        #expect(throws: StorageError.self) { try store.get("link/secret") }
        #expect(throws: StorageError.self) { try store.get("file") }
        #expect(throws: StorageError.self) { try store.put("link/new", [2]) }
        #expect(throws: StorageError.self) { try store.delete("link/secret") }
        #expect(try store.list().objects.isEmpty)
        #expect(try store.list().skipped.map(\.name) == ["file", "link"])
        try store.put("file", [3])
        #expect(try DirectoryStore(path: outside.path).get("secret") == [1])
        #expect(try DirectoryStore(path: outside.path).list().objects.count == 1)
    }

    @Test func `Lists bytewise, with folders that were asked for left out`() throws {
        let store = try store()
        for key in ["b", "a-b", "a/b", "a.txt", "skip/x", "a/c/d"] { try store.put(ObjectKey(key), []) }
        let keys = try store.list { $0 == "skip" }.objects.map(\.key.string)
        #expect(keys == ["a-b", "a.txt", "a/b", "a/c/d", "b"])
    }

    @Test func `Tokens change with the content and not otherwise`() throws {
        let store = try store()
        let first = try store.put("a", [1])
        #expect(try store.list().objects == [first])
        let second = try store.put("a", [2])
        #expect(second.entityTag != first.entityTag)
        #expect(second.size == first.size)
    }

    @Test func `Removes folders that became empty and no others`() throws {
        let store = try store()
        try store.put("a/b/c/x", [])
        try store.put("a/y", [])
        try store.delete("a/b/c/x")
        #expect(unsafe access(folder.path + "/a/b", F_OK) != 0)
        #expect(try store.list().objects.map(\.key.string) == ["a/y"])
        try store.delete("never/was")
    }

    @Test func `A failed write leaves the old bytes and no partial file`() throws {
        let store = try store()
        try store.put("folder/file", [1])
        #expect { try store.put("folder", [2]) } throws: { ($0 as? StorageError)?.code == .isAFolder }
        #expect(try store.list().objects.map(\.key.string) == ["folder/file"])
        #expect { try store.put("folder/file/below", [2]) } throws: { ($0 as? StorageError)?.code == .notAFolder }
    }

    @Test func `Says operation, path, reason and remedy`() throws {
        let store = try store()
        #expect {
            try store.get("no/such")
        } throws: {
            "\($0)" == "Can't read '\(folder.path)/no/such': No such file or directory. Check the spelling of the path."
        }
        #expect {
            try DirectoryStore(path: folder.path + "/missing")
        } throws: {
            "\($0)".hasPrefix("Can't open the folder '\(folder.path)/missing'")
        }
        let long = String(repeating: "x", count: 300)
        #expect { try store.put(ObjectKey(long), []) } throws: { ($0 as? StorageError)?.code == .nameTooLong }
    }

    @Test func `A pipe is passed over and never waited for`() throws {
        try #require(unsafe mkfifo(folder.path + "/pipe", 0o600) == 0)
        let store = try store()
        #expect(try store.list().skipped.map(\.reason) == ["it is not a plain file"])
        #expect(throws: StorageError.self) { try store.get("pipe") }
    }

    @Test func `A folder 500 levels deep is listed`() throws {
        let store = try store()
        let key = String(repeating: "d/", count: 500) + "leaf"
        try store.put(ObjectKey(key), [1])
        #expect(try store.list().objects.map(\.key.string) == [key])
    }

    @Test func `Only one holds the lock`() throws {
        let store = try store()
        var lock: StoreLock? = try store.lock("_x/lock")
        #expect { try store.lock("_x/lock") } throws: { ($0 as? StorageError)?.code == .busy }
        lock = nil
        #expect(lock == nil)
        _ = try store.lock("_x/lock")
    }

    #if os(Linux)
        @Test func `A lock that was let go is not held on by a copy of its file, as a child process has one`() throws {
            let store = try store()
            var lock: StoreLock? = try store.lock("_x/lock")
            let path = store.path + "/_x/lock"
            let held = (0..<1_024).first { number in
                let file = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")
                return file?.hasSuffix(path) == true
            }
            let copy = try dup(Int32(#require(held)))
            defer { close(copy) }
            #expect(copy >= 0 && lock != nil)
            lock = nil
            _ = try store.lock("_x/lock")
        }
    #endif

    @Test func `Many writers of one key leave one whole content`() async throws {
        let store = try store()
        await withTaskGroup(of: Void.self) { group in
            for value in 0..<16 {
                group.addTask { _ = try? store.put("same", [UInt8](repeating: UInt8(value), count: 100_000)) }
            }
        }
        let bytes = try store.get("same")
        #expect(bytes.count == 100_000)
        #expect(Set(bytes).count == 1)
        #expect(try store.list().objects.count == 1)
    }
}
