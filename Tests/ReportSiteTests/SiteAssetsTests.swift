import ReportSite
import Testing

@Suite struct SiteAssetsTests {
    @Test func addressesHoldTheDigestOfTheContent() {
        let assets = SiteAssets(["index.js": Array("abc".utf8), "icon.svg": []])
        #expect(assets["index.js"]?.path == "assets/index-ba7816bf8f01cfea.js")
        #expect(assets["icon.svg"]?.path == "assets/icon-e3b0c44298fc1c14.svg")
        #expect(assets["other.js"] == nil)
        #expect(assets.files.map(\.name) == ["icon.svg", "index.js"])
    }

    @Test func styleSheetsAreJoinedWithTheMainOneFirst() {
        let assets = SiteAssets(["math.css": Array("m{a:b}".utf8), "style.css": Array("s{c:d}".utf8)])
        #expect(assets.files.map(\.name) == ["style.css"])
        #expect(assets["style.css"]?.bytes == Array("s{c:d}m{a:b}".utf8))
    }

    @Test(arguments: [
        ("a {  color: red;  } /* x */\n b , c{ d : e }", "a{color:red}b,c{d :e}"),
        ("a::before { content: \"a  ; } /* \\\" \"; }", "a::before{content:\"a  ; } /* \\\" \"}"),
        ("a :hover > b + c { w: calc(1px + 2px) }", "a :hover > b + c{w:calc(1px + 2px)}"),
        ("@media (min-width: 1px) and (x) { a { b: c } }", "@media (min-width:1px) and (x){a{b:c}}"),
        ("a{b:c", "a{b:c"), ("/* open", ""), ("a{b:\"x", "a{b:\"x"),
    ])
    func squeezedSheetsSayTheSame(sheet: String, squeezed: String) {
        let assets = SiteAssets(["style.css": Array(sheet.utf8)])
        #expect(assets["style.css"].map { String(decoding: $0.bytes, as: UTF8.self) } == squeezed)
    }
}
