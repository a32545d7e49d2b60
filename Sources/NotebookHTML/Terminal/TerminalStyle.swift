/// How a character of a terminal looks: what SGR (`CSI … m`) and OSC 8 have set.
struct TerminalStyle: Hashable, Sendable {
    /// The renditions that are on or off.
    struct Rendition: OptionSet, Hashable, Sendable {
        let rawValue: UInt16
        static let bold = Rendition(rawValue: 1 << 0)
        static let dim = Rendition(rawValue: 1 << 1)
        static let italic = Rendition(rawValue: 1 << 2)
        static let underline = Rendition(rawValue: 1 << 3)
        static let doubleUnderline = Rendition(rawValue: 1 << 4)
        static let strike = Rendition(rawValue: 1 << 5)
        static let inverse = Rendition(rawValue: 1 << 6)
        static let blink = Rendition(rawValue: 1 << 7)
        static let conceal = Rendition(rawValue: 1 << 8)
        static let overline = Rendition(rawValue: 1 << 9)
    }

    /// A colour of the terminal.
    enum Colour: Hashable, Sendable {
        case standard
        /// 0...7 normal, 8...15 bright: the colours a theme defines.
        case palette(UInt8)
        case rgb(UInt8, UInt8, UInt8)

        var isRGB: Bool { if case .rgb = self { true } else { false } }
    }

    var rendition: Rendition = []
    var foreground: Colour = .standard
    var background: Colour = .standard
    /// The number of a link counting from 1, or 0.
    var link: UInt32 = 0

    /// Appends `<span …>` with the classes of docs/markup.md; nothing, and false, where the style is plain.
    ///
    /// Inverse video swaps the two colours here, so that `ansi-inverse` need only swap the default ones.
    func openTag(into html: inout HTMLWriter) -> Bool {
        guard !rendition.isEmpty || foreground != .standard || background != .standard else { return false }
        let swapped = rendition.contains(.inverse)
        let front = swapped ? background : foreground
        let back = swapped ? foreground : background
        var classes = ClassList()
        html.raw("<span")
        classes.add(front, suffix: "-fg", into: &html)
        classes.add(back, suffix: "-bg", into: &html)
        if case .rgb = front, !back.isRGB {
            classes.begin(into: &html)
            html.raw("ansi-ink")
        }
        for (flag, name) in Self.classNames where rendition.contains(flag) {
            classes.begin(into: &html)
            html.raw(name)
        }
        classes.end(into: &html)
        appendTrueColours(front, back, into: &html)
        html.raw(">")
        return true
    }

    /// A colour of the text alone goes to the style sheet, which keeps it readable in both themes; on a ground of the
    /// author's it is the author's too, or black or white, whichever reads better.
    private func appendTrueColours(_ front: Colour, _ back: Colour, into html: inout HTMLWriter) {
        switch (front, back) {
        case (.rgb(let red, let green, let blue), .rgb):
            html.raw(" style=\"color:")
            html.colour(red, green, blue)
        case (.rgb(let red, let green, let blue), _):
            html.raw(" style=\"--ink:")
            html.colour(red, green, blue)
        case (_, .rgb(let red, let green, let blue)):
            // Weights of ITU-R BT.601, in thousandths.
            let isLight = 299 * Int(red) + 587 * Int(green) + 114 * Int(blue) > 128_000
            html.raw(isLight ? " style=\"color:#000" : " style=\"color:#fff")
        default: return
        }
        if case .rgb(let red, let green, let blue) = back {
            html.raw(";background-color:")
            html.colour(red, green, blue)
        }
        html.raw("\"")
    }

    private static let classNames: [(Rendition, StaticString)] = [
        (.bold, "ansi-bold"), (.dim, "ansi-dim"), (.italic, "ansi-italic"), (.underline, "ansi-underline"),
        (.doubleUnderline, "ansi-double-underline"), (.strike, "ansi-strike"), (.inverse, "ansi-inverse"),
        (.blink, "ansi-blink"), (.conceal, "ansi-conceal"), (.overline, "ansi-overline"),
    ]
}

/// Writes ` class="a b"` piece by piece, and nothing where there is no piece.
private struct ClassList {
    private var isOpen = false

    mutating func begin(into html: inout HTMLWriter) {
        html.raw(isOpen ? " " : " class=\"")
        isOpen = true
    }

    mutating func add(_ colour: TerminalStyle.Colour, suffix: StaticString, into html: inout HTMLWriter) {
        guard case .palette(let number) = colour else { return }
        begin(into: &html)
        html.raw("ansi-")
        if number >= 8 { html.raw("bright-") }
        html.raw(Self.names[Int(number & 7)])
        html.raw(suffix)
    }

    func end(into html: inout HTMLWriter) {
        if isOpen { html.raw("\"") }
    }

    private static let names: [StaticString] = [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
    ]
}

extension HTMLWriter {
    /// Appends `#rrggbb`.
    fileprivate mutating func colour(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
        raw("#")
        for byte in [red, green, blue] {
            for digit in [byte >> 4, byte & 15] {
                raw(byte: digit < 10 ? 0x30 + digit : 0x57 + digit)
            }
        }
    }
}
