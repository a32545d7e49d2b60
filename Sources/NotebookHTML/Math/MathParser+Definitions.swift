extension MathParser {
    /// `\newcommand{\name}[2][default]{body}` and its kin.
    mutating func parseNewCommand(_ primitive: MathPrimitive) throws(MathError) {
        _ = reader.star()
        let name = try reader.definedName()
        var macro = TeXMacro(parameterCount: 0, defaultArgument: nil, body: [])
        if let count = try reader.optionalArgument() {
            guard let number = Int(String(decoding: count, as: UTF8.self)), (0...9).contains(number) else {
                throw reader.failure("a command takes 0 to 9 arguments")
            }
            macro.parameterCount = number
            macro.defaultArgument = try reader.optionalArgument()
        }
        macro.body = try reader.argument()
        if primitive == .provideCommand {
            let isBuiltIn = MathCommandTable.shared.command(named: name[...]) != nil
            if isBuiltIn || reader.macro(named: name[...]) != nil { return try advance() }
        }
        try define(name, macro)
    }

    /// `\def\name#1#2{body}`; parameters with text between them are refused.
    mutating func parseDefine() throws(MathError) {
        let name = try reader.definedName()
        var count = 0
        while reader.peek() == UInt8(ascii: "#") {
            reader.skip(1)
            guard let digit = reader.peek(), Int(digit) == 0x31 + count else {
                throw reader.failure("the parameters of a definition are not in order")
            }
            reader.skip(1)
            count += 1
        }
        guard reader.peek() == UInt8(ascii: "{") else {
            throw reader.failure("\\def with text between its parameters is not supported")
        }
        try define(name, TeXMacro(parameterCount: count, defaultArgument: nil, body: try reader.argument()))
    }

    /// `\DeclareMathOperator{\name}{text}`, starred for limits.
    mutating func parseDeclareOperator() throws(MathError) {
        let hasLimits = reader.star()
        let name = try reader.definedName()
        let text = try reader.argument()
        let body = Array((hasLimits ? "\\operatorname*{" : "\\operatorname{").utf8) + text + [UInt8(ascii: "}")]
        try define(name, TeXMacro(parameterCount: 0, defaultArgument: nil, body: body))
    }

    /// siunitx's `\DeclareSIUnit{\name}{symbol}`: the name stands for the symbol in units.
    mutating func parseDeclareUnit() throws(MathError) {
        _ = try reader.optionalArgument()
        let name = try reader.definedName()
        try define(name, TeXMacro(parameterCount: 0, defaultArgument: nil, body: try reader.argument()))
    }

    /// `\let\name=\other`.
    mutating func parseLet() throws(MathError) {
        let name = try reader.definedName()
        if reader.peek() == UInt8(ascii: "=") { reader.skip(1) }
        let value = try reader.argument()
        if value.first == UInt8(ascii: "\\"), let macro = reader.macro(named: value[1...]) {
            return try define(name, macro)
        }
        guard value != [UInt8(ascii: "\\")] + name else { return try advance() }
        try define(name, TeXMacro(parameterCount: 0, defaultArgument: nil, body: value))
    }

    private mutating func define(_ name: [UInt8], _ macro: TeXMacro) throws(MathError) {
        guard reader.context.macros.count < FormulaContext.macroLimit else {
            throw reader.failure("more than \(FormulaContext.macroLimit) definitions on one page")
        }
        let structural: Set = ["begin", "end", "left", "right", "\\", "middle"]
        guard !structural.contains(String(decoding: name, as: UTF8.self)) else {
            throw reader.failure("\\\(String(decoding: name, as: UTF8.self)) can't be redefined")
        }
        reader.context.define(name, macro)
        try advance()
    }
}
