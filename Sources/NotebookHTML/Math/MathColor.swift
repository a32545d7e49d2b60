/// Colours as `xcolor` names them; whatever comes in, only `#rrggbb` or a known word comes out.
enum MathColor {
    /// The attributes of text in a colour that `css` returned, which stays readable in the dark theme.
    static func text(_ color: [UInt8]) -> [UInt8] {
        Array(" mathcolor=\"".utf8) + color + "\" style=\"".utf8 + ThemedStyles.text(color) + "\"".utf8
    }

    /// The attributes of a box; its colours are what `css` returned.
    static func box(ground: [UInt8]?, isFramed: Bool, frame: [UInt8]? = nil) -> [UInt8] {
        var result: [UInt8] = []
        if let ground { result += " mathbackground=\"".utf8 + ground + "\"".utf8 }
        result += (isFramed ? " class=\"math-boxed\"" : " class=\"math-colorbox\"").utf8
        var styles = ground == nil ? [] : ThemedStyles.onGround
        if let frame { styles += (styles.isEmpty ? "border-color:" : ";border-color:").utf8 + frame }
        if !styles.isEmpty { result += " style=\"".utf8 + styles + "\"".utf8 }
        return result
    }

    /// The colour as CSS, or nil for what is no colour: `rgb` and `1,0,0` are `#ff0000`.
    static func css(_ value: [UInt8], model: [UInt8]?) -> [UInt8]? {
        let text = String(decoding: value.filter { !$0.isTeXSpace }, as: UTF8.self)
        guard let model else { return named(text) }
        let numbers = text.split(separator: ",").map { Double($0.hasPrefix(".") ? "0" + $0 : String($0)) }
        switch String(decoding: model, as: UTF8.self) {
        case "HTML": return hexadecimal(text)
        case "named": return named(text)
        case "rgb": return numbers.count == 3 ? hexadecimal(numbers.map { $0.map { $0 * 255 } }) : nil
        case "RGB": return numbers.count == 3 ? hexadecimal(numbers) : nil
        case "gray":
            guard numbers.count == 1, let gray = numbers[0] else { return nil }
            return hexadecimal([gray * 255, gray * 255, gray * 255])
        case "cmyk":
            let parts = numbers.compactMap { $0 }
            guard parts.count == 4 else { return nil }
            return hexadecimal((0..<3).map { 255 * (1 - parts[$0]) * (1 - parts[3]) })
        default: return nil
        }
    }

    private static func named(_ name: String) -> [UInt8]? {
        if name.hasPrefix("#") { return hexadecimal(String(name.dropFirst())) }
        if let value = xcolor[name] { return Array("#\(value)".utf8) }
        let lower = name.lowercased()
        if words.contains(lower[...]) { return Array(lower.utf8) }
        if name.contains("!") { return mixed(name) }
        return name.utf8.count == 6 ? hexadecimal(name) : nil
    }

    /// `red!40` and `red!40!blue`.
    private static func mixed(_ name: String) -> [UInt8]? {
        let parts = name.split(separator: "!")
        guard parts.count == 2 || parts.count == 3, let share = Double(parts[1]), (0...100).contains(share),
            let first = components(String(parts[0])),
            let second = parts.count == 3 ? components(String(parts[2])) : [255, 255, 255]
        else { return nil }
        return hexadecimal((0..<3).map { (first[$0] * share + second[$0] * (100 - share)) / 100 })
    }

    private static func components(_ name: String) -> [Double]? {
        let basic = [
            "red": "ff0000", "green": "00ff00", "blue": "0000ff", "black": "000000", "white": "ffffff",
            "cyan": "00ffff", "magenta": "ff00ff", "yellow": "ffff00", "gray": "808080", "orange": "ff8000",
            "purple": "bf0040", "brown": "bf8040", "teal": "008080", "violet": "800080", "lime": "bfff00",
        ]
        guard let value = basic[name] ?? xcolor[name], let number = Int(value, radix: 16) else { return nil }
        return [Double(number >> 16), Double(number >> 8 & 255), Double(number & 255)]
    }

    private static func hexadecimal(_ text: String) -> [UInt8]? {
        let isHex = text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
        guard isHex, text.utf8.count == 3 || text.utf8.count == 6 else { return nil }
        return Array("#\(text.lowercased())".utf8)
    }

