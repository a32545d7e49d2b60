/// Declarations of CSS, of which only harmless ones are taken over, written anew from their tokens.
///
/// Nothing that could displace or cover what lies outside the element: no position, no negative lengths, no transforms,
/// no floats, no fixed heights of elements whose content could then overflow.
///
///     StyleDeclarations.append("COLOR: Red; position: fixed".utf8, .span, to: &styles)   // color:red;
enum StyleDeclarations {
    /// Appends what may stay of `name: value; ...`, and what the dark theme needs for it.
    static func append(_ source: ArraySlice<UInt8>, _ element: HTMLElement, to styles: inout [UInt8]) {
        let start = styles.count
        for declaration in source.split(separator: UInt8(ascii: ";")) {
            guard let colon = declaration.firstIndex(of: UInt8(ascii: ":")) else { continue }
            let name = declaration[..<colon].filter { !HTMLTokenizer.isSpace($0) }.map(HTMLTokenizer.lowercased)
            append(name, declaration[(colon + 1)...], element, to: &styles)
        }
        ThemedStyles.append(to: &styles, from: start)
    }

    private static func append(
        _ name: [UInt8], _ value: ArraySlice<UInt8>, _ element: HTMLElement, to styles: inout [UInt8]
    ) {
        guard let rule = StyleProperty.table.value(of: name[...]), let tokens = StyleToken.tokens(of: value) else {
            return
        }
        guard !tokens.isEmpty, rule.accepts(tokens) else { return }
        switch rule.use {
        case .always: styles += name
        case .images:
            guard element == .img else { return }
            styles += name
        case .height: styles += element == .img ? "height".utf8 : "min-height".utf8
        }
        styles.append(UInt8(ascii: ":"))
        StyleToken.write(tokens, to: &styles)
        styles.append(UInt8(ascii: ";"))
    }
}

/// What a property's value may consist of.
struct StyleProperty: Sendable {
    /// Where a property may be used.
    enum Use: Sendable { case always, images, height }

    var use = Use.always
    /// Words, beside `inherit`, `initial` and `unset`.
    var words: Set<[UInt8]> = []
    /// Whether colours may stand in it.
    var colors = false
    /// Whether linear gradients may stand in it.
    var gradients = false
    /// The longest length, in pixels; nil where lengths don't belong.
    var longest: Double?
    /// The highest percentage.
    var highestPercentage = 100.0
    /// The range of numbers without a unit.
    var numbers: ClosedRange<Double> = 0...0

    /// Whether every token may stand in the value. Their order is left to the browser, which ignores what it can't read.
    func accepts(_ tokens: [StyleToken]) -> Bool {
        var functions: [Bool] = []
        for token in tokens {
            switch token {
            case .function(let name):
                let isGradient = name.elementsEqual("linear-gradient".utf8)
                guard isGradient ? gradients && functions.isEmpty : colors && StyleToken.isColorFunction(name) else {
                    return false
                }
                functions.append(isGradient)
            case .close: functions.removeLast()
            case .comma, .slash: continue
            default:
                guard accepts(token, inGradient: functions.last) else { return false }
            }
        }
        return functions.isEmpty
    }

    /// `inGradient` is nil outside of functions, false in that of a colour.
    private func accepts(_ token: StyleToken, inGradient: Bool?) -> Bool {
        switch token {
        case .word(let word):
            return colors && inGradient != false || words.contains(Array(word))
                || StyleToken.commonWords.contains(Array(word))
        case .hash: return colors && inGradient != false
        case .number(let text, let unit):
            guard let value = StyleToken.value(of: text) else { return false }
            if inGradient != nil {
                return abs(value) <= 10_000 && unit.allSatisfy { $0 == 0x25 || HTMLTokenizer.isLetter($0) }
            }
            if unit.isEmpty { return numbers.contains(value) }
            guard let longest, value >= 0 else { return false }
            if unit.elementsEqual("%".utf8) { return value <= highestPercentage }
            guard let pixels = StyleToken.pixels(of: unit) else { return false }
            return value * pixels <= longest
        default: return false
        }
    }
}

extension StyleProperty {
    /// The properties that are taken over.
    static let table: NameTable<StyleProperty> = {
        let lines = words("none hidden dotted dashed solid double groove ridge inset outset thin medium thick")
        let border = StyleProperty(words: lines, colors: true, longest: 20)
        let padding = StyleProperty(longest: 200)
        let margin = StyleProperty(words: words("auto"), longest: 200)
        let width = StyleProperty(words: words("auto none max-content min-content fit-content"), longest: 4000)
        var height = width
        height.use = .height
        var imageHeight = width
        imageHeight.use = .images
        var entries: [String: StyleProperty] = [
            "color": StyleProperty(colors: true),
            "background-color": StyleProperty(colors: true),
            "background": StyleProperty(words: words("no-repeat none"), colors: true, gradients: true),
            "background-image": StyleProperty(words: words("none"), gradients: true),
            "font-weight": StyleProperty(words: words("normal bold bolder lighter"), numbers: 1...1000),
            "font-style": StyleProperty(words: words("normal italic oblique")),
            "font-variant": StyleProperty(words: words("normal small-caps tabular-nums")),
            "font-family": StyleProperty(words: words("monospace serif sans-serif")),
            "font-size": StyleProperty(
                words: words("xx-small x-small small medium large x-large xx-large smaller larger"), longest: 64,
                highestPercentage: 400
            ),
            "text-align": StyleProperty(words: words("left right center justify start end")),
            "vertical-align": StyleProperty(words: words("top middle bottom baseline sub super text-top text-bottom")),
            "text-decoration": StyleProperty(words: words("none underline line-through overline")),
            "text-transform": StyleProperty(words: words("none uppercase lowercase capitalize")),
            "white-space": StyleProperty(words: words("normal nowrap pre pre-wrap pre-line break-spaces")),
            "word-break": StyleProperty(words: words("normal break-all keep-all break-word")),
            "border-collapse": StyleProperty(words: words("collapse separate")),
            "border-spacing": StyleProperty(longest: 50),
            "border-radius": StyleProperty(longest: 200),
            "width": width, "min-width": width, "max-width": width,
            "height": height, "min-height": width, "max-height": imageHeight,
        ]
        // Colours in gradients are only accepted where colours are.
        entries["background-image"]?.colors = true
        for side in ["", "-top", "-right", "-bottom", "-left"] {
            entries["padding\(side)"] = padding
            entries["margin\(side)"] = margin
            for part in ["", "-width", "-style", "-color"] {
                let name = "border\(side)\(part)"
                // Longer names than the table takes are rare.
                if name.utf8.count <= 16 { entries[name] = border }
            }
        }
        return NameTable(entries.map { (Array($0.key.utf8), $0.value) })
    }()

    private static func words(_ list: String) -> Set<[UInt8]> {
        Set(list.utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })
    }
}
