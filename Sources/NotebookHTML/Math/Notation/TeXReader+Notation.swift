/// Notations with a grammar of their own; the reader replaces them by the TeX they stand for, as it does macros.
enum MathNotation: UInt8, Sendable {
    /// mhchem's `\ce` and `\pu`.
    case chemicalFormula, chemicalQuantity
    /// siunitx's `\num`, `\unit`, `\qty`, `\ang`, and their lists, products and ranges.
    case number, unit, quantity, angle
    case numberRange, quantityRange, numberList, quantityList, quantityProduct
}

extension TeXReader {
    /// Replaces a notation and its arguments; the command has been read.
    mutating func expand(_ notation: MathNotation) throws(MathError) {
        let name = String(decoding: self.name, as: UTF8.self)
        let replacement: [UInt8]
        switch notation {
        case .chemicalFormula, .chemicalQuantity: replacement = try chemistry(notation)
        case .number:
            _ = try optionalArgument()
            replacement = QuantityNumber.tex(of: try argument()).inBraces
        case .unit:
            let division = UnitNotation.Division(options: try optionalArgument())
            replacement = UnitNotation.tex(of: try argument(), division: division).inBraces
        case .quantity: replacement = try quantity(isUnitOptional: name == "qty")
        case .angle:
            _ = try optionalArgument()
            replacement = Self.angle(try argument())
        default: replacement = try several(notation, name)
        }
        try push(replacement, for: "\\\(name)")
    }

    private mutating func chemistry(_ notation: MathNotation) throws(MathError) -> [UInt8] {
        let source = try argument()
        do throws(NotationError) {
            if notation == .chemicalFormula { return try ChemicalFormula.tex(of: source) }
            return try ChemicalQuantity.tex(of: source).inBraces
        } catch {
            throw failure(error.reason)
        }
    }

    /// `\qty{10}{\metre}`, `\SI[options]{10}[\$]{\metre}`; of the physics package, `\qty(x)` and, where the unit is
    /// optional, `\qty{x}`.
    private mutating func quantity(isUnitOptional: Bool) throws(MathError) -> [UInt8] {
        if let open = peek(), let close = Self.closing(open) {
            skip(1)
            let content = try balanced(until: close)
            return "\\left".utf8 + [open] + content + "\\right".utf8 + [close]
        }
        let division = UnitNotation.Division(options: try optionalArgument())
        let number = try argument()
        let before = try optionalArgument() ?? []
        if isUnitOptional, before.isEmpty, peek() != UInt8(ascii: "{") {
            return "\\left\\{".utf8 + number + "\\right\\}".utf8
        }
        return (before + Self.quantity(number, unit: UnitNotation.tex(of: try argument(), division: division))).inBraces
    }

    /// What ends an argument of the physics package; nil for `[`, which begins options of siunitx.
    private static func closing(_ open: UInt8) -> UInt8? {
        switch open {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: "|"): UInt8(ascii: "|")
        default: nil
        }
    }

    /// A number with its unit a thin space behind it.
    private static func quantity(_ number: [UInt8], unit: [UInt8]) -> [UInt8] {
        guard number.contains(where: { !$0.isTeXSpace }) else { return unit }
        let number = QuantityNumber.tex(of: number)
        return UnitNotation.joinsNumber(unit) ? number + unit : number + "\\,".utf8 + unit
    }

    /// Ranges, lists and products, each number with its unit.
    private mutating func several(_ notation: MathNotation, _ name: String) throws(MathError) -> [UInt8] {
        let division = UnitNotation.Division(options: try optionalArgument())
        var numbers: [[UInt8]]
        switch notation {
        case .numberRange, .quantityRange: numbers = [try argument(), try argument()]
        case .quantityProduct: numbers = try argument().split(separator: UInt8(ascii: "x")).map { Array($0) }
        default: numbers = try argument().split(separator: UInt8(ascii: ";")).map { Array($0) }
        }
        let hasUnit = notation != .numberRange && notation != .numberList
        let unit = hasUnit ? UnitNotation.tex(of: try argument(), division: division) : []
        try checkRoom(for: numbers.count * unit.count, of: "\\\(name)")
        numbers = numbers.map { hasUnit ? Self.quantity($0, unit: unit) : QuantityNumber.tex(of: $0) }
        var tex: [UInt8] = []
        for (index, number) in numbers.enumerated() {
            if index > 0 {
                switch notation {
                case .numberRange, .quantityRange: tex += "\\text{ to }".utf8
                case .quantityProduct: tex += "\\times ".utf8
                default: tex += index == numbers.count - 1 ? "\\text{ and }".utf8 : "\\text{, }".utf8
                }
            }
            tex += number.inBraces
        }
        return tex.inBraces
    }

    /// `\ang{45.5}` and `\ang{10;20;30}`: degrees, minutes, seconds.
    private static func angle(_ source: [UInt8]) -> [UInt8] {
        let parts = source.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).prefix(3)
        var tex: [UInt8] = []
        for (part, mark) in zip(parts, ["°", "′", "″"]) where part.contains(where: { !$0.isTeXSpace }) {
            tex += QuantityNumber.tex(of: Array(part)).inBraces + "\\text{\(mark)}".utf8
        }
        return tex.inBraces
    }
}

extension UnitNotation.Division {
    /// Reads `per-mode` of siunitx's options; the other options concern the looks and are left out.
    fileprivate init(options: [UInt8]?) {
        let text = String(decoding: (options ?? []).filter { !$0.isTeXSpace }, as: UTF8.self)
        var division = Self.power
        for option in text.split(separator: ",") {
            switch option {
            case "per-mode=symbol", "per-mode=repeated-symbol", "per=slash": division = .symbol
            case "per-mode=fraction", "per=fraction": division = .fraction
            case "per-mode=symbol-or-fraction": division = .symbol
            default: break
            }
        }
        self = division
    }
}

extension [UInt8] {
    fileprivate var inBraces: [UInt8] { [UInt8(ascii: "{")] + self + [UInt8(ascii: "}")] }
}
