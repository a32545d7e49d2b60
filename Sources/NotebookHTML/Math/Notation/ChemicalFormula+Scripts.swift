extension ChemicalFormula {
    /// `^`, `_` or a prime with what it raises or lowers; before an element it is a number of an isotope.
    mutating func readScript(_ mark: UInt8) throws(NotationError) {
        let isUpper = mark != UInt8(ascii: "_")
        if mark == UInt8(ascii: "^"), byte(at: 1)?.isTeXSpace ?? true { return readGas() }
        let isPrime = mark == UInt8(ascii: "'")
        if !isPrime { index += 1 }
        let isBefore = place != .formula || hasGap || isIsotopeWithin(isUpper)
        let content = try script(isUpper: isUpper, isBefore: isBefore && !isPrime)
        if place == .amount, !hasGap, base != nil {
            place = .formula
        } else if isBefore, !isPrime {
            if isotope == nil { join() }
            var numbers = isotope ?? (nil, nil)
            if isUpper { numbers.upper = content } else { numbers.lower = content }
            isotope = numbers
            place = .start
            return
        }
        if base == nil || (isUpper ? base?.upper != nil : base?.lower != nil) {
            flush()
            base = Base()
        }
        if isUpper {
            base?.upper = content
        } else {
            let isBehindUpper = base?.upper != nil
            base?.isStacked = isBehindUpper
            base?.lower = content
        }
        place = .formula
    }

    /// `^` with blanks around it: a gas that rises.
    private mutating func readGas() {
        flush()
        write("\\,{\\uparrow}")
        index += 1
    }

    /// `H^3HO`: digits without braces before another element are the next one's.
    private func isIsotopeWithin(_ isUpper: Bool) -> Bool {
        guard isUpper, place == .formula, let last = source[index...].firstIndex(where: { !(0x30...0x39).contains($0) })
        else { return false }
        return last > index && (0x41...0x5A).contains(source[last])
    }

    private mutating func script(isUpper: Bool, isBefore: Bool) throws(NotationError) -> [UInt8] {
        guard let first = byte else { throw NotationError("a script is missing in \\ce") }
        switch first {
        case UInt8(ascii: "{"):
            let content = try group(first, UInt8(ascii: "}"))
            return try scriptContent(content, isUpper: isUpper, isUpright: false)
        case UInt8(ascii: "$"): return try mathematics()
        case UInt8(ascii: "\\"): return commandSource()
        case UInt8(ascii: "'"):
            let primes = source[index...].prefix { $0 == first }.count
            index += primes
            return Array(String(repeating: "\\prime ", count: min(primes, 8)).utf8)
        default: break
        }
        let start = index
        if isBefore, first == UInt8(ascii: "-") { index += 1 }
        while let byte, (0x30...0x39).contains(byte) { index += 1 }
        if !isBefore || index == start, let byte, (0x61...0x7A).contains(byte) || byte == UInt8(ascii: ".") {
            index += 1
        }
        if isUpper, !isBefore, let byte, byte == UInt8(ascii: "*") { index += 1 }
        if isUpper, !isBefore, byte == UInt8(ascii: "+") || (byte == UInt8(ascii: "-") && isChargeEnd(byte(at: 1))) {
            index += 1
        }
        if index == start, (0x41...0x5A).contains(first) { index += 1 }
        guard index > start else { throw NotationError("a script in \\ce is not understood") }
        let content = Array(source[start..<index])
        // The neutral charge of Kröger and Vink.
        if isUpper, content == [UInt8(ascii: "x")], byte == UInt8(ascii: "_") { return Array("\\times".utf8) }
        return try scriptContent(content, isUpper: isUpper, isUpright: false)
    }

    /// The inside of a script: words upright, lone small letters as variables, dots of radicals.
    func scriptContent(_ source: [UInt8], isUpper: Bool, isUpright: Bool) throws(NotationError) -> [UInt8] {
        var inner = ScriptReader(source: source, isUpper: isUpper, isUpright: isUpright)
        return try inner.read()
    }
}

/// Reads the inside of a script of a chemical formula.
private struct ScriptReader {
    let source: [UInt8]
    let isUpper: Bool
    /// Whether lone letters are upright too, as in states of aggregation.
    let isUpright: Bool
    private var tex: [UInt8] = []
    private var index = 0
    private var parentheses = 0

    init(source: [UInt8], isUpper: Bool, isUpright: Bool) {
        self.source = source
        self.isUpper = isUpper
        self.isUpright = isUpright
    }

    mutating func read() throws(NotationError) -> [UInt8] {
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): readLetters()
            case UInt8(ascii: "0")...UInt8(ascii: "9"): readDigits()
            case UInt8(ascii: "."):
                tex += isUpper ? "{\\bullet}".utf8 : ".".utf8
                index += 1
            case UInt8(ascii: ","):
                tex += (isUpright ? "," : "{,}\\mkern1mu ").utf8
                index += 1
            case UInt8(ascii: "("), UInt8(ascii: ")"):
                parentheses += byte == UInt8(ascii: "(") ? 1 : -1
                tex.append(byte)
                index += 1
            case UInt8(ascii: "'"):
                tex += "\\prime ".utf8
                index += 1
            case UInt8(ascii: "$"), UInt8(ascii: "{"): try readNested(byte)
            case UInt8(ascii: "\\"):
                let end = source.endOfCommand(at: index)
                tex += source[index..<end] + " ".utf8
                index = end
            case UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "}"), UInt8(ascii: "&"), UInt8(ascii: "#"),
                UInt8(ascii: "%"):
                throw NotationError("a script in \\ce is not understood")
            default:
                tex.append(byte)
                index += 1
            }
        }
        return tex
    }

    private mutating func readLetters() {
        let letters = source[index...].prefix { $0.isTeXLetter }
        index = letters.endIndex
        let isVariable = letters.count == 1 && (0x61...0x7A).contains(letters[letters.startIndex])
        if isVariable, !isUpright, parentheses == 0 {
            tex += letters
            // A charge that follows stays apart from no letter.
            tex.append(0x20)
        } else {
            tex += "\\mathrm{".utf8 + letters + "}".utf8
        }
    }

    private mutating func readDigits() {
        let number = source.number(at: index)
        index = number.endIndex
        if index + 1 < source.count, source[index] == UInt8(ascii: "/"), (0x30...0x39).contains(source[index + 1]) {
            let denominator = source.number(at: index + 1)
            index = denominator.endIndex
            tex += "\\frac{".utf8 + number + "}{".utf8 + denominator + "}".utf8
        } else {
            tex += number
        }
    }

    private mutating func readNested(_ byte: UInt8) throws(NotationError) {
        let close = byte == UInt8(ascii: "$") ? byte : UInt8(ascii: "}")
        guard let end = source.firstIndex(of: close, outsideGroupsFrom: index + 1) else {
            throw NotationError("a script in \\ce is not understood")
        }
        let content = Array(source[(index + 1)..<end])
        // Dollars within braces are mathematics all the same.
        let inner = content.first == UInt8(ascii: "$") && content.last == UInt8(ascii: "$") && content.count > 2
        if byte == UInt8(ascii: "$") {
            tex += "{".utf8 + content + "}".utf8
        } else {
            tex += inner ? "{".utf8 + content.dropFirst().dropLast() + "}".utf8 : content.asLabel
        }
        index = end + 1
    }
}
