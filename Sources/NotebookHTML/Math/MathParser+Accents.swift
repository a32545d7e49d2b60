extension MathParser {
    /// `\hat{x}` and its kin.
    mutating func parseAccent(_ scalar: UInt32, isStretchy: Bool) throws(MathError) -> MathAtom {
        try advance()
        let base = try parseArgument()
        let isOneLetter = tree[base].scalar != 0
        let isHat = scalar == 0x5E && isStretchy
        let mark =
            switch scalar {
            // Fonts hold wide forms of the combining hat; over one letter the accent itself stands better.
            case 0x5E: tree.leaf(.mo, isOneLetter ? 0x2C6 : 0x302)
            // Fonts place combining dots beside the letter, as they have no width (amsmath too sets periods).
            case 0x20DB: tree.leaf(.mo, "...".utf8)
            case 0x20DC: tree.leaf(.mo, "....".utf8)
            default: tree.leaf(.mo, scalar)
            }
        if !isStretchy || (isHat && isOneLetter) { tree.add(" stretchy=\"false\"", to: mark) }
        if scalar == 0x2192, !isStretchy { tree.add(" class=\"math-vec\"", to: mark) }
        let node = tree.parent(.mover, base, mark)
        tree.add(" accent=\"true\"", to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\underrightarrow{x}` and its kin.
    mutating func parseAccentBelow(_ scalar: UInt32) throws(MathError) -> MathAtom {
        try advance()
        let node = tree.parent(.munder, try parseArgument(), tree.leaf(.mo, scalar))
        tree.add(" accentunder=\"true\"", to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\overbrace{x}` and its kin; a script on it is a label that stands above or below.
    mutating func parseHorizontalBrace(_ scalar: UInt32, above: Bool) throws(MathError) -> MathAtom {
        if scalar == 0x23B4 || scalar == 0x23B5 {
            // `\overbracket[thickness][height]`
            _ = try reader.optionalArgument()
            _ = try reader.optionalArgument()
        }
        try advance()
        let base = try parseArgument()
        let brace = tree.leaf(.mo, scalar)
        let node = tree.parent(above ? .mover : .munder, base, brace)
        tree.add(above ? " accent=\"true\"" : " accentunder=\"true\"", to: node)
        var atom = MathAtom(node: node, kind: .ordinary)
        atom.limits = .always
        return atom
    }

    /// `\overline{x}` and `\underline{x}`.
    mutating func parseLine(above: Bool) throws(MathError) -> MathAtom {
        try advance()
        let base = try parseArgument()
        let node = retagged(base, as: .mrow)
        let wrapper = tree[node].attributes.isEmpty ? node : tree.parent(.mrow, node)
        tree.add(above ? " class=\"math-overline\"" : " class=\"math-underline\"", to: wrapper)
        return MathAtom(node: wrapper, kind: .ordinary)
    }

    /// `\xrightarrow[below]{above}`: an arrow as long as its labels.
    mutating func parseExtensibleArrow(_ scalar: UInt32) throws(MathError) -> MathAtom {
        let belowSource = try reader.optionalArgument()
        let outer = style
        style = style.script
        var below: MathNodeID?
        if let belowSource { below = labelled(try parseNested(belowSource)) }
        try advance()
        let above = labelled(try parseArgument())
        style = outer
        let arrow = tree.leaf(.mo, scalar)
        tree.add(" stretchy=\"true\"", to: arrow)
        let node =
            if let below { tree.parent(.munderover, arrow, below, above) } else { tree.parent(.mover, arrow, above) }
        return MathAtom(node: node, core: arrow, kind: .relation)
    }

    /// A label with room at both ends, so that the arrow is longer than it.
    private mutating func labelled(_ label: MathNodeID) -> MathNodeID {
        let row = tree.parent(.mrow)
        tree.append(roomNode(), to: row)
        tree.append(label, to: row)
        tree.append(roomNode(), to: row)
        return row
    }

    private mutating func roomNode() -> MathNodeID {
        let room = tree.leaf(.mspace, 0)
        tree.add(" width=\"0.6em\"", to: room)
        return room
    }

    /// `\overset{a}{b}` and `\underset{a}{b}`; the item counts as what `b` counts as.
    mutating func parseStacked(above: Bool) throws(MathError) -> MathAtom {
        try advance()
        let label = try parseArgument(in: style.script)
        var atom = try parseArgumentAtom()
        if tree[atom.node].element == .mo, atom.core == MathTree.absent { atom.core = atom.node }
        if atom.core != MathTree.absent, atom.kind == .ordinary { atom.kind = operatorKind(of: atom.core) }
        atom.node = tree.parent(above ? .mover : .munder, atom.node, label)
        if atom.core != MathTree.absent, atom.kind == .largeOperator, style != .display {
            tree.add(" movablelimits=\"false\"", to: atom.core)
        }
        atom.limits = .beside
        return atom
    }

    /// `\stackrel{a}{b}` is a relation whatever it holds; `\stackrel[below]{above}{b}` is LaTeX's extension.
    mutating func parseStackedRelation() throws(MathError) -> MathAtom {
        let belowSource = try reader.optionalArgument()
        let outer = style
        style = style.script
        let below = if let belowSource { try parseNested(belowSource) } else { nil as MathNodeID? }
        try advance()
        let above = try parseArgument()
        style = outer
        var atom = try parseArgumentAtom()
        if tree[atom.node].element == .mo { atom.core = atom.node }
        atom.kind = .relation
        atom.limits = .always
        return attach(lower: below, upper: above, to: atom)
    }

    /// What a lone operator in braces would have been outside of them.
    private func operatorKind(of node: MathNodeID) -> AtomClass {
        let scalar = tree[node].scalar
        if let symbol = MathCommandTable.shared.symbolsByScalar[scalar] {
            switch symbol.form {
            case .relation: return .relation
            case .binary: return .binary
            case .sum, .integral: return .largeOperator
            default: return .ordinary
            }
        }
        switch scalar {
        case 0x3D, 0x3C, 0x3E, 0x3A: return .relation
        case 0x2B: return .binary
        default: return .ordinary
        }
    }
}
