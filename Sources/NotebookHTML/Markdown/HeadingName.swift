/// The name an author gave a heading after its text, as Pandoc and Quarto write it: `Results {#sec-results}`.
///
/// <https://pandoc.org/MANUAL.html#extension-header_attributes>; only a name, perhaps with classes, counts: all else is text.
enum HeadingName {
    /// The heading without the attribute, and the name; the name is nil where there is none, and the heading is as it was.
    static func taken(from content: [MarkdownEvent]) -> (content: [MarkdownEvent], name: [UInt8]?) {
        guard case .text(let text)? = content.last, text.last == UInt8(ascii: "}"),
            let brace = text.lastIndex(of: UInt8(ascii: "{")), brace > 0, text[brace - 1] == 0x20
        else { return (content, nil) }
        let words = text[(brace + 1)..<(text.count - 1)].split(separator: 0x20)
        guard let first = words.first, first.first == UInt8(ascii: "#"), first.count > 1,
            words.dropFirst().allSatisfy({ $0.first == UInt8(ascii: ".") }), first.dropFirst().allSatisfy(isNameByte)
        else { return (content, nil) }
        let kept = text[..<brace]
        guard kept.contains(where: { $0 != 0x20 }) || content.count > 1 else { return (content, nil) }
        return (content.dropLast() + [.text(Array(kept))], Array(first.dropFirst()))
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }
}
