/// A token of a CSS value, of the few kinds that harmless values consist of.
enum StyleToken: Sendable {
    /// A word in lower case.
    case word([UInt8])
    /// A number as written, and its unit or `%` in lower case.
    case number(ArraySlice<UInt8>, unit: [UInt8])
    /// A colour's digits, behind `#`.
    case hash(ArraySlice<UInt8>)
    /// A function's name in lower case, before its `(`.
    case function([UInt8])
    /// `)`
    case close
    case comma
    case slash

    /// Words every property takes.
    static let commonWords: Set<[UInt8]> = Set(["inherit", "initial", "unset"].map { Array($0.utf8) })

    /// The tokens of a value; nil as soon as anything else is in it, such as `\`, a string, or `@`. `!important` is left
    /// out: nothing of ours is to be overruled.
    static func tokens(of source: ArraySlice<UInt8>) -> [StyleToken]? {
        var rest = source
        var tokens: [StyleToken] = []
        var depth = 0
        while let byte = rest.first {
            guard tokens.count < 64 else { return nil }
            switch byte {
            case let byte where HTMLTokenizer.isSpace(byte): rest = rest.dropFirst()
            case UInt8(ascii: ","), UInt8(ascii: "/"):
                tokens.append(byte == UInt8(ascii: ",") ? .comma : .slash)
                rest = rest.dropFirst()
            case UInt8(ascii: ")"):
                guard depth > 0 else { return nil }
                depth -= 1
                tokens.append(.close)
                rest = rest.dropFirst()
            case UInt8(ascii: "!"):
                let flag = rest.dropFirst().filter { !HTMLTokenizer.isSpace($0) }.map(HTMLTokenizer.lowercased)
                return depth == 0 && flag.elementsEqual("important".utf8) ? tokens : nil
            default:
                guard let token = readToken(&rest) else { return nil }
                if case .function = token { depth += 1 }
                guard depth <= 2 else { return nil }
                tokens.append(token)
            }
        }
        return depth == 0 ? tokens : nil
    }

    private static func readToken(_ rest: inout ArraySlice<UInt8>) -> StyleToken? {
        let first = rest.removeFirst()
        if first == UInt8(ascii: "#") {
            let digits = rest.prefix(while: isHexadecimal)
            rest = rest[digits.endIndex...]
            return [3, 4, 6, 8].contains(digits.count) ? .hash(digits) : nil
        }
        if HTMLTokenizer.isLetter(first) {
            let end = rest.firstIndex { !HTMLTokenizer.isLetter($0) && $0 != UInt8(ascii: "-") } ?? rest.endIndex
            let word = [HTMLTokenizer.lowercased(first)] + rest[..<end].map(HTMLTokenizer.lowercased)
            rest = rest[end...]
            guard word.count <= 32 else { return nil }
            guard rest.first == UInt8(ascii: "(") else { return .word(word) }
            rest = rest.dropFirst()
            return .function(word)
        }
        guard isNumberByte(first) || first == UInt8(ascii: "-") || first == UInt8(ascii: "+") else { return nil }
        let digits = rest.prefix(while: isNumberByte)
        let unit = rest[digits.endIndex...].prefix { HTMLTokenizer.isLetter($0) || $0 == UInt8(ascii: "%") }
        let text = [first] + digits
        rest = rest[unit.endIndex...]
        guard value(of: text[...]) != nil, unit.count <= 4 else { return nil }
        return .number(text[...], unit: unit.map(HTMLTokenizer.lowercased))
    }

    /// A number without an exponent: at most nine digits before and after its point.
    static func value(of text: ArraySlice<UInt8>) -> Double? {
        guard text.count <= 24 else { return nil }
        return Double(String(decoding: text, as: UTF8.self))
    }

    /// How many pixels a unit has, roughly for those that depend on the font.
    static func pixels(of unit: [UInt8]) -> Double? {
        switch String(decoding: unit, as: UTF8.self) {
        case "px": 1
        case "pt": 4.0 / 3
        case "pc", "em", "rem": 16
        case "ex", "ch": 8
        case "in": 96
        case "cm": 38
        case "mm": 3.8
        default: nil
        }
    }

    /// Whether a function is that of a colour.
    static func isColorFunction(_ name: [UInt8]) -> Bool {
        ["rgb", "rgba", "hsl", "hsla"].contains { name.elementsEqual($0.utf8) }
    }

    /// Whether a value that was written is a colour one can't see through.
    static func isOpaqueColor(_ value: ArraySlice<UInt8>) -> Bool {
        if value.first == UInt8(ascii: "#") { return value.count == 4 || value.count == 7 }
        if value.starts(with: "rgb(".utf8) { return true }
        let clear = ["transparent", "inherit", "initial", "unset", "none", "currentcolor"]
        return value.allSatisfy(HTMLTokenizer.isLetter) && !clear.contains { value.elementsEqual($0.utf8) }
    }

    /// Writes tokens with the blanks they need and no others.
    ///
    /// With a `lightness`, the end of a relative colour, each colour is written as one relative to it:
    /// `oklch(from red max(l,.7) c h)`.
    static func write(_ tokens: [StyleToken], lightness: [UInt8]? = nil, to output: inout [UInt8]) {
        var needsSpace = false
        /// How many functions are open, and at what depth the colour began.
        var depth = 0
        var colorDepth: Int?
        for token in tokens {
            switch token {
            case .close, .comma, .slash: break
            default: if needsSpace { output.append(0x20) }
            }
            if lightness != nil, colorDepth == nil, token.beginsColor {
                output += "oklch(from ".utf8
                colorDepth = depth
            }
            token.append(to: &output)
            switch token {
            case .function: depth += 1
            case .close: depth -= 1
            default: break
            }
            if let lightness, colorDepth == depth {
                output += lightness
                colorDepth = nil
            }
            needsSpace = token.allowsSpace
        }
    }

    /// Writes the token alone.
    private func append(to output: inout [UInt8]) {
        switch self {
        case .word(let word): output += word
        case .number(let text, let unit): output += text + unit
        case .hash(let digits):
            output.append(UInt8(ascii: "#"))
            output += digits
        case .function(let name):
            output += name
            output.append(UInt8(ascii: "("))
        case .close: output.append(UInt8(ascii: ")"))
        case .comma: output.append(UInt8(ascii: ","))
        case .slash: output.append(UInt8(ascii: "/"))
        }
    }

    /// Whether a blank must part it from a word or number behind it.
    private var allowsSpace: Bool {
        switch self {
        case .function, .comma, .slash: false
        case .word, .number, .hash, .close: true
        }
    }

    /// Whether it is a colour that one sees, or its function.
    var beginsColor: Bool {
        switch self {
        case .hash: true
        case .function(let name): Self.isColorFunction(name)
        case .word(let word): !Self.otherWords.contains(word)
        case .number, .close, .comma, .slash: false
        }
    }

    /// Words that stand where colours do, or say where a gradient goes.
    private static let otherWords = Set(
        "inherit initial unset currentcolor transparent none no-repeat to top right bottom left center"
            .utf8.split(separator: UInt8(ascii: " ")).map { Array($0) })

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static func isNumberByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || byte == UInt8(ascii: ".")
    }
}
