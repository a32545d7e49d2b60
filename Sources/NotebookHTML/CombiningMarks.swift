/// Bounds how many combining marks stand on one letter: browsers take minutes for a letter with 200,000.
///
/// Unicode's Stream-Safe Text Format has the same bound, far above what any writing needs
/// (<https://www.unicode.org/reports/tr15/#Stream_Safe_Text_Format>). What is beyond it is left out, and the text says so
/// at the place.
///
///     var marks = CombiningMarks()
///     marks.bounded(text)   // nil for nearly every text: it may stand as it is
struct CombiningMarks: Sendable {
    /// How many marks one letter may have.
    static let limit = 30

    /// How many marks stand on the last letter so far; it goes on in the next text, as spans don't separate letters.
    private var count = 0
    /// Whether the last mark joins the next letter to the one before it, as Khmer's coeng does.
    private var joins = false

    /// The text with the surplus marks replaced by a remark; nil where it may stand as it is.
    mutating func bounded(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard unsafe needsCare(text) else {
            (count, joins) = (0, false)
            return nil
        }
        var result: [UInt8]?
        var start = 0
        var index = 0
        var surplus = 0
        while index < text.count {
            let first = index
            if unsafe admits(text, &index) {
                if surplus > 0 { Self.remark(on: &surplus, in: &result) }
            } else {
                if surplus == 0 { result = unsafe (result ?? []) + text[start..<first] }
                surplus += 1
                start = index
            }
        }
        if surplus > 0 { Self.remark(on: &surplus, in: &result) }
        if result != nil { unsafe result?.append(contentsOf: text[start...]) }
        return result
    }

    /// Whether a text could have too many: those fill at least 62 bytes, none of them ASCII, unless they go on from
    /// before or in what follows.
    private func needsCare(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = unsafe text.first, let last = unsafe text.last else { return count > 0 }
        if last >= 0x80 || (count > 0 && first >= 0x80) { return true }
        return stride(from: 60, to: text.count, by: 61).contains { unsafe text[$0] >= 0x80 }
    }

    /// Reads the character at `index` and moves past it; false if it is a mark too many.
    private mutating func admits(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int) -> Bool {
        let lead = unsafe text[index]
        let length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
        let end = min(index + length, text.count)
        defer { index = end }
        // Latin, Greek, Cyrillic, Chinese and Hangul have no marks of their own there, and fill most texts.
        switch lead {
        case ..<0xCC, 0xCE...0xD1, 0xE4...0xE9, 0xEB...0xED: return admitLetter()
        default: break
        }
        var value = UInt32(lead) & (0x7F >> UInt32(length))
        for position in (index + 1)..<max(end, index + 1) { unsafe value = value << 6 | UInt32(text[position] & 0x3F) }
        guard let scalar = Unicode.Scalar(value), scalar.extendsLetter else { return admitLetter() }
        count += 1
        joins = count <= Self.limit && scalar.properties.canonicalCombiningClass == .virama
        return count <= Self.limit
    }

    private mutating func admitLetter() -> Bool {
        if !joins { count = 0 }
        joins = false
        return true
    }

    private static func remark(on surplus: inout Int, in text: inout [UInt8]?) {
        let marks = surplus == 1 ? "one combining mark" : "\(NumberText.grouped(surplus)) combining marks"
        text?.append(contentsOf: " [\(marks) left out] ".utf8)
        surplus = 0
    }
}

extension CombiningMarks {
    /// A text with no more marks on a letter than may be shown.
    static func bounded(_ text: String) -> String {
        var text = text
        var marks = CombiningMarks()
        guard let bounded = text.withUTF8({ unsafe marks.bounded($0) }) else { return text }
        return String(decoding: bounded, as: UTF8.self)
    }

    /// Whether some letter of a text has more marks than may be shown.
    mutating func areTooMany(in text: ArraySlice<UInt8>) -> Bool {
        unsafe text.withUnsafeBufferPointer { unsafe bounded($0) } != nil
    }
}

extension Unicode.Scalar {
    /// Whether it belongs to the letter before it: combining marks, variation selectors, joiners, tags and the skin
    /// colours of emoji (<https://www.unicode.org/reports/tr29/#Grapheme_Cluster_Boundaries>, Extend and SpacingMark).
    fileprivate var extendsLetter: Bool {
        switch value {
        case 0x200C, 0x200D, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F: return true
        default: break
        }
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: return true
        default: return false
        }
    }
}
