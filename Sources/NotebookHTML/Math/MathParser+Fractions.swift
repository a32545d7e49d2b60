extension MathParser {
    /// `\frac{a}{b}` and its kin; the token is the command.
    mutating func parseFraction(_ kind: FractionKind) throws(MathError) -> MathAtom {
        try advance()
        if kind == .continued { try skipAlignment() }
        let outer = style
        switch kind {
        case .display, .displayBinomial, .continued: style = .display
        case .text, .textBinomial: style = .text
        default: break
        }
        let inner = style.fraction
        let forced = style != outer || kind == .continued ? style : nil
        defer { style = outer }
        let numerator = try parseArgument(in: kind == .continued ? .display : inner)
        let denominator = try parseArgument(in: kind == .continued ? .display : inner)
        var node = fractionNode(kind, numerator, denominator)
        if let forced {
            if kind == .continued {
                wrapInStyle(numerator, of: node, isFirst: true)
                wrapInStyle(denominator, of: node, isFirst: false)
            }
            node = tree.parent(.mstyle, node)
            tree.add(forced.attributes, to: node)
        }
        return MathAtom(node: node, kind: .ordinary)
    }

    /// The parts of a continued fraction keep their size.
    private mutating func wrapInStyle(_ part: MathNodeID, of fraction: MathNodeID, isFirst: Bool) {
        let next = tree[part].nextSibling
        let wrapper = tree.parent(.mstyle, part)
        tree.add(TeXStyle.display.attributes, to: wrapper)
        tree[wrapper].nextSibling = next
        if isFirst {
            tree[fraction].firstChild = wrapper
        } else {
            tree[tree[fraction].firstChild].nextSibling = wrapper
            tree[fraction].lastChild = wrapper
        }
    }

    /// `\cfrac[l]` says where the numerator stands; browsers centre it.
    private mutating func skipAlignment() throws(MathError) {
        guard case .character(0x5B) = token else { return }
        _ = try reader.balanced(until: UInt8(ascii: "]"))
        try advance()
    }

    /// `a \over b` and its kin: what was read of the row is the numerator, the rest the denominator.
    mutating func parseInfixFraction(_ kind: FractionKind, row: inout MathRow) throws(MathError) {
        let numerator = finish(row)
        let denominator = try nested { parser throws(MathError) in try parser.parseRow() }
        row.segments = []
        atoms.append(MathAtom(node: fractionNode(kind, numerator, denominator), kind: .ordinary))
    }

    /// `a \above 2pt b`: a fraction with a bar of a thickness.
    mutating func parseAbove(row: inout MathRow) throws(MathError) {
        let thickness = try parseBareLength()
        try advance()
        let numerator = finish(row)
        let denominator = try nested { parser throws(MathError) in try parser.parseRow() }
        row.segments = []
        let node = tree.parent(.mfrac, numerator, denominator)
        setThickness(thickness, of: node)
        atoms.append(MathAtom(node: node, kind: .ordinary))
    }

    /// `\genfrac{left}{right}{thickness}{style}{above}{below}` (amsldoc, section 4.11.3).
    mutating func parseGeneralFraction() throws(MathError) -> MathAtom {
        let left = try parseDelimiterArgument()
        let right = try parseDelimiterArgument()
        let thickness = MathLength(try reader.argument())
        let styleArgument = try reader.argument()
        try advance()
        let outer = style
        defer { style = outer }
        let forced: TeXStyle? =
            switch styleArgument.first {
            case UInt8(ascii: "0"): .display
            case UInt8(ascii: "1"): .text
            case UInt8(ascii: "2"): .script
            case UInt8(ascii: "3"): .scriptScript
            default: nil
            }
        if let forced { style = forced }
        let inner = style.fraction
        let fraction = tree.parent(.mfrac, try parseArgument(in: inner), try parseArgument(in: inner))
        if let thickness { setThickness(thickness, of: fraction) }
        var node = fenced(fraction, left: left, right: right)
        if let forced {
            node = tree.parent(.mstyle, node)
            tree.add(forced.attributes, to: node)
        }
        return MathAtom(node: node, kind: .ordinary)
    }

    private mutating func setThickness(_ length: MathLength, of node: MathNodeID) {
        tree.add(" linethickness=\"", to: node)
        tree.add(length.text, to: node)
        tree.add("\"", to: node)
    }

    private mutating func fractionNode(
        _ kind: FractionKind, _ numerator: MathNodeID, _ denominator: MathNodeID
    ) -> MathNodeID {
        let fraction = tree.parent(.mfrac, numerator, denominator)
        switch kind {
        case .fraction, .display, .text, .continued: return fraction
        case .atop, .binomial, .displayBinomial, .textBinomial, .braces, .brackets:
            tree.add(" linethickness=\"0\"", to: fraction)
        }
        switch kind {
        case .binomial, .displayBinomial, .textBinomial: return fenced(fraction, left: 0x28, right: 0x29)
        case .braces: return fenced(fraction, left: 0x7B, right: 0x7D)
        case .brackets: return fenced(fraction, left: 0x5B, right: 0x5D)
        default: return fraction
        }
    }

    // MARK: - Roots

    /// `\sqrt{x}` and `\sqrt[n]{x}`.
    mutating func parseSquareRoot() throws(MathError) -> MathAtom {
        var index: MathNodeID?
        if let source = try reader.optionalArgument() {
            let outer = style
            style = .scriptScript
            index = try parseNested(source)
            style = outer
        }
        try advance()
        return rootAtom(try parseArgument(), index: index)
    }

    /// `\root n \of x`.
    mutating func parseRoot() throws(MathError) -> MathAtom {
        let source = try reader.arguments(until: "\\of").flatMap { [UInt8(ascii: "{")] + $0 + [UInt8(ascii: "}")] }
        let outer = style
        style = .scriptScript
        let index = try parseNested(source)
        style = outer
        try advance()
        return rootAtom(try parseArgument(), index: index)
    }

    private mutating func rootAtom(_ radicand: MathNodeID, index: MathNodeID?) -> MathAtom {
        if let index { return MathAtom(node: tree.parent(.mroot, radicand, index), kind: .ordinary) }
        return MathAtom(node: retagged(radicand, as: .msqrt), kind: .ordinary)
    }

    /// An element that holds a row by itself takes the place of the row's own element.
    mutating func retagged(_ node: MathNodeID, as element: MathElement) -> MathNodeID {
        guard tree[node].element == .mrow, tree[node].attributes.isEmpty else { return tree.parent(element, node) }
        tree[node].element = element
        return node
    }
}
