/// Pandoc's citation in brackets, `[see @knuth1984, p. 3; -@lamport]`, shown with the keys alone: `[see knuth1984, p. 3;
/// lamport]`. A notebook has no bibliography.
///
/// <https://pandoc.org/MANUAL.html#citation-syntax>
struct PandocCitation {
    /// The text with its brackets.
    private(set) var shown: [UInt8] = [UInt8(ascii: "[")]
    /// The index behind it.
    let end: Int

    /// A citation longer than this is text.
    private static let lengthLimit = 400

    /// Reads the citation that begins with the bracket at `start`; nil where the text there is something else.
    init?(_ text: ArraySlice<UInt8>, at start: Int) {
        guard text[start] == UInt8(ascii: "[") else { return nil }
        let content = text[(start + 1)...].prefix(Self.lengthLimit)
            .prefix { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") }
        guard content.endIndex < text.endIndex, text[content.endIndex] == UInt8(ascii: "]") else { return nil }
        end = content.endIndex + 1
        for part in content.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
            guard let plain = Self.withoutMark(part) else { return nil }
            if shown.count > 1 { shown.append(UInt8(ascii: ";")) }
            shown += plain
        }
        shown.append(UInt8(ascii: "]"))
    }

    /// One citation without the sign before its key; nil where there is no key, or one that names a figure or section.
    private static func withoutMark(_ part: ArraySlice<UInt8>) -> [UInt8]? {
        guard let at = part.firstIndex(of: UInt8(ascii: "@")) else { return nil }
        let key = part[(at + 1)...].prefix(while: \.isLabelByte)
        guard let first = key.first, first.isTeXLetter || (0x30...0x39).contains(first) || first >= 0x80,
            ReferenceKind(label: key) == nil
        else { return nil }
        var before = part[..<at]
        if before.last == UInt8(ascii: "-") { before.removeLast() }
        guard before.last.map({ $0 == 0x20 }) ?? true else { return nil }
        return Array(before) + part[(at + 1)...]
    }
}

extension [UInt8] {
    /// Without the scheme that MyST has for places of the same book: `project:#a` is `#a`.
    var withoutProjectScheme: [UInt8] {
        for scheme in ["project:", "path:"] where starts(with: scheme.utf8) {
            return Array(dropFirst(scheme.utf8.count))
        }
        return self
    }
}
