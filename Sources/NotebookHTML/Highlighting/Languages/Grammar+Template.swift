extension Grammar {
    /// Jinja's expressions and statements, between the braces: <https://jinja.palletsprojects.com/en/stable/templates/>.
    static let template = Grammar(
        .template,
        words: [
            WordList(.keyword, .function, "is"),
            WordList(
                .keyword, .none,
                "and as context else false False if ignore import in missing none None not or recursive scoped true True with without"
            ),
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
