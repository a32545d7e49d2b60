import Testing

@testable import NotebookHTML

@Suite("Highlighting keeps every byte")
struct HighlightingPropertyTests {
    /// The source a reader copies out of the page: tags removed, character references resolved.
    private func text(of html: [UInt8]) -> [UInt8] {
        let references: [(String, UInt8)] = [
            ("&lt;", 0x3C), ("&gt;", 0x3E), ("&amp;", 0x26), ("&quot;", 0x22), ("&#39;", 0x27),
        ]
        var text: [UInt8] = []
        var index = 0
        while index < html.count {
            if html[index] == UInt8(ascii: "<") {
                while index < html.count, html[index] != UInt8(ascii: ">") { index += 1 }
                index += 1
            } else if html[index] == UInt8(ascii: "&"),
                let (name, byte) = references.first(where: { html[index...].starts(with: $0.0.utf8) })
            {
                text.append(byte)
                index += name.utf8.count
            } else if html[index] == 0xE2, index + 2 < html.count, html[index + 1] == 0x90,
                (0x80..<0xA0).contains(html[index + 2])
            {
                // The picture of a control character.
                text.append(html[index + 2] - 0x80)
                index += 3
            } else {
                text.append(html[index])
                index += 1
            }
        }
        return text
    }

    /// A generator with a fixed start, so that a failure can be repeated.
    private struct SeededBytes: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 16 | state << 48
        }
    }

    private static let pieces = [
        "f'{", "}", "\"\"\"", "'''", "'", "\"", "`", "${", "$(", "$((", "<<EOF\n", "EOF\n", "\\", "\n", "%%bash\n",
        "%time ",
        "!", "?", "r#\"", "\"#", "R\"x(", ")x\"", "/*", "*/", "#=", "=#", "#", "//", "--", "/", "[", "]", "{", "(", ")",
        ":",
        "<script>", "</script>", "<style>", "<!--", "-->", "a", "def ", "match x", "1.5e", "@", ".", ",", "é", "|\n",
        "- k: ", "{{ ", " }}", "{% ", " %}", "{# ", " #}", "$$", "$a$", "x=(", "${a%",
        "::", "<:", "%", " ", "\t", "=", "&amp;", "\u{0}", "💡",
    ]

    @Test("random pieces of syntax come out as they went in", arguments: Language.allCases)
    func piecesOfSyntax(language: Language) {
        var random = SeededBytes(state: UInt64(language.rawValue.utf8.count) &* 977)
        for _ in 0..<400 {
            let source = (0..<Int.random(in: 0..<40, using: &random))
                .map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let html = highlightedHTML(Array(source.utf8), language)
            #expect(text(of: html) == Array(source.utf8), "\(source.debugDescription)")
            #expect(String(validating: html, as: UTF8.self) != nil, "\(source.debugDescription)")
        }
    }

    @Test("random bytes, mostly not UTF-8, come out as they went in", arguments: Language.allCases)
    func randomBytes(language: Language) {
        var random = SeededBytes(state: UInt64(language.rawValue.utf8.count) &* 31 &+ 7)
        for _ in 0..<200 {
            let source = (0..<Int.random(in: 0..<200, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            #expect(text(of: highlightedHTML(source, language)) == source, "\(source)")
        }
    }

    @Test("spans are balanced, never empty, never nested and hold no space alone", arguments: Language.allCases)
    func wellFormedSpans(language: Language) {
        var random = SeededBytes(state: 41)
        for _ in 0..<100 {
            let source = (0..<20).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
            let html = String(decoding: highlightedHTML(Array(source.utf8), language), as: UTF8.self)
            let parts = html.split(separator: "<", omittingEmptySubsequences: false).dropFirst()
            for (index, part) in parts.enumerated() {
                #expect(part.hasPrefix(index.isMultiple(of: 2) ? "span class=\"" : "/span>"), "\(html)")
                #expect(!part.hasSuffix("\">"), "\(html)")
            }
        }
    }

    @Test(
        "what repeats without end is still read to the end",
        arguments: Language.allCases,
        [
            "f\"{", "(/[", "<<A\n", "$(", "{", "r#", "#=", "'", "`${", "${", "\\", "%", "<a ", "|\n ", "x: ", "\"\"\"",
            "@", "[#[", "{{ a ", "{% a ", "$a", "$a$", "{{ a } ", "x=(", "[a ",
        ]
    )
    func repetition(language: Language, piece: String) {
        let source = Array(String(repeating: piece, count: 20_000).utf8)
        #expect(text(of: highlightedHTML(source, language)) == source)
    }
}
