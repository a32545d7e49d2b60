extension Grammar {
    /// JSON, and the comments of JSONC: <https://www.rfc-editor.org/rfc/rfc8259>.
    static let json = Grammar(
        .json,
        words: [WordList(.constant, .none, "true false null NaN Infinity")],
        comments: [.line("//"), .block("/*", "*/")],
        strings: [StringRule(quote: UInt8(ascii: "\""), options: [.backslash])],
        specials: "-"
    )

    /// JavaScript: <https://tc39.es/ecma262/#sec-ecmascript-language-lexical-grammar>.
    static let javaScript = javaScriptGrammar([])

    /// TypeScript: JavaScript and the words of its type language.
    static let typeScript = javaScriptGrammar([
        WordList(.keyword, .type, "interface enum namespace type"),
        WordList(
            .keyword, .none,
            "abstract as asserts declare implements infer is keyof module override private protected public readonly satisfies"
        ),
        WordList(.type, .none, "any bigint boolean never number object string symbol unknown void"),
    ])

    private static func javaScriptGrammar(_ additional: [WordList]) -> Grammar {
        Grammar(
            .javaScript,
            words: additional + [
                WordList(.keyword, .function, "function"),
                WordList(.keyword, .type, "class"),
                WordList(
                    .keyword, .none,
                    """
                    as async await break case catch const constructor continue debugger default do else export extends \
                    finally for from if import let of return static super switch this throw try var while with yield \
                    enum implements interface package private protected public get set
                    """),
                WordList(.wordOperator, .none, "delete in instanceof new typeof void"),
                WordList(.constant, .none, "true false null undefined NaN Infinity"),
                WordList(.builtin, .none, javaScriptBuiltins),
            ],
            comments: [.line("//"), .block("/*", "*/"), .line("#!")],
            strings: [
                StringRule(quote: UInt8(ascii: "\""), options: [.backslash]),
                StringRule(quote: UInt8(ascii: "'"), options: [.backslash]),
                StringRule(quote: UInt8(ascii: "`"), options: [.backslash, .multiline, .dollarBrace]),
            ],
            numberSuffixes: "n",
            wordBytes: "$",
            specials: "@*"
        )
    }

    /// <https://tc39.es/ecma262/#sec-global-object> and the browser's own globals.
    private static let javaScriptBuiltins = """
        AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date Error EvalError \
        FinalizationRegistry Float32Array Float64Array Function Int16Array Int32Array Int8Array InternalError Intl \
        Iterator JSON Map Math Number Object Promise Proxy RangeError ReferenceError Reflect RegExp Set \
        SharedArrayBuffer String Symbol SyntaxError TypeError URIError Uint16Array Uint32Array Uint8Array \
        Uint8ClampedArray WeakMap WeakRef WeakSet arguments decodeURI decodeURIComponent document encodeURI \
        encodeURIComponent eval global globalThis isFinite isNaN parseFloat parseInt window
        """
}
