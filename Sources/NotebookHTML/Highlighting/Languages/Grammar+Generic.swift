extension Grammar {
    /// Strings, comments and numbers, as most languages write them.
    static let generic = Grammar(
        words: [],
        comments: [.line("#"), .line("//"), .block("/*", "*/")],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash]),
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash]),
        ]
    )
}
