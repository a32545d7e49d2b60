extension MathParser {
    /// Reads a command and its arguments; nil where it leaves nothing behind. The token is the command.
    mutating func parseCommand(_ command: MathCommand) throws(MathError) -> MathAtom? {
        switch command {
        case .symbol(let symbol):
            try advance()
            return symbolAtom(symbol)
        case .function(let name, let limits):
            try advance()
            return functionAtom(name, limits: limits)
        case .space(let milliEms):
            try advance()
            return spaceAtom(milliEms: Int(milliEms))
        case .accent(let scalar, let stretchy): return try parseAccent(scalar, isStretchy: stretchy)
        case .accentBelow(let scalar): return try parseAccentBelow(scalar)
        case .horizontalBrace(let scalar, let above): return try parseHorizontalBrace(scalar, above: above)
        case .line(let above): return try parseLine(above: above)
        case .extensibleArrow(let scalar): return try parseExtensibleArrow(scalar)
        case .fraction(let kind): return try parseFraction(kind)
        case .font(let newFont): return try parseFont(newFont)
        case .textFont(let textStyle): return try parseText(textStyle)
        case .delimiterSize(let size, let kind): return try parseSizedDelimiter(tenths: size, kind)
        case .classified(let kind): return try parseClassified(kind)
        case .dots(let isCentred): return try parseDots(isCentred: isCentred)
        case .cancel(let className): return try parseEnclosed(className)
        case .phantom(let kind): return try parsePhantom(kind)
        case .lap(let kind): return try parseLap(kind)
        case .primitive(let primitive): return try parsePrimitive(primitive)
        case .infixFraction, .fontSwitch, .style, .size:
            throw reader.failure("\\\(String(decoding: reader.name, as: UTF8.self)) can't stand as an argument")
        case .macro, .notation:
            throw reader.failure("a macro was not expanded")
        }
    }

    /// Three functions in place of one: their frames are on the stack once for every level of nesting.
    private mutating func parsePrimitive(_ primitive: MathPrimitive) throws(MathError) -> MathAtom? {
        switch primitive {
        case .left, .begin, .squareRoot, .root, .generalFraction, .mathChoice, .not, .operatorName, .mathopClass,
            .substack, .boldSymbol:
            return try parseStructure(primitive)
        case .sideset, .prescript, .overset, .underset, .stackRelation, .builtRelation, .textColor, .boxed,
            .backgroundBox, .notationEnclosed, .link, .htmlIgnoredPair:
            return try parseDecoration(primitive)
        default: return try parseSimple(primitive)
        }
    }

    private mutating func parseStructure(_ primitive: MathPrimitive) throws(MathError) -> MathAtom? {
        switch primitive {
        case .left: return try parseLeftRight()
        case .begin: return try parseEnvironment()
        case .squareRoot: return try parseSquareRoot()
        case .root: return try parseRoot()
        case .generalFraction: return try parseGeneralFraction()
        case .mathChoice: return try parseMathChoice()
        case .not: return try parseNot()
        case .operatorName: return try parseOperatorName()
        case .mathopClass: return try parseMathOperator()
        case .substack: return try parseSubstack()
        default: return try parseBoldSymbol()
        }
    }

    private mutating func parseDecoration(_ primitive: MathPrimitive) throws(MathError) -> MathAtom? {
        switch primitive {
        case .sideset: return try parseSideset()
        case .prescript: return try parsePrescript()
        case .overset: return try parseStacked(above: true)
        case .underset: return try parseStacked(above: false)
        case .stackRelation: return try parseStackedRelation()
        case .builtRelation: return try parseBuiltRelation()
        case .textColor: return try parseTextColor()
        case .boxed: return try parseBoxed()
        case .backgroundBox: return try parseBackgroundBox()
        case .notationEnclosed: return try parseNotationEnclosed()
        case .link: return try parseLink()
        default: return try parseIgnoredPair()
        }
    }

    private mutating func parseSimple(_ primitive: MathPrimitive) throws(MathError) -> MathAtom? {
        switch primitive {
        case .raisebox: return try parseRaisebox()
        case .colorBox: return try parseColorBox(isFramed: false)
        case .framedColorBox: return try parseColorBox(isFramed: true)
        case .framebox: return try parseFramebox()
        case .url: return try parseURL()
        case .reference: return try parseReference(inParentheses: false)
        case .equationReference: return try parseReference(inParentheses: true)
        case .horizontalSpace: return try parseHorizontalSpace()
        case .kern: return try parseKern()
        case .rule: return try parseRule()
        case .strut: return try parseStrut()
        case .unicode: return try parseUnicode()
        case .character: return try parseCharacterCode()
        case .braket: return try parseBraket()
        case .verb: return try parseVerbatim()
        default:
            try parseStatement(primitive)
            return nil
        }
    }

    /// Commands that change something and leave nothing in the row.
    private mutating func parseStatement(_ primitive: MathPrimitive) throws(MathError) {
        switch primitive {
        case .tag: try parseTag()
        case .noTag:
            rowTag.isSuppressed = true
            try advance()
        case .label: try parseLabel()
        case .newCommand, .renewCommand, .provideCommand: try parseNewCommand(primitive)
        case .define: try parseDefine()
        case .declareOperator: try parseDeclareOperator()
        case .declareUnit: try parseDeclareUnit()
        case .letCommand: try parseLet()
        case .require:
            _ = try reader.argument()
            try advance()
        case .relax, .limits, .noLimits, .displayLimits: try advance()
        default:
            throw reader.failure("\\\(String(decoding: reader.name, as: UTF8.self)) can't stand here")
        }
    }

    // MARK: - Functions

    /// The item for a named function such as `\sin`.
    mutating func functionAtom(_ name: StaticString, limits: Bool) -> MathAtom {
        let bytes = unsafe UnsafeBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount)
        let text = unsafe Array(bytes).spacesKept()
        var atom = MathAtom(node: tree.leaf(.mi, text), kind: .largeOperator)
        atom.isFunction = true
        if limits { atom.limits = .inDisplay }
        return atom
    }

    /// `\operatorname{name}` and `\operatorname*{name}`.
    private mutating func parseOperatorName() throws(MathError) -> MathAtom {
        let hasLimits = reader.star()
        try advance()
        let outer = font
        font = .upright
        defer { font = outer }
        var atom = MathAtom(node: try parseArgument(), kind: .largeOperator)
        atom.isFunction = true
        if hasLimits { atom.limits = .inDisplay }
        return atom
    }

    /// `\mathop{…}`: anything as a large operator.
    private mutating func parseMathOperator() throws(MathError) -> MathAtom {
        try advance()
        var atom = try parseArgumentAtom()
        atom.kind = .largeOperator
        atom.limits = .inDisplay
        atom.isFunction = atom.core == MathTree.absent
        return atom
    }

    /// `\mathrel{…}` and the other commands that say what an item counts as.
    private mutating func parseClassified(_ kind: AtomClass) throws(MathError) -> MathAtom {
        try advance()
        var atom = try parseArgumentAtom()
        atom.kind = kind
        atom.isFunction = false
        if atom.core == MathTree.absent, tree[atom.node].element == .mo { atom.core = atom.node }
        return atom
    }

    /// `\dots` and its kin: centred before operators, on the line before the rest (amsldoc, section 4.3).
    private mutating func parseDots(isCentred: Bool) throws(MathError) -> MathAtom {
        try advance()
        return MathAtom(node: tree.leaf(.mi, isCentred || standsAtOperator ? 0x22EF : 0x2026), kind: .inner)
    }

    /// Whether the next token is an operator with operands.
    private var standsAtOperator: Bool {
        switch token {
        case .character(0x2B), .character(0x2D), .character(0x2A), .character(0x3D), .character(0x3C), .character(0x3E):
            true
        case .command(.symbol(let symbol)):
            switch symbol.form {
            case .relation, .binary, .sum, .integral: true
            default: false
            }
        default: false
        }
    }

    // MARK: - Fonts

    private mutating func parseFont(_ newFont: MathFont) throws(MathError) -> MathAtom {
        try advance()
        let outer = font
        font = newFont
        defer { font = outer }
        var atom = try parseArgumentAtom()
        if atom.kind == .glue { atom.kind = .ordinary }
        return atom
    }

    private mutating func parseBoldSymbol() throws(MathError) -> MathAtom {
        try advance()
        let outer = font
        font = (font ?? .italic).bold
        defer { font = outer }
        var atom = try parseArgumentAtom()
        // Operators have no bold characters; the style sheet makes them heavy.
        if tree[atom.node].element == .mo { tree.add(" class=\"math-bold\"", to: atom.node) }
        if atom.kind == .glue { atom.kind = .ordinary }
        return atom
    }

    // MARK: - Negation

    /// `\not` before a relation: the character with the stroke where Unicode has it, else a combining stroke.
    private mutating func parseNot() throws(MathError) -> MathAtom {
        try advance()
        var atom = try parseArgumentAtom()
        let target = atom.core == MathTree.absent ? atom.node : atom.core
        guard tree[target].scalar != 0 else {
            guard !tree[target].text.isEmpty || tree[target].firstChild != MathTree.absent else { return atom }
            let stroke = tree.leaf(.mo, 0x338)
            let row = tree.parent(.mrow, stroke, atom.node)
            return MathAtom(node: row, kind: .relation)
        }
        if let negated = OperatorDictionary.negation(of: tree[target].scalar) {
            tree[target].scalar = negated
        } else {
            var text: [UInt8] = []
            text.appendUTF8(tree[target].scalar)
            text.appendUTF8(0x338)
            let node = tree.leaf(tree[target].element, text)
            if tree[target].element == .mo { atom.core = node }
            atom.node = node
        }
        return atom
    }
}

extension [UInt8] {
    /// Text whose spaces at both ends are kept by a browser: they become U+00A0.
    func spacesKept() -> [UInt8] {
        guard contains(0x20) else { return self }
        var result: [UInt8] = []
        for byte in self {
            if byte == 0x20 { result.append(contentsOf: [0xC2, 0xA0]) } else { result.append(byte) }
        }
        return result
    }
}
