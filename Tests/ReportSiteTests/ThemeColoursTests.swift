import ReportSite
import Testing

@Suite struct ThemeColoursTests {
    @Test(arguments: [("#0b5cad", "#0b5cad"), ("#0B5CAD", "#0b5cad"), ("#05a", "#0055aa"), ("#000", "#000000")])
    func coloursAreRead(text: String, colour: String) {
        #expect(SiteColour(text)?.text == colour)
    }

    @Test(arguments: [
        "", "#", "#12", "#1234", "#12345678", "red", "0b5cad", "#0b5cag", "#+12345", "#０００", "#fff;}body{x:y",
    ])
    func otherTextsAreNoColours(text: String) {
        #expect(SiteColour(text) == nil)
    }

    /// The ratios of the standard's own formula, to the second digit.
    @Test(arguments: [
        ("#000", "#fff", 21.0), ("#777", "#fff", 4.48), ("#767676", "#fff", 4.54), ("#0b5cad", "#fff", 6.67),
        ("#fff", "#fff", 1.0), ("#f00", "#fff", 4.0),
    ])
    func contrastsAreThoseOfTheStandard(one: String, other: String, ratio: Double) throws {
        let (one, other) = (try #require(SiteColour(one)), try #require(SiteColour(other)))
        #expect(abs(one.contrast(with: other) - ratio) < 0.03)
        #expect(one.contrast(with: other) == other.contrast(with: one))
    }

    @Test(arguments: ["#000", "#0b5cad", "#7a0000", "#f5c542", "#fff"])
    func theAccentForTheDarkReadsWell(accent: String) throws {
        let colours = ThemeColours(accent: try #require(SiteColour(accent)))
        let ground = try #require(SiteColour("#14171c"))
        #expect(colours.darkAccent.contrast(with: ground) >= 6)
        #expect(colours.warnings.allSatisfy { !$0.contains("accent_dark") })
    }

    @Test func printStaysBlack() throws {
        let sheet = ThemeColours(accent: try #require(SiteColour("#7a0000"))).styleSheet
        #expect(sheet.split(separator: "\n").allSatisfy { $0.hasPrefix("@media screen") })
        #expect(sheet.contains("--accent:#7a0000;") && sheet.contains("--on-accent:#ffffff"))
    }
}
