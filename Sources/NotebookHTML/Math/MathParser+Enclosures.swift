extension MathParser {
    /// MathJax's `\bbox[yellow,5px,border:1px solid red]{x}`: a ground, room and a frame; the room is the style sheet's.
    mutating func parseBackgroundBox() throws(MathError) -> MathAtom {
        let options = String(decoding: try reader.optionalArgument() ?? [], as: UTF8.self)
        try advance()
        let node = tree.parent(.mrow, try parseArgument())
        var isFramed = false
        var ground: [UInt8]?
        for option in options.split(separator: ",") {
            let word = option.split(separator: " ").joined(separator: " ")
            if word.hasPrefix("border:") {
                isFramed = true
            } else if MathLength(word.utf8) == nil {
                guard let color = MathColor.css(Array(word.utf8), model: nil) else {
                    throw reader.failure("\\bbox does not know \(word.prefix(40))")
                }
                ground = color
            }
        }
        tree.add(MathColor.box(ground: ground, isFramed: isFramed), to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// MathJax's `\enclose{box}{x}`, for the notations of MathML 3 the style sheet can draw.
    mutating func parseNotationEnclosed() throws(MathError) -> MathAtom {
        let names = String(decoding: try reader.argument(), as: UTF8.self)
        _ = try reader.optionalArgument()
        try advance()
        var node = try parseArgument()
        for name in names.split(whereSeparator: { $0 == "," || $0 == " " }).prefix(4) {
            let className: StaticString
            switch name {
            case "box", "roundedbox": className = "math-boxed"
            case "updiagonalstrike": className = "math-cancel"
            case "downdiagonalstrike": className = "math-bcancel"
            case "horizontalstrike": className = "math-sout"
            case "top": className = "math-overline"
            case "bottom": className = "math-underline"
            default: throw reader.failure("\\enclose does not know \(name.prefix(40))")
            }
            node = tree.parent(.mrow, node)
            tree.add(" class=\"", to: node)
            tree.add(className, to: node)
            tree.add("\"", to: node)
        }
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\buildrel above \over relation`.
    mutating func parseBuiltRelation() throws(MathError) -> MathAtom {
        let source = try reader.arguments(until: "\\over").flatMap { part in
            let isGroup = part.count > 1 && part.first != UInt8(ascii: "\\")
            return isGroup ? [UInt8(ascii: "{")] + part + [UInt8(ascii: "}")] : part + [UInt8(ascii: " ")]
        }
        let outer = style
        style = style.script
        let above = try parseNested(source)
        style = outer
        try advance()
        var atom = try parseArgumentAtom()
        if tree[atom.node].element == .mo { atom.core = atom.node }
        atom.kind = .relation
        atom.limits = .always
        return attach(lower: nil, upper: above, to: atom)
    }
}
