extension MathParser {
    /// Makes the element of a table, with numbers and fences.
    mutating func finish(_ table: MathTable) throws(MathError) -> MathNodeID {
        let environment = table.environment
        var tags: [EquationTag?] = []
        for (index, row) in table.rows.enumerated() {
            // One number for all: at the last row of `multline`, and at `equation`'s only one.
            let isNumbered = environment.isNumbered && (!environment.hasOneNumber || index == table.rows.count - 1)
            tags.append(
                try reader.context.numbering.number(
                    environment.hasOneNumber && !isNumbered ? RowTag(isSuppressed: true) : row.tag,
                    isNumbered: isNumbered))
        }
        let hasTags = tags.contains { $0?.isPrinted == true }
        if !hasTags, table.rows.count == 1, table.rows[0].cells == 1, case .centered = environment.columns,
            environment.className == "math-rows"
        {
            // `equation*` is its content.
            let only = tree[table.rows[0].node].firstChild
            if tree[only].attributes.isEmpty { tree[only].element = .mrow }
            return tags[0].map { anchored(only, $0) } ?? only
        }
        let node = tree.parent(.mtable)
        let width = table.rows.map(\.cells).max() ?? 1
        if hasTags {
            // Rows are filled up to the longest, so that their numbers stand in one column.
            let added = table.rows.reduce(0) { $0 + ($1.cells > 0 ? width - $1.cells : 0) }
            try reader.spend(added * "<mtd></mtd>".utf8.count)
        }
        for (index, row) in table.rows.enumerated() {
            if case .multiline = environment.columns { alignLine(index, of: table) }
            if let tag = tags[index], !tag.isPrinted { _ = anchored(row.node, tag) }
            tree.append(hasTags && row.cells > 0 ? numbered(row, tag: tags[index], width: width) : row.node, to: node)
        }
        tree.add(" class=\"", to: node)
        tree.add(environment.className, to: node)
        tree.add(hasTags ? " math-numbered\"" : "\"", to: node)
        if environment.style == .display { tree.add(" displaystyle=\"true\"", to: node) }
        if environment.style == .script { tree.add(" scriptlevel=\"1\"", to: node) }
        return fenced(node, left: environment.left, right: environment.right)
    }

    private mutating func alignLine(_ index: Int, of table: MathTable) {
        let cell = tree[table.rows[index].node].firstChild
        if index == 0 {
            tree.add(" class=\"math-left\"", to: cell)
        } else if index == table.rows.count - 1 {
            tree.add(" class=\"math-right\"", to: cell)
        }
    }

    private mutating func numbered(
        _ row: (node: MathNodeID, tag: RowTag, cells: Int), tag: EquationTag?, width: Int
    ) -> MathNodeID {
        let result = tree.parent(.mtr)
        tree[result].attributes = tree[row.node].attributes
        var cells: [MathNodeID] = []
        var child = tree[row.node].firstChild
        while child != MathTree.absent {
            cells.append(child)
            child = tree[child].nextSibling
        }
        while cells.count < width { cells.append(tree.parent(.mtd)) }
        appendFilled(result, cells: cells, tag: tag)
        return result
    }

    /// A row between two columns that share the rest of the line; the right one holds the number.
    private mutating func appendFilled(_ row: MathNodeID, cells: [MathNodeID], tag: EquationTag?) {
        let fill = tree.parent(.mtd)
        tree.add(" class=\"math-fill\"", to: fill)
        tree.append(fill, to: row)
        for cell in cells { tree.append(cell, to: row) }
        let last = tree.parent(.mtd)
        tree.add(" class=\"math-tag\"", to: last)
        if let tag, tag.isPrinted { tree.append(tagNode(tag), to: last) }
        tree.append(last, to: row)
    }

    /// A formula of one row, with its number beside it.
    mutating func singleRow(_ body: MathNodeID, tag: EquationTag, isDisplay: Bool) -> MathNodeID {
        if !isDisplay {
            let space = spaceAtom(milliEms: 2000).node
            return tree.parent(.mrow, body, space, tagNode(tag))
        }
        let row = tree.parent(.mtr)
        appendFilled(row, cells: [cell(body)], tag: tag)
        let table = tree.parent(.mtable, row)
        tree.add(" class=\"math-rows math-numbered\" displaystyle=\"true\"", to: table)
        return table
    }

    /// A row of mathematics as a cell.
    mutating func cell(_ content: MathNodeID) -> MathNodeID { retagged(content, as: .mtd) }

    /// The same with what the column of an environment asks for: its alignment and rules.
    mutating func cell(_ content: MathNodeID, in table: MathTable, column: Int) -> MathNodeID {
        let node = cell(content)
        switch table.environment.columns {
        case .left: tree.add(" class=\"math-left\"", to: node)
        case .equations:
            tree.add(
                [" class=\"math-right\"", " class=\"math-relation\"", " class=\"math-left\""][min(column, 2)], to: node)
        case .specified, .centered:
            guard let columns = table.columns?.columns, column < columns.count else { break }
            let names = columns[column].classNames
            if !names.isEmpty { tree.add(Array(" class=\"\(names.joined(separator: " "))\"".utf8), to: node) }
        case .aligned, .multiline: break
        }
        return node
    }
}

extension ArrayColumns.Column {
    /// The classes of a cell in the column.
    fileprivate var classNames: [String] {
        var names: [String] = []
        if alignment == UInt8(ascii: "l") { names.append("math-left") }
        if alignment == UInt8(ascii: "r") { names.append("math-right") }
        if let ruleLeft { names.append("math-bar-left" + ruleLeft.suffix) }
        if let ruleRight { names.append("math-bar" + ruleRight.suffix) }
        return names
    }
}

extension ArrayColumns.Rule {
    fileprivate var suffix: String {
        switch self {
        case .solid: ""
        case .dashed: "-dashed"
        case .double: "-double"
        }
    }
}
