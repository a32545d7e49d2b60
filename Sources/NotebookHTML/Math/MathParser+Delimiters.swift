extension MathParser {
    /// `\left( … \middle| … \right)`; the token is `\left`.
    mutating func parseLeftRight() throws(MathError) -> MathAtom {
        try nested { parser throws(MathError) in
            try parser.advance()
            let left = try parser.parseDelimiter()
            let row = parser.tree.parent(.mrow)
            parser.appendFence(left, isOpening: true, to: row)
            while true {
                let part = try parser.parseBreakableRow()
                parser.tree.append(part, to: row)
                guard case .command(.primitive(.middle)) = parser.token else { break }
                try parser.advance()
                let middle = parser.tree.leaf(.mo, try parser.parseDelimiter())
                parser.tree.add(" stretchy=\"true\" symmetric=\"true\" lspace=\"0.05em\" rspace=\"0.05em\"", to: middle)
                parser.tree.append(middle, to: row)
            }
            guard case .command(.primitive(.right)) = parser.token else {
                throw parser.reader.failure("\\left has no \\right")
            }
            try parser.advance()
            parser.appendFence(try parser.parseDelimiter(), isOpening: false, to: row)
            return MathAtom(node: row, kind: .inner)
        }
    }

    /// `\big(` and its kin: a delimiter of a fixed size, in tenths of an em.
    mutating func parseSizedDelimiter(tenths: UInt8, _ kind: AtomClass) throws(MathError) -> MathAtom {
        try advance()
        let scalar = try parseDelimiter()
        guard scalar != 0 else { return MathAtom(node: tree.parent(.mrow), kind: kind) }
        let node = tree.leaf(.mo, scalar)
        switch kind {
        case .opening: tree.add(" form=\"prefix\"", to: node)
        case .closing: tree.add(" form=\"postfix\"", to: node)
        default: break
        }
        let size = "\(tenths / 10).\(tenths % 10)em"
        tree.add(" stretchy=\"true\" symmetric=\"true\" minsize=\"\(size)\" maxsize=\"\(size)\"".utf8, to: node)
        if kind == .opening || kind == .closing { return MathAtom(node: node, kind: kind) }
        return MathAtom(node: node, core: node, kind: kind)
    }

    /// Puts fences around an element; 0 is no fence.
    mutating func fenced(_ node: MathNodeID, left: UInt32, right: UInt32) -> MathNodeID {
        guard left != 0 || right != 0 else { return node }
        let row = tree.parent(.mrow)
        appendFence(left, isOpening: true, to: row)
        tree.append(node, to: row)
        appendFence(right, isOpening: false, to: row)
        return row
    }

    /// A fence that grows with what it holds.
    private mutating func appendFence(_ scalar: UInt32, isOpening: Bool, to row: MathNodeID) {
        guard scalar != 0 else { return }
        let fence = tree.leaf(.mo, scalar)
        switch scalar {
        case 0x28, 0x5B, 0x7B, 0x2308, 0x230A, 0x27E8, 0x27E6, 0x29, 0x5D, 0x7D, 0x2309, 0x230B, 0x27E9, 0x27E7:
            // First and last in their row, these are stretchy fences by the operator dictionary.
            break
        default:
            tree.add(isOpening ? " form=\"prefix\"" : " form=\"postfix\"", to: fence)
            tree.add(" stretchy=\"true\"", to: fence)
            tree[fence].leftSpace = MathSpace.none
            tree[fence].rightSpace = MathSpace.none
        }
        tree.append(fence, to: row)
    }

    /// Reads a delimiter; 0 for the empty one, `.`.
    mutating func parseDelimiter() throws(MathError) -> UInt32 {
        let scalar: UInt32
        switch token {
        case .character(0x2E): scalar = 0
        case .character(0x3C): scalar = 0x27E8
        case .character(0x3E): scalar = 0x27E9
        case .character(let character) where Self.isDelimiter(character): scalar = character
        case .command(.symbol(let symbol))
        where symbol.form == .opening || symbol.form == .closing || Self.isDelimiter(symbol.scalar):
            scalar = symbol.scalar == 0x2223 ? 0x7C : symbol.scalar == 0x2225 ? 0x2016 : symbol.scalar
        case .character(0x7B):
            // `\big{(}` is met in the wild.
            return try nested { parser throws(MathError) in
                try parser.advance()
                let inner = try parser.parseDelimiter()
                guard case .character(0x7D) = parser.token else {
                    throw parser.reader.failure("a delimiter is missing")
                }
                try parser.advance()
                return inner
            }
        default: throw reader.failure("a delimiter is missing")
        }
        try advance()
        return scalar
    }

    /// Reads a delimiter given as an argument, as in `\genfrac()…`.
    mutating func parseDelimiterArgument() throws(MathError) -> UInt32 {
        let source = try reader.argument()
        guard source.contains(where: { !$0.isTeXSpace }) else { return 0 }
        reader.enter(source)
        let outer = token
        try advance()
        let scalar = try parseDelimiter()
        reader.leave()
        token = outer
        return scalar
    }

    private static func isDelimiter(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0x28, 0x29, 0x5B, 0x5D, 0x7C, 0x2F, 0x5C, 0x2016, 0x2191, 0x2193, 0x2195, 0x21D1, 0x21D3, 0x21D5,
            0x27E6...0x27EF, 0x2308...0x230B, 0x231C...0x231F, 0x2223, 0x2225, 0x2983...0x2988, 0x23B0, 0x23B1, 0x2329,
            0x232A:
            true
        default: false
        }
    }

    /// `\Braket{a|b}` and `\Set{x|…}`: fences and bars that grow together.
    mutating func parseBraket() throws(MathError) -> MathAtom {
        let isSet = reader.name.first == UInt8(ascii: "S")
        let source = try reader.argument()
        var body = Array((isSet ? "\\left\\{" : "\\left\\langle ").utf8)
        var depth = 0
        var isEscaped = false
        for byte in source {
            if byte == UInt8(ascii: "{"), !isEscaped { depth += 1 }
            if byte == UInt8(ascii: "}"), !isEscaped { depth -= 1 }
            if byte == UInt8(ascii: "|"), !isEscaped, depth == 0 {
                body.append(contentsOf: "\\,\\middle|\\,".utf8)
            } else {
                body.append(byte)
            }
            isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        }
        body.append(contentsOf: (isSet ? "\\right\\}" : "\\right\\rangle").utf8)
        let node = try parseNested(body)
        try advance()
        return MathAtom(node: node, kind: .inner)
    }
}
