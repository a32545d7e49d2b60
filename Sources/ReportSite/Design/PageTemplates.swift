/// The page shells: mustache texts, checked before first use so that a mistyped tag is an error and never an empty page.
package struct PageTemplates: Sendable {
    /// The templates a site is made of, `NAME.mustache` in the folder `templates/`.
    package enum Name: String, Sendable, CaseIterable {
        case report, standalone, unreadable, index, archive, latest, notFound
    }

    /// Checks and compiles template texts by name without `.mustache`; all of `Name` must be there.
    ///
    /// - Throws: the first fault with template name and line.
    package init(_ texts: [String: String]) throws(TemplateError) {}
}

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
