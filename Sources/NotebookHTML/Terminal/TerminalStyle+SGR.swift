/// One parameter of a control sequence.
struct TerminalParameter {
    /// The number, at most 65535, or nil where it was left out.
    var value: Int?
    /// Whether it followed a colon: a part of the parameter before it (ISO 8613-6).
    var isPart: Bool
}

extension TerminalStyle {
    /// Applies the parameters of `CSI … m`: ECMA-48 8.3.117, xterm's bright colours, ISO 8613-6 colours with `:` and `;`.
    mutating func apply(_ parameters: [TerminalParameter]) {
        if parameters.isEmpty { reset() }
        var index = 0
        while index < parameters.count {
            let start = index
            index += 1
            while index < parameters.count, parameters[index].isPart { index += 1 }
            let code = parameters[start].value ?? 0
            if code == 38 || code == 48 || code == 58 {
                let colour: Colour?
                if index - start > 1 {
                    colour = Self.colour(parts: parameters[(start + 1)..<index].map { $0.value ?? 0 })
                } else {
                    colour = Self.colour(following: parameters, at: &index)
                }
                guard let colour else { continue }
                if code == 38 { foreground = colour } else if code == 48 { background = colour }
            } else if code == 4, index - start > 1 {
                underline(form: parameters[start + 1].value ?? 1)
            } else {
                apply(code: code)
            }
        }
    }

    /// Back to plain; a link is not SGR's to end.
    private mutating func reset() {
        self = TerminalStyle(link: link)
    }

    /// `4:n`: none, single, double; curly, dotted and dashed count as single.
    private mutating func underline(form: Int) {
        rendition.subtract([.underline, .doubleUnderline])
        if form == 2 { rendition.insert(.doubleUnderline) } else if form != 0 { rendition.insert(.underline) }
    }

    private mutating func apply(code: Int) {
        switch code {
        case 0: reset()
        case 30...37: foreground = .palette(UInt8(code - 30))
        case 40...47: background = .palette(UInt8(code - 40))
        case 90...97: foreground = .palette(UInt8(code - 90 + 8))
        case 100...107: background = .palette(UInt8(code - 100 + 8))
        case 39: foreground = .standard
        case 49: background = .standard
        case 4: underline(form: 1)
        case 21: underline(form: 2)
        default:
            if let flag = Self.set(code) {
                rendition.insert(flag)
            } else if let flags = Self.cleared(code) {
                rendition.subtract(flags)
            }
        }
    }

    private static func set(_ code: Int) -> Rendition? {
        switch code {
        case 1: .bold
        case 2: .dim
        case 3: .italic
        case 5, 6: .blink
        case 7: .inverse
        case 8: .conceal
        case 9: .strike
        case 53: .overline
        default: nil
        }
    }

    private static func cleared(_ code: Int) -> Rendition? {
        switch code {
        case 22: [.bold, .dim]
        case 23: .italic
        case 24: [.underline, .doubleUnderline]
        case 25: .blink
        case 27: .inverse
        case 28: .conceal
        case 29: .strike
        case 55: .overline
        default: nil
        }
    }

    /// `38:5:n`, `38:2:r:g:b` and `38:2:space:r:g:b`; nil where it is none of them.
    private static func colour(parts: [Int]) -> Colour? {
        switch (parts.first, parts.count) {
        case (5, 2...): palette(parts[1])
        case (2, 4): rgb(parts[1], parts[2], parts[3])
        case (2, 5...): rgb(parts[2], parts[3], parts[4])
        default: nil
        }
    }

    /// `38;5;n` and `38;2;r;g;b`, taken from the parameters after the code.
    private static func colour(following parameters: [TerminalParameter], at index: inout Int) -> Colour? {
        guard index < parameters.count else { return nil }
        let kind = parameters[index].value
        let count = kind == 5 ? 1 : kind == 2 ? 3 : 0
        let values = parameters[(index + 1)...].prefix(count).map { $0.value ?? 0 }
        index = min(index + 1 + count, parameters.count)
        guard values.count == count, count > 0 else { return nil }
        return count == 1 ? palette(values[0]) : rgb(values[0], values[1], values[2])
    }

    /// A colour of the 256: the first 16 follow the theme, the cube and the greys have fixed values in xterm.
    private static func palette(_ number: Int) -> Colour? {
        switch number {
        case 0..<16: return .palette(UInt8(number))
        case 16..<232:
            let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
            let index = number - 16
            return .rgb(levels[index / 36], levels[index / 6 % 6], levels[index % 6])
        case 232..<256:
            let grey = UInt8(8 + 10 * (number - 232))
            return .rgb(grey, grey, grey)
        default: return nil
        }
    }

    private static func rgb(_ red: Int, _ green: Int, _ blue: Int) -> Colour? {
        guard let red = UInt8(exactly: red), let green = UInt8(exactly: green), let blue = UInt8(exactly: blue) else {
            return nil
        }
        return .rgb(red, green, blue)
    }
}
