/// Writes the units of siunitx as TeX: commands such as `\kilo\metre\per\second`, or symbols such as `km.s^{-1}`.
struct UnitNotation {
    /// How divided units are shown (siunitx, `per-mode`).
    enum Division {
        /// `m s⁻¹`, the default.
        case power
        /// `m/s`.
        case symbol
        case fraction
    }

    private struct Part {
        var symbol: [UInt8] = []
        var power: [UInt8] = []
        var isDivided = false
        var qualifier: [UInt8] = []
    }

    private let source: [UInt8]
    private let division: Division
    private var parts: [Part] = []
    /// What was said of the unit that comes next.
    private var next = Part()

    /// The TeX of a unit.
    static func tex(of source: [UInt8], division: Division = .power) -> [UInt8] {
        var notation = UnitNotation(source: source, division: division)
        return notation.readCommands() ? notation.written() : literal(source)
    }

    private init(source: [UInt8], division: Division) {
        self.source = source
        self.division = division
    }

    /// Whether a unit follows its number without a space: degrees, minutes and seconds of arc.
    static func joinsNumber(_ tex: [UInt8]) -> Bool {
        ["°", "′", "″"].contains { tex == Array("\\text{\($0)}".utf8) }
    }

    // MARK: - Commands

    /// Reads commands; false where anything else is found, which makes the whole literal.
    private mutating func readCommands() -> Bool {
        var index = 0
        while index < source.count {
            if source[index].isTeXSpace {
                index += 1
                continue
            }
            guard source[index] == UInt8(ascii: "\\") else { return false }
            let end = source.endOfCommandName(at: index)
            let name = String(decoding: source[(index + 1)..<end].prefix(40), as: UTF8.self)
            index = end
            if !readModifier(name), !readPowerOrUnit(name, &index) { return false }
        }
        return next.symbol.isEmpty && !parts.isEmpty
    }

    private mutating func readModifier(_ name: String) -> Bool {
        switch name {
        case "per": next.isDivided = true
        case "square": next.power = [UInt8(ascii: "2")]
        case "cubic": next.power = [UInt8(ascii: "3")]
        case "squared": setPower([UInt8(ascii: "2")])
        case "cubed": setPower([UInt8(ascii: "3")])
        default:
            guard let prefix = UnitSymbols.prefix(name) else { return false }
            next.symbol += prefix.utf8
        }
        return true
    }

    private mutating func setPower(_ power: [UInt8]) {
        if !parts.isEmpty { parts[parts.count - 1].power = power }
    }

    /// A unit, or a power or qualifier in braces; false where it is neither.
    private mutating func readPowerOrUnit(_ name: String, _ index: inout Int) -> Bool {
        guard ["tothe", "raiseto", "of"].contains(name) else { return readUnit(name) }
        guard index < source.count, source[index] == UInt8(ascii: "{") else { return false }
        let start = index + 1
        guard let end = source[start...].firstIndex(of: UInt8(ascii: "}")) else { return false }
        let argument = Array(source[start..<end])
        index = end + 1
        switch name {
        case "raiseto": next.power = argument
        case "tothe": setPower(argument)
        default: if !parts.isEmpty { parts[parts.count - 1].qualifier = argument }
        }
        return true
    }

    /// A unit siunitx knows, or one the author declared; an unknown one the parser will name.
    private mutating func readUnit(_ name: String) -> Bool {
        if let symbol = UnitSymbols.unit(name) {
            next.symbol += symbol.utf8
        } else {
            // `\,` and the like are no units, nor are the commands of mathematics.
            let isName = name.utf8.count > 1 || name.utf8.first?.isTeXLetter == true
            guard isName, MathCommandTable.shared.command(named: Array(name.utf8)[...]) == nil else { return false }
            next.symbol += "\\\(name) ".utf8
        }
        finishPart()
        return true
    }

    private mutating func finishPart() {
        parts.append(next)
        next = Part()
    }

    // MARK: - Writing

