import AWS
import ObjectStorage
import TestSupport
import Testing

/// What `ObjectStore` promises, asked of every store that conforms.
@Suite(.timeLimit(.minutes(5)))
struct ObjectStoreContractTests {
    @Test(.enabled(if: S3Server.programs != nil, "\(S3Server.absence)"))
    func `The S3 servers are among the stores that are asked`() {
        #expect(StoreUnderTest.available == StoreUnderTest.allCases)
    }

    @Test(arguments: StoreUnderTest.available)
    func `Gives back what was written, with what the listing says of it`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        let written = try await store.put("a/b.html", "<p>ü</p>")
        let object = try #require(try await store.get("a/b.html", unlessMatches: nil))
        #expect(object.bytes == Array("<p>ü</p>".utf8))
        #expect(object.info.size == 9 && object.info.entityTag == written.entityTag)
        #expect(try await store.info("a/b.html")?.entityTag == written.entityTag)
        let listed = try await store.list(prefix: "").objects
        #expect(listed.map(\.key) == ["a/b.html"])
        #expect(listed.first?.entityTag == written.entityTag && listed.first?.size == 9)
        #expect(abs((listed.first?.modified ?? 0) - object.info.modified) < 2_000_000_000)
        #expect(try await store.get("a/b.html", unlessMatches: written.entityTag) == nil)
        try await store.put("a/b.html", "<p>o</p>")
        #expect(try await store.get("a/b.html", unlessMatches: written.entityTag)?.bytes.count == 8)
    }

    @Test(arguments: StoreUnderTest.available)
    func `Tells a missing object from any other trouble`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        #expect(try await store.info("missing") == nil)
        #expect(try await store.code { _ = try await $0.get("missing", unlessMatches: nil) } == .notFound)
        #expect(try await store.code { _ = try await $0.get("a/missing", unlessMatches: "x") } == .notFound)
        #expect(try await store.code { _ = try await $0.get("missing", range: 0..<4) } == .notFound)
        #expect(try await store.list(prefix: "").objects.isEmpty)
        try await store.delete("missing", ifMatches: nil)
        try await store.delete("missing", ifMatches: "0123")
    }

    @Test(arguments: StoreUnderTest.available)
    func `Gives ranges, short ones at the end and none beyond`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        try await store.put("digits", "0123456789")
        try await store.put("empty", "")
        for (range, expected) in [
            (0..<1, "0"), (2..<5, "234"), (0..<10, "0123456789"), (8..<20, "89"), (10..<12, ""), (90..<99, ""),
            (3..<3, ""),
        ] {
            #expect(String(decoding: try await store.get("digits", range: range), as: UTF8.self) == expected)
        }
        #expect(try await store.get("empty", range: 0..<4) == [])
    }

    @Test(arguments: StoreUnderTest.available)
    func `Keeps empty objects`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let info = try await made.store.put("empty", "")
        #expect(info.size == 0)
        #expect(try await made.store.bytes(of: "empty").isEmpty)
        #expect(try await made.store.info("empty")?.size == 0)
    }

    @Test(arguments: StoreUnderTest.available)
    func `Writes only where the condition holds`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        let first = try await store.put("a", "1", if: .absent)
        #expect(try await store.code { try await $0.put("a", "2", if: .absent) } == .preconditionFailed)
        #expect(try await store.bytes(of: "a") == Array("1".utf8))
        let second = try await store.put("a", "2", if: .matches(first.entityTag))
        #expect(second.entityTag != first.entityTag)
        #expect(
            try await store.code { try await $0.put("a", "3", if: .matches(first.entityTag)) } == .preconditionFailed)
        #expect(
            try await store.code { try await $0.put("b", "3", if: .matches(first.entityTag)) } == .preconditionFailed)
        #expect(try await store.bytes(of: "a") == Array("2".utf8))
        #expect(try await store.info("b") == nil)
    }

    @Test(arguments: StoreUnderTest.available)
    func `Deletes only what has the token that was told`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        let first = try await store.put("a/b", "1")
        let second = try await store.put("a/b", "2")
        // moto knows no condition on deletes.
        if kind != .moto {
            #expect(
                try await store.code { try await $0.delete("a/b", ifMatches: first.entityTag) } == .preconditionFailed)
            #expect(try await store.bytes(of: "a/b") == Array("2".utf8))
        }
        try await store.delete("a/b", ifMatches: second.entityTag)
        #expect(try await store.info("a/b") == nil)
        try await store.delete("a/b", ifMatches: second.entityTag)
        try await store.delete("a/b", ifMatches: nil)
        #expect(try await store.list(prefix: "").objects.isEmpty)
    }

    @Test(arguments: StoreUnderTest.available.filter { $0 != .moto })
    func `Of sixteen writers at once exactly one wins`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        for round in 0..<4 {
            let condition: WriteCondition =
                round == 0 ? .absent : .matches(try #require(try await store.info("race")).entityTag)
            let outcomes = await withTaskGroup(of: (Int, StorageError.Code?).self) { group in
                for writer in 0..<16 {
                    group.addTask {
                        do throws(StorageError) {
                            try await store.put(
                                "race", Array("\(round):\(writer)".utf8), headers: ObjectHeaders(), if: condition)
                            return (writer, nil)
                        } catch { return (writer, error.code) }
                    }
                }
                return await group.reduce(into: []) { $0.append($1) }
            }
            let winners = outcomes.filter { $0.1 == nil }
            #expect(winners.count == 1)
            #expect(outcomes.allSatisfy { $0.1 == nil || $0.1 == .preconditionFailed })
            #expect(try await store.bytes(of: "race") == Array("\(round):\(winners.first?.0 ?? -1)".utf8))
        }
    }

    @Test(arguments: StoreUnderTest.available)
    func `Keeps odd keys apart and lists them as they are`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        var keys = [
            "a b", "a+b", "a%20b", "a%2Bb", "100%", "ü/日本 語.ipynb", "u\u{308}/x", "\"quoted\"", "it's", "q?x=1&y=2",
            "#hash",
            "<tag>&amp;", "(1)", "a,b;c=d@e:f!g*h$", "~tilde", "[brackets]{braces}", "-dash", ".hidden", "x/...", "|^`",
            String(repeating: "long/", count: 100) + "name", "trailing.", "space /in folder", "emoji 🎉",
        ]
        if kind != .seaweed { keys.append("back\\slash") }
        if kind == .moto { keys += ["double//slash", "dot/./dot", "/leading"] }
        for key in keys { try await store.put(ObjectKey(key), "content of \(key)") }
        #expect(try await store.list(prefix: "").objects.map(\.key) == keys.map { ObjectKey($0) }.sorted())
        for key in keys {
            #expect(try await store.bytes(of: ObjectKey(key)) == Array("content of \(key)".utf8))
            #expect(try await store.info(ObjectKey(key)) != nil)
            try await store.delete(ObjectKey(key), ifMatches: nil)
        }
        #expect(try await store.list(prefix: "").objects.isEmpty)
    }

    @Test(arguments: StoreUnderTest.available)
    func `Lists all of 2,345 objects, and below a prefix only those`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        let keys = (0..<2_345).map { ObjectKey("r \($0 % 3)/\($0).ipynb") }
        await withTaskGroup(of: Void.self) { group in
            for part in 0..<16 {
                group.addTask {
                    for index in stride(from: part, to: keys.count, by: 16) {
                        _ = try? await store.put(keys[index], [1], headers: ObjectHeaders(), if: .always)
                    }
                }
            }
        }
        #expect(try await store.list(prefix: "").objects.map(\.key) == keys.sorted())
        let some = keys.filter { $0.string.hasPrefix("r 1/2") }
        #expect(try await store.list(prefix: "r 1/2").objects.map(\.key) == some.sorted())
        #expect(try await store.list(prefix: "none").objects.isEmpty)
    }

    @Test(arguments: StoreUnderTest.available)
    func `A large object comes back whole`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        let store = made.store
        var state: UInt64 = 88_172_645_463_325_252
        let bytes = (0..<20_000_001).map { _ -> UInt8 in
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return UInt8(truncatingIfNeeded: state)
        }
        let headers = ObjectHeaders(contentType: "application/x-test", metadata: ["page": "1"])
        let info = try await store.put("large", bytes, headers: headers, if: .absent)
        let object = try #require(try await store.get("large", unlessMatches: nil))
        #expect(object.bytes == bytes && object.info.size == bytes.count)
        #expect(object.info.entityTag == info.entityTag)
        if kind != .folder { #expect(object.headers.contentType == "application/x-test") }
        #expect(try await store.get("large", range: 8_388_600..<8_388_620) == Array(bytes[8_388_600..<8_388_620]))
        #expect(
            try await store.code { _ = try await $0.put("large", bytes, headers: headers, if: .absent) }
                == .preconditionFailed)
        #expect(try await store.list(prefix: "").objects.map(\.size) == [bytes.count])
    }

    @Test(arguments: StoreUnderTest.available)
    func `Conditional writes are found to hold, and nothing stays of the trial`(kind: StoreUnderTest) async throws {
        let made = try await kind.make()
        #expect(try await made.store.honoursConditionalWrites(probingBelow: "probe-"))
        #expect(try await made.store.list(prefix: "").objects.isEmpty)
    }
}
