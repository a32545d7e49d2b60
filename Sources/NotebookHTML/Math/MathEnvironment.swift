/// What a `\begin{…}` environment makes of its rows.
struct MathEnvironment: Sendable {
    /// How the cells of a row stand.
    enum Columns: Sendable {
        /// All centred.
        case centered
        /// All to the left, as in `cases`.
        case left
        /// Right and left in turn, as in `align`.
        case aligned
        /// Right, centre, left, as in `eqnarray`.
        case equations
        /// As the first argument says, `{l|cr}`.
        case specified
        /// First row left, last row right, the rest centred, as in `multline`.
        case multiline
    }

    var columns = Columns.centered
    var left: UInt32 = 0
    var right: UInt32 = 0
    /// The class of the table, which the style sheet gives its spacing.
    var className: StaticString = ""
    var style = TeXStyle.text
    /// Whether each row gets a number.
    var isNumbered = false
    /// Whether one number stands for all rows.
    var hasOneNumber = false
    /// Whether an argument that the layout does not need comes first, as `alignat`'s column count.
    var skipsArgument = false
    /// Whether `[t]` or `[b]` may follow.
    var takesPosition = false
    /// Whether a column specification in brackets may follow, as with the starred matrices of `mathtools`.
    var takesAlignment = false

    /// The environment with a name; nil for one that is not known.
    static func named(_ name: String) -> MathEnvironment? {
        if let environment = table[name] { return environment }
        guard name.hasSuffix("*"), var environment = table[String(name.dropLast())] else { return nil }
        environment.isNumbered = false
        environment.takesAlignment = environment.columns == .centered && environment.className == "math-matrix"
        return environment
    }

    private static func matrix(_ left: UInt32, _ right: UInt32) -> MathEnvironment {
        MathEnvironment(left: left, right: right, className: "math-matrix")
    }

    private static func small(_ left: UInt32, _ right: UInt32) -> MathEnvironment {
        MathEnvironment(left: left, right: right, className: "math-small", style: .script)
    }

    private static func display(_ columns: Columns, numbered: Bool) -> MathEnvironment {
        MathEnvironment(
            columns: columns,
            className: columns == .aligned
                ? "math-align" : columns == .multiline ? "math-rows math-multline" : "math-rows", style: .display,
            isNumbered: numbered, takesPosition: !numbered)
    }

    private static let table: [String: MathEnvironment] = {
        var table: [String: MathEnvironment] = [
            "matrix": matrix(0, 0), "pmatrix": matrix(0x28, 0x29), "bmatrix": matrix(0x5B, 0x5D),
            "Bmatrix": matrix(0x7B, 0x7D), "vmatrix": matrix(0x7C, 0x7C), "Vmatrix": matrix(0x2016, 0x2016),
            "smallmatrix": small(0, 0), "psmallmatrix": small(0x28, 0x29), "bsmallmatrix": small(0x5B, 0x5D),
            "Bsmallmatrix": small(0x7B, 0x7D), "vsmallmatrix": small(0x7C, 0x7C),
            "Vsmallmatrix": small(0x2016, 0x2016),
            "array": MathEnvironment(columns: .specified, className: "math-array", takesPosition: true),
            "tabular": MathEnvironment(columns: .specified, className: "math-array", takesPosition: true),
            "darray": MathEnvironment(
                columns: .specified, className: "math-array", style: .display, takesPosition: true),
            "subarray": MathEnvironment(columns: .specified, className: "math-small", style: .script),
            "cases": MathEnvironment(columns: .left, left: 0x7B, className: "math-cases"),
            "dcases": MathEnvironment(columns: .left, left: 0x7B, className: "math-cases", style: .display),
            "rcases": MathEnvironment(columns: .left, right: 0x7D, className: "math-cases"),
            "drcases": MathEnvironment(columns: .left, right: 0x7D, className: "math-cases", style: .display),
            "numcases": MathEnvironment(columns: .left, left: 0x7B, className: "math-cases", skipsArgument: true),
            "align": display(.aligned, numbered: true), "aligned": display(.aligned, numbered: false),
            "split": display(.aligned, numbered: false), "flalign": display(.aligned, numbered: true),
            "alignat": display(.aligned, numbered: true), "alignedat": display(.aligned, numbered: false),
            "xalignat": display(.aligned, numbered: true),
            "gather": display(.centered, numbered: true), "gathered": display(.centered, numbered: false),
            "equation": display(.centered, numbered: true), "displaymath": display(.centered, numbered: false),
            "math": display(.centered, numbered: false), "subequations": display(.centered, numbered: false),
            "multline": display(.multiline, numbered: true),
            "multlined": display(.multiline, numbered: false), "eqnarray": display(.equations, numbered: true),
        ]
        for name in ["alignat", "alignedat", "xalignat"] { table[name]?.skipsArgument = true }
        for name in ["equation", "multline"] { table[name]?.hasOneNumber = true }
        return table
    }()
}

