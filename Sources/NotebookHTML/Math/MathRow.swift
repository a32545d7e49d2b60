/// A row being read: where its items begin, and the switches of style and colour met in it.
struct MathRow {
    /// What holds from one item on.
    struct Segment {
        var start: Int
        var style: TeXStyle?
        var color: [UInt8]?
        var size: StaticString?
    }

    var base: Int
    /// The style at the row's beginning.
    var style: TeXStyle
    /// Whether the row counts as standing behind an ordinary atom, as the right sides of `align` do.
    var followsOrdinary: Bool
    var segments: [Segment] = []

    /// Begins a segment that differs from the one before as `change` says.
    mutating func begin(_ start: Int, _ change: (inout Segment) -> Void) {
        var segment = segments.last ?? Segment(start: start)
        segment.start = start
        change(&segment)
        if segments.last?.start == start { segments.removeLast() }
        segments.append(segment)
    }
}

extension MathParser {
    /// Makes one element of a row's items, and takes them off the stack.
    mutating func finish(_ row: MathRow) -> MathNodeID {
        defer { atoms.removeSubrange(row.base...) }
        let count = atoms.count - row.base
        if count == 1, row.segments.isEmpty, !row.followsOrdinary { return atoms[row.base].node }
        guard count > 0 else { return tree.parent(.mrow) }
        resolveBinaries(row)
        let parent = tree.parent(.mrow)
        link(row, into: parent)
        return parent
    }

    /// TeX's rule 5 and 6: a binary operator without a left or right operand is an ordinary symbol.
    private mutating func resolveBinaries(_ row: MathRow) {
        var previous = -1
        var previousKind: AtomClass? = row.followsOrdinary ? .ordinary : nil
        for index in row.base..<atoms.count where atoms[index].kind != .glue {
            switch atoms[index].kind {
            case .binary:
                switch previousKind {
                case nil, .binary, .largeOperator, .relation, .opening, .punctuation:
                    atoms[index].kind = .ordinary
                    if let core = signCore(of: atoms[index]) { tree[core].isPrefix = true }
                default: break
                }
            case .relation, .closing, .punctuation:
                if previousKind == .binary { atoms[previous].kind = .ordinary }
            default: break
            }
            previous = index
            previousKind = atoms[index].kind
        }
        if previousKind == .binary, previous >= 0 { atoms[previous].kind = .ordinary }
    }

    /// The element of a sign: the only binary operators with a prefix form in the operator dictionary.
    private func signCore(of atom: MathAtom) -> MathNodeID? {
        guard atom.core != MathTree.absent else { return nil }
        switch tree[atom.core].scalar {
        case 0x2B, 0x2212, 0xB1, 0x2213: return atom.core
        default: return nil
        }
    }

    /// Chains the items, with TeX's space between them as the operators' own space or as `mspace`.
    private mutating func link(_ row: MathRow, into parent: MathNodeID) {
        var segment = 0
        var target = parent
        var left = -1
        var leftKind: AtomClass? = row.followsOrdinary ? .ordinary : nil
        for index in row.base..<atoms.count {
            while segment < row.segments.count, row.segments[segment].start <= index {
                target = openSegment(row.segments[segment], in: parent)
                segment += 1
            }
            let kind = atoms[index].kind
            if kind == .glue {
                tree.append(atoms[index].node, to: target)
                continue
            }
            if let leftKind {
                let space = space(between: leftKind, and: kind, isScript: atoms[index].isScript)
                place(space, left: left, right: index, in: target)
            }
            left = index
            leftKind = kind
            tree.append(atoms[index].node, to: target)
        }
        for index in row.base..<atoms.count { settleSpace(of: atoms[index]) }
    }

    private mutating func openSegment(_ segment: MathRow.Segment, in parent: MathNodeID) -> MathNodeID {
        let wrapper = tree.parent(.mstyle)
        if let style = segment.style { tree.add(style.attributes, to: wrapper) }
        if let color = segment.color { tree.add(MathColor.text(color), to: wrapper) }
        if let size = segment.size {
            tree.add(" mathsize=\"", to: wrapper)
            tree.add(size, to: wrapper)
            tree.add("\"", to: wrapper)
        }
        tree.append(wrapper, to: parent)
        return wrapper
    }

    /// Gives the space between two items to the operator that owns it, or to an element of its own.
    private mutating func place(_ space: MathSpace, left: Int, right: Int, in target: MathNodeID) {
        if left >= 0, atoms[left].isFunction, atoms[right].kind.mayBeArgument {
            // U+2061 says that the function applies to what follows.
            let apply = tree.leaf(.mo, 0x2061)
            if space != .none { tree[apply].rightSpace = space }
            tree.append(apply, to: target)
            return
        }
        guard space != .none else { return }
        if left >= 0, atoms[left].core != MathTree.absent, atoms[left].kind.ownsSpace {
            tree[atoms[left].core].rightSpace = space
        } else if atoms[right].core != MathTree.absent, atoms[right].kind.ownsSpace {
            tree[atoms[right].core].leftSpace = space
        } else {
            let element = tree.leaf(.mspace, 0)
            tree.add(" width=\"", to: element)
            tree.add(space.length, to: element)
            tree.add("\"", to: element)
            tree.append(element, to: target)
        }
    }

    /// Leaves out what the browser's operator dictionary says anyway.
    private mutating func settleSpace(of atom: MathAtom) {
        guard atom.core != MathTree.absent else { return }
        let node = tree[atom.core]
        let known = OperatorDictionary.space(around: node.scalar, isPrefix: node.isPrefix)
        let left = node.leftSpace ?? .none
        let right = node.rightSpace ?? .none
        tree[atom.core].leftSpace = known?.left == left ? nil : left
        tree[atom.core].rightSpace = known?.right == right ? nil : right
    }

    /// The TeXbook's table in chapter 18, with `\left…\right` closing up to its neighbours.
    private func space(between left: AtomClass, and right: AtomClass, isScript: Bool) -> MathSpace {
        let left = left == .inner ? AtomClass.closing : left
        let right = right == .inner ? AtomClass.opening : right
        if isScript {
            switch (left, right) {
            case (.ordinary, .largeOperator), (.closing, .largeOperator), (.largeOperator, .ordinary),
                (.largeOperator, .largeOperator):
                return .thin
            default: return .none
            }
        }
        switch (left, right) {
        case (.punctuation, _): return .thin
        case (.binary, _), (_, .binary): return .medium
        case (.relation, .relation), (.relation, .closing), (.relation, .punctuation), (.opening, _): return .none
        case (.relation, _), (_, .relation): return .thick
        case (.ordinary, .largeOperator), (.closing, .largeOperator), (.largeOperator, .ordinary),
            (.largeOperator, .largeOperator):
            return .thin
        default: return .none
        }
    }
}

extension AtomClass {
    /// Whether the space beside the atom is written on its own element.
    fileprivate var ownsSpace: Bool {
        switch self {
        case .binary, .relation, .punctuation, .largeOperator: true
        default: false
        }
    }

    /// Whether a function before the atom applies to it.
    fileprivate var mayBeArgument: Bool {
        switch self {
        case .ordinary, .opening, .inner, .largeOperator: true
        default: false
        }
    }
}

extension TeXStyle {
    /// The attributes that make an element have the style.
    var attributes: StaticString {
        switch self {
        case .display: " displaystyle=\"true\" scriptlevel=\"0\""
        case .text: " displaystyle=\"false\" scriptlevel=\"0\""
        case .script: " displaystyle=\"false\" scriptlevel=\"1\""
        case .scriptScript: " displaystyle=\"false\" scriptlevel=\"2\""
        }
    }
}
