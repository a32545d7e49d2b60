/// Languages known by name but without a table of their own, by the comments they write: strings, comments and numbers
/// are coloured.
extension Grammar {
    /// Ruby, Perl, TOML, Make.
    static let hashComments = generic([.line("#")], quotes: "\"'")

    /// Swift, Kotlin, C#, PHP.
    static let slashComments = generic([.line("//"), .block("/*", "*/")], quotes: "\"'")

    /// Haskell, Lua, Ada. An apostrophe can be part of a name there.
    static let dashComments = generic([.line("--"), .block("{-", "-}", nests: true)], quotes: "\"", wordBytes: "'")

    /// MATLAB, TeX, Erlang. An apostrophe transposes there.
    static let percentComments = generic([.line("%")], quotes: "\"")

    /// Lisps and assemblers. An apostrophe quotes a form there.
    static let semicolonComments = generic([.line(";")], quotes: "\"")

    private static func generic(_ comments: [Comment], quotes: String, wordBytes: String = "") -> Grammar {
        Grammar(
            words: [],
            comments: comments,
            strings: quotes.utf8.map { StringRule(quote: $0, options: [.backslash]) },
            wordBytes: wordBytes
        )
    }
}
