/// What stands in braces after a span, picture, link or fence: `{#fig-one .wide width=50% fig-alt="A line"}`.
///
/// <https://pandoc.org/MANUAL.html#extension-attributes>
struct AttributeList: Sendable, Hashable {
    var id: [UInt8]?
    var classes: [String] = []
    var values: [String: [UInt8]] = [:]

    /// A list longer than this is text.
    private static let lengthLimit = 4_000

    /// Reads the list that begins with the brace at `start`; nil where the text there is something else.
    static func read(_ bytes: ArraySlice<UInt8>, at start: Int) -> (list: AttributeList, end: Int)? {
        guard start < bytes.endIndex, bytes[start] == UInt8(ascii: "{") else { return nil }
        var reader = Reader(bytes: bytes.prefix(upTo: min(bytes.endIndex, start + lengthLimit)), index: start + 1)
        return reader.read().map { ($0, reader.index) }
    }

    /// The value of a key as text.
    func text(_ key: String) -> String? { values[key].map { String(decoding: $0, as: UTF8.self) } }

    private struct Reader {
        let bytes: ArraySlice<UInt8>
        var index: Int

        private var byte: UInt8 { index < bytes.endIndex ? bytes[index] : 0 }

        mutating func read() -> AttributeList? {
            var list = AttributeList()
            while skipBlanks() {
                switch byte {
                case UInt8(ascii: "}"):
                    index += 1
                    return list == AttributeList() ? nil : list
                case UInt8(ascii: "#"):
                    index += 1
                    guard let name = name() else { return nil }
                    list.id = Array(name)
                case UInt8(ascii: "."):
                    index += 1
                    guard let name = name() else { return nil }
                    list.classes.append(String(decoding: name, as: UTF8.self))
                case UInt8(ascii: "-"):
                    index += 1
                    guard byte == UInt8(ascii: "}") || byte == 0x20 else { return nil }
                    list.classes.append("unnumbered")
                default:
                    guard let key = name(), byte == UInt8(ascii: "=") else { return nil }
                    index += 1
                    guard let value = value() else { return nil }
                    list.values[String(decoding: key, as: UTF8.self)] = value
                }
            }
            return nil
        }

        /// Moves to the next word; false at the end and before a blank line.
        private mutating func skipBlanks() -> Bool {
            var lines = 0
            while index < bytes.endIndex, byte == 0x20 || byte == 0x09 || byte == 0x0A {
                if byte == 0x0A { lines += 1 }
                index += 1
            }
            return index < bytes.endIndex && lines < 2
        }

        private mutating func name() -> ArraySlice<UInt8>? {
            let name = bytes[index...].prefix(while: \.isLabelByte)
            guard let first = name.first, first.isTeXLetter || first >= 0x80 || (0x30...0x39).contains(first) else {
                return nil
            }
            index = name.endIndex
            return name
        }

        private mutating func value() -> [UInt8]? {
            guard byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") else {
                let word = bytes[index...].prefix { $0.isLabelByte || UInt8.plainValueBytes.contains($0) }
                index = word.endIndex
                return word.isEmpty ? nil : Array(word)
            }
            let quote = byte
            index += 1
            var value: [UInt8] = []
            while index < bytes.endIndex, byte != quote {
                if byte == UInt8(ascii: "\\"), index + 1 < bytes.endIndex { index += 1 }
                if byte == 0x0A, value.last == 0x0A { return nil }
                value.append(byte)
                index += 1
            }
            guard byte == quote else { return nil }
            index += 1
            return value.map { $0 == 0x0A ? 0x20 : $0 }
        }
    }
}

extension UInt8 {
    /// Whether the byte may be in the name of a place: letters, digits, `-`, `_`, `:`, `.`.
    var isLabelByte: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x80..., UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"),
            UInt8(ascii: "."):
            true
        default: false
        }
    }

    fileprivate static let plainValueBytes = Set("%/,+#?&*;~!@$".utf8)
}
