/// How far the cells of one table reach over others.
///
/// Browsers lay out a grid of all columns and go through all cells that reach into a row for each of its cells: a few
/// kilobytes of spans kept Chromium busy for minutes. What goes beyond these bounds is written without its span.
struct TableSpans: Sendable {
    /// How many columns spans may bring a row to.
    static let columnLimit = 1_000
    /// How many cells may reach from rows above into one.
    static let reachingLimit = 64

    private var row = 0
    private var columns = 0
    /// The first row each cell that reaches over rows does not reach.
    private var ends: [Int] = []

    /// Begins the next row.
    mutating func beginRow() {
        row += 1
        columns = 0
        ends.removeAll { $0 <= row }
    }

    /// How many of the columns a cell asks for it gets.
    mutating func columns(_ count: Int) -> Int {
        let allowed = max(1, min(count, Self.columnLimit - columns))
        columns += allowed
        return allowed
    }

    /// How many of the rows a cell asks for it gets; 0 are all that follow.
    mutating func rows(_ count: Int) -> Int {
        guard count != 1 else { return 1 }
        guard ends.count < Self.reachingLimit else { return 1 }
        ends.append(count == 0 ? .max : row + count)
        return count
    }
}
