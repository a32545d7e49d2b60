import Foundation
import Testing

@testable import NotebookHTML

@Suite("Colours of highlighted code")
struct HighlightContrastTests {
    /// The text of one of the site's style sheets.
    private static func sheet(_ name: String) -> String {
        let root = URL(filePath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        return (try? String(contentsOf: root.appending(path: "site/\(name)"), encoding: .utf8)) ?? ""
    }

    private static let styleSheet = sheet("highlight.css")

    /// Name and colour of each custom property in the first `:root` after `start`.
    private func palette(_ sheet: String, after start: String) throws -> [String: Int] {
        let begin = try #require(sheet.range(of: start))
        let rest = sheet[begin.upperBound...]
        let root = try #require(rest.range(of: ":root {"))
        var colours: [String: Int] = [:]
        for line in rest[root.upperBound...].prefix(while: { $0 != "}" }).split(separator: ";") {
            let parts = line.split(separator: ":").map { $0.filter { !$0.isWhitespace } }
            guard parts.count == 2, parts[1].hasPrefix("#") else { continue }
            let digits = parts[1].dropFirst()
            colours[parts[0]] = Int(
                digits.count == 3 ? digits.map { "\($0)\($0)" }.joined() : String(digits), radix: 16)
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

    private static let light = "AA (4.5:1). */"
    private static let dark = "(prefers-color-scheme: dark)"
    private static let print = "@media print"

    /// What the site's pages lay behind text: blocks of code, text in a line, rows of tables, callouts, failures.
    private static let backgrounds = [
        "--bg", "--raised", "--sunk", "--accent-soft", "--good-soft", "--bad-soft", "--warn-soft",
    ]

    @Test(
        "every colour stands out from every background by 4.5 to 1",
        arguments: [("/* Colours of", [light]), (dark, [light, dark]), ("/* Colours of", [light, print])])
    func contrast(colours start: String, layers: [String]) throws {
        let colours = try palette(Self.styleSheet, after: start)
        #expect(colours.count == 16)
        var site: [String: Int] = [:]
        for layer in layers { site.merge(try palette(Self.sheet("style.css"), after: layer)) { $1 } }
        for name in Self.backgrounds {
            let background = luminance(try #require(site[name], "\(name)"))
            for (token, colour) in colours where token != "--code-background" {
                let (low, high) = (min(luminance(colour), background), max(luminance(colour), background))
                #expect((high + 0.05) / (low + 0.05) >= 4.5, "\(token) on \(name)")
            }
        }
    }

    @Test("what is printed has the light colours, whatever the screen prefers")
    func paper() {
        #expect(!Self.styleSheet.contains("@media (prefers-color-scheme: dark)"))
    }

    @Test("every class of the markup has a colour", arguments: TokenClass.allCases.filter { $0 != .plain })
    func coverage(tokenClass: TokenClass) {
        #expect(Self.styleSheet.contains(".code .\(tokenClass.name)"))
    }
}
