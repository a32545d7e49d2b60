extension MathParser {
    /// `\cancel{x}` and its kin: a stroke drawn by the style sheet.
    mutating func parseEnclosed(_ className: StaticString) throws(MathError) -> MathAtom {
        try advance()
        let node = tree.parent(.mrow, try parseArgument())
        tree.add(" class=\"", to: node)
        tree.add(className, to: node)
        tree.add("\"", to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\boxed{x}`: mathematics in a frame.
    mutating func parseBoxed() throws(MathError) -> MathAtom {
        try advance()
        let outer = style
        style = .display
        defer { style = outer }
        let node = tree.parent(.mstyle, try parseArgument())
        tree.add(" class=\"math-boxed\"", to: node)
        tree.add(TeXStyle.display.attributes, to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\fbox{text}`.
    mutating func parseFramebox() throws(MathError) -> MathAtom {
        let content = try parseTextContent(try reader.argument(), style: .plain)
        try advance()
        let node = tree.parent(.mrow, content)
        tree.add(" class=\"math-boxed\"", to: node)
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\phantom{x}`, `\hphantom`, `\vphantom`, `\smash[t]`.
    mutating func parsePhantom(_ kind: PhantomKind) throws(MathError) -> MathAtom {
        var side: UInt8?
        if kind == .smash { side = try reader.optionalArgument()?.first }
        try advance()
        var atom = try parseArgumentAtom()
        var node = atom.node
        if kind != .smash { node = tree.parent(.mphantom, node) }
        if kind != .all {
            node = tree.parent(.mpadded, node)
            if kind == .height { tree.add(" width=\"0\"", to: node) }
            if kind != .height, side != UInt8(ascii: "b") { tree.add(" height=\"0\"", to: node) }
            if kind != .height, side != UInt8(ascii: "t") { tree.add(" depth=\"0\"", to: node) }
        }
        atom.node = node
        if atom.core == MathTree.absent || kind != .all { atom = MathAtom(node: node, kind: .ordinary) }
        return atom
    }

    /// `\rlap{x}`, `\llap{x}`, `\clap{x}`: no width, and ink that sticks out.
    mutating func parseLap(_ kind: LapKind) throws(MathError) -> MathAtom {
        let isText = reader.name.first != UInt8(ascii: "m")
        let content: MathNodeID
        if isText {
            content = try parseTextOrMath()
        } else {
            try advance()
            content = try parseArgument()
        }
        let node = tree.parent(.mpadded, content)
        switch kind {
        case .right: tree.add(" width=\"0\"", to: node)
        case .left: tree.add(" width=\"0\" class=\"math-llap\"", to: node)
        case .center: tree.add(" width=\"0\" class=\"math-clap\"", to: node)
        }
        return MathAtom(node: node, kind: .ordinary)
    }

    /// `\rlap` holds text in LaTeX and mathematics in MathJax, which notebooks are written for.
    private mutating func parseTextOrMath() throws(MathError) -> MathNodeID {
        if reader.peek() == UInt8(ascii: "{"), reader.argumentContains(UInt8(ascii: "$")) {
            let content = try parseTextContent(try reader.argument(), style: .plain)
            try advance()
            return content
        }
        try advance()
        return try parseArgument()
    }

    /// `\mathchoice{display}{text}{script}{scriptscript}`.
    mutating func parseMathChoice() throws(MathError) -> MathAtom {
        let choices = [
            try reader.argument(), try reader.argument(), try reader.argument(), try reader.argument(),
        ]
        let node = try parseNested(choices[Int(style.rawValue)])
        try advance()
        return MathAtom(node: node, kind: .ordinary)
    }

    // MARK: - Links

    /// `\href{url}{mathematics}`; an address that is not http or https is left out.
    mutating func parseLink() throws(MathError) -> MathAtom {
        let address = unescaped(try reader.argument())
        try advance()
        let content = try parseArgument()
        guard MathLink.isSafe(address) else { return MathAtom(node: content, kind: .ordinary) }
        // MathML Core has no links of its own; HTML's may stand in text, and hold a formula.
        var html = HTMLWriter()
        MathLink.open(address, in: &html)
        html.raw(style == .display ? "<math displaystyle=\"true\">" : "<math>")
        tree.write(content, to: &html)
        html.raw("</math></a>")
        return MathAtom(node: tree.parent(.mtext, tree.leaf(.markup, html.bytes)), kind: .ordinary)
    }

    /// `\url{address}`.
    mutating func parseURL() throws(MathError) -> MathAtom {
        let address = unescaped(try reader.argument())
        try advance()
        guard MathLink.isSafe(address) else { return MathAtom(node: tree.leaf(.mtext, address), kind: .ordinary) }
        var html = HTMLWriter()
        MathLink.open(address, in: &html)
        html.text(address)
        html.raw("</a>")
        return MathAtom(node: tree.parent(.mtext, tree.leaf(.markup, html.bytes)), kind: .ordinary)
    }

    /// An address without TeX's escapes: `a\_b` is `a_b`.
    private func unescaped(_ source: [UInt8]) -> [UInt8] {
        source.filter { $0 != UInt8(ascii: "\\") && !$0.isTeXSpace }
    }

    /// `\class{name}{x}` and its kin: the second argument alone.
    mutating func parseIgnoredPair() throws(MathError) -> MathAtom {
        _ = try reader.argument()
        try advance()
        return try parseArgumentAtom()
    }

    // MARK: - Characters by number

    /// `\unicode{x263A}` and `\unicode[font]{x263A}`.
    mutating func parseUnicode() throws(MathError) -> MathAtom {
        _ = try reader.optionalArgument()
        _ = try reader.optionalArgument()
        let source = String(decoding: try reader.argument().filter { !$0.isTeXSpace }, as: UTF8.self).lowercased()
        try advance()
        let value = source.hasPrefix("x") ? UInt32(source.dropFirst(), radix: 16) : UInt32(source)
        return try writtenCharacter(value)
    }

    /// `\char"263A`, `\char'101`, `\char65`.
    mutating func parseCharacterCode() throws(MathError) -> MathAtom {
        var digits: [UInt8] = []
        var radix = 10
        if reader.peek() == UInt8(ascii: "\"") { radix = 16 }
        if reader.peek() == UInt8(ascii: "'") { radix = 8 }
        if radix != 10 { reader.skip(1) }
        while let byte = reader.peekExactly, digits.count < 7,
            Int(String(decoding: [byte], as: UTF8.self), radix: radix) != nil
        {
            digits.append(byte)
            reader.skip(1)
        }
        try advance()
        return try writtenCharacter(UInt32(String(decoding: digits, as: UTF8.self), radix: radix))
    }

    private mutating func writtenCharacter(_ value: UInt32?) throws(MathError) -> MathAtom {
        guard let value, value.isWritable else { throw reader.failure("no character has this number") }
        return MathAtom(node: tree.leaf(.mtext, value), kind: .ordinary)
    }
}

/// Addresses a formula may link to.
enum MathLink {
    /// Whether the address is http or https and holds nothing but what an address may.
    static func isSafe(_ address: [UInt8]) -> Bool {
        let text = String(decoding: address.prefix(8), as: UTF8.self).lowercased()
        guard text.hasPrefix("http://") || text.hasPrefix("https://"), address.count < 2000 else { return false }
        return address.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    /// Opens a link.
    static func open(_ address: [UInt8], in html: inout HTMLWriter) {
        html.raw("<a href=\"")
        html.address(address)
        html.raw("\" target=\"_top\" rel=\"noopener noreferrer nofollow\">")
    }
}
