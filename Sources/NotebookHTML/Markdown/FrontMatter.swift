/// YAML front matter at the beginning of a notebook, as Quarto and Jekyll have it.
///
/// A leading `---` is far more often a rule, so only lines that all read as a mapping count as front matter.
struct FrontMatter {
    /// The value of `title`, without quotes.
    var title: String?
    /// The lines between the marks.
    var text: [UInt8]
    /// What follows.
    var rest: [UInt8]

    /// Reads front matter; nil where the text has none.
    init?(_ source: [UInt8]) {
        let lines = source.split(separator: 0x0A, omittingEmptySubsequences: false)
        guard lines.count > 2, Self.trimmed(lines[0]).elementsEqual("---".utf8) else { return nil }
        guard let end = lines[1...].prefix(200).firstIndex(where: { Self.isEnd($0) }), end > 1 else { return nil }
        var keys = 0
        for line in lines[1..<end] {
            let text = Self.trimmed(line)
            if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
            // A nested line belongs to the key above it.
            if keys > 0, line.first == 0x20 || text.first == UInt8(ascii: "-") { continue }
            guard let (key, value) = Self.pair(text) else { return nil }
            keys += 1
            if key == "title", !value.isEmpty { title = value }
        }
        guard keys > 0 else { return nil }
        text = Array(lines[1..<end].joined(separator: [0x0A]))
        rest = Array(lines[(end + 1)...].joined(separator: [0x0A]))
    }

    private static func isEnd(_ line: ArraySlice<UInt8>) -> Bool {
        let text = trimmed(line)
        return text.elementsEqual("---".utf8) || text.elementsEqual("...".utf8)
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var line = line
        while let last = line.last, last <= 0x20 { line.removeLast() }
        return line
    }

    /// `key: value` with a plain key.
    private static func pair(_ line: ArraySlice<UInt8>) -> (key: String, value: String)? {
        let key = line.prefix {
            $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A
                || (0x30...0x39).contains($0)
        }
        let after = line[key.endIndex...]
        guard !key.isEmpty, after.first == UInt8(ascii: ":"), after.count == 1 || after.dropFirst().first == 0x20 else {
            return nil
        }
        var value = String(decoding: after.dropFirst(), as: UTF8.self).trimmingASCIISpace()
        if value.utf8.count >= 2, let quote = value.first, quote == "\"" || quote == "'", value.last == quote {
            value = String(value.dropFirst().dropLast())
        }
        return (String(decoding: key, as: UTF8.self), value)
    }
}
