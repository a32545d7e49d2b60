extension MathTree {
    /// Writes an element and everything in it; its depth is bounded by the parser's.
    func write(_ id: MathNodeID, to html: inout HTMLWriter) {
        let node = self[id]
        if node.element == .markup {
            html.raw(safe: bytes[Int(node.text.lowerBound)..<Int(node.text.upperBound)])
            return
        }
        let name = node.element.name
        html.raw("<")
        html.raw(name)
        writeAttributes(of: node, to: &html)
        // HTML's parser knows `/>` within MathML, and so does XML's.
        if node.element == .mspace || node.element == .mprescripts {
            html.raw("/>")
            return
        }
        html.raw(">")
        if node.scalar != 0 {
            html.scalar(node.scalar)
        } else if !node.text.isEmpty {
            html.text(bytes[Int(node.text.lowerBound)..<Int(node.text.upperBound)])
        }
        var child = node.firstChild
        while child != Self.absent {
            write(child, to: &html)
            child = self[child].nextSibling
        }
        html.raw("</")
        html.raw(name)
        html.raw(">")
    }

    /// The link of a formula that is a reference and nothing else: it is no mathematics, and screen readers are told of no
    /// links within any (<https://www.w3.org/TR/wai-aria-1.2/#math>).
    func onlyLink(_ body: MathNodeID) -> [UInt8]? {
        let node = self[body]
        guard node.element == .mtext, node.attributes.isEmpty, node.firstChild != Self.absent else { return nil }
        let child = self[node.firstChild]
        guard child.element == .markup, child.nextSibling == Self.absent else { return nil }
        return Array(bytes[Int(child.text.lowerBound)..<Int(child.text.upperBound)])
    }

    private func writeAttributes(of node: Node, to html: inout HTMLWriter) {
        if node.isPrefix { html.raw(" form=\"prefix\"") }
        if let space = node.leftSpace {
            html.raw(" lspace=\"")
            html.raw(space.length)
            html.raw("\"")
        }
        if let space = node.rightSpace {
            html.raw(" rspace=\"")
            html.raw(space.length)
            html.raw("\"")
        }
        if !node.attributes.isEmpty {
            html.raw(safe: bytes[Int(node.attributes.lowerBound)..<Int(node.attributes.upperBound)])
        }
    }
}

extension MathSpace {
    /// The width as a CSS length: 3, 4 and 5 eighteenths of an em.
    var length: StaticString {
        switch self {
        case .none: "0"
        case .thin: "0.1667em"
        case .medium: "0.2222em"
        case .thick: "0.2778em"
        }
    }
}

extension MathElement {
    fileprivate var name: StaticString {
        switch self {
        case .mi: "mi"
        case .mo: "mo"
        case .mn: "mn"
        case .mtext: "mtext"
        case .mspace: "mspace"
        case .mrow: "mrow"
        case .mstyle: "mstyle"
        case .mpadded: "mpadded"
        case .mphantom: "mphantom"
        case .mfrac: "mfrac"
        case .msqrt: "msqrt"
        case .mroot: "mroot"
        case .msub: "msub"
        case .msup: "msup"
        case .msubsup: "msubsup"
        case .munder: "munder"
        case .mover: "mover"
        case .munderover: "munderover"
        case .mmultiscripts: "mmultiscripts"
        case .mprescripts: "mprescripts"
        case .mtable: "mtable"
        case .mtr: "mtr"
        case .mtd: "mtd"
        case .markup: ""
        }
    }
}

extension HTMLWriter {
    /// Appends one character, escaped.
    fileprivate mutating func scalar(_ value: UInt32) {
        switch value {
        case 0x3C: raw("&lt;")
        case 0x3E: raw("&gt;")
        case 0x26: raw("&amp;")
        case ..<0x80: raw(byte: UInt8(truncatingIfNeeded: value))
        default:
            guard let scalar = Unicode.Scalar(value) else { return }
            for unit in Unicode.UTF8.encode(scalar) ?? Unicode.UTF8.encodedReplacementCharacter { raw(byte: unit) }
        }
    }
}
