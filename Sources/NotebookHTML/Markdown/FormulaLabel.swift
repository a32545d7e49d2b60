/// The name behind a displayed formula: `$$…$$ {#eq-name}` as Quarto writes it, `$$…$$ (eq:name)` as MyST does.
enum FormulaLabel {
    /// The name after the formula at `range`, and where it ends; nil where something else follows.
    static func read(_ bytes: [UInt8], after range: Range<Int>) -> (label: [UInt8], end: Int)? {
        var index = range.upperBound
        while index < bytes.count, bytes[index] == 0x20 { index += 1 }
        guard index < bytes.count else { return nil }
        if bytes[index] == UInt8(ascii: "{") {
            guard let (list, end) = AttributeList.read(bytes[...], at: index), let id = list.id else { return nil }
            return (id, end)
        }
        guard bytes[index] == UInt8(ascii: "("), bytes[range.lowerBound] == UInt8(ascii: "$") else { return nil }
        let label = bytes[(index + 1)...].prefix(100).prefix(while: \.isLabelByte)
        var end = label.endIndex
        guard isName(label), end < bytes.count, bytes[end] == UInt8(ascii: ")") else { return nil }
        end += 1
        // Words in parentheses that go on are prose.
        return bytes[end...].prefix { $0 != 0x0A }.allSatisfy { $0 <= 0x20 } ? (Array(label), end) : nil
    }

    /// Whether this is more than a number or word that an author wants to be read, such as `(1)` or `(Bayes)`.
    private static func isName(_ label: ArraySlice<UInt8>) -> Bool {
        guard label.contains(where: \.isTeXLetter) else { return false }
        return label.starts(with: "eq".utf8)
            || label.contains { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ":") }
    }
}
