/// A fault of a page template.
package struct TemplateError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The template's name without `.mustache`.
    package var template: String
    /// The line from 1, or nil where the whole template is missing.
    package var line: Int?
    /// What is wrong and how to put it right, as a sentence.
    package var reason: String

    package var description: String {
        "\(template).mustache\(line.map { ":\($0)" } ?? ""): \(reason)"
    }
}
