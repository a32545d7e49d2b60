import Foundation
import Testing

@testable import NotebookHTML

@Suite("Colours of highlighted code")
struct HighlightContrastTests {
    private static let styleSheet: String = {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "site/highlight.css"), encoding: .utf8)) ?? ""
    }()

    /// Name and colour of each custom property between `start` and the next closing brace.
    private func palette(after start: String) throws -> [String: Int] {
        let begin = try #require(Self.styleSheet.range(of: start))
        let block = Self.styleSheet[begin.upperBound...].prefix { $0 != "}" }
        var colours: [String: Int] = [:]
        for line in block.split(separator: ";") {
            let parts = line.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, parts[1].hasPrefix("#") else { continue }
            colours[parts[0]] = Int(parts[1].dropFirst(), radix: 16)
        }
        return colours
    }

    /// Relative luminance: <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>.
    private func luminance(_ colour: Int) -> Double {
        let channels = [16, 8, 0].map { shift -> Double in
            let value = Double(colour >> shift & 0xFF) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    }

    @Test("every colour stands out from its background by 4.5 to 1", arguments: ["\n:root {\n", "\n  :root {\n"])
    func contrast(start: String) throws {
        let colours = try palette(after: start)
        let background = luminance(try #require(colours["--code-background"]))
        #expect(colours.count == 16)
        for (name, colour) in colours where name != "--code-background" {
            let (low, high) = (min(luminance(colour), background), max(luminance(colour), background))
            #expect((high + 0.05) / (low + 0.05) >= 4.5, "\(name)")
        }
    }

    @Test("every class of the markup has a colour", arguments: TokenClass.allCases.filter { $0 != .plain })
    func coverage(tokenClass: TokenClass) {
        #expect(Self.styleSheet.contains(".code .\(tokenClass.name)"))
    }
}
