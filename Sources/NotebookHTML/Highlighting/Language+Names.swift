extension Language {
    /// The language a notebook or a fence means by `name`: a kernel's or `language_info` name, a Pygments lexer, an
    /// info string, a file extension. Case does not matter; nil when no language has that name.
    ///
    ///     Language(name: "IPython3")   ->   .python
    package init?(name: String) {
        guard let language = Self.byName[name.lowercased()] else { return nil }
        self = language
    }

    private static let byName: [String: Language] = {
        var table: [String: Language] = [:]
        for (language, names) in names {
            for name in names.split(separator: " ") { table[String(name)] = language }
        }
        return table
    }()

    private static let names: [(Language, String)] = [
        (.python, "python python2 python3 py py3 ipython ipython2 ipython3 pyi pypy cython sage xpython pyspark"),
        (.bash, "bash sh zsh ksh shell"),
        (.html, "html"), (.sql, "sql"), (.r, "r ir"), (.julia, "julia jl"),
    ]
}
