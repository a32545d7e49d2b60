/// Writes the argument of mhchem's `\ce` as the TeX it stands for (https://mhchem.github.io/MathJax-mhchem/).
///
///     H2O            \mathrm{H}_{2}\mathrm{O}
///     SO4^2-         \mathrm{S}{\mathrm{O}_{4}}^{2-}
///     A ->[k] B      \mathrm{A}\xrightarrow{\mathrm{k}}\mathrm{B}
///
/// What the notation does not know is an error, so that nothing is shown as something else.
struct ChemicalFormula {
    /// What stands right before the present place.
    enum Place {
        /// Nothing that a script or a charge could belong to.
        case start
        /// A number of molecules.
        case amount
        /// A part of a formula: digits that follow are its subscript.
        case formula
    }

    /// The last part of the formula, which scripts may still be added to.
    struct Base {
        var tex: [UInt8] = []
        var lower: [UInt8]?
        var upper: [UInt8]?
        /// Whether the superscript was written before the subscript: then one stands above the other.
        var isStacked = false
        /// Whether the part is something a bond may begin at, and a charge belongs to.
        var isElement = false
    }

    /// Labels of arrows and arguments of commands may nest this deep.
    private static let depthLimit = 8

    let source: [UInt8]
    var index = 0
    var tex: [UInt8] = []
    var place = Place.start
    var base: Base?
    /// The isotope's numbers read before its symbol.
    var isotope: (upper: [UInt8]?, lower: [UInt8]?)?
    /// Whether blanks stand before the present place.
    var hasGap = false
    /// Whether the formula holds `&` or `\\`, which belong to the table around it.
    private(set) var isAligned = false
    let depth: Int

    private init(_ source: [UInt8], depth: Int) {
        self.source = source
        self.depth = depth
        tex.reserveCapacity(source.count * 6)
    }

    /// The TeX of a formula; in braces unless it is cut into the cells of a table.
    static func tex(of source: [UInt8], depth: Int = 0) throws(NotationError) -> [UInt8] {
        guard depth < depthLimit else { throw NotationError("\\ce is nested deeper than \(depthLimit) levels") }
        var formula = ChemicalFormula(source, depth: depth)
        try formula.read()
        return formula.isAligned ? formula.tex : [UInt8(ascii: "{")] + formula.tex + [UInt8(ascii: "}")]
    }

    // MARK: - Source

    var byte: UInt8? { index < source.count ? source[index] : nil }

    func byte(at distance: Int) -> UInt8? { index + distance < source.count ? source[index + distance] : nil }

    func starts(with text: StaticString) -> Bool {
        guard source.count - index >= text.utf8CodeUnitCount else { return false }
        for offset in 0..<text.utf8CodeUnitCount where unsafe source[index + offset] != text.utf8Start[offset] {
            return false
        }
        return true
    }

    /// The inside of a group whose opening byte comes next; the closing byte is taken too.
    mutating func group(_ open: UInt8, _ close: UInt8) throws(NotationError) -> [UInt8] {
        // Brackets within braces are not counted: `->[{a]b}]`.
        let nested = open == UInt8(ascii: "{") ? nil : open
        return try inside(until: source.firstIndex(of: close, outsideGroupsFrom: index + 1, nesting: nested), close)
    }

    /// The inside of `$…$`, whose dollar comes next; dollars within braces belong to what is inside.
    mutating func mathematics() throws(NotationError) -> [UInt8] {
        let dollar = UInt8(ascii: "$")
        return try inside(until: source.firstIndex(of: dollar, outsideGroupsFrom: index + 1), dollar)
    }

    /// The bytes behind the present one up to a closing byte, which is taken too.
    private mutating func inside(until end: Int?, _ close: UInt8) throws(NotationError) -> [UInt8] {
        guard let end else { throw NotationError("a \(Character(Unicode.Scalar(close))) is missing in \\ce") }
        defer { index = end + 1 }
        return Array(source[(index + 1)..<end])
    }

    // MARK: - Reading

    private mutating func read() throws(NotationError) {
        while let byte {
            if byte.isTeXSpace {
                hasGap = true
                index += 1
                continue
            }
            if try !readArrow() { try readItem(byte) }
            hasGap = false
        }
        flush()
    }

