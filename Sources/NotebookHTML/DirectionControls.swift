/// The characters that turn the order of the text behind them around, without being seen: embeddings, overrides and
/// isolates (<https://www.unicode.org/reports/tr9/#Explicit_Directional_Embeddings>).
///
/// In code they make a reader see other code than runs (Trojan Source, CVE-2021-42574); in a title without their ends
/// they reorder what stands beside it.
package enum DirectionControls {
    /// What is known of one such character.
    struct Control: Sendable {
        /// Unicode's abbreviation, `RLO`.
        var mark: StaticString
        /// Its name with its number.
        var name: StaticString
    }

    /// The control whose UTF-8 begins at an index; all are three bytes long.
    @inline(__always)
    static func control(in text: UnsafeBufferPointer<UInt8>, at index: Int) -> Control? {
        guard unsafe text[index] == 0xE2, index + 2 < text.count else { return nil }
        return unsafe control(text[index + 1], text[index + 2])
    }

    private static func control(_ second: UInt8, _ third: UInt8) -> Control? {
        switch (second, third) {
        case (0x80, 0xAA): Control(mark: "LRE", name: "left-to-right embedding, U+202A")
        case (0x80, 0xAB): Control(mark: "RLE", name: "right-to-left embedding, U+202B")
        case (0x80, 0xAC): Control(mark: "PDF", name: "pop directional formatting, U+202C")
        case (0x80, 0xAD): Control(mark: "LRO", name: "left-to-right override, U+202D")
        case (0x80, 0xAE): Control(mark: "RLO", name: "right-to-left override, U+202E")
        case (0x81, 0xA6): Control(mark: "LRI", name: "left-to-right isolate, U+2066")
        case (0x81, 0xA7): Control(mark: "RLI", name: "right-to-left isolate, U+2067")
        case (0x81, 0xA8): Control(mark: "FSI", name: "first strong isolate, U+2068")
        case (0x81, 0xA9): Control(mark: "PDI", name: "pop directional isolate, U+2069")
        default: nil
        }
    }

    /// Whether a text has any.
    static func areIn(_ text: [UInt8]) -> Bool {
        unsafe text.withUnsafeBufferPointer { text in
            text.indices.contains { unsafe control(in: text, at: $0) != nil }
        }
    }

    /// A name for the middle of a sentence: one with such characters stands in an isolate of its own.
    static func isolated(_ text: String) -> String {
        let balanced = balanced(text)
        return areIn(Array(balanced.utf8)) ? "\u{2068}\(balanced)\u{2069}" : balanced
    }

    /// A text whose controls end within it: what is open at its end is closed, ends of nothing are left out, so that it
    /// turns nothing beside it around.
    ///
    ///     DirectionControls.balanced("a\u{202E}b")   // "a\u{202E}b\u{202C}"
    package static func balanced(_ text: String) -> String {
        guard text.utf8.contains(0xE2) else { return text }
        var result = String.UnicodeScalarView()
        // The ends that are due, innermost last. Beyond the 125 levels a browser knows, none is begun.
        var due: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x202A, 0x202B, 0x202D, 0x202E, 0x2066...0x2068:
                guard due.count < 100 else { continue }
                due.append(scalar.value < 0x2066 ? "\u{202C}" : "\u{2069}")
                result.append(scalar)
            case 0x202C:
                guard due.last == scalar else { continue }
                due.removeLast()
                result.append(scalar)
            case 0x2069:
                // The end of an isolate ends the embeddings in it.
                guard let start = due.lastIndex(of: scalar) else { continue }
                due.removeSubrange(start...)
                result.append(scalar)
            default: result.append(scalar)
            }
        }
        result.append(contentsOf: due.reversed())
        return String(result)
    }
}
