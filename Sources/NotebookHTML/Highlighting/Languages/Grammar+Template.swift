extension Grammar {
    /// Jinja's expressions and statements, between the braces: <https://jinja.palletsprojects.com/en/stable/templates/>.
    static let template = Grammar(
        .template,
        words: [
            WordList(.keyword, .function, "is"),
            // Tests are called so, too: `x is none`.
            WordList(.keyword, .soft, "false in none true"),
            WordList(
                .keyword, .none,
                "and as context else False if ignore import missing None not or recursive scoped True with without"),
            WordList(.builtin, .none, "block caller kwargs loop self super varargs"),
        ],
        comments: [],
        strings: [
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash, .multiline]),
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash, .multiline]),
        ],
        specials: "|"
    )
}
