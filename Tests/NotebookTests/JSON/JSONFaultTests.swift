import Notebook
import Testing

@Suite struct JSONFaultTests {
    @Test(
        "tells where and what the fault is",
        arguments: [
            ("{\"a\":\n [1, {\"b c\": tru}]}", 19, 2, #"a[1]["b c"]"#, "A JSON value is expected"),
            ("[1,\n2,\n", 7, 3, "[2]", "The file ends too early: a JSON value is expected"),
            (#"{"a": "b"#, 8, 1, "a", "The file ends within a string"),
            (#"{"a" 1}"#, 5, 1, "a", "A colon is expected after an object's key"),
            (#"{"a": 1, b}"#, 9, 1, "", "An object's key is expected"),
            ("[\"\t\"]", 2, 1, "[0]", "A control character stands unescaped in a string"),
            (#"["\x"]"#, 3, 1, "[0]", "JSON has no such escape"),
            (#"["\u00g0"]"#, 6, 1, "[0]", "\\u needs four hexadecimal digits"),
            ("[1.]", 3, 1, "[0]", "A digit is expected"),
            ("[01]", 2, 1, "[1]", "A comma or the end of an array is expected"),
            ("{} x", 3, 1, "", "Something follows the end of the JSON value"),
            ("", 0, 1, "", "The file is empty"),
        ])
    func places(_ json: String, _ offset: Int, _ line: Int, _ path: String, _ reason: String) throws {
        let error = try #require(throws: NotebookError.self) { try JSONDocument(Array(json.utf8)) }
        #expect(error.reason == reason)
        #expect(error.byteOffset == offset)
        #expect(error.line == line)
        #expect(error.path == path)
    }

    @Test(
        "refuses what is not UTF-8",
        arguments: [
            [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80], [0xE0, 0x9F, 0xBF],
            [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xF0, 0x80, 0x80, 0x80], [0xF0, 0x8F, 0xBF, 0xBF],
            [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFE], [0xFF],
        ] as [[UInt8]])
    func invalidUTF8(_ sequence: [UInt8]) throws {
        let error = try #require(throws: NotebookError.self) {
            try JSONDocument(Array("[\"a".utf8) + sequence + Array("\"]".utf8))
        }
        #expect(error.reason == "The text is not valid UTF-8")
        #expect(error.byteOffset == 3)
    }

    @Test func tellsUTF16() throws {
        let error = try #require(throws: NotebookError.self) { try JSONDocument([0xFF, 0xFE, 0x7B, 0, 0x7D, 0]) }
        #expect(error.reason == "The file is UTF-16, JSON must be UTF-8")
    }

    @Test("refuses nesting beyond sense", arguments: ["[", "{\"a\":", "[{\"a\":"])
    func depth(_ opening: String) throws {
        let json = String(repeating: opening, count: 100_000)
        let error = try #require(throws: NotebookError.self) { try JSONDocument(Array(json.utf8)) }
        #expect(error.code == .tooDeep)
        #expect((error.path?.utf8.count ?? 0) < 1000)
    }

    @Test func acceptsNestingUpToTheLimit() throws {
        let json = String(repeating: "[", count: 512) + String(repeating: "]", count: 512)
        #expect(try JSONDocument(Array(json.utf8)).root.count == 1)
        #expect(throws: NotebookError.self) { try JSONDocument(Array("[\(json)]".utf8)) }
    }
}
