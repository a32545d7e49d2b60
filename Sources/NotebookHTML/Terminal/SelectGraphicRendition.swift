/// The parameters of a control sequence: numbers, each with the sub-parameters that `:` appends (ISO 8613-6 §13.1.8).
struct SelectGraphicRendition {
    private let text: ArraySlice<UInt8>

    init(_ text: ArraySlice<UInt8>) {
        self.text = text
    }

    /// The first number, nil where it is left out.
    var first: Int? {
        let digits = text.prefix { (0x30...0x39).contains($0) }
        return digits.isEmpty ? nil : Self.number(digits)
    }

    /// All parameters; a missing number is 0, sub-parameters keep -1 for a missing one.
    var groups: [[Int]] {
        text.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).prefix(64).map { group in
            group.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false).prefix(8)
                .enumerated().map { $1.isEmpty ? ($0 == 0 ? 0 : -1) : Self.number($1) }
        }
    }

    /// A number, at most 999,999 so that hostile counts stay harmless.
    private static func number(_ digits: ArraySlice<UInt8>) -> Int {
        digits.reduce(0) { min($0 * 10 + Int($1 & 0x0F), 999_999) }
    }
}
