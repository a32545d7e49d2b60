/// What a page shows, read back from its HTML: the independent half of the check that nothing was dropped.
struct PageText {
    /// The text between tags, character references resolved, blanks left out.
    private(set) var text: [UInt8] = []
    /// Every `src` in page order.
    private(set) var sources: [ArraySlice<UInt8>] = []
    /// The first place not yet passed by `contains`: content is expected in the notebook's order.
    private var position = 0

    init(_ html: [UInt8]) {
        var index = 0
        text.reserveCapacity(html.count)
        while index < html.count {
            switch html[index] {
            case UInt8(ascii: "<"):
                let end = html[index...].firstIndex(of: UInt8(ascii: ">")) ?? html.count
                collectSource(html[index..<end])
                index = end + 1
            case UInt8(ascii: "&"):
                let end = html[index...].prefix(12).firstIndex(of: UInt8(ascii: ";")) ?? index
                text += Self.character(html[(index + 1)..<max(end, index + 1)])
                index = end + 1
            default:
                if html[index] > 0x20 { text.append(html[index]) }
                index += 1
            }
        }
    }

    private mutating func collectSource(_ tag: ArraySlice<UInt8>) {
        let name = Array(" src=\"".utf8)
        guard tag.starts(with: "<img".utf8), let start = firstRange(of: name, in: tag, from: tag.startIndex) else {
            return
        }
        let value = tag[(start + name.count)...]
        sources.append(value.prefix { $0 != UInt8(ascii: "\"") })
    }

    private static func character(_ name: ArraySlice<UInt8>) -> [UInt8] {
        switch String(decoding: name, as: UTF8.self) {
        case "lt": [UInt8(ascii: "<")]
        case "gt": [UInt8(ascii: ">")]
        case "amp": [UInt8(ascii: "&")]
        case "quot": [UInt8(ascii: "\"")]
        case "#39": [UInt8(ascii: "'")]
        default: []
        }
    }

    /// Whether the page shows this text at or after the last one asked for; blanks do not count.
    mutating func contains(_ wanted: some Sequence<UInt8>) -> Bool {
        let wanted = wanted.filter { $0 > 0x20 }
        guard !wanted.isEmpty else { return true }
        guard let found = firstRange(of: wanted, in: text[...], from: position) else { return false }
        position = found + wanted.count
        return true
    }

    private func firstRange(of pattern: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int) -> Int? {
        var index = start
        while index + pattern.count <= bytes.endIndex {
            if bytes[index] == pattern[0], bytes[index...].starts(with: pattern) { return index }
            index += 1
        }
        return nil
    }
}
