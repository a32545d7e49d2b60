/// The rows of a table while they are read.
struct MathTable {
    var environment: MathEnvironment
    var columns: ArrayColumns?
    /// The rows' elements, what each said about its number, and how many cells it has; 0 for text between rows.
    var rows: [(node: MathNodeID, tag: RowTag, cells: Int)] = []
    /// The class of the rule above the next row.
    var pendingRule: StaticString?

    /// Takes the name off the first row that has one without a number of its own.
    mutating func takeLabel() -> [UInt8]? {
        guard let index = rows.firstIndex(where: { $0.tag.label != nil && $0.tag.text == nil }) else { return nil }
        defer { rows[index].tag.label = nil }
        return rows[index].tag.label
    }
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
            guard let tag = try reader.context.numbering.number(rowTag, isNumbered: false) else { return first }
            guard tag.isPrinted else { return anchored(first, tag) }
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
            // A name within `split` or `aligned` is the equation's around it.
            if !environment.isNumbered, parser.rowTag.label == nil { parser.rowTag.label = table.takeLabel() }
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
