import Foundation
import Testing

@testable import NotebookHTML

/// Drawings of a kilobyte that are billions of elements, and honest ones.
@Suite struct DrawingCostTests {
    /// Groups of ten uses of the group before, `levels` times; `use` writes a reference to an id.
    private static func bomb(levels: Int, use: (String) -> String = { "<use xlink:href='#\($0)'/>" }) -> String {
        let groups = (1...levels).map { level in
            "<g id='g\(level)'>" + String(repeating: use("g\(level - 1)"), count: 10) + "</g>"
        }
        return "<svg viewBox='0 0 9 9'><path id='g0'/>" + groups.joined() + use("g\(levels)") + "</svg>"
    }

    static let bombs = [
        bomb(levels: 7), bomb(levels: 9) { "<use href=\"#\($0)\"></use>" },
        bomb(levels: 7) { "<rect fill='url(#\($0))'/>" }, bomb(levels: 7) { "<rect style='mask:url( \"#\($0)\" )'/>" },
        "<!DOCTYPE svg [<!ENTITY a '<g/>'><!ENTITY b '&a;&a;'>]><svg>&b;</svg>",
        "<svg>" + String(repeating: "<g id='a'><use href='#a'/></g>", count: 9) + "</svg>",
        "<svg>\0</svg>",
    ]

    @Test(arguments: bombs) func endlessOnesAreFound(svg: String) {
        #expect(!DrawingCost.isAffordable(svg.utf8))
    }

    @Test(arguments: [
        "<svg/>", bomb(levels: 2),
        "<svg><defs><path id='a'/></defs>" + String(repeating: "<use href='#a'/>", count: 50_000),
        "<!DOCTYPE svg [<!ENTITY ns 'http://ns.example/'>]><svg xmlns:x='&ns;'/>",
        "<svg><a href='#nowhere'/><use href='#gone'/>" + String(repeating: "<g id='b'/><g fill='#fff'/>", count: 20),
    ])
    func othersAreDrawn(svg: String) {
        #expect(DrawingCost.isAffordable(svg.utf8))
    }

    @Test(arguments: bombs.prefix(4)) func theyStandNowhereInAPage(svg: String) {
        let encoded = Data(svg.utf8).base64EncodedString()
        let escaped = String(decoding: PercentEncoding.encoded(path: svg.utf8), as: UTF8.self)
        let sources = [
            svg, "<img src='data:image/svg+xml;base64,\(encoded)'>",
            "<img src='data:image/SVG+xml;charset=utf-8,\(escaped)'>",
        ]
        for source in sources {
            var page = HTMLWriter()
            _ = HTMLSanitizer.sanitize(Array(source.utf8), policy: HTMLPolicy(idPrefix: "p-"), into: &page)
            #expect(!page.string.contains("<img"), "\(source.prefix(40))")
        }
    }

    @Test func deepChainsTakeNoStack() {
        let chain = (1...100_000).map { "<g id='g\($0)'><use href='#g\($0 - 1)'/></g>" }.joined()
        #expect(!DrawingCost.isAffordable("<svg>\(chain)</svg>".utf8))
    }
}
