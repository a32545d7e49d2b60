extension ChemicalFormula {
    // MARK: - Arrows

    /// The arrows of mhchem, the longer ones first, and the commands that draw them.
    private static let arrows: [(StaticString, Arrow)] = [
        ("<-->", .plain("\\xrightleftarrows")), ("<=>>", .unequal(isForward: true)),
        ("<<=>", .unequal(isForward: false)), ("<=>", .plain("\\xrightleftharpoons")),
        ("<->", .plain("\\xleftrightarrow")), ("->", .plain("\\xrightarrow")), ("<-", .plain("\\xleftarrow")),
        ("→", .plain("\\xrightarrow")), ("⟶", .plain("\\xrightarrow")), ("⇌", .plain("\\xrightleftharpoons")),
        ("←", .plain("\\xleftarrow")), ("↔", .plain("\\xleftrightarrow")), ("⇄", .plain("\\xrightleftarrows")),
    ]

    private enum Arrow {
        case plain(String)
        case unequal(isForward: Bool)
    }

    /// An arrow with its labels; false where none comes next.
    mutating func readArrow() throws(NotationError) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "-"), 0xE2: break
        default: return false
        }
        guard let (text, arrow) = Self.arrows.first(where: { starts(with: $0.0) }) else { return false }
        flush()
        index += text.utf8CodeUnitCount
        let above = try label() ?? []
        let below = try label() ?? []
        switch arrow {
        case .plain(let command):
            write(command)
            if !below.isEmpty { tex += "[{".utf8 + below + "}]".utf8 }
            tex += "{".utf8 + (above.isEmpty ? Array("\\hspace{1.2em}".utf8) : above) + "}".utf8
        case .unequal(let isForward): writeUnequal(isForward, above: above, below: below)
        }
        place = .start
        return true
    }

    /// Two arrows of which one is shorter: the equilibrium lies on one side.
    private mutating func writeUnequal(_ isForward: Bool, above: [UInt8], below: [UInt8]) {
        let long = isForward ? "\\xrightharpoonup" : "\\xleftharpoondown"
        let short = isForward ? "\\leftharpoondown" : "\\rightharpoonup"
        let raise = isForward ? ("0.16em", "-0.16em") : ("-0.16em", "0.16em")
        write("\\mathrel{")
        if !above.isEmpty { tex += "\\overset{".utf8 + above + "}{".utf8 }
        if !below.isEmpty { tex += "\\underset{".utf8 + below + "}{".utf8 }
        write("\\mathrlap{\\raisebox{\(raise.0)}{$\\hspace{0em}\\mathord\(long){\\hspace{1.4em}}$}}")
        write("\\raisebox{\(raise.1)}{$\\hspace{0.45em}\(short)\\hspace{0.45em}$}")
        if !below.isEmpty { write("}") }
        if !above.isEmpty { write("}") }
        write("}")
    }

    /// A label in brackets: a formula again, or text where the author says so, `->[{text}]` and `->T[text]`.
    private mutating func label() throws(NotationError) -> [UInt8]? {
        var isText = false
        if byte(at: 1) == UInt8(ascii: "["), byte == UInt8(ascii: "T") || byte == UInt8(ascii: "C") {
            isText = byte == UInt8(ascii: "T")
            index += 1
        }
        guard byte == UInt8(ascii: "[") else { return nil }
        let content = try group(UInt8(ascii: "["), UInt8(ascii: "]"))
        return isText ? content.asLabel : try Self.tex(of: content, depth: depth + 1)
    }

    // MARK: - Commands

    /// A command with its arguments; those that hold formulas again are read as such.
    mutating func readCommand() throws(NotationError) {
        let nameEnd = source.endOfCommandName(at: index)
        let name = String(decoding: source[(index + 1)..<nameEnd], as: UTF8.self)
        switch name {
        case "\\": align(Array(source[index..<nameEnd]))
        case "{": bracket("\\{", isOpening: true)
        case "}": bracket("\\}", isOpening: false)
        case "bond":
            index = nameEnd
            try readBond()
        case "ca":
            join()
            write("{\\sim}")
            index = nameEnd
            place = .start
        case "frac", "dfrac", "tfrac", "overset", "underset", "stackrel", "underbrace", "overbrace":
            try readFormulas(name, end: nameEnd, plain: 0, count: name.hasSuffix("brace") ? 1 : 2)
        case "color", "textcolor", "colorbox": try readFormulas(name, end: nameEnd, plain: 1, count: 1)
        default: readPlainCommand(name, end: nameEnd)
        }
    }

    private mutating func bracket(_ text: String, isOpening: Bool) {
        if isOpening { join() } else { flush() }
        index += 2
        if isOpening {
            write(text)
            place = .start
        } else {
            base = Base(tex: Array(text.utf8), isElement: true)
            place = .formula
        }
    }

    /// A command whose arguments are formulas, behind some that are not.
    private mutating func readFormulas(_ name: String, end: Int, plain: Int, count: Int) throws(NotationError) {
        join()
        index = end
        var result = Array("\\\(name == "color" ? "textcolor" : name)".utf8)
        for argument in 0..<(plain + count) {
            while byte?.isTeXSpace == true { index += 1 }
            guard byte == UInt8(ascii: "{") else {
                // `\color{red}` colours all that follows.
                guard argument == plain, name == "color" else {
                    throw NotationError("an argument of \\\(name) in \\ce is missing")
                }
                write("\\color")
                tex += result.dropFirst("\\textcolor".utf8.count)
                place = .start
                return
            }
            let content = try group(UInt8(ascii: "{"), UInt8(ascii: "}"))
            if argument < plain {
                result += "{".utf8 + content + "}".utf8
            } else {
                result += try Self.tex(of: content, depth: depth + 1)
            }
        }
        base = Base(tex: result)
        place = .formula
    }

    /// Any other command as it stands, with the groups behind it; Greek letters are upright.
    private mutating func readPlainCommand(_ name: String, end: Int) {
        var isLetter = false
        var isPart = true
        if let command = MathCommandTable.shared.command(named: Array(name.utf8)[...]) {
            switch command {
            case .symbol(let symbol):
                isLetter = symbol.form == .variable || symbol.form == .upright
                isPart = isLetter
            case .space, .style, .fontSwitch, .size, .dots: isPart = false
            default: break
            }
        }
        if isLetter {
            part(Array("\\mathrm{\\\(name)}".utf8), isElement: false, length: end - index)
            return
        }
        let source = commandSource()
        if isPart {
            join()
            base = Base(tex: source)
            place = .formula
        } else {
            flush()
            if tex.isEmpty { write("{}") }
            tex += source
            place = .start
        }
    }

    /// A command and the groups right behind it, taken.
    mutating func commandSource() -> [UInt8] {
        let end = source.endOfCommand(at: index)
        defer { index = end }
        return source[index..<end] + [0x20]
    }

    // MARK: - Bonds

    /// `\bond{…}`.
    private mutating func readBond() throws(NotationError) {
        guard byte == UInt8(ascii: "{") else { throw NotationError("\\bond needs its bond in braces") }
        let dashes = "\\raisebox{%}{┄}"
        let content = String(decoding: try group(UInt8(ascii: "{"), UInt8(ascii: "}")), as: UTF8.self)
        flush()
        switch content {
        case "-", "1": write("{-}")
        case "=", "2": write("{=}")
        case "#", "3": write("{\\equiv}")
        case "...": write("{\\cdot}{\\cdot}{\\cdot}")
        case "....": write("{\\cdot}{\\cdot}{\\cdot}{\\cdot}")
        case "->": write("{\\rightarrow}")
        case "<-": write("{\\leftarrow}")
        case "~": write("\\text{┄}")
        case "~-": write("{\\mathrlap{\\text{−}}" + dashes.replacing("0.2em") + "}")
        case "~--", "~=", "-~-": write("{\\mathrlap{\\text{=}}" + dashes.replacing("0.3em") + "}")
        default: throw NotationError("the bond \(content.prefix(10)) is not understood")
        }
        place = .start
    }
}

extension String {
    fileprivate func replacing(_ length: String) -> String {
        split(separator: "%", omittingEmptySubsequences: false).joined(separator: length)
    }
}