    private mutating func readItem(_ byte: UInt8) throws(NotationError) {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): readLetters()
        case UInt8(ascii: "0")...UInt8(ascii: "9"): readDigits()
        case UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "'"): try readScript(byte)
        case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="), UInt8(ascii: "#"): readSign(byte)
        case UInt8(ascii: "("), UInt8(ascii: "["): try readOpening(byte)
        case UInt8(ascii: ")"), UInt8(ascii: "]"): part([byte], isElement: true, length: 1)
        case UInt8(ascii: "$"):
            join()
            let content = try mathematics()
            base = Base(tex: [UInt8(ascii: "{")] + content + [UInt8(ascii: "}")])
            place = hasBlankBeforeFormula ? .amount : .formula
        case UInt8(ascii: "{"): try readGroup()
        case UInt8(ascii: "}"): throw NotationError("a } has no { in \\ce")
        case UInt8(ascii: "\\"): try readCommand()
        case UInt8(ascii: "*"), UInt8(ascii: "."): readDot()
        case UInt8(ascii: "&"): align([byte])
        default: try readOther(byte)
        }
    }

    /// Punctuation, and characters beyond ASCII.
    private mutating func readOther(_ byte: UInt8) throws(NotationError) {
        switch byte {
        case UInt8(ascii: ","), UInt8(ascii: ";"):
            let isList = self.byte(at: 1)?.isTeXSpace ?? false
            separate("{", byte, isList ? "}\\mkern6mu " : "}")
        case UInt8(ascii: "/"), UInt8(ascii: ":"), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "|"),
            UInt8(ascii: "@"):
            separate("{", byte, "}")
        case UInt8(ascii: "~"): separate("", byte, "")
        case UInt8(ascii: "<"), UInt8(ascii: ">"): separate(" ", byte, " ")
        case UInt8(ascii: "%"): separate("\\", byte, "")
        case 0x80...:
            let length = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
            let end = min(index + length, source.count)
            part(
                Array("\\mathrm{".utf8) + source[index..<end] + [UInt8(ascii: "}")], isElement: true,
                length: end - index)
        default: throw NotationError("\(Character(Unicode.Scalar(byte))) in \\ce is not understood")
        }
    }

    private mutating func separate(_ before: String, _ byte: UInt8, _ after: String) {
        flush()
        write(before)
        tex.append(byte)
        write(after)
        index += 1
        place = .start
    }

    // MARK: - Parts of a formula

    /// Puts what is known so far into the result, with its scripts.
    mutating func flush() {
        if let isotope, base == nil {
            self.isotope = nil
            base = Base(tex: [], lower: isotope.lower, upper: isotope.upper, isStacked: true)
        }
        guard let last = base else { return }
        base = nil
        var body = last.lower == nil && last.upper == nil ? last.tex : last.tex.scriptBase
        switch (last.lower, last.upper) {
        case (let lower?, let upper?) where last.isStacked: body += "_{".utf8 + lower + "}^{".utf8 + upper + "}".utf8
        case (let lower?, let upper?):
            body = Array("{".utf8) + body + "_{".utf8 + lower + "}}^{".utf8 + upper + "}".utf8
        case (let lower?, nil): body += "_{".utf8 + lower + "}".utf8
        case (nil, let upper?): body += "^{".utf8 + upper + "}".utf8
        case (nil, nil): break
        }
        tex += body
    }

    /// Makes room for another part: molecules side by side are a space apart, an amount stands off its molecule.
    mutating func join() {
        flush()
        switch place {
        case .start: break
        case .amount: write("\\,")
        case .formula: if hasGap { write("~") }
        }
    }

    /// A part of the formula that scripts may follow.
    mutating func part(_ bytes: [UInt8], isElement: Bool, length: Int) {
        var bytes = bytes
        if bytes == [UInt8(ascii: ")")] || bytes == [UInt8(ascii: "]")] {
            flush()
        } else if let isotope {
            // Room before it was made when its numbers were read.
            self.isotope = nil
            bytes =
                "\\prescript{".utf8 + (isotope.upper ?? []) + "}{".utf8 + (isotope.lower ?? []) + "}{".utf8 + bytes
                + "}".utf8
        } else {
            join()
        }
        base = Base(tex: bytes, isElement: isElement)
        place = .formula
        index += length
    }

    mutating func write(_ text: String) { tex += text.utf8 }

    /// A mark of the table around the formula.
    mutating func align(_ mark: [UInt8]) {
        flush()
        tex += mark
        index += mark.count
        place = .start
        isAligned = true
    }

    /// Whether a blank and then the beginning of a molecule follow.
    var hasBlankBeforeFormula: Bool {
        var next = index
        while next < source.count, source[next].isTeXSpace { next += 1 }
        guard next > index, next < source.count else { return false }
        switch source[next] {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"),
            UInt8(ascii: "$"):
            return true
        case UInt8(ascii: "^"), UInt8(ascii: "_"): return next + 1 < source.count && !source[next + 1].isTeXSpace
        case UInt8(ascii: "e"): return next + 1 < source.count && source[next + 1] == UInt8(ascii: "-")
        default: return false
        }
    }
}

/// Why a notation of its own grammar could not be read.
struct NotationError: Error {
    var reason: String

    init(_ reason: String) { self.reason = reason }
}

extension [UInt8] {
    /// What scripts are put on: without depth, so that subscripts behind `g` and `)` stand where the others do.
    fileprivate var scriptBase: [UInt8] {
        if isEmpty { return Array("{}".utf8) }
        guard count < 40, !contains(UInt8(ascii: "\\")) || starts(with: "\\mathrm{".utf8) || self == Array("\\}".utf8)
        else { return self }
        let letters = self[(starts(with: "\\mathrm{".utf8) ? 8 : 0)...]
        let hasDepth = letters.first == UInt8(ascii: "\\") || letters.contains { "gjpqyQ)]".utf8.contains($0) }
        return hasDepth ? "\\smash[b]{".utf8 + self + "}".utf8 : self
    }
}
