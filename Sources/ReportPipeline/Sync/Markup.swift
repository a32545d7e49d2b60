/// The little of HTML that a folder page needs: finding tags whatever their case, in one pass over the bytes.
struct Markup {
    private let bytes: ArraySlice<UInt8>

    init(_ bytes: some Collection<UInt8>) { self.bytes = ArraySlice(bytes) }

    /// What stands between the first `start` and the next `end` behind it; nil where one is missing.
    func between(_ start: StaticString, _ end: StaticString) -> ArraySlice<UInt8>? {
        guard let open = range(of: start, from: bytes.startIndex),
            let close = range(of: end, from: open.upperBound)
        else { return nil }
        return bytes[open.upperBound..<close.lowerBound]
    }

    /// What stands before the first `tag`.
    func before(_ tag: StaticString) -> ArraySlice<UInt8>? {
        range(of: tag, from: bytes.startIndex).map { bytes[..<$0.lowerBound] }
    }

    /// Whether a tag stands in it.
    func contains(_ tag: StaticString) -> Bool { range(of: tag, from: bytes.startIndex) != nil }

    /// The parts that `<br>` ends.
    var lines: [ArraySlice<UInt8>] {
        var lines: [ArraySlice<UInt8>] = []
        var start = bytes.startIndex
        while let tag = range(of: "<br", from: start) {
            lines.append(bytes[start..<tag.lowerBound])
            guard let end = bytes[tag.upperBound...].firstIndex(of: UInt8(ascii: ">")) else { return lines }
            start = end + 1
        }
        lines.append(bytes[start...])
        return lines
    }

    /// Text on one line: references resolved, white space joined, cut where it is long.
    ///
    /// `&lt;dir&gt;` -> `<dir>`
    static func text(_ bytes: some Collection<UInt8>) -> String {
        var text = String(decoding: bytes.prefix(600), as: UTF8.self)
        if text.utf8.contains(UInt8(ascii: "&")) {
            for (reference, character) in [
                ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&"),
            ] { text = text.split(separator: reference, omittingEmptySubsequences: false).joined(separator: character) }
        }
        return text.split { $0.isWhitespace }.joined(separator: " ")
    }

    /// Where a lower-case pattern stands at or behind an index, letters compared without regard to case.
    private func range(of pattern: StaticString, from start: Int) -> Range<Int>? {
        let length = pattern.utf8CodeUnitCount
        return pattern.withUTF8Buffer { pattern in
            var index = start
            while index + length <= bytes.endIndex {
                var offset = 0
                while offset < length, lowered(bytes[index + offset]) == (unsafe pattern[offset]) { offset += 1 }
                if offset == length { return index..<index + length }
                index += 1
            }
            return nil
        }
    }

    private func lowered(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
