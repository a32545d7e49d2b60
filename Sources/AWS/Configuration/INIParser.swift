/// Reads an INI file line by line.
struct INIParser {
    private let path: String
    private(set) var sections: [INIFile.Section] = []
    private var places: [[String]: Int] = [:]
    private var line = 0
    /// The section and name that an indented line belongs to.
    private var section: Int?
    private var name: String?

    init(path: String) { self.path = path }

    /// Takes the next line, without its line feed.
    mutating func read(_ text: Substring) throws(AWSConfigurationError) {
        line += 1
        let text = line == 1 && text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text
        let content = text.trimmed
        if content.isEmpty || content.hasPrefix("#") || content.hasPrefix(";") { return }
        let isIndented = text.first == " " || text.first == "\t"
        if isIndented, let section, let name {
            try continueProperty(name, of: section, with: content)
        } else if content.hasPrefix("[") {
            try beginSection(content)
        } else {
            try beginProperty(content)
        }
    }

    private mutating func beginSection(_ content: String) throws(AWSConfigurationError) {
        guard let close = content.firstIndex(of: "]") else { throw fault("The section has no closing ']'.") }
        let rest = content[content.index(after: close)...].trimmed
        guard rest.isEmpty || rest.hasPrefix("#") || rest.hasPrefix(";") else {
            throw fault("Only a comment may follow the ']' of a section.")
        }
        let words = try words(of: content[..<close].dropFirst())
        if places[words] == nil {
            places[words] = sections.count
            sections.append(INIFile.Section(words: words))
        }
        section = places[words]
        name = nil
    }

    /// `profile "two words"` -> `profile`, `two words`.
    private func words(of header: Substring) throws(AWSConfigurationError) -> [String] {
        let header = header.trimmed
        guard !header.isEmpty else { throw fault("The section has no name.") }
        guard let space = header.firstIndex(where: { $0 == " " || $0 == "\t" }) else { return [header] }
        var rest = header[space...].trimmed
        if let quote = rest.first, quote == "\"" || quote == "'" {
            guard rest.count > 1, rest.last == quote else { throw fault("The name's quote is not closed.") }
            rest = String(rest.dropFirst().dropLast())
        }
        return [String(header[..<space]), rest]
    }

    private mutating func beginProperty(_ content: String) throws(AWSConfigurationError) {
        guard let section else { throw fault("A section like '[default]' must stand before this line.") }
        let (name, property) = try property(content)
        sections[section].properties[name] = property
        self.name = name
    }

    private mutating func continueProperty(
        _ name: String, of section: Int, with content: String
    ) throws(AWSConfigurationError) {
        guard let property = sections[section].properties[name] else { return }
        if property.value.isEmpty {
            let (inner, value) = try self.property(content)
            sections[section].properties[name]?.nested[inner] = value
        } else {
            sections[section].properties[name]?.value += "\n" + content
        }
    }

    /// `name = value`. In a command ` #` and ` ;` mean something to the shell; elsewhere they begin a comment.
    private func property(_ content: String) throws(AWSConfigurationError) -> (String, INIFile.Property) {
        guard let equals = content.firstIndex(of: "=") else {
            throw fault("'name = value' is expected; this line has no '='.")
        }
        let name = content[..<equals].trimmed.lowercased()
        guard !name.isEmpty else { throw fault("'name = value' is expected; this line has no name.") }
        var value = content[content.index(after: equals)...].trimmed
        if name != "credential_process" { value = Self.withoutComment(value) }
        return (name, INIFile.Property(value: value, place: FilePlace(path: path, line: line)))
    }

    private static func withoutComment(_ value: String) -> String {
        var previous: UInt8 = 0x20
        for index in value.utf8.indices {
            let byte = value.utf8[index]
            if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";"), previous == 0x20 || previous == 0x09 {
                return value[..<index].trimmed
            }
            previous = byte
        }
        return value
    }

    private func fault(_ reason: String) -> AWSConfigurationError {
        AWSConfigurationError(place: FilePlace(path: path, line: line), reason: reason)
    }
}
