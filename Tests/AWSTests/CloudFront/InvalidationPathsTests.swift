import AWS
import Testing

@Suite struct InvalidationPathsTests {
    @Test(arguments: [
        ("reports/a/2026.html", ["/reports/a/2026.html"]), ("a b/ü.html", ["/a%20b/%C3%BC.html"]),
        ("index.html", ["/index.html", "/"]), ("a/index.html", ["/a/index.html", "/a/"]),
        ("xindex.html", ["/xindex.html"]),
        ("~a{}|^[]`<>\"#%?\\", ["/%7Ea%7B%7D%7C%5E%5B%5D%60%3C%3E%22%23%25%3F%5C"]),
        ("a+b", ["/a+b", "/a%2Bb"]), ("a:(1),x", ["/a:(1),x", "/a%3A%281%29%2Cx"]), ("all*", ["/all%2A"]),
        ("a*b", ["/a*b", "/a%2Ab"]), ("", ["/"]), ("//a", ["///a"]), ("a\u{7F}\u{1}", ["/a%7F%01"]),
    ]) func everySpellingOfAKeyIsNamed(key: String, paths: [String]) {
        #expect(InvalidationPaths.paths(ofKey: key) == paths)
    }

    @Test func fewPathsStayAsTheyAre() {
        let paths = ["/b", "/a", "/a", "/r/c"]
        #expect(InvalidationPaths.collapse(paths) == ["/a", "/b", "/r/c"])
        #expect(InvalidationPaths.collapse([]) == [])
    }

    @Test func theFolderWithMostPathsIsNamedAsAWhole() {
        let many = (0..<150).map { "/reports/daily/\($0).html" }
        let few = (0..<20).map { "/reports/weekly/\($0).html" } + ["/index.html"]
        let collapsed = InvalidationPaths.collapse(many + few, limits: .init(paths: 100, wildcards: 1))
        #expect(collapsed == (few + ["/reports/daily/*"]).sorted())
    }

    @Test func manySmallFoldersAreNamedByTheirParent() {
        let paths = (0..<500).map { "/reports/series-\($0)/page.html" } + ["/index.html"]
        #expect(InvalidationPaths.collapse(paths) == ["/index.html", "/reports/*"])
    }

    @Test func everythingIsTheLastResort() {
        #expect(InvalidationPaths.collapse((0..<101).map { "/\($0).html" }) == ["/*"])
    }

    @Test func aPathThatIsTooLongIsCutBetweenEscapes() {
        let limits = InvalidationPaths.Limits(length: 8)
        #expect(InvalidationPaths.collapse(["/abcdefg"], limits: limits) == ["/abcdefg"])
        #expect(InvalidationPaths.collapse(["/abcdefgh"], limits: limits) == ["/abcdef*"])
        #expect(InvalidationPaths.collapse(["/abcd%20ef"], limits: limits) == ["/abcd*"])
        #expect(InvalidationPaths.collapse(["/abc%20def"], limits: limits) == ["/abc%20*"])
        #expect(InvalidationPaths.collapse(["/abcde%20f"], limits: limits) == ["/abcde*"])
    }

    /// Whether CloudFront forgets `path` on an invalidation of `pattern`.
    private static func covers(_ pattern: String, _ path: String) -> Bool {
        pattern.hasSuffix("*") ? path.utf8.starts(with: pattern.utf8.dropLast()) : pattern == path
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func whatIsGivenIsCoveredWithinTheLimits(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<20 {
            let limits = InvalidationPaths.Limits(
                paths: Int.random(in: 1...30, using: &random), wildcards: Int.random(in: 1...6, using: &random),
                length: [12, 40, 4000].randomElement(using: &random) ?? 12)
            let keys = (0..<Int.random(in: 0...80, using: &random)).map { _ in
                (0..<Int.random(in: 1...12, using: &random)).map { _ in
                    ["a", "b", "index.html", "/", "c d", "+", "*", "ü"].randomElement(using: &random) ?? ""
                }.joined()
            }
            let given = keys.flatMap(InvalidationPaths.paths(ofKey:))
            let paths = InvalidationPaths.covering(keys: keys, limits: limits)
            #expect(given.allSatisfy { path in paths.contains { Self.covers($0, path) } }, "\(keys) \(paths)")
            #expect(paths.count <= limits.paths)
            #expect(paths.count { $0.hasSuffix("*") } <= limits.wildcards)
            #expect(paths.allSatisfy { $0.hasPrefix("/") && $0.utf8.count <= limits.length })
            #expect(Set(paths).count == paths.count)
            // The order they come in, and that some come twice, makes no difference.
            #expect(InvalidationPaths.covering(keys: keys.shuffled(using: &random) + keys, limits: limits) == paths)
        }
    }
}
