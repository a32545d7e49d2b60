extension Grammar {
    /// Java: <https://docs.oracle.com/javase/specs/jls/se21/html/jls-3.html>.
    static let java = Grammar(
        words: [
            WordList(.keyword, .type, "class interface enum record"),
            WordList(
                .keyword, .none,
                """
                abstract assert break case catch const continue default do else exports extends final finally for goto \
                if implements import instanceof module native new non-sealed package permits private protected public \
                requires return sealed static strictfp super switch synchronized this throw throws transient try var \
                volatile while yield
                """),
            WordList(.type, .none, "boolean byte char double float int long short void"),
            WordList(.constant, .none, "true false null"),
        ],
        comments: [.line("//"), .block("/*", "*/")],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash, .tripled]),
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash]),
        ],
        numberSuffixes: "lLfFdD",
        wordBytes: "$",
        specials: "@"
    )

    /// Scala 2 and 3: <https://docs.scala-lang.org/scala3/reference/syntax.html>.
    static let scala = Grammar(
        .scala,
        words: [
            WordList(.keyword, .function, "def"),
            WordList(.keyword, .type, "class object trait enum type"),
            WordList(
                .keyword, .none,
                """
                abstract case catch derives do else end export extends extension final finally for forSome given if \
                implicit import infix inline lazy macro match new opaque open override package private protected return \
                sealed super then this throw transparent try using val var while with yield
                """),
            WordList(.constant, .none, "true false null"),
            WordList(
                .type, .none, "Any AnyRef AnyVal Boolean Byte Char Double Float Int Long Nothing Null Short String Unit"
            ),
        ],
        comments: [.line("//"), .block("/*", "*/", nests: true)],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash, .tripled]),
            StringRule(quote: UInt8(ascii: "'"), options: []),
            StringRule(quote: UInt8(ascii: "`"), options: [], tokenClass: .plain),
        ],
        prefixes: [
            ("s", [.backslash, .dollarBrace, .dollarName]), ("f", [.backslash, .dollarBrace, .dollarName]),
            ("raw", [.rawBackslash, .dollarBrace, .dollarName]),
        ],
        numberSuffixes: "lLfFdD",
        specials: "@"
    )
}
