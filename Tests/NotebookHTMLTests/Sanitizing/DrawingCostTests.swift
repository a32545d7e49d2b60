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

    private static func times(_ count: Int, _ text: String) -> String { String(repeating: text, count: count) }

    /// Each took Chromium more than 40 seconds, or as long as one waited.
    static let slowOnes = [
        // Masks of masks and markers at the corners of markers' lines, by style rules.
        "<svg><style>" + (0...7).map { ".c\($0){mask:url(#k\($0))}" }.joined() + "</style><mask id='k0'/>"
            + (1...7).map { "<mask id='k\($0)'>" + times(10, "<rect class='c\($0 - 1)'/>") + "</mask>" }.joined()
            + "<rect class='c7'/></svg>",
        "<svg><style>path{marker:url('#m')}</style><marker id='m'>" + times(100, "<rect/>") + "</marker>"
            + times(10, "<path d='M0 0" + times(5_000, "L1 2") + "'/>") + "</svg>",
        "<svg><marker id='m'>" + times(100, "<rect/>") + "</marker><path style='marker-mid:url(#m)' d='M0 0"
            + times(20_000, "L1 2") + "'/></svg>",
        // Blurs of all the picture, one far larger than it, and effects that take the one before in twice.
        "<svg><filter id='f'><feGaussianBlur stdDeviation='50'/></filter>" + times(2_000, "<rect filter='url(#f)'/>")
            + "</svg>",
        "<svg><filter id='f' width='3000%' height='3000%'>" + times(100, "<feGaussianBlur stdDeviation='500'/>")
            + "</filter><rect filter='url(#f)'/></svg>",
        "<svg><filter id='f'><feOffset result='r0'/>"
            + (1...30).map {
                "<feMerge result='r\($0)'><feMergeNode in='r\($0 - 1)'/><feMergeNode in='r\($0 - 1)'/></feMerge>"
            }.joined() + "</filter></svg>",
        "<svg viewBox='0 0 500 500'>" + times(50, "<path stroke-dasharray='.001 .001' d='M0 0L500 500'/>") + "</svg>",
        "<svg><style>path{stroke-dasharray:.001}</style>" + times(50, "<path d='M0 0L500 500'/>") + "</svg>",
        "<svg>" + times(20_000, "<rect><animate attributeName='x' dur='1ms' repeatCount='indefinite'/></rect>")
            + "</svg>",
        "<svg><style>" + times(2_000, "svg:has(.x) rect{fill:red}") + "</style>" + times(20_000, "<rect/>") + "</svg>",
        "<svg><text>a" + times(1_000, "\u{301}") + "</text></svg>",
        "<svg><text>a" + times(1_000, "&#x301;") + "</text></svg>",
        "<svg><image href='data:image/svg+xml;base64,\(Data(bomb(levels: 7).utf8).base64EncodedString())'/></svg>",
    ]

    @Test(arguments: slowOnes) func slowOnesAreFound(svg: String) {
        #expect(!DrawingCost.isAffordable(svg.utf8), "\(svg.prefix(80))")
    }

    /// What plotting and drawing programs make.
    @Test(arguments: [
        "<svg viewBox='0 0 460 345'><style>*{stroke-linejoin:round}</style>"
            + times(
                20, "<path d='M0 0" + times(2_000, "L100.5 200.25") + "' style='fill:none;stroke-dasharray:3.7,1.6'/>")
            + "</svg>",
        "<svg viewBox='0 0 1 1'>" + times(20, "<path stroke-dasharray='.01' d='M0 0L1 1'/>") + "</svg>",
        "<svg><style>.e{marker-end:url(#m);filter:url(#f)}#m path{fill:red}</style><marker id='m'><path/></marker>"
            + "<filter id='f' x='-1' y='-1' width='300%' height='300%'><feGaussianBlur result='a'/><feOffset in='a' result='b'/>"
            + "<feColorMatrix/><feMerge><feMergeNode in='b'/><feMergeNode in='SourceGraphic'/></feMerge></filter>"
            + times(100, "<path class='e' d='M0 0L1 1'/>") + "</svg>",
        "<svg><marker id='m'><path/></marker><path marker-mid='url(#m)' d='M0 0" + times(10_000, "L1 2") + "'/></svg>",
        "<svg>" + times(100, "<circle><animate attributeName='r' dur='1s'/></circle>") + "</svg>",
        "<svg><image href='data:image/svg+xml,%3Csvg/%3E'/><image href='data:image/png;base64,AAAA'/></svg>",
    ])
    func honestOnesAreDrawn(svg: String) {
        #expect(DrawingCost.isAffordable(svg.utf8), "\(svg.prefix(80))")
    }

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
