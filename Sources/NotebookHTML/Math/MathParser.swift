/// One item of a row while it is read: an element, and what TeX's spacing rules need to know of it.
struct MathAtom {
    /// When a script goes above or below instead of beside.
    enum Limits: UInt8 {
        case beside, inDisplay, always
    }

    var node: MathNodeID
    /// The `mo` that carries the atom's space, or `MathTree.absent`.
    var core = MathTree.absent
    var kind: AtomClass
    var limits = Limits.beside
    /// Whether the atom is a named function, which applies to what follows.
    var isFunction = false
    /// Whether the atom is set in a script, where TeX leaves out most space.
    var isScript = false
}

/// Reads one formula and builds its elements: a recursive descent over TeX's grammar, its depth bounded.
struct MathParser {
    /// Groups, arguments and environments may nest this deep: a thread may have no more than 512 KB of stack.
    static let depthLimit = 32

    var reader: TeXReader
    var tree = MathTree()
    /// The token the parser stands at.
    var token = TeXToken.end
    /// The items of all rows being read; each row owns the end of the array from where it began.
    var atoms: [MathAtom] = []
    var style: TeXStyle
    /// The alphabet for letters; nil is TeX's own: italic letters, upright digits and Greek capitals.
    var font: MathFont?
    var depth = 0
    /// What the current row of a display said about its number.
    var rowTag = RowTag()
    private let isDisplay: Bool

    init(_ tex: [UInt8], isDisplay: Bool) {
        reader = TeXReader(tex)
        self.isDisplay = isDisplay
        style = isDisplay ? .display : .text
        atoms.reserveCapacity(32)
    }

    /// Reads the whole formula.
    mutating func parseFormula() throws(MathError) -> MathNodeID {
        try advance()
        let body = try parseTopLevel(isDisplay: isDisplay)
        switch token {
        case .end: return body
        case .character(0x7D): throw reader.failure("a } has no {")
        case .command(.primitive(.right)): throw reader.failure("\\right has no \\left")
        case .command(.primitive(.middle)): throw reader.failure("\\middle has no \\left")
        case .command(.primitive(.end)): throw reader.failure("\\end has no \\begin")
        default: throw reader.failure("this can't stand here")
        }
    }

    /// Goes to the next token.
    mutating func advance() throws(MathError) {
        token = try reader.next()
    }

    /// Runs a reading of something nested, and refuses to go deeper than the limit.
    mutating func nested<T>(_ body: (inout MathParser) throws(MathError) -> T) throws(MathError) -> T {
        guard depth < Self.depthLimit else { throw reader.failure("nested deeper than \(Self.depthLimit) levels") }
        depth += 1
        defer { depth -= 1 }
        return try body(&self)
    }

    /// Runs a reading that may fail without the formula failing: nil then, and the parser stands where it stood.
    mutating func attempt<T>(_ body: (inout MathParser) throws(MathError) -> T) -> T? {
        let (nesting, atomCount) = (reader.nesting, atoms.count)
        let (token, style, font, rowTag) = (token, style, font, rowTag)
        do throws(MathError) {
            return try body(&self)
        } catch {
            reader.leave(to: nesting)
            atoms.removeSubrange(atomCount...)
            (self.token, self.style, self.font, self.rowTag) = (token, style, font, rowTag)
            return nil
        }
    }

    /// Reads TeX that stands in an argument taken as text; token and place come back as they were.
    mutating func parseNested(_ tex: [UInt8]) throws(MathError) -> MathNodeID {
        try nested { parser throws(MathError) in
            let outer = parser.token
            parser.reader.enter(tex)
            try parser.advance()
            let row = try parser.parseRow()
            guard case .end = parser.token else { throw parser.reader.failure("this can't stand in an argument") }
            parser.reader.leave()
            parser.token = outer
            return row
        }
    }

    // MARK: - Rows

    /// Reads items up to what ends a row, and makes one element of them.
    mutating func parseRow(afterOrdinary: Bool = false) throws(MathError) -> MathNodeID {
        let base = atoms.count
        var row = MathRow(base: base, style: style, followsOrdinary: afterOrdinary)
        let outerStyle = style
        let outerFont = font
        while try parseItem(into: &row) {}
        style = outerStyle
        font = outerFont
        return finish(row)
    }

