extension MathParser {
    /// Reads rows up to `\end` or what else ends them.
    mutating func parseRows(into table: inout MathTable, firstCell: MathNodeID?) throws(MathError) {
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
}

extension MathTable {
    /// Whether a cell is read as standing behind an ordinary atom, which gives its relation its space.
    fileprivate func startsOrdinary(_ column: Int) -> Bool {
        if case .aligned = environment.columns { return column % 2 == 1 }
        return false
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
