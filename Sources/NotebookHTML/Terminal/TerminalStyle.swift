/// How a run of text looks.
struct TerminalStyle: Sendable, Hashable {
    /// A colour of the terminal.
    enum Color: Sendable, Hashable {
        case standard
        /// 0 to 15: the named colours; 16 to 255: the cube and the greys.
        case palette(UInt8)
        case rgb(UInt32)
    }

    /// Attributes that are on or off, in the order their classes are written.
    struct Attributes: OptionSet, Sendable, Hashable {
        var rawValue: UInt16
        static let bold = Attributes(rawValue: 1)
        static let dim = Attributes(rawValue: 2)
        static let italic = Attributes(rawValue: 4)
        static let underline = Attributes(rawValue: 8)
        static let doubleUnderline = Attributes(rawValue: 16)
        static let blink = Attributes(rawValue: 32)
        static let inverse = Attributes(rawValue: 64)
        static let conceal = Attributes(rawValue: 128)
        static let strike = Attributes(rawValue: 256)
        static let overline = Attributes(rawValue: 512)
    }

    var foreground = Color.standard
    var background = Color.standard
    var attributes: Attributes = []
    /// The number of the link from 1, or 0.
    var link: Int32 = 0

    /// Whether a span is needed.
    var isVisible: Bool { foreground != .standard || background != .standard || !attributes.isEmpty }

    /// Applies SGR parameters in order (ECMA-48 §8.3.117, xterm).
    mutating func apply(_ groups: [[Int]]) {
        var index = 0
        while index < groups.count {
            let group = groups[index]
            index += 1
            switch group[0] {
            case 38, 48, 58:
                let color = group.count > 1 ? Self.color(colons: group) : Self.color(groups, &index)
                guard let color else { continue }
                if group[0] == 38 { foreground = color } else if group[0] == 48 { background = color }
            case 4 where group.count > 1: underline(group[1])
            default: apply(code: group[0])
            }
        }
    }

    private mutating func apply(code: Int) {
        switch code {
        case 0: self = TerminalStyle(link: link)
        case 1: attributes.insert(.bold)
        case 2: attributes.insert(.dim)
        case 3: attributes.insert(.italic)
        case 4: underline(1)
        case 5, 6: attributes.insert(.blink)
        case 7: attributes.insert(.inverse)
        case 8: attributes.insert(.conceal)
        case 9: attributes.insert(.strike)
        case 21: underline(2)
        case 22: attributes.subtract([.bold, .dim])
        case 23: attributes.remove(.italic)
        case 24: underline(0)
        case 25: attributes.remove(.blink)
        case 27: attributes.remove(.inverse)
        case 28: attributes.remove(.conceal)
        case 29: attributes.remove(.strike)
        case 30...37: foreground = .palette(UInt8(code - 30))
        case 39: foreground = .standard
        case 40...47: background = .palette(UInt8(code - 40))
        case 49: background = .standard
        case 53: attributes.insert(.overline)
        case 55: attributes.remove(.overline)
        case 90...97: foreground = .palette(UInt8(code - 90 + 8))
        case 100...107: background = .palette(UInt8(code - 100 + 8))
        default: break
        }
    }

    private mutating func underline(_ kind: Int) {
        attributes.subtract([.underline, .doubleUnderline])
        if kind > 0 { attributes.insert(kind == 2 ? .doubleUnderline : .underline) }
    }

    /// `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`.
    private static func color(colons group: [Int]) -> Color? {
        switch group[1] {
        case 5: group.count > 2 ? palette(group[2]) : nil
        case 2: group.count >= 5 ? rgb(group.count > 5 ? group[3..<6] : group[2..<5]) : nil
        default: nil
        }
    }

    /// `38;5;n` and `38;2;r;g;b`: the numbers follow as parameters of their own.
    private static func color(_ groups: [[Int]], _ index: inout Int) -> Color? {
        guard index < groups.count else { return nil }
        let mode = groups[index][0]
        index += 1
        if mode == 5, index < groups.count {
            index += 1
            return palette(groups[index - 1][0])
        }
        if mode == 2, index + 3 <= groups.count {
            index += 3
            return rgb(groups[(index - 3)..<index].map { $0[0] }[...])
        }
        return nil
    }

    private static func palette(_ number: Int) -> Color? {
        UInt8(exactly: number).map { .palette($0) }
    }

    private static func rgb(_ parts: ArraySlice<Int>) -> Color? {
        guard parts.allSatisfy({ (0...255).contains($0) }) else { return nil }
        return .rgb(parts.reduce(0) { $0 << 8 | UInt32($1) })
    }
}
