/// Writes the inside of amscd's `CD` environment as a matrix with arrows between its cells (amscd, section 2).
///
///     A @>f>> B \\ @VVV @VgVV \\ C @= D
struct CommutativeDiagram {
    private let source: [UInt8]
    private var index = 0
    private var tex = Array("\\begin{matrix}".utf8)
    /// The text of the object being read, and the column the next thing belongs to.
    private var object: [UInt8] = []
    private var column = 0

    private init(_ source: [UInt8]) { self.source = source }

    /// The TeX of a diagram.
    static func tex(of source: [UInt8]) throws(NotationError) -> [UInt8] {
        var diagram = CommutativeDiagram(source)
        try diagram.read()
        return diagram.tex + "\\end{matrix}".utf8
    }

    private mutating func read() throws(NotationError) {
        var depth = 0
        while index < source.count {
            let byte = source[index]
            switch byte {
            case UInt8(ascii: "@") where depth == 0: try readArrow()
            case UInt8(ascii: "\\"):
                let end = source.endOfCommandName(at: index)
                if depth == 0, end == index + 2, source[index + 1] == byte {
                    finishRow()
                } else {
                    object += source[index..<end]
                }
                index = end
            default:
                if byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "}") { depth -= 1 }
                object.append(byte)
                index += 1
            }
        }
        place(object, in: column)
    }

    private mutating func finishRow() {
        place(object, in: column)
        object = []
        column = 0
        placed = 0
        tex += "\\\\".utf8
    }

    /// How many column marks the row has.
    private var placed = 0

    private mutating func place(_ content: [UInt8], in column: Int) {
        guard content.contains(where: { !$0.isTeXSpace }) else { return }
        while placed < column {
            tex.append(UInt8(ascii: "&"))
            placed += 1
        }
        tex += content
    }

    private mutating func readArrow() throws(NotationError) {
        guard index + 1 < source.count else { throw NotationError("an arrow of the CD environment is not understood") }
        let kind = source[index + 1]
        index += 2
        switch kind {
        case UInt8(ascii: ">"), UInt8(ascii: "<"), UInt8(ascii: "A"), UInt8(ascii: "V"):
            let first = try label(until: kind)
            let second = try label(until: kind)
            if kind == UInt8(ascii: ">") || kind == UInt8(ascii: "<") {
                horizontal(kind == UInt8(ascii: ">") ? "\\xrightarrow" : "\\xleftarrow", first, second)
            } else {
                vertical(kind == UInt8(ascii: "A") ? "\\uparrow" : "\\downarrow", first, second)
            }
        case UInt8(ascii: "="): horizontal("\\xlongequal", [], [])
        case UInt8(ascii: "|"): vertical("\\Vert", [], [])
        case UInt8(ascii: "."):
            place(object, in: column)
            object = []
            column += 2
        default: throw NotationError("an arrow of the CD environment is not understood")
        }
    }

    private mutating func label(until mark: UInt8) throws(NotationError) -> [UInt8] {
        guard let end = source.firstIndex(of: mark, outsideGroupsFrom: index) else {
            throw NotationError("an arrow of the CD environment does not end")
        }
        defer { index = end + 1 }
        return Array(source[index..<end])
    }

    /// An arrow between the object before it and the one behind it.
    private mutating func horizontal(_ command: String, _ above: [UInt8], _ below: [UInt8]) {
        place(object, in: column)
        object = []
        var arrow = Array(command.utf8)
        if below.contains(where: { !$0.isTeXSpace }) { arrow += "[{".utf8 + below + "}]".utf8 }
        let isBare = !above.contains { !$0.isTeXSpace }
        arrow += Array((isBare ? "{\\hspace{2em}" : "{\\hspace{0.7em}").utf8)
        arrow += isBare ? [] : above
        arrow += Array((isBare ? "}" : "\\hspace{0.7em}}").utf8)
        place(arrow, in: column + 1)
        column += 2
    }

    /// An arrow from the row above to the one below.
    private mutating func vertical(_ command: String, _ left: [UInt8], _ right: [UInt8]) {
        var arrow = "\\mathllap{\\scriptstyle ".utf8 + left + "}".utf8
        arrow += Array("\\Big\(command)\\mathrlap{\\scriptstyle ".utf8)
        arrow += right + [UInt8(ascii: "}")]
        place(arrow, in: column)
        column += 2
    }
}

extension TeXReader {
    /// Replaces a `CD` environment, whose `\begin{CD}` has been read, by a matrix.
    mutating func expandDiagram() throws(MathError) {
        let end = Array("\\end{CD}".utf8)
        var body: [UInt8] = []
        while let byte = peekExactly {
            if byte == end[0], (0..<end.count).allSatisfy({ peekExactly(at: $0) == end[$0] }) {
                skip(end.count)
                let matrix: [UInt8]
                do throws(NotationError) {
                    matrix = try CommutativeDiagram.tex(of: body)
                } catch {
                    throw failure(error.reason)
                }
                return try push(matrix, for: "CD")
            }
            body.append(byte)
            skip(1)
        }
        throw failure("\\begin{CD} has no \\end")
    }
}
