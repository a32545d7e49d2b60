import Testing

@testable import NotebookHTML

/// What counts as front matter.
@Suite struct FrontMatterTests {
    @Test(
        arguments: [
            ("---\ntitle: A\n---\nrest", "A", "rest"), ("---\ntitle: \"A: b\"\nauthor: c\n---\n", "A: b", ""),
            ("---\nauthor: c\ntags:\n  - a\n  - b\ntitle: 'x'\n...\nrest\n", "x", "rest\n"),
            ("---\r\ntitle: A\r\n---\r\nrest", "A", "rest"), ("---\nformat:\n  html: x\n---\n", nil, ""),
        ] as [(String, String?, String)])
    func readsMappings(source: String, title: String?, rest: String) {
        let matter = FrontMatter(Array(source.utf8))
        #expect(matter != nil)
        #expect(matter?.title == title)
        #expect(matter.map { String(decoding: $0.rest, as: UTF8.self) } == rest)
    }

    @Test(arguments: [
        "---", "---\n", "---\n---\n", "---\nSome text\n---\n", "---\n# Heading\n---\n",
        "---\n\nNote: this\nis text\n---\n",
        "----\ntitle: A\n---\n", " ---\ntitle: A\n---\n", "title: A\n---\n", "---\ntitle: A\n",
        "---\nhttp://a.b\n---\n",
    ])
    func takesAnythingElseForMarkdown(source: String) {
        #expect(FrontMatter(Array(source.utf8)) == nil)
    }
}
