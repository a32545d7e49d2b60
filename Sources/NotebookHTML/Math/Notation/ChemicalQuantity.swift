/// Writes the argument of mhchem's `\pu` as TeX: a number and its unit, `123 kJ//mol`.
struct ChemicalQuantity {
    /// The TeX of a quantity.
    static func tex(of source: [UInt8]) throws(NotationError) -> [UInt8] {
        let trimmed = source.drop { $0.isTeXSpace }
        let number = Array(trimmed).prefix(whileNumber: ())
        let unit = Array(trimmed.dropFirst(number.count).drop { $0.isTeXSpace })
        var tex: [UInt8] = []
        if !number.isEmpty {
            let isTimes = number.contains(UInt8(ascii: "E"))
            tex += QuantityNumber.tex(
                of: power(number) ?? number, times: isTimes ? "\\times " : "\\cdot ", keepsComma: true)
            if !unit.isEmpty { tex += "~".utf8 }
        }
        if !unit.isEmpty { tex += try fraction(unit) }
        return tex
    }

    /// `10^3` as `e3`, which is read as a power of ten.
    private static func power(_ number: [UInt8]) -> [UInt8]? {
        guard number.starts(with: "10^".utf8) else { return nil }
        return [UInt8(ascii: "e")] + number.dropFirst(3).filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") }
    }

    /// Units above and below `//`.
    private static func fraction(_ unit: [UInt8]) throws(NotationError) -> [UInt8] {
        let slash = unit.indices.dropLast().first { unit[$0] == UInt8(ascii: "/") && unit[$0 + 1] == unit[$0] }
        guard let slash else { return try units(unit[...]) }
        return "\\frac{".utf8 + (try units(unit[..<slash])) + "}{".utf8 + (try units(unit[(slash + 2)...])) + "}".utf8
    }

    /// Units side by side; a number behind one is its power.
    private static func units(_ source: ArraySlice<UInt8>) throws(NotationError) -> [UInt8] {
        var tex: [UInt8] = []
        var index = source.startIndex
        var isBehindUnit = false
        while index < source.endIndex {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "^") where isBehindUnit && index + 1 < source.endIndex:
                index += 1
                if source[index] == UInt8(ascii: "{") || source[index] == UInt8(ascii: "\\") { tex += "^".utf8 }
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                let end = source[(index + 1)...].firstIndex { !(0x30...0x39).contains($0) } ?? source.endIndex
                tex += (isBehindUnit ? "^{".utf8 : "{".utf8) + source[index..<end] + "}".utf8
                index = end
            case UInt8(ascii: "*"):
                tex += "{\\cdot}".utf8
                index += 1
                isBehindUnit = false
            case UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"):
                tex.append(byte)
                index += 1
                isBehindUnit = byte == UInt8(ascii: ")")
            case UInt8(ascii: "#"), UInt8(ascii: "&"), UInt8(ascii: "$"), UInt8(ascii: "_"):
                throw NotationError("\(Character(Unicode.Scalar(byte))) in \\pu is not understood")
            case UInt8(ascii: "%"):
                tex += "\\%".utf8
                index += 1
            default:
                guard byte.isTeXSpace else {
                    isBehindUnit = symbol(source, &index, &tex)
                    continue
                }
                index += 1
                if isBehindUnit, index < source.endIndex, !"/*".utf8.contains(source[index]) {
                    tex += "\\mkern3mu ".utf8
                }
                isBehindUnit = false
            }
        }
        return tex
    }

    /// A unit's letters, or a command; says whether a power may follow.
    private static func symbol(_ source: ArraySlice<UInt8>, _ index: inout Int, _ tex: inout [UInt8]) -> Bool {
        let start = index
        if source[index] == UInt8(ascii: "\\") {
            index = source.endOfCommand(at: index)
            let name = source[(start + 1)..<index]
            let isLetter = if case .symbol? = MathCommandTable.shared.command(named: name) { true } else { false }
            tex += (isLetter ? "\\mathrm{".utf8 : "{".utf8) + source[start..<index] + "}".utf8
            // A blank behind a command only ends its name.
            while index < source.endIndex, source[index].isTeXSpace { index += 1 }
            return true
        }
        let isLetter = source[index].isTeXLetter || source[index] >= 0x80
        while index < source.endIndex, source[index].isTeXLetter || source[index] >= 0x80, isLetter { index += 1 }
        if !isLetter { index += 1 }
        tex += isLetter ? UnitNotation.upright(Array(source[start..<index])) : Array(source[start..<index])
        return isLetter
    }
}

extension [UInt8] {
    /// The number a quantity begins with, with its exponent and uncertainty; empty where it begins with none.
    fileprivate func prefix(whileNumber: ()) -> [UInt8] {
        var end = 0
        var hasDigit = false
        while end < count {
            let byte = self[end]
            let isNumber = (0x30...0x39).contains(byte)
            if isNumber { hasDigit = true }
            let next = end + 1 < count ? self[end + 1] : 0
            let isMark = "+-.,".utf8.contains(byte) || (hasDigit && "()".utf8.contains(byte))
            let startsExponent =
                hasDigit && (byte == UInt8(ascii: "e") || byte == UInt8(ascii: "E"))
                && ((0x30...0x39).contains(next) || next == UInt8(ascii: "-") || next == UInt8(ascii: "+"))
            let startsPower = byte == UInt8(ascii: "^") && self[..<end].elementsEqual("10".utf8)
            guard isNumber || isMark || startsExponent || startsPower else { break }
            end += 1
        }
        return hasDigit ? Array(self[..<end]) : []
    }
}
