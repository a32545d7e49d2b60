/// The rows of a table while they are read.
struct MathTable {
    var environment: MathEnvironment
    var columns: ArrayColumns?
    /// The rows' elements, what each said about its number, and how many cells it has; 0 for text between rows.
    var rows: [(node: MathNodeID, tag: RowTag, cells: Int)] = []
    /// The class of the rule above the next row.
    var pendingRule: StaticString?
}

extension MathParser {
    /// Reads a whole formula: one row, or several where `\\` and `&` stand outside any environment.
    mutating func parseTopLevel(isDisplay: Bool) throws(MathError) -> MathNodeID {
        rowTag = RowTag()
        let first = try parseRow()
        let isTable: Bool
        switch token {
        case .character(0x26), .command(.primitive(.newRow)), .command(.primitive(.carriageReturn)): isTable = true
        default: isTable = false
        }
        if !isTable {
            guard let tag = try numbering.number(rowTag, isNumbered: false) else { return first }
            return singleRow(first, tag: tag, isDisplay: isDisplay)
        }
        let environment = MathEnvironment(columns: .aligned, className: "math-align", style: style)
        var table = MathTable(environment: environment)
        try parseRows(into: &table, firstCell: first)
        return try finish(table)
    }

    /// Reads what stands in a group or between fences; where `\\` breaks it, its lines are set below each other.
    mutating func parseBreakableRow() throws(MathError) -> MathNodeID {
        let first = try parseRow()
        guard case .command(.primitive(.newRow)) = token else { return first }
        let outer = rowTag
        var table = MathTable(environment: MathEnvironment(columns: .left, className: "math-rows", style: style))
        try parseRows(into: &table, firstCell: first)
        rowTag = outer
        let rows = table.rows.filter { row in
            let cell = tree[row.node].firstChild
            return row.cells != 1 || tree[cell].firstChild != MathTree.absent
        }
        if rows.count == 1, rows[0].cells == 1 {
            let only = tree[rows[0].node].firstChild
            tree[only].element = .mrow
            tree[only].attributes = 0..<0
            return only
        }
        let node = tree.parent(.mtable)
        tree.add(" class=\"math-rows\"", to: node)
        if style == .display { tree.add(" displaystyle=\"true\"", to: node) }
        for row in rows { tree.append(row.node, to: node) }
        return node
    }

