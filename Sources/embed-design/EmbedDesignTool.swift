import FoundationEssentials

/// Writes text files as a Swift source: `embed-design OUTPUT ROOT FILE...`; names are relative to ROOT.
@main
struct EmbedDesignTool {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let output = arguments.first, let root = arguments.dropFirst().first else { return }
        var source = "/// The files of `templates/` and `site/` as they were when the program was compiled.\n"
        source += "enum EmbeddedDesign {\n    /// Path below the project and text.\n"
        source += "    static let files: [(path: String, text: StaticString)] = [\n"
        for path in arguments.dropFirst(2) {
            let bytes = try Data(contentsOf: URL(filePath: path))
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw EmbedError(description: "\(path): only UTF-8 text can be embedded")
            }
            let name = path.dropFirst(root.hasSuffix("/") ? root.count : root.count + 1)
            source += "        (\(literal(String(name))), \(literal(text))),\n"
        }
        source += "    ]\n}\n"
        try Data(source.utf8).write(to: URL(filePath: output), options: .atomic)
    }

    /// The text as a Swift string literal on one line.
    private static func literal(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": literal += "\\\(scalar)"
            case "\n": literal += "\\n"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                literal += "\\u{\(String(scalar.value, radix: 16))}"
            default: literal.unicodeScalars.append(scalar)
            }
        }
        return literal + "\""
    }
}

/// A file that can't be embedded.
struct EmbedError: Error, CustomStringConvertible {
    var description: String
}
