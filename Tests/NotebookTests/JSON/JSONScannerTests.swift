import Notebook
import Testing

@Suite struct JSONScannerTests {
    @Test(
        "accepts what RFC 8259 allows",
        arguments: [
            "0", "-0", "-0.0", "12", "1e5", "1E+5", "1.5e-3", "123456789012345678901234567890", "1e400",
            "true", "false", "null", "\"\"", "\"a\"", "[]", "{}", " [ ] ", "\t{\r\n}\n",
            "[1,2]", "[[],[[]]]", #"{"a":1}"#, #"{"":0}"#, #"{"a":1,"a":2}"#, #"{ "a" : [ { } ] }"#,
            #""\"\\\/\b\f\n\r\t""#, #""\u0000\u00e9\uD834\uDD1E""#, #""\ud800""#, #""\udc00\ud800""#,
            #""\uABCD\uabcd""#, "\"\u{7F}\"", "\"\u{2028}\u{2029}\"", "\"é漢😀\u{10FFFF}\"", "\"12345678\"",
            "\"1234567\"",
            "\"123456789012345é\"", "\u{FEFF}{}", "[NaN,Infinity,-Infinity]",
        ])
    func accepts(_ text: String) throws {
        _ = try JSONDocument(Array(text.utf8))
    }

    @Test(
        "rejects what RFC 8259 forbids",
        arguments: [
            "", " ", "\u{FEFF}", "[", "]", "{", "}", "[}", "{]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1,,2]", "[1 2]",
            "[1]]", "[1],", "[][]", "1 2", "[\"a\"", "\"", "\"a", "\"\\", "\"\\\"", "'a'", "\"\\x\"", "\"\\'\"",
            "\"\\u12\"", "\"\\u12G4\"", "\"\\u", "\"\\u00", "\"\\uD834\\u\"", "\"\\U0041\"",
            "\"a\nb\"", "\"\t\"", "\"\0\"", "\"12345678\u{1F}\"", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\" 1}",
            "{\"a\":1,}",
            "{\"a\":1,,}", "{,}", "{a:1}", "{1:1}", "{\"a\":1 \"b\":2}", "{\"a\":1:2}", "{'a':1}", "{null:1}",
            "+1", "01", "-01", "-", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1E-", "0x10", "1_000", "--1", "1e5.5",
            "0e",
            "1.2.3", "1a", "0.1.", "NAN", "nan", "Inf", "infinity", "+Infinity", "-NaN", "-Inf", "-Infinityy", "NaNa",
            "tru", "truee", "True", "TRUE", "nul", "nulll", "fals", "none", "undefined",
            "[1/*a*/]", "//a\n1", "#\n1", "\u{A0}1", "1\u{0C}", "1\0", "\u{2028}1", "<html>", "é",
        ])
    func rejects(_ text: String) {
        #expect(throws: NotebookError.self) { try JSONDocument(Array(text.utf8)) }
    }
}
