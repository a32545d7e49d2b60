extension Grammar {
    /// R: <https://cran.r-project.org/doc/manuals/r-release/R-lang.html#Parser>.
    static let r = Grammar(
        .r,
        words: [
            WordList(.keyword, .none, "if else for while repeat in next break return function switch"),
            WordList(
                .constant, .none,
                """
                NULL NA NA_integer_ NA_real_ NA_complex_ NA_character_ TRUE FALSE Inf NaN pi letters LETTERS
                """),
            WordList(.builtin, .none, "T F"),
        ],
        comments: [.line("#")],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash, .multiline]),
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash, .multiline]),
            StringRule(quote: UInt8(ascii: "`"), options: [], tokenClass: .plain),
        ],
        prefixes: [("r", [.delimited])],
        numberSuffixes: "Li",
        wordBytes: ".",
        specials: "%"
    )
}
