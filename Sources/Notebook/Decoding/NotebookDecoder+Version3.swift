/// What formats 1 to 3 wrote differently, beyond other names for the same thing.
///
/// Rules: <https://nbformat.readthedocs.io/en/latest/changelog.html> and the upgrade functions of nbformat.
extension NotebookDecoder {
    private static let aliases = [
        "text": "text/plain", "html": "text/html", "svg": "image/svg+xml", "png": "image/png", "jpeg": "image/jpeg",
        "latex": "text/latex", "json": "application/json", "javascript": "application/javascript",
    ]

    /// The cells of one worksheet.
    mutating func worksheetCells(_ node: JSONNode) -> [JSONNode] {
        guard let cells = node["cells"], !cells.isNull else {
            if node.kind != .object { note("is \(node.kind.phrase) where a worksheet is expected; it is left out") }
            return []
        }
        if cells.kind == .array { return cells.elements }
        note("is \(cells.kind.phrase) where a list is expected; it is shown as text", at: [.key("cells")])
        return [cells]
    }

    /// A heading cell as Markdown, on one line: level 2 and `A\nb` -> `## A b`.
    static func heading(_ source: MultilineText, level: Int) -> MultilineText {
        let lines = source.string.split(omittingEmptySubsequences: false) { $0.isNewline }
        let text = (lines.last == "" ? lines.dropLast() : lines[...]).joined(separator: " ")
        return MultilineText(String(repeating: "#", count: min(max(level, 1), 6)) + " " + text)
    }

    /// The representations that formats 1 to 3 keep beside an output's type, under short names.
    func flatEntries(_ fields: Fields) -> [MIMEBundle.Entry] {
        fields.members.compactMap { key, value in
            switch key {
            case "output_type", "execution_count", "prompt_number", "metadata": return nil
            case "json": return MIMEBundle.Entry(type: "application/json", value: Self.parsed(value))
            default: return MIMEBundle.Entry(type: Self.aliases[key] ?? key.lowercased(), value: withLineEnds(value))
            }
        }
    }

    /// A text of formats 2 and 3 whose lines are listed without their line ends, with them: `["a", "b"]` -> `"a\nb"`.
    ///
    /// Only lists whose first line lacks its end are meant so, as nbformat's `_join_lines` reads them.
    func withLineEnds(_ node: JSONNode) -> JSONNode {
        guard place.worksheet != nil, node.kind == .array, node.count > 1 else { return node }
        let lines = node.elements
        guard lines.allSatisfy({ $0.kind == .string }), let first = lines.first?.string?.utf8.last,
            first != 0x0A, first != 0x0D
        else { return node }
        let text = Array(lines.map(\.source).joined(separator: "\\n".utf8))
        return Self.object([("text", [UInt8(ascii: "\"")] + text + [UInt8(ascii: "\"")])])?["text"] ?? node
    }

    /// The value a JSON text in a string stands for; the string where it is none.
    private static func parsed(_ node: JSONNode) -> JSONNode {
        guard node.kind == .string || node.kind == .array else { return node }
        let text = MultilineText(pieces: [.json(node)]).utf8
        return (try? JSONDocument(text).root) ?? node
    }

    /// The metadata of an output with MIME types for the short names: `{"png": {...}}` -> `{"image/png": {...}}`.
    func upgradedMetadata(_ metadata: JSONNode?) -> JSONNode? {
        guard let metadata else { return nil }
        let members = metadata.memberSources
        guard members.contains(where: { Self.aliases[$0.key] != nil }) else { return metadata }
        return Self.object(members.map { (Self.aliases[$0.key] ?? $0.key, $0.source) }) ?? metadata
    }

    /// The metadata of a cell with a flag that old formats kept beside it.
    static func adding(_ flag: String, to metadata: JSONNode?) -> JSONNode? {
        object((metadata?.memberSources ?? []) + [(flag, Array("true".utf8))])
    }

    /// An object in a document of its own, from keys and JSON texts.
    private static func object(_ members: [(key: String, source: [UInt8])]) -> JSONNode? {
        var json: [UInt8] = [UInt8(ascii: "{")]
        for (position, member) in members.enumerated() {
            if position > 0 { json.append(UInt8(ascii: ",")) }
            json.append(UInt8(ascii: "\""))
            for byte in member.key.utf8 {
                switch byte {
                case UInt8(ascii: "\""), UInt8(ascii: "\\"): json += [UInt8(ascii: "\\"), byte]
                case 0..<0x20: json += "\\u00".utf8 + String(UInt(byte) + 0x100, radix: 16).utf8.suffix(2)
                default: json.append(byte)
                }
            }
            json += "\":".utf8
            json += member.source
        }
        json.append(UInt8(ascii: "}"))
        return try? JSONDocument(json).root
    }
}

extension JSONNode {
    /// The members with the JSON text of their values, quotes included.
    fileprivate var memberSources: [(key: String, source: [UInt8])] {
        members.map { key, value in
            value.kind == .string
                ? (key, Array("\"".utf8) + value.source + Array("\"".utf8)) : (key, Array(value.source))
        }
    }
}
