extension Grammar {
    /// C and C++: <https://eel.is/c++draft/lex>.
    static let c = Grammar(
        .c,
        words: [
            WordList(.keyword, .type, "class struct union enum namespace concept"),
            WordList(
                .keyword, .none,
                """
                alignas alignof asm auto break case catch co_await co_return co_yield const const_cast consteval constexpr \
                constinit continue decltype default delete do dynamic_cast else explicit export extern final for friend \
                goto if import inline module mutable new noexcept operator override private protected public register \
                reinterpret_cast requires restrict return sizeof static static_assert static_cast switch template this \
                thread_local throw try typedef typeid typename typeof using virtual volatile while _Alignas _Alignof \
                _Atomic _Generic _Noreturn _Static_assert _Thread_local
                """),
            WordList(.wordOperator, .none, "and and_eq bitand bitor compl not not_eq or or_eq xor xor_eq"),
            WordList(
                .type, .none,
                """
                bool char char8_t char16_t char32_t double float int long short signed unsigned void wchar_t size_t \
                ssize_t ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t int64_t uint8_t uint16_t uint32_t uint64_t \
                _Bool _Complex
                """),
            WordList(.constant, .none, "true false nullptr NULL"),
        ],
        comments: [.line("//"), .block("/*", "*/")],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash]),
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash]),
        ],
        prefixes: [
            ("l", [.backslash]), ("u", [.backslash]), ("u8", [.backslash]),
            ("r", [.delimited]), ("lr", [.delimited]), ("ur", [.delimited]), ("u8r", [.delimited]),
        ],
        numberSuffixes: "uUlLfFzZ",
        specials: "#"
    )

    /// Go: <https://go.dev/ref/spec#Lexical_elements>.
    static let go = Grammar(
        words: [
            WordList(.keyword, .function, "func"),
            WordList(.keyword, .type, "type"),
            WordList(
                .keyword, .none,
                """
                break case chan const continue default defer else fallthrough for go goto if import interface map package \
                range return select struct switch var
                """),
            WordList(
                .type, .none,
                """
                any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune \
                string uint uint8 uint16 uint32 uint64 uintptr
                """),
            WordList(.constant, .none, "true false nil iota"),
            WordList(
                .builtin, .none,
                "append cap clear close complex copy delete imag len make max min new panic print println real recover"),
        ],
        comments: [.line("//"), .block("/*", "*/")],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash]),
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash]),
            StringRule(quote: UInt8(ascii: "`"), options: [.multiline]),
        ],
        numberSuffixes: "i"
    )

    /// Rust: <https://doc.rust-lang.org/reference/lexical-structure.html>.
    static let rust = Grammar(
        .rust,
        words: [
            WordList(.keyword, .function, "fn"),
            WordList(.keyword, .type, "struct enum trait union mod type"),
            WordList(.keyword, .afterDot, "await"),
            WordList(
                .keyword, .none,
                """
                as async break const continue crate dyn else extern for if impl in let loop match move mut pub ref return \
                self static super unsafe use where while yield
                """),
            WordList(
                .type, .none,
                """
                Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize
                """),
            WordList(.constant, .none, "true false"),
            WordList(.builtin, .none, "Box Err None Ok Option Result Some String ToString Vec drop"),
        ],
        comments: [.line("//"), .block("/*", "*/", nests: true)],
        strings: [
            StringRule(quote: UInt8(ascii: "\""), options: [.backslash, .multiline]),
            StringRule(quote: UInt8(ascii: "'"), options: [.backslash]),
        ],
        prefixes: [
            ("b", [.backslash, .multiline]), ("c", [.backslash, .multiline]),
            ("r", [.multiline]), ("br", [.multiline]), ("cr", [.multiline]),
        ],
        numberSuffixes: "ui12345678fsze64",
        specials: "#"
    )
}
