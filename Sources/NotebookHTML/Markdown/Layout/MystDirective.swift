/// What stands behind a fence that begins a MyST directive: `{name} argument`, perhaps with attributes, `{tip .dropdown #a}`.
///
/// <https://mystmd.org/guide/syntax-overview>
struct MystDirective {
    let name: String
    let argument: [UInt8]
    /// What stands behind the name in its braces.
    private(set) var attributes = AttributeList()
    /// As the author wrote it.
    let source: [UInt8]

    init?(_ info: ArraySlice<UInt8>) {
        guard info.first == UInt8(ascii: "{") else { return nil }
        let name = info.dropFirst().prefix(while: \.isLabelByte)
        guard let first = name.first, first.isTeXLetter, name.count <= 40, name.endIndex < info.endIndex else {
            return nil
        }
        var end = name.endIndex
        if info[end] == 0x20 {
            // The list reads as one of its own from a brace on.
            let braces = [UInt8(ascii: "{")] + info[end...]
            guard let (list, behind) = AttributeList.read(braces[...], at: 0) else { return nil }
            attributes = list
            end += behind - 2
        }
        guard info[end] == UInt8(ascii: "}") else { return nil }
        self.name = String(decoding: name, as: UTF8.self).lowercased()
        argument = Array(info[(end + 1)...]).trimmed
        source = info.filter { $0 != UInt8(ascii: "`") }
    }

    var isFormula: Bool { name == "math" }

    /// Whether its content is no Markdown.
    var isVerbatim: Bool { Self.verbatim.contains(name) }

    private static let verbatim: Set = [
        "code-block", "code", "sourcecode", "code-cell", "highlight", "literalinclude", "raw", "mermaid",
        "parsed-literal",
        "eval-rst", "prompt", "graphviz", "doctest", "testcode",
    ]
}