extension StaticString {
    /// Whether two literals hold the same bytes.
    static func == (lhs: StaticString, rhs: StaticString) -> Bool {
        lhs.description == rhs.description
    }
}

/// The columns of an `array`: where each stands, and the rules between them.
struct ArrayColumns {
    /// One column.
    struct Column {
        var alignment = UInt8(ascii: "c")
        var ruleLeft: Rule?
        var ruleRight: Rule?
    }

    /// A rule between columns.
    enum Rule {
        case solid, dashed, double
    }

    private(set) var columns: [Column] = []

    /// Reads `l|c@{}r`; nil for what is no specification.
    init?(_ source: [UInt8]) {
        var pending: Rule?
        var rest = source[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            switch byte {
            case UInt8(ascii: "|"), UInt8(ascii: ":"):
                let rule: Rule = byte == UInt8(ascii: ":") ? .dashed : pending == .solid ? .double : .solid
                if columns.isEmpty { pending = rule } else { columns[columns.count - 1].ruleRight = rule }
                if !columns.isEmpty { pending = rule }
            case UInt8(ascii: "l"), UInt8(ascii: "c"), UInt8(ascii: "r"):
                columns.append(Column(alignment: byte, ruleLeft: columns.isEmpty ? pending : nil))
                pending = nil
            case UInt8(ascii: "p"), UInt8(ascii: "m"), UInt8(ascii: "b"):
                guard Self.dropGroup(&rest) else { return nil }
                columns.append(Column(alignment: UInt8(ascii: "l"), ruleLeft: columns.isEmpty ? pending : nil))
                pending = nil
            case UInt8(ascii: "@"), UInt8(ascii: "!"), UInt8(ascii: ">"), UInt8(ascii: "<"):
                guard Self.dropGroup(&rest) else { return nil }
            case UInt8(ascii: "*"):
                guard let count = Self.group(&rest), let body = Self.group(&rest),
                    let times = Int(String(decoding: count, as: UTF8.self)), (0...100).contains(times),
                    times * body.count <= 1000
                else { return nil }
                rest = (Array(repeating: Array(body), count: times).joined() + Array(rest))[...]
                guard rest.count <= 4000 else { return nil }
            default:
                guard byte.isTeXSpace else { return nil }
            }
            guard columns.count <= 200 else { return nil }
        }
    }

    private static func group(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        while rest.first?.isTeXSpace == true { rest = rest.dropFirst() }
        guard rest.first == UInt8(ascii: "{") else {
            guard let byte = rest.first, (0x30...0x39).contains(byte) || byte.isTeXLetter else { return nil }
            defer { rest = rest.dropFirst() }
            return rest.prefix(1)
        }
        var depth = 0
        for index in rest.indices {
            if rest[index] == UInt8(ascii: "{") { depth += 1 }
            if rest[index] == UInt8(ascii: "}") { depth -= 1 }
            if depth == 0 {
                let inner = rest[(rest.startIndex + 1)..<index]
                rest = rest[(index + 1)...]
                return inner
            }
        }
        return nil
    }

    private static func dropGroup(_ rest: inout ArraySlice<UInt8>) -> Bool { group(&rest) != nil }
}
