/// A note beside the text, by the look it has and the word that names it.
struct Callout: Sendable, Hashable {
    /// The five looks, as Quarto and GitHub name them, and one without colour for theorems and exercises.
    enum Look: String, Sendable {
        case note, tip, important, warning, caution, statement
    }

    /// How much of it is drawn: Quarto's `appearance`.
    enum Appearance: String, Sendable {
        case standard, simple, minimal
    }

    var look: Look
    /// The word shown where the author gives no title.
    var name: String
    var appearance = Appearance.standard

    /// The callout of a name as GitHub, Quarto, MyST and Sphinx have them, nil for other names.
    static func named(_ name: some StringProtocol) -> Callout? {
        let name = name.lowercased()
        if let look = looks[name] {
            return Callout(look: look, name: titles[name] ?? name.prefix(1).uppercased() + name.dropFirst())
        }
        guard statements.contains(name) else { return nil }
        return Callout(look: .statement, name: name.prefix(1).uppercased() + name.dropFirst())
    }

    private static let looks: [String: Look] = [
        "note": .note, "info": .note, "seealso": .note, "admonition": .note, "dropdown": .note,
        "versionadded": .note, "versionchanged": .note, "todo": .note,
        "tip": .tip, "hint": .tip, "important": .important,
        "warning": .warning, "attention": .warning, "deprecated": .warning,
        "caution": .caution, "danger": .caution, "error": .caution,
    ]

    private static let titles = [
        "seealso": "See also", "versionadded": "Added", "versionchanged": "Changed", "info": "Note",
        "admonition": "Note", "dropdown": "Details", "todo": "To do",
    ]

    private static let statements: Set<String> = [
        "theorem", "lemma", "corollary", "proposition", "conjecture", "definition", "example", "exercise", "solution",
        "proof", "remark", "axiom", "criterion", "observation", "property", "assumption", "algorithm",
    ]
}
