extension TerminalStyle {
    /// Opens the span of this look: classes, and for true colours a style of two fixed-form declarations at most.
    func openSpan(in html: inout HTMLWriter) {
        // Inverse exchanges the colours; the class supplies the page's own where one is not set.
        let inverse = attributes.contains(.inverse)
        let (text, back) = inverse ? (background, foreground) : (foreground, background)
        var classes = Self.names.filter { attributes.contains($0.attribute) }.map { "ansi-\($0.name)" }
        var style = ""
        for (color, isText) in [(text, true), (back, false)] {
            switch color {
            case .standard: break
            case .palette(let number): classes.append("ansi-\(Self.name(number))-\(isText ? "fg" : "bg")")
            case .rgb(let value): style += "\(isText ? "color" : "background-color"):#\(Self.hex(value));"
            }
        }
        html.raw("<span")
        if !classes.isEmpty { html.attribute("class", classes.joined(separator: " ")) }
        if !style.isEmpty { html.attribute("style", String(style.dropLast())) }
        html.raw(">")
    }

    private static let names: [(attribute: Attributes, name: String)] = [
        (.bold, "bold"), (.dim, "dim"), (.italic, "italic"), (.underline, "underline"),
        (.doubleUnderline, "double-underline"), (.blink, "blink"), (.inverse, "inverse"), (.conceal, "conceal"),
        (.strike, "strike"), (.overline, "overline"),
    ]

    private static let colors = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]

    /// `red`, `bright-red`, or the number of a colour of the cube or the greys.
    private static func name(_ number: UInt8) -> String {
        switch number {
        case 0..<8: colors[Int(number)]
        case 8..<16: "bright-" + colors[Int(number) - 8]
        default: String(number)
        }
    }

    private static func hex(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }
}
