/// What a row of a display said about its number.
struct RowTag {
    /// The text of `\tag`, and whether `\tag*` left out the parentheses.
    var text: [UInt8]?
    var isBare = false
    var label: [UInt8]?
    /// Whether `\notag` was given.
    var isSuppressed = false
}

/// The number of an equation as printed, and its anchor.
struct EquationTag: Sendable, Hashable {
    /// The number without parentheses, as TeX source of text.
    var text: [UInt8]
    var isBare = false
    /// The anchor's id, `eq-…`; nil where nothing points to the equation.
    var id: String?
}

/// The equation numbers and labels of one page (amsldoc, section 3.11).
struct EquationNumbering: Sendable {
    /// What some formulas have numbered and named.
    struct Found: Sendable {
        fileprivate(set) var count = 0
        /// The tags of labelled equations, by label.
        fileprivate var labels: [[UInt8]: EquationTag] = [:]
        fileprivate var ids: Set<String> = []
        /// Labels that were referred to before their equation.
        fileprivate var unresolved: Set<[UInt8]> = []
    }

    /// What the page's earlier formulas found.
    private var settled = Found()
    /// What the present formula found, which counts once all of it is read.
    private(set) var found = Found()
    /// The tags of the whole page, where an earlier reading of it has found them: for references to what comes later.
    private var ahead: [[UInt8]: EquationTag] = [:]

    init() {}

    /// The numbering of a page that is read again.
    init(ahead first: EquationNumbering) { ahead = first.settled.labels }

    /// Takes in what a formula has found.
    mutating func take(_ found: Found) {
        settled.count = found.count
        settled.labels.merge(found.labels) { $1 }
        settled.ids.formUnion(found.ids)
        settled.unresolved.formUnion(found.unresolved)
        self.found = Found()
        self.found.count = found.count
    }

    /// Whether a formula referred to an equation that came later.
    var hasForwardReferences: Bool { settled.unresolved.contains { settled.labels[$0] != nil } }

    /// The tag of a label that has been read.
    func tag(labelled label: [UInt8]) -> EquationTag? { found.labels[label] ?? settled.labels[label] }

    /// The tag of a label; one that is not known is noted.
    mutating func tag(of label: [UInt8]) -> EquationTag? {
        if let tag = tag(labelled: label) ?? ahead[label] { return tag }
        found.unresolved.insert(label)
        return nil
    }

    /// The number a row gets, or nil where it gets none.
    mutating func number(_ row: RowTag, isNumbered: Bool) throws(MathError) -> EquationTag? {
        var tag: EquationTag
        if let text = row.text {
            tag = EquationTag(text: text, isBare: row.isBare)
        } else if isNumbered && !row.isSuppressed {
            found.count += 1
            tag = EquationTag(text: Array(String(found.count).utf8))
        } else if let label = row.label, !row.isSuppressed {
            // MathJax numbers a labelled formula outside an environment not at all; a link still finds it.
            tag = EquationTag(text: [], id: nil)
            tag.id = claim(label)
            found.labels[label] = tag
            return nil
        } else {
            return nil
        }
        if let label = row.label {
            tag.id = claim(label)
            found.labels[label] = tag
        }
        return tag
    }

    /// The id for a label; nil where an earlier equation has it.
    private mutating func claim(_ label: [UInt8]) -> String? {
        let id = Self.id(of: label)
        return !settled.ids.contains(id) && found.ids.insert(id).inserted ? id : nil
    }

    /// The anchor of a label: `eq:energy` is `eq-eq-energy`.
    static func id(of label: [UInt8]) -> String {
        var id = "eq-"
        for byte in label.prefix(100) {
            let isPlain = byte.isTeXLetter || (0x30...0x39).contains(byte)
            id.unicodeScalars.append(isPlain ? Unicode.Scalar(byte) : "-")
        }
        return id
    }
}

extension MathParser {
    /// `\tag{1}` and `\tag*{1}`.
    mutating func parseTag() throws(MathError) {
        let isBare = reader.star()
        let text = try reader.argument()
        try advance()
        guard rowTag.text == nil else { throw reader.failure("an equation has two tags") }
        rowTag.text = text
        rowTag.isBare = isBare
    }

    /// `\label{name}`.
    mutating func parseLabel() throws(MathError) {
        rowTag.label = try reader.argument()
        try advance()
    }

    /// `\ref{name}` and `\eqref{name}`: a link to the equation with its number, or with the label if no equation has it.
    mutating func parseReference(inParentheses: Bool) throws(MathError) -> MathAtom {
        let label = try reader.argument()
        try advance()
        let known = numbering.tag(of: label)?.text ?? []
        let number = known.isEmpty ? label : known
        try reader.spend(known.count)
        var html = HTMLWriter()
        html.raw("<a href=\"#")
        html.text(EquationNumbering.id(of: label))
        html.raw("\">")
        if inParentheses { html.raw("(") }
        html.text(number.filter { $0 >= 0x20 })
        if inParentheses { html.raw(")") }
        html.raw("</a>")
        let node = tree.parent(.mtext, tree.leaf(.markup, html.bytes))
        return MathAtom(node: node, kind: .ordinary)
    }

    /// The element of an equation's number.
    mutating func tagNode(_ tag: EquationTag) -> MathNodeID {
        let content = try? parseTextContent(tag.text, style: .plain)
        let body = content ?? tree.leaf(.mtext, tag.text)
        let row = tree.parent(.mrow)
        if !tag.isBare { tree.append(tree.leaf(.mtext, Array("(".utf8)), to: row) }
        tree.append(body, to: row)
        if !tag.isBare { tree.append(tree.leaf(.mtext, Array(")".utf8)), to: row) }
        if tag.isBare == false, tree[body].element == .mtext, tree[body].attributes.isEmpty {
            let text = tree[body].text
            let joined = Array("(".utf8) + tree.bytes[Int(text.lowerBound)..<Int(text.upperBound)] + Array(")".utf8)
            let leaf = tree.leaf(.mtext, joined)
            if let id = tag.id { tree.add(Array(" id=\"\(id)\"".utf8), to: leaf) }
            return leaf
        }
        if let id = tag.id { tree.add(Array(" id=\"\(id)\"".utf8), to: row) }
        return row
    }
}