    /// Reads one item of a row; false at what ends the row.
    private mutating func parseItem(into row: inout MathRow) throws(MathError) -> Bool {
        switch token {
        case .end, .character(0x7D), .character(0x26): return false
        case .character(let scalar):
            try parseCharacterItem(scalar)
            return true
        case .unknownCommand:
            throw reader.failure("unknown command \\\(String(decoding: reader.name, as: UTF8.self))")
        case .command(let command):
            switch command {
            case .primitive(.newRow), .primitive(.carriageReturn), .primitive(.end), .primitive(.right),
                .primitive(.middle):
                return false
            case .infixFraction(let kind):
                try advance()
                try parseInfixFraction(kind, row: &row)
                return false
            case .primitive(.above):
                try parseAbove(row: &row)
                return false
            case .style(let newStyle):
                try advance()
                style = newStyle
                row.begin(atoms.count) { $0.style = newStyle }
            case .size(let size):
                try advance()
                row.begin(atoms.count) { $0.size = size }
            case .fontSwitch(let newFont):
                try advance()
                font = newFont
            case .primitive(.color):
                let color = try parseColor()
                try advance()
                row.begin(atoms.count) { $0.color = color }
            default:
                try parseCommandItem(command)
            }
            return true
        }
    }

    private mutating func parseCharacterItem(_ scalar: UInt32) throws(MathError) {
        if scalar == 0x5E || scalar == 0x5F || scalar == 0x27 {
            let empty = tree.parent(.mrow)
            atoms.append(try parseScripts(MathAtom(node: empty, kind: .ordinary)))
            return
        }
        let atom = try parseCharacter(scalar, isAlone: false)
        try pushWithScripts(atom)
    }

    private mutating func parseCommandItem(_ command: MathCommand) throws(MathError) {
        guard let atom = try parseCommand(command) else { return }
        try pushWithScripts(atom)
    }

    private mutating func pushWithScripts(_ atom: MathAtom) throws(MathError) {
        var atom = atom
        atom.isScript = style >= .script
        atoms.append(atom.kind == .glue ? atom : try parseScripts(atom))
    }

    // MARK: - Arguments

    /// Reads `{…}`; the token is the opening brace.
    mutating func parseGroup() throws(MathError) -> MathAtom {
        try nested { parser throws(MathError) in
            try parser.advance()
            let node = try parser.parseBreakableRow()
            guard case .character(0x7D) = parser.token else { throw parser.reader.failure("a } is missing") }
            try parser.advance()
            return parser.groupAtom(node)
        }
    }

    /// A group counts as an ordinary atom; a lone operator in it gives up its space.
    func groupAtom(_ node: MathNodeID) -> MathAtom {
        MathAtom(node: node, core: tree[node].element == .mo ? node : MathTree.absent, kind: .ordinary)
    }

    /// Reads one argument: a group, or the next character or command.
    mutating func parseArgument() throws(MathError) -> MathNodeID {
        try parseArgumentAtom().node
    }

    /// Reads one argument, with its class where it is one symbol.
    mutating func parseArgumentAtom() throws(MathError) -> MathAtom {
        switch token {
        case .end: throw reader.failure("an argument is missing")
        case .character(0x7B): return try parseGroup()
        case .character(0x7D), .character(0x26): throw reader.failure("an argument is missing")
        case .character(0x5E), .character(0x5F): throw reader.failure("a script stands where an argument should")
        case .character(let scalar): return try parseCharacter(scalar, isAlone: true)
        case .unknownCommand:
            throw reader.failure("unknown command \\\(String(decoding: reader.name, as: UTF8.self))")
        case .command(.fontSwitch(let newFont)):
            // `x_\rm{max}`: the switch holds for the argument behind it.
            return try nested { parser throws(MathError) in
                try parser.advance()
                let outer = parser.font
                parser.font = newFont
                defer { parser.font = outer }
                return try parser.parseArgumentAtom()
            }
        case .command(let command):
            return try nested { parser throws(MathError) in
                try parser.parseCommand(command) ?? MathAtom(node: parser.tree.parent(.mrow), kind: .ordinary)
            }
        }
    }

    /// Reads one argument in another style.
    mutating func parseArgument(in argumentStyle: TeXStyle) throws(MathError) -> MathNodeID {
        let outer = style
        style = argumentStyle
        defer { style = outer }
        return try parseArgument()
    }
}
