/// A language that code can be coloured as.
package enum Language: String, CaseIterable, Sendable {
    case python, r, julia, sql, bash, json, javaScript, typeScript, scala, c, java, go, rust, yaml, html, css
    /// Known by name but without a table of its own: strings, comments and numbers are coloured. Named for how it writes
    /// comments: `#`, `//`, `--`, `%` or `;`.
    case hashComments, slashComments, dashComments, percentComments, semicolonComments
    /// Text that is shown as it is.
    case plain
}

extension Language {
    /// How the source is read: by a table, or by the rules of a format that has no statements.
    enum Reader {
        case grammar(Grammar)
        case yaml, html, css, plain
    }

    /// The table or the rules that read the language.
    var reader: Reader {
        switch self {
        case .python: .grammar(.python)
        case .r: .grammar(.r)
        case .julia: .grammar(.julia)
        case .sql: .grammar(.sql)
        case .bash: .grammar(.shell)
        case .json: .grammar(.json)
        case .javaScript: .grammar(.javaScript)
        case .typeScript: .grammar(.typeScript)
        case .scala: .grammar(.scala)
        case .c: .grammar(.c)
        case .java: .grammar(.java)
        case .go: .grammar(.go)
        case .rust: .grammar(.rust)
        case .hashComments: .grammar(.hashComments)
        case .slashComments: .grammar(.slashComments)
        case .dashComments: .grammar(.dashComments)
        case .percentComments: .grammar(.percentComments)
        case .semicolonComments: .grammar(.semicolonComments)
        case .yaml: .yaml
        case .html: .html
        case .css: .css
        case .plain: .plain
        }
    }
}
