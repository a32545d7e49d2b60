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
    /// Whether there is a number to print; else the equation only has a name.
    var isPrinted = true
    /// The anchor's id, `eq-…`; nil where nothing points to the equation.
    var id: String?
}

/// The equation numbers and labels of one page (amsldoc, section 3.11).
struct EquationNumbering: Sendable {
    private(set) var count = 0
    /// The tags of labelled equations, by label.
    private(set) var labels: [[UInt8]: EquationTag] = [:]
    private var ids: Set<String> = []
    /// The tags of the whole page, where an earlier reading of it has found them: for references to what comes later.
    private var ahead: [[UInt8]: EquationTag] = [:]
    /// Labels that were referred to before their equation.
    private var unresolved: Set<[UInt8]> = []
    /// What the present formula has changed.
    private var changes = Changes()

    private struct Changes {
        var count = 0
        var ids: [String] = []
        var replaced: [(label: [UInt8], tag: EquationTag?)] = []
    }

    init(ahead: [[UInt8]: EquationTag] = [:]) { self.ahead = ahead }

    /// Begins a formula, whose numbers and labels can be taken back.
    mutating func begin() { changes = Changes(count: count) }

    /// Takes back the numbers and labels of the present formula.
    mutating func takeBack() {
        count = changes.count
        ids.subtract(changes.ids)
        for (label, tag) in changes.replaced.reversed() { labels[label] = tag }
        begin()
    }

    /// The tag of a label; one that is not known is noted.
    mutating func tag(of label: [UInt8]) -> EquationTag? {
        if let tag = labels[label] ?? ahead[label] { return tag }
        unresolved.insert(label)
        return nil
    }

    /// Whether a label was referred to before its equation, so that a second reading knows its number.
    var hasForwardReferences: Bool { unresolved.contains { labels[$0] != nil } }

    /// The number a row gets, or its name alone; nil where it gets neither.
    mutating func number(_ row: RowTag, isNumbered: Bool) throws(MathError) -> EquationTag? {
        let tag: EquationTag
        if let text = row.text {
            tag = EquationTag(text: text, isBare: row.isBare)
        } else if isNumbered && !row.isSuppressed {
            count += 1
            tag = EquationTag(text: Array(String(count).utf8))
        } else if let label = row.label, !row.isSuppressed {
            // MathJax numbers a labelled formula outside an environment not at all; a link still finds it.
            return name(EquationTag(text: [], isPrinted: false), label)
        } else {
            return nil
        }
        return row.label.map { name(tag, $0) } ?? tag
    }

    /// Makes a tag known by a label, with an anchor where no earlier equation has it.
    private mutating func name(_ tag: EquationTag, _ label: [UInt8]) -> EquationTag {
        var tag = tag
        let id = Self.id(of: label)
        if ids.insert(id).inserted {
            changes.ids.append(id)
            tag.id = id
        }
        changes.replaced.append((label, labels.updateValue(tag, forKey: label)))
        return tag
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
        let known = reader.context.numbering.tag(of: label)?.text ?? []
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

    /// An element as the place that links to an equation without a number lead to.
    mutating func anchored(_ node: MathNodeID, _ tag: EquationTag) -> MathNodeID {
        guard let id = tag.id else { return node }
        let place = tree[node].element == .mrow || tree[node].element == .mtr ? node : tree.parent(.mrow, node)
        tree.add(Array(" id=\"\(id)\"".utf8), to: place)
        return place
    }

    /// The element of an equation's number; a text that can't be converted stands as its source.
    mutating func tagNode(_ tag: EquationTag) -> MathNodeID {
        let content = attempt { parser throws(MathError) in try parser.parseTextContent(tag.text, style: .plain) }
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
