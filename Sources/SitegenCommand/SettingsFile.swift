internal import Yams

/// Reads `sitegen.yml`.
package enum SettingsFile {
    /// The name of the file, beside where the program runs.
    package static let name = "sitegen.yml"

    /// Takes the settings of a YAML text; errors name the line.
    package static func apply(_ text: String, to settings: inout Settings) throws(ConfigurationError) {
        let node: Node?
        do { node = try Yams.compose(yaml: text) } catch { throw notYAML(error) }
        guard let node, node != Node("", Tag(.null)) else { return }
        if node.scalar?.string.isEmpty == true { return }
        guard let mapping = node.mapping else {
            throw ConfigurationError(place: place(node), reason: "A list of 'name: value' is expected.")
        }
        for (key, value) in mapping {
            guard let keyText = key.scalar?.string else {
                throw ConfigurationError(place: place(key), reason: "A setting's name must be text.")
            }
            guard let text = value.scalar?.string else {
                throw ConfigurationError(place: place(value), reason: "'\(keyText)' must be one value.")
            }
            try settings.set(keyText, to: text, place: place(key))
        }
    }

    /// `sitegen.yml:3: This is not YAML: did not find expected ',' or ']'.`
    private static func notYAML(_ error: any Error) -> ConfigurationError {
        switch error as? YamlError {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            ConfigurationError(place: "\(name):\(mark.line)", reason: "This is not YAML: \(problem).")
        default:
            ConfigurationError(place: name, reason: "This is not YAML: \(error)")
        }
    }

    private static func place(_ node: Node) -> String { node.mark.map { "\(name):\($0.line)" } ?? name }
}
