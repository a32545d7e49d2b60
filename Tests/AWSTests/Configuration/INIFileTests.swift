import Testing

@testable import AWS

@Suite struct INIFileTests {
    private func parse(_ text: String) throws(AWSConfigurationError) -> INIFile {
        try INIFile(path: "/c", bytes: Array(text.utf8))
    }

    @Test(arguments: [
        ("a = b", "b"), ("a=b", "b"), ("a =  b  ", "b"), ("A = b", "b"), ("a = b = c", "b = c"),
        ("a = b # comment", "b"), ("a = b ; comment", "b"), ("a = b#c", "b#c"), ("a = b;c", "b;c"), ("a = # only", ""),
        ("a =\n", ""), ("a = b\r", "b"), ("a = b\n  c\n\td", "b\nc\nd"), ("a = b\n# comment\n  c", "b\nc"),
        ("a = 1\na = 2", "2"), ("a = \"b\"", "\"b\""), ("\ta = b", "b"),
    ])
    func aValueIsWhatStandsBehindTheFirstEqualsSign(text: String, value: String) throws {
        let file = try parse("[default]\n\(text)")
        #expect(file.sections.first?.properties["a"]?.value == value)
    }

    @Test(arguments: [
        ("[default]", ["default"]), ("[ default ]", ["default"]), ("[profile a]", ["profile", "a"]),
        ("[profile   a]", ["profile", "a"]), ("[profile\ta] # c", ["profile", "a"]),
        ("[profile \"a b\"]", ["profile", "a b"]), ("[profile 'a b']", ["profile", "a b"]),
        ("[profile a b]", ["profile", "a b"]), ("[sso-session s]", ["sso-session", "s"]), ("\u{FEFF}[x]", ["x"]),
        ("  [x]", ["x"]),
    ])
    func aSectionHasAKindAndAName(text: String, words: [String]) throws {
        #expect(try parse(text).sections.map(\.words) == [words])
    }

    @Test func aShellsOwnSignsStayInACommand() throws {
        let file = try parse("[a]\ncredential_process = get ; echo # x")
        #expect(file.sections.first?.properties["credential_process"]?.value == "get ; echo # x")
    }

    @Test func sectionsOfOneNameAreOne() throws {
        let file = try parse("[profile a]\nx = 1\ny = 1\n[b]\n[profile a]\nx = 2")
        #expect(file.sections.count == 2)
        #expect(file.sections.first?.properties.mapValues(\.value) == ["x": "2", "y": "1"])
    }

    @Test func indentedLinesBelowAnEmptyValueAreNested() throws {
        let file = try parse(
            "[services s]\ns3 =\n  endpoint_url = http://a\n  Max = 2 # c\nsts =\n  endpoint_url = http://b")
        let section = try #require(file.sections.first)
        #expect(section.properties["s3"]?.nested.mapValues(\.value) == ["endpoint_url": "http://a", "max": "2"])
        #expect(section.properties["s3"]?.nested["max"]?.place == FilePlace(path: "/c", line: 4))
        #expect(section.properties["sts"]?.nested["endpoint_url"]?.value == "http://b")
    }

    @Test(arguments: [
        ("a = 1", 1, "section"), ("\n\n  a = 1", 3, "section"), ("[a]\nhunter2", 2, "'='"),
        ("[a]\n = hunter2", 2, "no name"),
        ("[hunter2", 1, "']'"), ("[]", 1, "no name"), ("[ ]", 1, "no name"), ("[a] hunter2", 1, "comment"),
        ("[profile \"hunter2]", 1, "quote"), ("[a]\ns3 =\n  hunter2", 3, "'='"),
    ])
    func aFaultIsToldWithItsLineAndWithoutTheLine(text: String, line: Int, words: String) {
        let error = #expect(throws: AWSConfigurationError.self) { try parse(text) }
        #expect(error?.place == FilePlace(path: "/c", line: line))
        #expect(error?.reason.contains(words) == true)
        #expect(error.map { "\($0)" }?.hasPrefix("/c:\(line): ") == true)
        #expect(error.map { "\($0)" }?.contains("hunter2") == false)
    }

    @Test func bytesThatAreNoTextAreRefused() {
        #expect(throws: AWSConfigurationError.self) { try INIFile(path: "/c", bytes: [0x5B, 0xFF, 0x5D]) }
    }
}