    private static func hexadecimal(_ numbers: [Double?]) -> [UInt8]? {
        var result = [UInt8(ascii: "#")]
        for number in numbers {
            guard let number, number >= 0, number <= 255 else { return nil }
            let value = Int(number.rounded())
            let digits = String(value, radix: 16)
            result.append(contentsOf: (digits.utf8.count < 2 ? "0" + digits : digits).utf8)
        }
        return result
    }

    /// Names that mean the same in CSS.
    private static let words = Set(
        """
        aqua aquamarine azure beige bisque black blue blueviolet brown chartreuse chocolate coral cornflowerblue crimson \
        cyan darkblue darkcyan darkgray darkgreen darkgrey darkmagenta darkorange darkred darkviolet deeppink \
        deepskyblue dimgray dodgerblue firebrick forestgreen fuchsia gold goldenrod gray green greenyellow grey hotpink \
        indianred indigo ivory khaki lavender lightblue lightcoral lightgray lightgreen lightgrey lightyellow lime \
        limegreen linen magenta maroon mediumblue midnightblue navy olive orange orangered orchid pink plum purple red \
        royalblue salmon seagreen sienna silver skyblue slateblue slategray steelblue tan teal tomato turquoise violet \
        wheat white yellow yellowgreen
        """.split(separator: " "))

    /// The names of `dvips` that CSS lacks or means otherwise.
    private static let xcolor = [
        "Apricot": "fbb982", "Bittersweet": "c04f17", "BlueGreen": "00b3b8", "BrickRed": "b6321c",
        "BurntOrange": "f7921d", "CadetBlue": "74729a", "CarnationPink": "f282b4", "Cerulean": "00a2e3",
        "Dandelion": "fdbc42", "Emerald": "00a99d", "JungleGreen": "00a99a", "Mahogany": "a9341f", "Maroon": "af3235",
        "Melon": "f89e7b", "MidnightBlue": "006795", "Mulberry": "a93c93", "NavyBlue": "006eb8", "OliveGreen": "3c8031",
        "Peach": "f7965a", "Periwinkle": "7977b8", "PineGreen": "008b72", "ProcessBlue": "00b0f0",
        "RawSienna": "974006", "RedOrange": "f26035", "RedViolet": "a1246b", "Rhodamine": "ef559f",
        "RoyalPurple": "613f99", "RubineRed": "ed017d", "Sepia": "671800", "SpringGreen": "c6dc67",
        "TealBlue": "00aeb3", "VioletRed": "ef58a0", "WildStrawberry": "ee2967", "YellowOrange": "faa21a",
    ]
}

extension MathParser {
    /// The colour in the arguments of a command: `[model]{values}` or `{name}`.
    mutating func parseColor() throws(MathError) -> [UInt8] {
        let model = try reader.optionalArgument()
        let value = try reader.argument()
        guard let color = MathColor.css(value, model: model) else {
            throw reader.failure("unknown colour \(String(decoding: value.prefix(40), as: UTF8.self))")
        }
        return color
    }

    /// `\textcolor{red}{…}`; the item keeps its class where it is one symbol.
    mutating func parseTextColor() throws(MathError) -> MathAtom {
        let color = try parseColor()
        try advance()
        var atom = try parseArgumentAtom()
        if tree[atom.node].attributes.isEmpty, tree[atom.node].element != .markup {
            tree.add(MathColor.text(color), to: atom.node)
        } else {
            atom.node = tree.parent(.mstyle, atom.node)
            tree.add(MathColor.text(color), to: atom.node)
        }
        return atom
    }

    /// `\colorbox{yellow}{text}` and `\fcolorbox{frame}{ground}{text}`.
    mutating func parseColorBox(isFramed: Bool) throws(MathError) -> MathAtom {
        let frame = isFramed ? try parseColor() : nil
        let ground = try parseColor()
        let content = try parseTextContent(try reader.argument(), style: .plain)
        try advance()
        let node = tree.parent(.mrow, content)
        tree.add(MathColor.box(ground: ground, isFramed: isFramed, frame: frame), to: node)
        return MathAtom(node: node, kind: .ordinary)
    }
}
