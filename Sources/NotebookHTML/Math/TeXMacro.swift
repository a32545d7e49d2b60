/// A command the author defined with `\newcommand`, `\def` or `\DeclareMathOperator`.
struct TeXMacro: Sendable, Hashable {
    /// How many arguments the command takes, an optional first one included.
    var parameterCount: Int
    /// The value of the optional first argument where it is left out; nil when there is none.
    var defaultArgument: [UInt8]?
    /// The replacement, with `#1` … `#9` for the arguments.
    var body: [UInt8]

    /// The replacement with arguments filled in.
    ///
    /// A command's name that would run into a letter of what follows is kept apart by a space: `\alpha#1` with `b`
    /// is `\alpha b`.
    func expansion(with arguments: [[UInt8]]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(body.count + 16)
        var endsInName = false
        var index = 0
        while index < body.count {
            let byte = body[index]
            if byte == UInt8(ascii: "#"), index + 1 < body.count {
                let next = body[index + 1]
                index += 2
                guard (0x31...0x39).contains(next), Int(next) - 0x31 < arguments.count else {
                    result.append(next)
                    continue
                }
                let argument = arguments[Int(next) - 0x31]
                if endsInName, argument.first?.isTeXLetter == true { result.append(UInt8(ascii: " ")) }
                result.append(contentsOf: argument)
                endsInName = argument.endsInCommandName || (argument.isEmpty && endsInName)
                continue
            }
            if byte == UInt8(ascii: "\\") {
                result.append(byte)
                index += 1
                guard index < body.count else { break }
                let start = index
                index += 1
                if body[start].isTeXLetter {
                    while index < body.count, body[index].isTeXLetter { index += 1 }
                    endsInName = true
                } else {
                    endsInName = false
                }
                result.append(contentsOf: body[start..<index])
                continue
            }
            // Only where an argument's trailing name met a letter of the body.
            if endsInName, byte.isTeXLetter { result.append(UInt8(ascii: " ")) }
            endsInName = false
            result.append(byte)
            index += 1
        }
        return result
    }
}

extension UInt8 {
    /// Whether the byte may be part of a command's name.
    var isTeXLetter: Bool { (0x61...0x7A).contains(self | 0x20) }

    /// Whether TeX skips the byte in mathematics.
    var isTeXSpace: Bool { self <= 0x20 }
}

extension [UInt8] {
    /// Whether the bytes end in `\name`, so that a letter behind them would become part of the name.
    fileprivate var endsInCommandName: Bool {
        guard let last = lastIndex(where: { !$0.isTeXLetter }), last < count - 1 else { return false }
        guard self[last] == UInt8(ascii: "\\") else { return false }
        var slashes = 0
        var index = last
        while index >= 0, self[index] == UInt8(ascii: "\\") {
            slashes += 1
            index -= 1
        }
        return slashes % 2 == 1
    }
}
