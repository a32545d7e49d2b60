/// Writes the numbers of siunitx and mhchem as TeX, with their digits in groups of three.
///
///     12345.678      12 345.678, with thin spaces
///     1.23(4)e-5     1.23(4)\times 10^{-5}
///     1.23 +- 0.04   1.23(4)
enum QuantityNumber {
    /// The TeX of a number; what is none is mathematics as it stands, `\num{n}`.
    ///
    /// - Parameters:
    ///   - times: What stands before a power of ten.
    ///   - keepsComma: Whether a decimal comma stays one, as in mhchem; siunitx makes it a point.
    static func tex(of source: [UInt8], times: StaticString = "\\times ", keepsComma: Bool = false) -> [UInt8] {
        var reader = NumberReader(source: source, keepsComma: keepsComma)
        guard let tex = reader.read(times: times) else { return source }
        return tex
    }

    /// Digits in groups of three with thin spaces, where there are five or more (siunitx, `group-minimum-digits`).
    static func grouped(_ digits: ArraySlice<UInt8>, fromLeft: Bool) -> [UInt8] {
        guard digits.count >= 5 else { return Array(digits) }
        var result: [UInt8] = []
        for (index, digit) in digits.enumerated() {
            let position = fromLeft ? index : digits.count - index
            if index > 0, position % 3 == 0 { result += [0xE2, 0x80, 0x89] }
            result.append(digit)
        }
        return result
    }
}

/// Reads one number from its beginning to its end.
private struct NumberReader {
    private let source: [UInt8]
    private var index = 0
    private var tex: [UInt8] = []

    private let keepsComma: Bool

    init(source: [UInt8], keepsComma: Bool) {
        self.keepsComma = keepsComma
        var compact: [UInt8] = []
        compact.reserveCapacity(source.count)
        var position = 0
        while position < source.count {
            let byte = source[position]
            if byte == UInt8(ascii: "\\") {
                let end = source.endOfCommandName(at: position)
                compact += Self.written(String(decoding: source[(position + 1)..<end].prefix(12), as: UTF8.self))
                position = end
            } else {
                if !byte.isTeXSpace, byte != UInt8(ascii: "~") { compact.append(byte) }
                position += 1
            }
        }
        self.source = compact
    }

    /// A command as the characters that mean the same; an unknown one is no number.
    private static func written(_ name: String) -> [UInt8] {
        switch name {
        case "pm": Array("+-".utf8)
        case "mp": Array("-+".utf8)
        case "times": [UInt8(ascii: "x")]
        case "lt": [UInt8(ascii: "<")]
        case "gt": [UInt8(ascii: ">")]
        case ",", "!", ";", ":": []
        default: [0]
        }
    }

    private var byte: UInt8? { index < source.count ? source[index] : nil }

    mutating func read(times: StaticString) -> [UInt8]? {
        while true {
            guard readFactor(times: times) else { return nil }
            switch byte {
            case nil: return tex
            case UInt8(ascii: "x"): write("\\times ")
            case UInt8(ascii: "/"): write("{/}")
            default: return nil
            }
            index += 1
        }
    }

    private mutating func readFactor(times: StaticString) -> Bool {
        while byte == UInt8(ascii: "<") || byte == UInt8(ascii: ">") || byte == UInt8(ascii: "=") {
            tex.append(source[index])
            index += 1
        }
        readSign()
        let start = index
        let decimals = readDecimal()
        let isPower = index == start
        if !isPower { guard readUncertainty(decimals: decimals) else { return false } }
        guard let mark = byte, "eEdD".utf8.contains(mark) else { return !isPower }
        index += 1
        if !isPower { write(times.description) }
        write("10^{")
        readSign()
        let digits = readDigits()
        tex += QuantityNumber.grouped(digits, fromLeft: false) + [UInt8(ascii: "}")]
        return !digits.isEmpty
    }

    private mutating func readSign() {
        let marks: [(String, String)] = [
            ("+-", "\\pm "), ("-+", "\\mp "), ("±", "\\pm "), ("−", "-"), ("-", "-"), ("+", "+"),
        ]
        guard let (mark, sign) = marks.first(where: { source[index...].starts(with: $0.0.utf8) }) else { return }
        write(sign)
        index += mark.utf8.count
    }

    private mutating func readDigits() -> ArraySlice<UInt8> {
        let digits = source[index...].prefix { (0x30...0x39).contains($0) }
        index = digits.endIndex
        return digits
    }

    /// Digits with a decimal mark; says how many stand behind it.
    private mutating func readDecimal() -> Int {
        let whole = readDigits()
        guard byte == UInt8(ascii: ".") || byte == UInt8(ascii: ","),
            !whole.isEmpty || index + 1 < source.count && (0x30...0x39).contains(source[index + 1])
        else {
            tex += QuantityNumber.grouped(whole, fromLeft: false)
            return 0
        }
        let mark = source[index]
        index += 1
        let decimals = readDigits()
        tex += whole.isEmpty ? [0x30] : QuantityNumber.grouped(whole, fromLeft: false)
        guard !decimals.isEmpty else { return 0 }
        tex += mark == UInt8(ascii: ",") && keepsComma ? "{,}".utf8 : ".".utf8
        tex += QuantityNumber.grouped(decimals, fromLeft: true)
        return decimals.count
    }

    /// `(4)`, or `+- 0.04` written the same way where it has as many decimals as the number.
    private mutating func readUncertainty(decimals: Int) -> Bool {
        if byte == UInt8(ascii: "(") {
            guard let end = source[index...].firstIndex(of: UInt8(ascii: ")")), end > index + 1,
                source[(index + 1)..<end].allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2E })
            else { return false }
            tex += source[index...end]
            index = end + 1
        }
        let isPlusMinus = source[index...].starts(with: "+-".utf8)
        guard isPlusMinus || source[index...].starts(with: "±".utf8) else { return true }
        index += 2
        let whole = readDigits()
        var behind: ArraySlice<UInt8> = []
        if byte == UInt8(ascii: ".") {
            index += 1
            behind = readDigits()
        }
        guard !whole.isEmpty || !behind.isEmpty else { return false }
        if behind.count == decimals {
            let digits = (whole + behind).drop { $0 == 0x30 }
            tex += "(".utf8 + (digits.isEmpty ? [0x30] : Array(digits)) + ")".utf8
        } else {
            tex += "\\pm ".utf8 + (whole.isEmpty ? [0x30] : Array(whole)) + (behind.isEmpty ? [] : [0x2E] + behind)
        }
        return true
    }

    private mutating func write(_ text: String) { tex += text.utf8 }
}
