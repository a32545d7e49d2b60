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