    private func written() -> [UInt8] {
        guard division != .power, parts.contains(where: \.isDivided) else { return product(parts, asPowers: true) }
        let above = parts.filter { !$0.isDivided }
        let below = parts.filter(\.isDivided)
        let numerator = above.isEmpty ? [UInt8(ascii: "1")] : product(above, asPowers: false)
        let denominator = product(below, asPowers: false)
        if division == .fraction { return "\\frac{".utf8 + numerator + "}{".utf8 + denominator + "}".utf8 }
        if below.count > 1 { return numerator + "/(".utf8 + denominator + ")".utf8 }
        return numerator + "/".utf8 + denominator
    }

    private func product(_ parts: [Part], asPowers: Bool) -> [UInt8] {
        var tex: [UInt8] = []
        for part in parts {
            if !tex.isEmpty { tex += "\\,".utf8 }
            tex += Self.upright(part.symbol)
            if !part.qualifier.isEmpty { tex += "_{\\mathrm{".utf8 + part.qualifier + "}}".utf8 }
            var power = part.power
            if part.isDivided, asPowers {
                power = power.isEmpty ? [UInt8(ascii: "1")] : power
                power = power.first == UInt8(ascii: "-") ? Array(power.dropFirst()) : [UInt8(ascii: "-")] + power
            }
            if !power.isEmpty { tex += "^{".utf8 + power + "}".utf8 }
        }
        return tex
    }

    /// A symbol in upright letters.
    static func upright(_ symbol: [UInt8]) -> [UInt8] {
        if symbol == [UInt8(ascii: "%")] { return Array("\\text{\\%}".utf8) }
        let isPlain = symbol.allSatisfy { $0.isTeXLetter } || symbol.contains(UInt8(ascii: "\\"))
        return (isPlain ? "\\mathrm{".utf8 : "\\text{".utf8) + symbol + "}".utf8
    }

    // MARK: - Literal units

    /// Symbols as the author wrote them: `.`, `~` and blanks stand between units, the rest as in mathematics.
    static func literal(_ source: [UInt8]) -> [UInt8] {
        var tex = Array("\\mathrm{".utf8)
        var index = 0
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "."), UInt8(ascii: "~"):
                tex += "\\,".utf8
                index += 1
            case UInt8(ascii: "*"):
                tex += "\\cdot ".utf8
                index += 1
            case UInt8(ascii: "%"):
                tex += "\\%".utf8
                index += 1
            case UInt8(ascii: "\\"):
                literalCommand(source, &index, &tex)
                // A blank behind a command only ends its name.
                while index < source.count, source[index].isTeXSpace { index += 1 }
            case 0x80...:
                let end = source[index...].firstIndex { $0 < 0x80 } ?? source.count
                tex += "\\text{".utf8 + source[index..<end] + "}".utf8
                index = end
            default:
                let isBlank = byte.isTeXSpace
                let isBetween = isBlank && index > 0 && index + 1 < source.count && source[index + 1].isTeXLetter
                if isBetween, !source[index - 1].isTeXSpace, source[index - 1] != UInt8(ascii: "/") {
                    tex += "\\,".utf8
                } else if !isBlank {
                    tex.append(byte)
                }
                index += 1
            }
        }
        return tex + "}".utf8
    }

    private static func literalCommand(_ source: [UInt8], _ index: inout Int, _ tex: inout [UInt8]) {
        let end = source.endOfCommandName(at: index)
        let name = String(decoding: source[(index + 1)..<end].prefix(40), as: UTF8.self)
        if let symbol = UnitSymbols.unit(name) ?? UnitSymbols.prefix(name) {
            tex += symbol.utf8.allSatisfy(\.isTeXLetter) ? Array(symbol.utf8) : upright(Array(symbol.utf8))
        } else {
            switch name {
            case "per": tex += "/".utf8
            case "squared": tex += "^{2}".utf8
            case "cubed": tex += "^{3}".utf8
            case "tothe": tex += "^".utf8
            default: tex += source[index..<end] + [0x20]
            }
        }
        index = end
    }
}
