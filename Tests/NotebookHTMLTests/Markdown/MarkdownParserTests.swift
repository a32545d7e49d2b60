import Testing

@testable import NotebookHTML

/// The bridge to cmark-gfm.
@Suite struct MarkdownParserTests {
    /// The library's inline parser shares tables between threads; without the lock this fails within moments.
    @Test func parsesTheSameOnManyThreads() async {
        let sources = (0..<40).map { number in
            Array(
                """
                # Title \(number) ~~old~~ new
                a ~~b~~ *c* _d_ **e\(number)** `f` [g](h) ![i](j) www.a.b <k@l.m> https://n.o/p~q_r
                | a | ~b~ |
                |---|:-:|
                | *c* | `d\(number)` |

                - [ ] one~
                - [x] two[^\(number)]

                [^\(number)]: ~~note~~ "quoted" a@b.c
                """.utf8)
        }
        let expected = sources.map { MarkdownParser.events($0) }
        let wrong = await withTaskGroup(of: Int.self) { group in
            for thread in 0..<8 {
                group.addTask {
                    (0..<1_000).count { round in
                        let index = (round * 7 + thread) % sources.count
                        return MarkdownParser.events(sources[index]) != expected[index]
                    }
                }
            }
            return await group.reduce(0, +)
        }
        #expect(wrong == 0)
    }

    @Test(arguments: [
        "a[^1] b\n\n[^1]: c", "- a\n- [x] b\n\n> c", "|a|\n|-|\n|b|\n", "![a[b](c)](d) **e *f* g**",
        "# a\n\n<b>\n\n```x\ny\n```",
        "", "\u{0}", "[^1]", "[^1]: unused",
    ])
    func opensAndClosesInTurn(source: String) {
        var open: [MarkdownEvent.Element] = []
        for event in MarkdownParser.events(Array(source.utf8)) {
            switch event {
            case .enter(let element): open.append(element)
            case .exit(let element): #expect(open.popLast() == element)
            default: break
            }
        }
        #expect(open.isEmpty)
    }

    @Test func survivesBytesThatAreNotText() {
        let events = MarkdownParser.events([0x61, 0xFF, 0xC3, 0x20, 0x00, 0x62])
        #expect(events.contains(.text(Array("a\u{FFFD}\u{FFFD} \u{FFFD}b".utf8))))
    }

    @Test(arguments: [
        ("![[]()", 20_000), ("a@", 100_000), (")", 30_000), ("<http://a.b/", 20_000), ("<www.a", 20_000),
    ])
    func refusesWhatIsQuadratic(piece: String, count: Int) {
        #expect(MarkdownHazards.areIn(Array(("http://a.b/" + String(repeating: piece, count: count)).utf8)))
    }

    /// Quotes and lists in each other, on one line or on many, before what asks all of them again and again.
    @Test(arguments: ["> ", "- ", "1. ", ">"])
    func refusesNestingWithoutEnd(mark: String) {
        let marks = String(repeating: mark, count: 10_000)
        #expect(MarkdownHazards.areIn(Array((marks + String(repeating: "[", count: 30_000)).utf8)))
        #expect(MarkdownHazards.areIn(Array((marks + "a" + String(repeating: "\n", count: 30_000)).utf8)))
        let stairs = (0..<400).map { String(repeating: " ", count: 2 * $0) + "- a\n" }.joined()
        #expect(MarkdownHazards.areIn(Array((stairs + String(repeating: "a\n", count: 300_000)).utf8)))
        #expect(!MarkdownHazards.areIn(Array(stairs.utf8)))
    }

    @Test(arguments: ["*[a](b)", "a *b* [a](b) ", "~~[^1]", "2. *a* [b](c)\n", "    - *a* [b](c)\n"])
    func refusesLinksBehindEmphasisWithoutEnd(piece: String) {
        #expect(MarkdownHazards.areIn(Array(("a\n" + String(repeating: piece, count: 5_000)).utf8)))
        #expect(!MarkdownHazards.areIn(Array(("a\n" + String(repeating: piece, count: 500)).utf8)))
        #expect(!MarkdownHazards.areIn(Array(String(repeating: "- *a* **b** [c](d)\n", count: 20_000).utf8)))
    }

    @Test func refusesParagraphsThatMightBecomeTablesWithEachLine() {
        #expect(MarkdownHazards.areIn(Array(String(repeating: "|-|-|\n|a\n", count: 5_000).utf8)))
        #expect(!MarkdownHazards.areIn(Array(String(repeating: "|a|b|\n|-|-|\n|c|d|\n\n", count: 50_000).utf8)))
    }

    @Test func refusesTablesThatFillUpMemory() {
        let table = String(repeating: "a|", count: 2_000) + "\n" + String(repeating: "-|", count: 2_000) + "\n"
        #expect(MarkdownHazards.areIn(Array((table + String(repeating: "a\n", count: 2_000)).utf8)))
    }

    @Test(arguments: ["\n\n", " \"title\n[b]: c\n", "\n'title\n"])
    func refusesDefinitionsCopiedForEveryUse(between: String) {
        let definition = "[a]: /" + String(repeating: "x", count: 20_000) + between
        #expect(MarkdownHazards.areIn(Array((definition + String(repeating: "[a] ", count: 2_000)).utf8)))
    }

    @Test func doesNotCountPicturesAsText() {
        let picture = "![a](data:image/png;base64," + String(repeating: "iVBOR", count: 2_000) + ")\n"
        #expect(!MarkdownHazards.areIn(Array(picture.utf8), limit: 1_000))
        #expect(MarkdownHazards.areIn(Array((picture + String(repeating: "a ", count: 1_000)).utf8), limit: 1_000))
    }

    @Test func acceptsLongOrdinaryTexts() {
        let sources = (0..<500).map { "[\($0)]: https://a.b/\($0) (Title \($0))\n" }.joined()
        let uses = (0..<500).map { "See [\($0)][\($0)] and (elsewhere) \"more\".\n" }.joined()
        #expect(!MarkdownHazards.areIn(Array((uses + "\n" + sources).utf8)))
        let text =
            "Some [link](http://a.b/c_(d)) and ![image](e.png), mail a@b.c, (parentheses) and `code`.\n"
            + "\n| a | b | c |\n|---|---|---|\n| 1 | 2 | 3 |\n\n"
        #expect(!MarkdownHazards.areIn(Array(String(repeating: text, count: 5_000).utf8)))
        let addresses = String(repeating: "<https://a.b/c/d>, [www.a.b](https://c.d/e) http://a.b/c ", count: 20_000)
        #expect(!MarkdownHazards.areIn(Array(addresses.utf8)))
        let nested = "> 1. - a\n\n- - - - - - - - - - - - - - - - - - - - - - - -\n        - deep\n\n"
        #expect(!MarkdownHazards.areIn(Array(String(repeating: nested, count: 12_000).utf8)))
        let long = "| a | b | c |\n|---|---|---|\n" + String(repeating: "| 1 | 2 | 3 |\n", count: 10_000)
        #expect(!MarkdownHazards.areIn(Array(long.utf8)))
    }
}
