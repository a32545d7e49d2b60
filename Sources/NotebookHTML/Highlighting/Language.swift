/// A language that code can be coloured as.
package enum Language: String, CaseIterable, Sendable {
    case python
    /// Known by name but without a table: strings, comments and numbers are coloured.
    case generic
    case r, julia, sql, bash, html
    /// Text that is shown as it is.
    case plain
}

extension Language {
    /// How the source is read.
    enum Reader {
        case grammar(Grammar)
        case plain
    }

    /// The table or procedure that reads the language.
    var reader: Reader {
        switch self {
        case .python: .grammar(.python)
        case .generic: .grammar(.generic)
        default: .plain
        }
    }
}
