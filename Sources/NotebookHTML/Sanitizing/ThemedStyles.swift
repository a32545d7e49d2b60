/// What keeps a notebook's colours readable in the dark theme: most were chosen on a light page.
///
/// The style sheet's `--least` is the least lightness text may have, in Oklab's terms: 0 in the light theme, where all colours
/// stay as they are (https://www.w3.org/TR/css-color-5/#relative-colors). Browsers that don't know relative colours keep
/// the declaration before.
///
///     color:blue                                 color:oklch(from blue max(l,var(--least)) c h)
///     background-color:yellow                    color:#000;--least:0
///     background:linear-gradient(red,tan)        the same with colours dark enough for light text on them
enum ThemedStyles {
    /// The declarations of text on an opaque background.
    static let onGround = Array("color:#000;--least:0".utf8)

    /// The declaration of text in a colour: a name or `#` and digits.
    static func text(_ color: [UInt8]) -> [UInt8] { Array("color:oklch(from ".utf8) + color + textLightness }

    private static let textLightness = Array(" max(l,var(--least)) c h)".utf8)
    /// In the dark theme at most 0.45, on which its text has a contrast of 5.
    private static let groundLightness = Array(" min(l,calc(1.15 - var(--least))) c h)".utf8)

    /// Appends to declarations, written from `start` on, what they need.
    ///
    /// An opaque background is a light page of its own, for all that is in the element: text without a colour is black
    /// there, and no colour changes.
    static func append(to styles: inout [UInt8], from start: Int) {
        let written = styles[start...].split(separator: UInt8(ascii: ";"))
        var color: ArraySlice<UInt8>?
        var grounds: [(name: ArraySlice<UInt8>, value: ArraySlice<UInt8>)] = []
        for declaration in written {
            guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let value = declaration[(colon + 1)...]
            if declaration.starts(with: "color:".utf8) { color = value }
            if declaration.starts(with: "background".utf8) { grounds.append((declaration[..<colon], value)) }
        }
        if grounds.contains(where: { StyleToken.isOpaqueColor($0.value) }) {
            styles += color == nil ? onGround + ";".utf8 : Array("--least:0;".utf8)
            return
        }
        if let color { append("color".utf8, color, textLightness, to: &styles) }
        for ground in grounds where ground.value.starts(with: "linear-gradient(".utf8) {
            append(ground.name, ground.value, groundLightness, to: &styles)
        }
    }

    /// Appends a declaration once more, each colour with another lightness; nothing where there is no colour.
    private static func append(
        _ name: some Collection<UInt8>, _ value: ArraySlice<UInt8>, _ lightness: [UInt8], to styles: inout [UInt8]
    ) {
        guard let tokens = StyleToken.tokens(of: value), tokens.contains(where: \.beginsColor) else { return }
        styles += name
        styles.append(UInt8(ascii: ":"))
        StyleToken.write(tokens, lightness: lightness, to: &styles)
        styles.append(UInt8(ascii: ";"))
    }
}
