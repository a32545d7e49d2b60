/// A command the author defined with `\newcommand`, `\def` or `\DeclareMathOperator`.
struct TeXMacro: Sendable, Hashable {
    /// How many arguments the command takes, an optional first one included.
    var parameterCount: Int
    /// The value of the optional first argument where it is left out; nil when there is none.
    var defaultArgument: [UInt8]?
    /// The replacement, with `#1` … `#9` for the arguments.
    var body: [UInt8]

    /// The replacement with arguments filled in; nil where it would be longer than `limit` bytes.
    ///
    /// A command's name that would run into a letter of what follows is kept apart by a space: `\alpha#1` with `b`
    /// is `\alpha b`.
    func expansion(with arguments: [[UInt8]], limit: Int) -> [UInt8]? {
        var expansion = MacroExpansion(capacity: body.count + 16)
        var index = 0
        while index < body.count {
            let start = index
            index += 1
            switch body[start] {
            case UInt8(ascii: "#") where index < body.count:
                expansion.append(parameter: body[index], of: arguments)
                index += 1
            case UInt8(ascii: "\\"):
                index = body.endOfCommandName(at: start)
                expansion.append(command: body[start..<index])
            default: expansion.append(body[start])
            }
            guard expansion.bytes.count <= limit else { return nil }
        }
        return expansion.bytes
    }
}

/// The replacement of a macro while it is put together.
private struct MacroExpansion {
    private(set) var bytes: [UInt8] = []
    /// Whether the last bytes are a command's name, which a letter would become part of.
    private var endsInName = false

    init(capacity: Int) { bytes.reserveCapacity(capacity) }

    mutating func append(_ byte: UInt8) {
        // Only where an argument's trailing name met a letter of the body.
        if endsInName, byte.isTeXLetter { bytes.append(UInt8(ascii: " ")) }
        endsInName = false
        bytes.append(byte)
    }

    mutating func append(command: ArraySlice<UInt8>) {
        bytes += command
        endsInName = command.count > 1 && command.last?.isTeXLetter == true
    }

    /// The argument `#1` stands for; of `##` and other marks that stand for none the second byte.
    mutating func append(parameter: UInt8, of arguments: [[UInt8]]) {
        guard (0x31...0x39).contains(parameter), Int(parameter) - 0x31 < arguments.count else {
            return bytes.append(parameter)
        }
        let argument = arguments[Int(parameter) - 0x31]
        if endsInName, argument.first?.isTeXLetter == true { bytes.append(UInt8(ascii: " ")) }
        bytes += argument
        endsInName = argument.endsInCommandName || (argument.isEmpty && endsInName)
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