    private mutating func singleRow(_ body: MathNodeID, tag: EquationTag, isDisplay: Bool) -> MathNodeID {
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

    /// `\begin{name} … \end{name}`; the token is `\begin`.
    mutating func parseEnvironment() throws(MathError) -> MathAtom {
        try nested { parser throws(MathError) in
            let name = String(decoding: try parser.reader.argument().filter { !$0.isTeXSpace }, as: UTF8.self)
            if name == "CD" {
                try parser.reader.expandDiagram()
                try parser.advance()
                return try parser.parseEnvironment()
            }
            guard let environment = MathEnvironment.named(name) else {
                throw parser.reader.failure("unknown environment \(name.prefix(40))")
            }
            var table = MathTable(environment: environment)
            try parser.parseArguments(of: &table)
            let outer = (parser.style, parser.font, parser.rowTag)
            parser.style = environment.style
            parser.font = nil
            parser.rowTag = RowTag()
            try parser.advance()
            try parser.parseRows(into: &table, firstCell: nil)
            guard case .command(.primitive(.end)) = parser.token else {
                throw parser.reader.failure("\\begin{\(name.prefix(40))} has no \\end")
            }
            let endName = String(decoding: try parser.reader.argument().filter { !$0.isTeXSpace }, as: UTF8.self)
            guard endName == name else {
                throw parser.reader.failure("\\begin{\(name.prefix(40))} ends with \\end{\(endName.prefix(40))}")
            }
            (parser.style, parser.font, parser.rowTag) = outer
            try parser.advance()
            let node = try parser.finish(table)
            let isFenced = environment.left != 0 || environment.right != 0
            return MathAtom(node: node, kind: isFenced ? .inner : .ordinary)
        }
    }

    private mutating func parseArguments(of table: inout MathTable) throws(MathError) {
        if table.environment.takesPosition || table.environment.takesAlignment {
            let argument = try reader.optionalArgument()
            if table.environment.takesAlignment, let argument { table.columns = ArrayColumns(argument) }
        }
        if table.environment.skipsArgument { _ = try reader.argument() }
        if case .specified = table.environment.columns {
            guard let columns = ArrayColumns(try reader.argument()) else {
                throw reader.failure("the columns of the array are not understood")
            }
            table.columns = columns
        }
    }

    // MARK: - Reading rows

    /// Reads rows up to `\end` or what else ends them.
    private mutating func parseRows(into table: inout MathTable, firstCell: MathNodeID?) throws(MathError) {
        var first = firstCell
        while true {
            var row = tree.parent(.mtr)
            var cells = 0
            if first == nil { try parseRules(into: &table) }
            if case .command(.primitive(.end)) = token, first == nil {
                closeRules(of: &table)
                return
            }
            while true {
                let content =
                    if let given = first { given } else { try parseRow(afterOrdinary: table.startsOrdinary(cells)) }
                first = nil
                tree.append(cell(content, in: table, column: cells), to: row)
                cells += 1
                guard case .character(0x26) = token else { break }
                try advance()
            }
            row = ruled(row, &table)
            table.rows.append((row, rowTag, cells))
            if !table.environment.hasOneNumber { rowTag = RowTag() }
            switch token {
            case .command(.primitive(.newRow)):
                _ = reader.star()
                try skipRowSpace()
                try advance()
            case .command(.primitive(.carriageReturn)): try advance()
            default: return
            }
            if case .end = token { return }
        }
    }

    /// `\\[2pt]`: the room is the style sheet's.
    private mutating func skipRowSpace() throws(MathError) {
        // A bracket that holds no length belongs to the next row.
        guard reader.peekExactly == UInt8(ascii: "["), let length = reader.lengthInBrackets() else { return }
        reader.skip(length)
    }

    /// `\hline`, `\hdashline` and `\intertext` before a row.
    private mutating func parseRules(into table: inout MathTable) throws(MathError) {
        while true {
            switch token {
            case .command(.primitive(.hline)):
                table.pendingRule = table.pendingRule == nil ? "math-hline" : "math-hline-double"
            case .command(.primitive(.hdashline)): table.pendingRule = "math-hdashline"
            case .command(.primitive(.cline)):
                _ = try reader.argument()
                table.pendingRule = "math-hline"
            case .command(.primitive(.intertext)):
                let text = try parseTextContent(try reader.argument(), style: .plain)
                let cell = tree.parent(.mtd, text)
                tree.add(" class=\"math-intertext\" columnspan=\"20\"", to: cell)
                table.rows.append((tree.parent(.mtr, cell), RowTag(isSuppressed: true), 0))
            default: return
            }
            try advance()
        }
    }

    private mutating func ruled(_ row: MathNodeID, _ table: inout MathTable) -> MathNodeID {
        if let rule = table.pendingRule {
            tree.add(" class=\"", to: row)
            tree.add(rule, to: row)
            tree.add("\"", to: row)
            table.pendingRule = nil
        }
        return row
    }

    /// A rule below the last row.
    private mutating func closeRules(of table: inout MathTable) {
        guard table.pendingRule != nil, let last = table.rows.last?.node else { return }
        let attributes = tree[last].attributes
        if attributes.isEmpty {
            tree.add(" class=\"math-hline-below\"", to: last)
        } else {
            let old = String(
                decoding: tree.bytes[Int(attributes.lowerBound)..<Int(attributes.upperBound)], as: UTF8.self)
            tree[last].attributes = 0..<0
            tree.add(Array((old.dropLast() + " math-hline-below\"").utf8), to: last)
        }
        table.pendingRule = nil
    }

    // MARK: - Cells

    private mutating func cell(_ content: MathNodeID) -> MathNodeID { retagged(content, as: .mtd) }

    private mutating func cell(_ content: MathNodeID, in table: MathTable, column: Int) -> MathNodeID {
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

    // MARK: - Tables

    /// Makes the element of a table, with numbers and fences.
    private mutating func finish(_ table: MathTable) throws(MathError) -> MathNodeID {
        let environment = table.environment
        var tags: [EquationTag?] = []
        for (index, row) in table.rows.enumerated() {
            // One number for all: at the last row of `multline`, and at `equation`'s only one.
            let isNumbered = environment.isNumbered && (!environment.hasOneNumber || index == table.rows.count - 1)
            tags.append(
                try numbering.number(
                    environment.hasOneNumber && !isNumbered ? RowTag(isSuppressed: true) : row.tag,
                    isNumbered: isNumbered))
        }
        let hasTags = tags.contains { $0 != nil }
        if !hasTags, table.rows.count == 1, table.rows[0].cells == 1, case .centered = environment.columns,
            environment.className == "math-rows"
        {
            // `equation*` is its content.
            let only = tree[table.rows[0].node].firstChild
            if tree[only].attributes.isEmpty { tree[only].element = .mrow }
            return only
        }
        let node = tree.parent(.mtable)
        let width = table.rows.map(\.cells).max() ?? 1
        for (index, row) in table.rows.enumerated() {
            if case .multiline = environment.columns { alignLine(index, of: table) }
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
        if let tag { tree.append(tagNode(tag), to: last) }
        tree.append(last, to: row)
    }

    /// `\substack{a\\b}`.
    mutating func parseSubstack() throws(MathError) -> MathAtom {
        try nested { parser throws(MathError) in
            let source = try parser.reader.argument()
            let outer = (parser.token, parser.rowTag, parser.style)
            parser.reader.enter(source)
            if parser.style < .script { parser.style = .script }
            try parser.advance()
            var table = MathTable(environment: MathEnvironment(className: "math-small", style: parser.style))
            try parser.parseRows(into: &table, firstCell: nil)
            guard case .end = parser.token else { throw parser.reader.failure("this can't stand in \\substack") }
            parser.reader.leave()
            (parser.token, parser.rowTag, parser.style) = outer
            let node = parser.tree.parent(.mtable)
            parser.tree.add(" class=\"math-small\"", to: node)
            for row in table.rows { parser.tree.append(row.node, to: node) }
            try parser.advance()
            return MathAtom(node: node, kind: .ordinary)
        }
    }
}

extension MathTable {
    /// Whether a cell is read as standing behind an ordinary atom, which gives its relation its space.
    fileprivate func startsOrdinary(_ column: Int) -> Bool {
        if case .aligned = environment.columns { return column % 2 == 1 }
        return false
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

extension TeXReader {
    /// How many bytes `[2pt]` takes, or nil where brackets hold no length.
    fileprivate func lengthInBrackets() -> Int? {
        let rest = bytes[position...].prefix(30)
        guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return nil }
        return MathLength(rest[(position + 1)..<end]) == nil ? nil : end + 1 - position
    }
}
