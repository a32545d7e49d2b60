extension ChemicalFormula {
    // MARK: - Letters and numbers

    /// Symbols of elements, one by one; a lone small letter before a molecule is an amount, `n H2O`.
    mutating func readLetters() {
        if readPrecipitate() { return }
        var end = index + 1
        while let next = end < source.count ? source[end] : nil, (0x61...0x7A).contains(next) { end += 1 }
        let isSmall = (0x61...0x7A).contains(source[index])
        let letters = Array(source[index..<end])
        if isSmall, place != .formula || hasGap, letters.count == 1 {
            let after = end < source.count ? source[end] : 0
            let start = index
            index = end
            let isAmount = hasBlankBeforeFormula
            index = start
            // `n-Pr`: the letter is a quantity or a position.
            let isPosition = after == UInt8(ascii: "-") && (0x41...0x5A).contains(byte(at: 2) ?? 0)
            if isAmount || (isPosition && letters != [UInt8(ascii: "e")]) {
                if place == .amount { flush() } else { join() }
                base = Base(tex: letters)
                place = isAmount ? .amount : .formula
                index = end
                return
            }
        }
        // `1s^2` is an orbital, `2e-` an amount of electrons.
        if place == .amount, isSmall, letters != [UInt8(ascii: "e")], !hasGap {
            flush()
            place = .start
        }
        part("\\mathrm{".utf8 + letters + "}".utf8, isElement: !isSmall || letters.count == 1, length: end - index)
    }

    /// `v` behind a molecule, with blanks around it, is an arrow downwards.
    private mutating func readPrecipitate() -> Bool {
        guard byte == UInt8(ascii: "v"), hasGap, byte(at: 1)?.isTeXSpace ?? true, place == .formula else {
            return false
        }
        flush()
        write("\\,{\\downarrow}")
        index += 1
        return true
    }

    /// A number: a subscript behind an element, else an amount, `1/2`, `0.5`, `2n`.
    mutating func readDigits() {
        if place == .formula, !hasGap, base?.lower == nil, let base, base.upper == nil || base.isElement == false {
            let digits = source[index...].prefix { (0x30...0x39).contains($0) }
            // Behind `^{III}` a number counts the atoms: it is a subscript of its own.
            if base.upper != nil { flush() }
            if self.base == nil { self.base = Base() }
            self.base?.lower = Array(digits)
            index += digits.count
            return
        }
        if place == .formula, !hasGap {
            let digits = source[index...].prefix { (0x30...0x39).contains($0) }
            flush()
            base = Base(lower: Array(digits))
            index += digits.count
            return
        }
        readAmount()
    }

    private mutating func readAmount() {
        join()
        let number = source.number(at: index)
        index += number.count
        if byte == UInt8(ascii: "/"), let next = byte(at: 1), (0x30...0x39).contains(next) {
            let denominator = source.number(at: index + 1)
            index += 1 + denominator.count
            let fraction = Array((depth == 0 ? "\\tfrac{" : "\\frac{").utf8)
            base = Base(tex: fraction + number + "}{".utf8 + denominator + "}".utf8)
        } else {
            base = Base(tex: Array(number))
        }
        place = .amount
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: ","), UInt8(ascii: "/"), nil: place = .formula
        default: break
        }
    }

    // MARK: - Signs

    /// A charge, a bond or an operator, as the neighbours say.
    mutating func readSign(_ byte: UInt8) {
        let next = self.byte(at: 1)
        if place == .formula, !hasGap, byte == UInt8(ascii: "+") || (byte == UInt8(ascii: "-") && isChargeEnd(next)) {
            if base == nil || base?.upper != nil {
                flush()
                base = Base()
            }
            base?.upper = [byte]
            index += 1
            return
        }
        let isBetween = place != .start && (hasGap || next?.isTeXSpace ?? true)
        let isHyphen = base?.isElement != true || (0x30...0x39).contains(next ?? 0)
        flush()
        index += 1
        if byte != UInt8(ascii: "#"), isBetween || byte == UInt8(ascii: "+") {
            if tex.isEmpty { write("{}") }
            tex.append(byte)
        } else {
            switch byte {
            case UInt8(ascii: "-"): write(isHyphen && place != .start ? "\\text{-}" : "{-}")
            case UInt8(ascii: "="): write("{=}")
            default: write("{\\equiv}")
            }
        }
        place = .start
    }

    /// Whether a minus before this byte is a charge: at the end of a molecule.
    func isChargeEnd(_ next: UInt8?) -> Bool {
        guard let next else { return true }
        switch next {
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"), UInt8(ascii: ","), UInt8(ascii: ";"),
            UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "/"),
            UInt8(ascii: "*"), UInt8(ascii: "."):
            return true
        case UInt8(ascii: "("): return isState(at: index + 1)
        case UInt8(ascii: "\\"): return index + 2 < source.count && !source[index + 2].isTeXLetter
        default: return next.isTeXSpace
        }
    }

    /// `*` and `.` between molecules: the dot of an addition compound.
    mutating func readDot() {
        flush()
        write("\\,{\\cdot}\\,")
        index += 1
        place = .start
    }

    // MARK: - Brackets and groups

    /// A bracket, or a state of aggregation in parentheses, `(aq)`.
    mutating func readOpening(_ byte: UInt8) throws(NotationError) {
        if byte == UInt8(ascii: "("), readFractionInParentheses() { return }
        if place == .formula, isState(at: index) {
            if self.byte(at: 1) == UInt8(ascii: "v") || self.byte(at: 1) == UInt8(ascii: "^") {
                flush()
                write(self.byte(at: 1) == UInt8(ascii: "v") ? "\\,{\\downarrow}" : "\\,{\\uparrow}")
                index += 3
                return
            }
            flush()
            let content = try group(byte, UInt8(ascii: ")"))
            write("\\mskip2mu ")
            base = Base(tex: "(".utf8 + (try scriptContent(content, isUpper: false, isUpright: true)) + ")".utf8)
            place = .formula
            return
        }
        join()
        if let isotope {
            // The numbers stand before the bracket.
            self.isotope = nil
            base = Base(lower: isotope.lower, upper: isotope.upper, isStacked: true)
            flush()
        }
        tex.append(byte)
        index += 1
        place = .start
    }

    /// `(1/2) H2O`.
    private mutating func readFractionInParentheses() -> Bool {
        let content = source[(index + 1)...].prefix { (0x30...0x39).contains($0) || $0 == UInt8(ascii: "/") }
        guard content.contains(UInt8(ascii: "/")), place != .formula || hasGap, content.endIndex < source.count,
            source[content.endIndex] == UInt8(ascii: ")")
        else { return false }
        join()
        base = Base(tex: "(".utf8 + content.flatMap { $0 == UInt8(ascii: "/") ? Array("{/}".utf8) : [$0] } + ")".utf8)
        index = content.endIndex + 1
        place = .amount
        return true
    }

    /// Whether parentheses at a place hold a state: one to three small letters, more behind a comma, or `$c$`.
    func isState(at start: Int) -> Bool {
        let rest = source[(start + 1)...]
        if rest.first == UInt8(ascii: "$") { return true }
        if rest.starts(with: "v)".utf8) || rest.starts(with: "^)".utf8) || rest.starts(with: "\\ca".utf8) {
            return true
        }
        let letters = rest.prefix(4).prefix { (0x61...0x7A).contains($0) }
        guard !letters.isEmpty, letters.count < 4, letters.endIndex < source.count else { return false }
        if source[letters.endIndex] == UInt8(ascii: ",") { return true }
        // `[Co(en)3]` holds a ligand.
        let isCounted = letters.endIndex + 1 < source.count && (0x30...0x39).contains(source[letters.endIndex + 1])
        return source[letters.endIndex] == UInt8(ascii: ")") && !isCounted
    }

    /// `{text}` as it stands; `{}` keeps its neighbours apart.
    mutating func readGroup() throws(NotationError) {
        let isApart = hasGap && place == .formula
        let content = try group(UInt8(ascii: "{"), UInt8(ascii: "}"))
        if content.isEmpty {
            flush()
            place = .start
            return
        }
        flush()
        if place == .amount { write("\\,") } else if isApart { write("~") }
        base = Base(tex: "{".utf8 + content.asLabel + "}".utf8)
        place = .formula
    }
}

extension [UInt8] {
    /// The digits of a number at a place, with one decimal mark between them.
    func number(at start: Int) -> ArraySlice<UInt8> {
        var end = start
        while end < count, (0x30...0x39).contains(self[end]) { end += 1 }
        if end + 1 < count, self[end] == UInt8(ascii: ".") || self[end] == UInt8(ascii: ","),
            (0x30...0x39).contains(self[end + 1])
        {
            end += 1
            while end < count, (0x30...0x39).contains(self[end]) { end += 1 }
        }
        return self[start..<end]
    }

    /// Text in braces: prose, or upright mathematics where it holds scripts or commands.
    var asLabel: [UInt8] {
        let isMathematics = contains { $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "^") || $0 == UInt8(ascii: "\\") }
        return (isMathematics ? "\\mathrm{".utf8 : "\\text{".utf8) + self + "}".utf8
    }
}
