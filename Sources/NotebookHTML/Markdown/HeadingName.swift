/// The name an author gave a heading after its text, as Pandoc and Quarto write it: `Results {#sec-results}`.
///
/// <https://pandoc.org/MANUAL.html#extension-header_attributes>; what is no list of attributes is text.
enum HeadingName {
    /// The heading without the attribute, and the name; the name is nil where there is none.
    static func taken(from content: [MarkdownEvent]) -> (content: [MarkdownEvent], name: [UInt8]?) {
        guard case .text(let text)? = content.last, text.last == UInt8(ascii: "}"),
            let brace = text.lastIndex(of: UInt8(ascii: "{")), brace > 0, text[brace - 1] == 0x20
        else { return (content, nil) }
        guard let (list, end) = AttributeList.read(text[...], at: brace), end == text.endIndex else {
            return (content, nil)
        }
        let kept = text[..<brace]
        guard kept.contains(where: { $0 != 0x20 }) || content.count > 1 else { return (content, nil) }
        return (content.dropLast() + [.text(Array(kept))], list.id)
    }

    /// The text of the top-level heading that a Markdown text begins with; nil where it begins otherwise, or the heading
    /// holds a formula.
    static func title(of source: [UInt8]) -> String? {
        let line = source.drop { $0 <= 0x20 }.prefix { $0 != 0x0A }
        guard line.count < 1_000, line.starts(with: "# ".utf8), !line.contains(UInt8(ascii: "$")) else { return nil }
        var text: [UInt8] = []
        for event in MarkdownParser.events(Array(line)) {
            switch event {
            case .text(let bytes), .code(let bytes): text += bytes
            default: break
            }
        }
        let title = String(decoding: text, as: UTF8.self).trimmingASCIISpace()
        return title.isEmpty ? nil : title
    }
}
