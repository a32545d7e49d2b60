import AWS
import Testing

/// Repeatable random numbers (SplitMix64), so that what a fuzz test finds can be found again.
struct SeededRandom: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct XMLFuzzTests {
    private static let pieces = [
        "<a>", "</a>", "<b x='1'>", "</b>", "<c/>", "&amp;", "&#65;", "&#x", ";", "<![CDATA[", "]]>", "<!--", "-->",
        "<?p",
        "?>", "<!DOCTYPE", "text", " ", "\r\n", "ü", "<", ">", "&", "\"", "'", "=", "]", "-", "/",
        "<?xml version='1.0'?>",
    ]

    @Test(arguments: 0..<20 as Range<UInt64>) func anythingIsReadOrRefused(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<500 {
            var bytes = (0..<Int.random(in: 0..<24, using: &random)).flatMap { _ in
                Array((Self.pieces.randomElement(using: &random) ?? "").utf8)
            }
            if !bytes.isEmpty, Bool.random(using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            do {
                let element = try XMLElement(parsing: bytes)
                // What was read can be written and read again to the same.
                #expect(try XMLElement(parsing: Array(Self.written(element).utf8)) == element)
            } catch {
                #expect((0...bytes.count).contains(error.byteOffset))
            }
        }
    }

    @Test(arguments: 0..<10 as Range<UInt64>) func writtenTreesAreReadBack(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<50 {
            let document = Self.randomDocument(depth: 0, using: &random)
            let element = try XMLElement(parsing: Array(document.utf8))
            #expect(try XMLElement(parsing: Array(Self.written(element).utf8)) == element)
            // A text cut off anywhere is refused: what it says would be less than what was sent.
            let bytes = Array(document.utf8)
            let cut = Int.random(in: 0..<bytes.count, using: &random)
            #expect(throws: XMLFault.self) { try XMLElement(parsing: Array(bytes[..<cut])) }
        }
    }

    private static func randomDocument(depth: Int, using random: inout SeededRandom) -> String {
        let name = ["Key", "n:Size", "ü", "_x-1."].randomElement(using: &random) ?? "a"
        let count = depth > 4 ? 0 : Int.random(in: 0..<4, using: &random)
        var content = ["", "t&lt;", "<![CDATA[<]]>", "😀"].randomElement(using: &random) ?? ""
        for _ in 0..<count { content += randomDocument(depth: depth + 1, using: &random) }
        return "<\(name) a='1'>\(content)</\(name)>"
    }

    private static func written(_ element: XMLElement) -> String {
        let text = element.text.unicodeScalars.map { "&#\($0.value);" }.joined()
        return "<\(element.name)>\(text)\(element.children.map(written).joined())</\(element.name)>"
    }
}
