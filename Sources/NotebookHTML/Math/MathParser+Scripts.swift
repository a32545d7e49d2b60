extension MathParser {
    /// Reads the scripts, primes and `\limits` behind an item, in any order.
    mutating func parseScripts(_ base: MathAtom) throws(MathError) -> MathAtom {
        var atom = base
        atom.isScript = style >= .script
        var lower: MathNodeID?
        var upper: MathNodeID?
        var primes = 0
        reading: while true {
            switch token {
            case .character(0x5F):
                guard lower == nil else { throw reader.failure("double subscript: braces would say which") }
                try advance()
                lower = try parseScriptArgument()
            case .character(0x5E):
                guard upper == nil else { throw reader.failure("double superscript: braces would say which") }
                try advance()
                upper = try parseScriptArgument()
            case .character(0x27), .character(0x2032):
                guard upper == nil else { throw reader.failure("double superscript: braces would say which") }
                primes += 1
                try advance()
            case .command(.primitive(.limits)):
                atom.limits = .always
                try advance()
            case .command(.primitive(.noLimits)):
                atom.limits = .beside
                try advance()
            case .command(.primitive(.displayLimits)):
                atom.limits = .inDisplay
                try advance()
            default: break reading
            }
        }
        if primes > 0 { upper = primeNode(primes, followedBy: upper) }
        return attach(lower: lower, upper: upper, to: atom)
    }

    /// Puts scripts on an item, beside it or above and below.
    mutating func attach(lower: MathNodeID?, upper: MathNodeID?, to atom: MathAtom) -> MathAtom {
        guard lower != nil || upper != nil else { return atom }
        var atom = atom
        let isStacked = atom.limits == .always || (atom.limits == .inDisplay && style == .display)
        if isStacked, style != .display, atom.kind == .largeOperator, atom.core != MathTree.absent {
            tree.add(" movablelimits=\"false\"", to: atom.core)
        }
        if !isStacked, attachBehindPrescripts(lower: lower, upper: upper, of: atom.node) { return atom }
        switch (lower, upper) {
        case (let lower?, let upper?):
            atom.node = tree.parent(isStacked ? .munderover : .msubsup, atom.node, lower, upper)
        case (let lower?, nil): atom.node = tree.parent(isStacked ? .munder : .msub, atom.node, lower)
        case (nil, let upper?): atom.node = tree.parent(isStacked ? .mover : .msup, atom.node, upper)
        case (nil, nil): break
        }
        return atom
    }

    /// Puts scripts into the element that holds those before its base, so that all stand at one height.
    private mutating func attachBehindPrescripts(lower: MathNodeID?, upper: MathNodeID?, of node: MathNodeID) -> Bool {
        let base = tree[node].firstChild
        guard tree[node].element == .mmultiscripts, base != MathTree.absent else { return false }
        let prescripts = tree[base].nextSibling
        guard prescripts != MathTree.absent, tree[prescripts].element == .mprescripts else { return false }
        let first = lower ?? tree.parent(.mrow)
        let second = upper ?? tree.parent(.mrow)
        tree[base].nextSibling = first
        tree[first].nextSibling = second
        tree[second].nextSibling = prescripts
        return true
    }

    private mutating func parseScriptArgument() throws(MathError) -> MathNodeID {
        try parseArgument(in: style.script)
    }

    /// One, two, three or four primes are one character each; more are several.
    private mutating func primeNode(_ count: Int, followedBy upper: MathNodeID?) -> MathNodeID {
        var rest = count
        var nodes: [MathNodeID] = []
        while rest > 0 {
            let taken = min(rest, 4)
            nodes.append(tree.leaf(.mo, [0x2032, 0x2033, 0x2034, 0x2057][taken - 1]))
            rest -= taken
        }
        if let upper { nodes.append(upper) }
        guard nodes.count > 1 else { return nodes[0] }
        let row = tree.parent(.mrow)
        for node in nodes {
            if tree[node].element == .mo {
                tree[node].leftSpace = MathSpace.none
                tree[node].rightSpace = MathSpace.none
            }
            tree.append(node, to: row)
        }
        return row
    }

    /// `\sideset{_a^b}{_c^d}\sum`: scripts at all four corners.
    mutating func parseSideset() throws(MathError) -> MathAtom {
        try advance()
        let left = try parseCornerScripts()
        let right = try parseCornerScripts()
        let base = try parseArgumentAtom()
        var atom = base
        atom.kind = .largeOperator
        atom.limits = .inDisplay
        atom.node = multiscripts(base.node, left: left, right: right)
        return atom
    }

    /// `\prescript{above}{below}{base}`.
    mutating func parsePrescript() throws(MathError) -> MathAtom {
        try advance()
        let upper = try parseScriptArgument()
        let lower = try parseScriptArgument()
        let base = try parseArgument()
        return MathAtom(node: multiscripts(base, left: (lower, upper), right: nil), kind: .ordinary)
    }

    private mutating func multiscripts(
        _ base: MathNodeID, left: (MathNodeID?, MathNodeID?), right: (MathNodeID?, MathNodeID?)?
    ) -> MathNodeID {
        let node = tree.parent(.mmultiscripts, base)
        if let right {
            tree.append(right.0 ?? tree.parent(.mrow), to: node)
            tree.append(right.1 ?? tree.parent(.mrow), to: node)
        }
        tree.append(tree.leaf(.mprescripts, 0), to: node)
        tree.append(left.0 ?? tree.parent(.mrow), to: node)
        tree.append(left.1 ?? tree.parent(.mrow), to: node)
        return node
    }

    /// A group that holds scripts only.
    private mutating func parseCornerScripts() throws(MathError) -> (MathNodeID?, MathNodeID?) {
        guard case .character(0x7B) = token else { throw reader.failure("\\sideset needs scripts in braces") }
        try advance()
        var lower: MathNodeID?
        var upper: MathNodeID?
        while true {
            switch token {
            case .character(0x5F):
                try advance()
                lower = try parseScriptArgument()
            case .character(0x5E):
                try advance()
                upper = try parseScriptArgument()
            case .character(0x27):
                try advance()
                upper = primeNode(1, followedBy: nil)
            case .character(0x7D):
                try advance()
                return (lower, upper)
            default: throw reader.failure("\\sideset takes nothing but scripts")
            }
        }
    }
}
