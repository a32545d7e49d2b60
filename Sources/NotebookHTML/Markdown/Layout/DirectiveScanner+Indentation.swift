/// Directives whose whole content is indented, as their authors know it from reStructuredText: it is no code.
extension DirectiveScanner {
    /// By how much the lines within an open block are to be moved to the left.
    struct Indentation {
        var count: Int
        /// The column at which the content of the directive begins.
        var column: Int
        /// How many blocks are open within it.
        var depth: Int
    }

    /// Measures the content of the directive that was opened last, at `column`, where all of it is indented like code.
    mutating func noteIndentation(column: Int) {
        guard indentation == nil else { return }
        var position = index
        var least: Int?
        for _ in 0..<Self.indentedLineLimit where position < bytes.count {
            let end = lineEnd(from: position)
            let line = bytes[position..<end]
            position = end + 1
            let blanks = line.prefix { $0 == 0x20 }.count
            let content = line.dropFirst(blanks)
            guard let first = content.first, first != 0x0D else { continue }
            if blanks >= column + 4 {
                least = min(least ?? blanks, blanks)
            } else {
                guard let least, content.starts(with: ":::".utf8) || content.starts(with: "```".utf8) else { return }
                indentation = Indentation(count: least - column, column: column, depth: open.count)
                return
            }
        }
    }

    /// Steps over the indentation of the content that the present line belongs to; the end of the block has none.
    mutating func skipIndentation() {
        guard let within = indentation else { return }
        guard open.count >= within.depth else {
            indentation = nil
            return
        }
        let least = within.column + within.count
        if bytes[index...].prefix(least).prefix(while: { $0 == 0x20 }).count == least { index += within.count }
    }

    /// Longer content stays as it stands: it would have to be read twice.
    private static let indentedLineLimit = 500
}
