import Testing

@testable import NotebookHTML

/// Letters with endless marks, and all writings whose letters have some.
@Suite struct CombiningMarksTests {
    private static func html(_ text: String) -> String {
        var html = HTMLWriter()
        html.text(text)
        return html.string
    }

    /// The greatest number of marks any of these has on a letter is five.
    @Test(arguments: [
        "Tiếng Việt, ngữ", "e\u{301}\u{323}\u{302}", "ก็ที่นี้ผู้ใหญ่", "שָׁלוֹם בְּרֵאשִׁ֖ית", "ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ",
        "\u{0F67}\u{0F90}\u{0FB5}\u{0FA8}\u{0FB3}\u{0FBA}\u{0FBC}\u{0FBB}\u{0F82}", "कार्त्स्न्य", "ស្ត្រី ក្ស្ម្យ", "မြန်မာ",
        "مُحَمَّدٌ", "👩🏽‍👩🏿‍👧‍👦", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", "ᠮᠣᠩᠭᠣᠯ\u{180B}",
        "한국어 日本語 中文 Ελληνικά Кириллица",
        "Z\u{0351}\u{036B}\u{0343}\u{036A}\u{0302}\u{036B}\u{033D}\u{034F}\u{0334}\u{0319}A\u{0321}\u{034A}",
        String(repeating: "a" + String(repeating: "\u{301}", count: 30), count: 50),
    ])
    func writingsStandAsTheyAre(text: String) {
        #expect(Self.html(text).utf8.elementsEqual(text.utf8))
        #expect(
            Self.html(String(repeating: text, count: 40)).utf8.elementsEqual(String(repeating: text, count: 40).utf8))
    }

    @Test(arguments: [
        "\u{301}", "\u{0E49}", "\u{20E3}", "\u{1F3FD}", "\u{E0100}", "\u{FE0F}", "\u{200D}", "\u{34F}", "\u{E0067}",
    ])
    func whatIsTooMuchIsToldAtThePlace(mark: String) {
        let html = Self.html("a" + String(repeating: mark, count: 1_030) + "b<")
        let kept = "a" + String(repeating: mark, count: 30) + " [1,000 combining marks left out] b&lt;"
        #expect(html.utf8.elementsEqual(kept.utf8))
    }

    /// Khmer's coeng joins letters without end to one.
    @Test func joinedLettersAreParted() {
        let html = Self.html("ក" + String(repeating: "\u{17D2}ក", count: 40))
        let kept = "ក" + String(repeating: "\u{17D2}ក", count: 30) + " [one combining mark left out] ក"
        #expect(html.utf8.elementsEqual((kept + String(repeating: "\u{17D2}ក", count: 9)).utf8))
    }

    @Test func spansDoNotPartALetter() {
        var html = HTMLWriter()
        html.text("a")
        for _ in 0..<40 {
            html.raw("<b>")
            html.attribute("title", "x")
            html.text("\u{301}")
        }
        #expect(html.string.ranges(of: "left out").count == 10)
        html.text("b")
        html.text("\u{301}")
        #expect(html.string.hasSuffix("b\u{301}"))
    }

    @Test func addressesStayWhole() {
        let address = "https://a.example/" + String(repeating: "\u{301}", count: 100)
        var html = HTMLWriter()
        html.address(Array(address.utf8))
        #expect(html.string.utf8.elementsEqual(address.utf8))
    }

    @Test func textThatIsNotUTF8IsKept() {
        let bytes: [UInt8] = Array(repeating: 0xFF, count: 200) + [0xF0, 0x9F, 0x8F]
        var html = HTMLWriter()
        html.text(bytes)
        #expect(html.bytes == bytes)
    }
}
