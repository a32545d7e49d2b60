import Notebook
import Testing

@Suite struct JSONNodeTests {
    private func node(_ json: String) throws -> JSONNode { try JSONDocument(Array(json.utf8)).root }

    @Test(
        "resolves escapes",
        arguments: [
            (#""""#, ""), (#""a""#, "a"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
            (#""\u00e9\u6F22""#, "é漢"), (#""\uD834\uDD1E!""#, "𝄞!"), (#""a\u0000b""#, "a\0b"),
            (#""\ud800""#, "\u{FFFD}"), (#""\ud800x""#, "\u{FFFD}x"), (#""\udc00\ud800""#, "\u{FFFD}\u{FFFD}"),
            (#""\ud800\ud834\udd1e""#, "\u{FFFD}𝄞"), (#""\ud800\n""#, "\u{FFFD}\n"), (#""é\né""#, "é\né"),
        ])
    func escapes(_ json: String, _ text: String) throws {
        #expect(try node(json).string == text)
    }

    @Test(
        "reads numbers",
        arguments: [
            ("0", 0, 0), ("-0", 0, 0), ("12", 12, 12), ("1.0", 1, 1), ("1e3", 1000, 1000), ("1.5", nil, 1.5),
            ("-7E-1", nil, -0.7), ("9223372036854775807", Int.max, 9.223372036854775807e18),
            ("9223372036854775808", nil, 9.223372036854775808e18), ("1e400", nil, .infinity),
            ("Infinity", nil, .infinity), ("-Infinity", nil, -.infinity),
        ] as [(String, Int?, Double)])
    func numbers(_ json: String, _ int: Int?, _ double: Double) throws {
        let node = try node(json)
        #expect(node.kind == .number)
        #expect(node.int == int)
        #expect(node.double == double)
    }

    @Test func readsNotANumber() throws {
        #expect(try node("NaN").double?.isNaN == true)
        #expect(try node("NaN").int == nil)
    }

    @Test func findsMembersByKey() throws {
        let object = try node(#"{"a": 1, "é": 2, "a": [3], "\u0062": {"a": 4}, "e\u0301": 5}"#)
        #expect(object["a"]?.elements.first?.int == 3)
        #expect(object["b"]?["a"]?.int == 4)
        #expect(object["é"]?.int == 2)
        #expect(object["c"]?.kind == nil)
        #expect(object.members.map(\.key.unicodeScalars.count) == [1, 1, 1, 2])
        #expect(object.membersAndDuplicates.duplicates == ["a"])
    }

    @Test func findsDuplicatesInLargeObjects() throws {
        let members = (0..<1000).map { #""k\#($0 % 900)": \#($0)"# }
        let object = try node("{\(members.joined(separator: ","))}")
        #expect(object.members.count == 900)
        #expect(object.members[5].key == "k5")
        #expect(object.members[5].value.int == 905)
        #expect(object["k5"]?.int == 905)
        #expect(object.membersAndDuplicates.duplicates.count == 100)
    }

    @Test("hands out the bytes of the file", arguments: [0, 1, 7, 8, 9, 65_535, 65_536, 200_000])
    func source(_ length: Int) throws {
        let text = String(repeating: "x", count: length)
        let list = try node(#"[ "\#(text)" , {"\#(text)": [ 1.50 ]}, true, "\#(text)\n"]"#)
        #expect(list.elements.count == 4)
        #expect(list.elements[0].source.elementsEqual(text.utf8))
        #expect(!list.elements[0].hasEscapes)
        #expect(list.elements[1].source.elementsEqual("{\"\(text)\": [ 1.50 ]}".utf8))
        #expect(list.elements[1][text]?.elements.first?.source.elementsEqual("1.50".utf8) == true)
        #expect(list.elements[2].bool == true)
        #expect(list.elements[3].hasEscapes)
        #expect(list.elements[3].string == text + "\n")
    }

    @Test(
        "joins text",
        arguments: [(#"["a\n", "b"]"#, "a\nb"), (#""a""#, "a"), ("[]", ""), ("[1, [2]]", "1[2]"), ("null", "null")])
    func joins(_ json: String, _ text: String) throws {
        var bytes: [UInt8] = []
        try node(json).appendText(to: &bytes)
        #expect(String(decoding: bytes, as: UTF8.self) == text)
    }
}
