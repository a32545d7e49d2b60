extension Grammar {
    /// The POSIX shell and bash: <https://www.gnu.org/software/bash/manual/bash.html>.
    static let shell = Grammar(
        .shell,
        words: [
            // A word follows these, not a command.
            WordList(.keyword, .soft, "for case select"),
            WordList(.keyword, .afterDot, "in fi done esac"),
            WordList(.keyword, .function, "function"),
            WordList(.keyword, .none, "if then else elif while until do return break continue"),
            WordList(.builtin, .assignments, "alias declare export local readonly typeset"),
            WordList(
                .builtin, .none,
                """
                bg bind builtin caller cd command compgen complete dirs disown echo enable eval exec exit \
                false fc fg getopts hash help history jobs kill let logout mapfile popd printf pushd pwd \
                read readarray set shift shopt source suspend test time times trap true type ulimit \
                umask unalias unset wait
                """),
        ],
        comments: [],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash, .multiline, .shell]),
            StringRule(quote: UInt8(ascii: "'"), options: [.multiline]),
        ]
    )
}
