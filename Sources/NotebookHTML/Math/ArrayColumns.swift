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

    /// More bytes than this behind or from repeats, `*{3}{c}`, are no specification.
    private static let lengthLimit = 4_000

    /// Reads `l|c@{}r`; nil for what is no specification.
    init?(_ source: [UInt8]) {
        var pending: Rule?
        var rest = source[...]
        var repeated = 0
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
                    let times = Int(String(decoding: count, as: UTF8.self)), (0...100).contains(times)
                else { return nil }
                // Repeats may stand in repeats: all of them together are bounded.
                repeated += times * body.count
                guard repeated <= Self.lengthLimit, rest.count <= Self.lengthLimit else { return nil }
                rest = (Array(repeating: Array(body), count: times).joined() + Array(rest))[...]
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
        guard let end = rest.endOfGroup(at: rest.startIndex) else { return nil }
        defer { rest = rest[end...] }
        return rest[(rest.startIndex + 1)..<(end - 1)]
    }

    private static func dropGroup(_ rest: inout ArraySlice<UInt8>) -> Bool { group(&rest) != nil }
}
