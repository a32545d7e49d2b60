/// What the formulas of one page hand on to each other: definitions, numbers, and how much they may still write.
struct FormulaContext: Sendable {
    /// More definitions than this on one page are an error.
    static let macroLimit = 2000

    /// The author's commands by name, without the backslash.
    private(set) var macros: [[UInt8]: TeXMacro] = [:]
    var numbering = EquationNumbering()
    /// How many bytes macros and repeats may still bring: each formula adds some for every byte of its own, so that short
    /// formulas of long macros can't make a page of gigabytes.
    var allowance = RepeatAllowance(bytes: 2_000_000)
    /// What the present formula's definitions took the place of.
    private var replaced: [(name: [UInt8], macro: TeXMacro?)] = []

    /// Begins a formula of so many bytes; what it changes can be taken back.
    mutating func begin(byteCount: Int) {
        allowance.add(byteCount * 16)
        replaced = []
        numbering.begin()
    }

    /// Defines a command.
    mutating func define(_ name: [UInt8], _ macro: TeXMacro) {
        replaced.append((name, macros.updateValue(macro, forKey: name)))
    }

    /// Takes back the definitions and numbers of the present formula, which failed; what it spent is spent.
    mutating func takeBack() {
        for (name, macro) in replaced.reversed() { macros[name] = macro }
        replaced = []
        numbering.takeBack()
    }
}
