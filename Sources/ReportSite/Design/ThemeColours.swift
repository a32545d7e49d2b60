/// The colours an owner chose: a style sheet that follows the site's own.
package struct ThemeColours: Sendable, Hashable {
    /// Links, marks and the main button on a light ground.
    package var accent: SiteColour
    /// The same on a dark ground.
    package var darkAccent: SiteColour

    /// The grounds of the style sheet, `--bg` in light and dark.
    private static let lightGround = SiteColour(red: 0xFF, green: 0xFF, blue: 0xFF)
    private static let darkGround = SiteColour(red: 0x14, green: 0x17, blue: 0x1C)
    /// WCAG 2.2 success criterion 1.4.3: <https://www.w3.org/TR/WCAG22/#contrast-minimum>.
    private static let leastContrast = 4.5

    /// Where no accent for the dark is given, the other one is made lighter until it reads well.
    package init(accent: SiteColour, darkAccent: SiteColour? = nil) {
        self.accent = accent
        var lighter = accent
        for share in stride(from: 0.0, through: 1, by: 0.05) where lighter.contrast(with: Self.darkGround) < 6 {
            lighter = accent.mixed(with: Self.lightGround, share: share)
        }
        self.darkAccent = darkAccent ?? lighter
    }

    /// Only for screens: print stays black.
    package var styleSheet: String {
        """
        @media screen{:root{\(Self.declarations(accent))}}
        @media screen and (prefers-color-scheme:dark){:root{\(Self.declarations(darkAccent))}}

        """
    }

    /// What is hard to read with these colours, a sentence each.
    package var warnings: [String] {
        let pairs = [
            ("accent", accent, Self.lightGround, "white"),
            ("accent_dark", darkAccent, Self.darkGround, "the dark ground"),
        ]
        return pairs.compactMap { name, colour, ground, words in
            let ratio = colour.contrast(with: ground)
            guard ratio < Self.leastContrast else { return nil }
            let tenths = Int(ratio * 10)
            return "'\(name)': \(colour.text) on \(words) has a contrast of \(tenths / 10).\(tenths % 10) to 1; "
                + "links are hard to read below 4.5 to 1 (WCAG AA)."
        }
    }

    private static func declarations(_ colour: SiteColour) -> String {
        let onWhite = colour.contrast(with: lightGround)
        let black = SiteColour(red: 0, green: 0, blue: 0)
        let text = onWhite >= leastContrast || onWhite >= colour.contrast(with: black) ? lightGround : black
        return "--accent:\(colour.text);--accent-soft:color-mix(in srgb,\(colour.text) 14%,var(--bg));"
            + "--on-accent:\(text.text)"
    }
}

/// A colour of sRGB.
package struct SiteColour: Sendable, Hashable {
    private var red, green, blue: UInt8

    init(red: UInt8, green: UInt8, blue: UInt8) { (self.red, self.green, self.blue) = (red, green, blue) }

    /// `#0b5cad` or `#05a`; nil for any other text.
    package init?(_ text: String) {
        let digits = text.utf8.dropFirst()
        guard text.utf8.first == UInt8(ascii: "#"), digits.count == 3 || digits.count == 6,
            digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let value = Int(String(decoding: digits, as: UTF8.self), radix: 16)
        else { return nil }
        if digits.count == 6 {
            self.init(red: UInt8(value >> 16), green: UInt8(value >> 8 & 255), blue: UInt8(value & 255))
        } else {
            self.init(
                red: UInt8(value >> 8) * 17, green: UInt8(value >> 4 & 15) * 17, blue: UInt8(value & 15) * 17)
        }
    }

    /// `#0b5cad`
    package var text: String {
        "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// 1 to 21: <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>.
    package func contrast(with other: SiteColour) -> Double {
        let (bright, dim) = (max(luminance, other.luminance), min(luminance, other.luminance))
        return (bright + 0.05) / (dim + 0.05)
    }

    /// This colour with a share of another one, 0 to 1.
    func mixed(with other: SiteColour, share: Double) -> SiteColour {
        let mix = { (a: UInt8, b: UInt8) in UInt8((Double(a) * (1 - share) + Double(b) * share).rounded()) }
        return SiteColour(red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue))
    }

    /// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>, each channel made linear by a polynomial that is within
    /// 0.002 of the standard's power of 2.4, which needs a mathematics library.
    private var luminance: Double {
        let linear = { (channel: UInt8) in
            let value = Double(channel) / 255
            if value <= 0.04045 { return value / 12.92 }
            return value * (value * (value * 0.305306011 + 0.682171111) + 0.012522878)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }
}
