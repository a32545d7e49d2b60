/// Comments, and the searches that more than comments need.
extension Lexer {
    /// Whether `bytes` stand `offset` places ahead.
    func matches(_ bytes: [UInt8], at index: Int) -> Bool {
        guard index + bytes.count <= end else { return false }
        for offset in bytes.indices where source[index + offset] != bytes[offset] { return false }
        return true
    }

    /// Colours the comment that stands at `position`; false when there is none.
    mutating func readComment(_ grammar: Grammar) -> Bool {
        for comment in grammar.comments where matches(comment.open, at: position) {
            if let close = comment.close {
                take(.comment, to: blockEnd(comment, close))
            } else if grammar.dialect == .sql {
                lineComment()
            } else {
                take(.comment, to: lineEnd(from: position))
            }
            return true
        }
        return false
    }

    private func blockEnd(_ comment: Grammar.Comment, _ close: [UInt8]) -> Int {
        var index = position + comment.open.count
        var level = 1
        while index < end {
            if source[index] == close[0], matches(close, at: index) {
                index += close.count
                level -= 1
                if level == 0 { return index }
            } else if comment.nests, source[index] == comment.open[0], matches(comment.open, at: index) {
                index += comment.open.count
                level += 1
            } else {
                index += 1
            }
        }
        return end
    }

    /// The index of the newline that ends the line holding `index`, or the region's end.
    func lineEnd(from index: Int) -> Int {
        var index = index
        while index < end, source[index] != UInt8(ascii: "\n") { index += 1 }
        return index
    }

    /// The first index from `index` on that is neither blank nor tab.
    func skipBlanks(from index: Int) -> Int {
        var index = index
        while index < end, source[index] == UInt8(ascii: " ") || source[index] == UInt8(ascii: "\t") { index += 1 }
        return index
    }
}
