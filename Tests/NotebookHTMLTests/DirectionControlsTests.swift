import Testing

@testable import NotebookHTML

/// What turns the order of text around, in code, names and sentences.
@Suite struct DirectionControlsTests {
    @Test(arguments: [
        ("a\u{202E}b", "a\u{202E}b\u{202C}"), ("a\u{202C}\u{2069}b", "ab"),
        ("\u{2066}\u{202E}a\u{2069}b", "\u{2066}\u{202E}a\u{2069}b"),
        ("\u{202B}\u{2069}a\u{202C}", "\u{202B}a\u{202C}"), ("\u{2067}a\u{202C}", "\u{2067}a\u{2069}"),
        ("\u{2067}a\u{2069}", "\u{2067}a\u{2069}"), ("“שלום”", "“שלום”"), ("\u{200F}a\u{200E}", "\u{200F}a\u{200E}"),
    ])
    func namesEndWhatTheyBegin(text: String, balanced: String) {
        #expect(DirectionControls.balanced(text).utf8.elementsEqual(balanced.utf8))
    }

    @Test func endlessOnesTakeNoTime() {
        let text = String(repeating: "\u{2067}", count: 200_000) + String(repeating: "\u{202A}\u{2069}", count: 200_000)
        let balanced = DirectionControls.balanced(text)
        #expect(balanced.unicodeScalars.count { $0 == "\u{2067}" } == 100)
        #expect(DirectionControls.balanced(balanced) == balanced)
    }

    @Test(arguments: ["python", "unheard-of"]) func codeShowsThem(language: String) throws {
        let source = "access = 'user\u{202E} \u{2066}# admin\u{2069} \u{2066}'"
        let html = try Self.page(
            "{\"cell_type\": \"code\", \"metadata\": {}, \"execution_count\": 1, \"outputs\": [], \"source\": \"\(source)\"}",
            language: language)
        let mark =
            "<bdi class=\"direction-control\" data-mark=\"RLO\" title=\"right-to-left override, U+202E\">\u{202E}</bdi>"
        #expect(html.contains(mark))
        #expect(html.ranges(of: "data-mark=\"LRI\"").count == 2)
        #expect(html.contains("turn the order of text around"))
    }

    @Test(arguments: ["```\\na\u{202E}b\\n```", "```python\\na = 'b\u{202E}'\\n```"]) func codeInProseShowsThem(
        source: String
    ) throws {
        let html = try Self.page("{\"cell_type\": \"markdown\", \"metadata\": {}, \"source\": \"\(source)\"}")
        #expect(html.contains("data-mark=\"RLO\""))
    }

    @Test func sentencesEndAsTheyBegan() throws {
        let html = try Self.page("{\"cell_type\": \"a\u{202E}\", \"metadata\": {}, \"source\": \"x\"}")
        #expect(html.contains("type “\u{2068}a\u{202E}\u{202C}\u{2069}”, shown"))
    }

    private static func page(_ cell: String, language: String = "python") throws -> String {
        let json =
            "{\"nbformat\": 4, \"nbformat_minor\": 4, \"metadata\": {\"language_info\": {\"name\": \"\(language)\"}},"
            + " \"cells\": [\(cell)]}"
        return try renderedCells(json)
    }
}
