/// A length of TeX, in thousandths of an em.
struct MathLength {
    var milliEms: Int

    /// Reads `3pt`, `-.5em`, `18mu`; nil for what is no length.
    init?(_ source: some Sequence<UInt8>) {
        var bytes = source.filter { !$0.isTeXSpace }[...]
        var sign = 1.0
        while let first = bytes.first, first == UInt8(ascii: "-") || first == UInt8(ascii: "+") {
            if first == UInt8(ascii: "-") { sign = -sign }
            bytes = bytes.dropFirst()
        }
        let digits = bytes.prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard !digits.isEmpty, digits.count < 12,
            let number = Double(
                (digits.first == UInt8(ascii: ".") ? "0" : "") + String(decoding: digits, as: UTF8.self)),
            let unit = Self.ems[String(decoding: bytes.dropFirst(digits.count).prefix(2), as: UTF8.self)]
        else { return nil }
        milliEms = Int((sign * min(number * unit, 100) * 1000).rounded())
    }

    /// One unit in ems, at TeX's ten points.
    private static let ems: [String: Double] = [
        "em": 1, "ex": 0.431, "mu": 1.0 / 18, "pt": 0.1, "pc": 1.2, "in": 7.227, "cm": 2.8453, "mm": 0.28453,
        "bp": 0.1004, "dd": 0.107, "cc": 1.284, "sp": 0.1 / 65536, "px": 0.1,
    ]

    /// The length in CSS: `0.3em`.
    var text: [UInt8] { Self.ems(milliEms) }

    /// Thousandths of an em as CSS.
    static func ems(_ milliEms: Int) -> [UInt8] {
        switch milliEms {
        case 167: return Array("0.1667em".utf8)
        case 222: return Array("0.2222em".utf8)
        case 278: return Array("0.2778em".utf8)
        case -167: return Array("-0.1667em".utf8)
        default: break
        }
        let magnitude = abs(milliEms)
        var text = (milliEms < 0 ? "-" : "") + String(magnitude / 1000)
        var fraction = magnitude % 1000
        if fraction > 0 {
            var digits = 3
            while fraction % 10 == 0 {
                fraction /= 10
                digits -= 1
            }
            let shown = String(fraction)
            text += "." + String(repeating: "0", count: digits - shown.utf8.count) + shown
        }
        return Array((text + "em").utf8)
    }
}

extension MathParser {
    /// A length without braces, as after `\kern`: the token is the command.
    mutating func parseBareLength() throws(MathError) -> MathLength {
        var source: [UInt8] = []
        if reader.peek() == UInt8(ascii: "{") {
            source = try reader.argument()
        } else {
            while let byte = reader.peek(), source.count < 20 {
                let isNumber = (0x30...0x39).contains(byte) || [0x2B, 0x2D, 0x2E].contains(byte)
                guard isNumber else { break }
                source.append(byte)
                reader.skip(1)
            }
            for _ in 0..<2 {
                guard let byte = reader.peek(), byte.isTeXLetter else { break }
                source.append(byte)
                reader.skip(1)
            }
        }
        guard let length = MathLength(source) else { throw reader.failure("a length is missing") }
        return length
    }

    /// A length in braces.
    mutating func parseLengthArgument() throws(MathError) -> MathLength {
        guard let length = MathLength(try reader.argument()) else { throw reader.failure("a length is missing") }
        return length
    }

    /// `\hspace{1em}`.
    mutating func parseHorizontalSpace() throws(MathError) -> MathAtom {
        _ = reader.star()
        let length = try parseLengthArgument()
        try advance()
        return spaceAtom(milliEms: length.milliEms)
    }

    /// `\kern1em`, `\mskip 3mu plus 1mu`.
    mutating func parseKern() throws(MathError) -> MathAtom {
        let length = try parseBareLength()
        try advance()
        return spaceAtom(milliEms: length.milliEms)
    }

    /// `\rule[raise]{width}{height}`: a filled box.
    mutating func parseRule() throws(MathError) -> MathAtom {
        let raised = try reader.optionalArgument().flatMap { MathLength($0) }
        let width = try parseLengthArgument()
        let height = try parseLengthArgument()
        try advance()
        var node = tree.leaf(.mspace, 0)
        tree.add(" class=\"math-rule\" width=\"", to: node)
        tree.add(MathLength.ems(max(0, width.milliEms)), to: node)
        tree.add("\" height=\"", to: node)
        tree.add(MathLength.ems(max(0, height.milliEms)), to: node)
        tree.add("\"", to: node)
        if let raised { node = shifted(node, by: raised) }
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\strut`: room without ink.
    mutating func parseStrut() throws(MathError) -> MathAtom {
        try advance()
        let node = tree.leaf(.mspace, 0)
        tree.add(" height=\"0.75em\" depth=\"0.25em\"", to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\raisebox{length}{text}`.
    mutating func parseRaisebox() throws(MathError) -> MathAtom {
        let length = try parseLengthArgument()
        let content = try parseTextContent(try reader.argument(), style: .plain)
        try advance()
        return MathAtom(node: shifted(content, by: length), kind: .ordinary)
    }

    /// An element moved up.
    private mutating func shifted(_ node: MathNodeID, by length: MathLength) -> MathNodeID {
        let padded = tree.parent(.mpadded, node)
        tree.add(" voffset=\"", to: padded)
        tree.add(length.text, to: padded)
        tree.add("\"", to: padded)
        return padded
    }
}
