/// How a string literal continues and ends.
struct StringRule: Sendable {
    /// What has a meaning inside the literal.
    struct Options: OptionSet, Sendable {
        let rawValue: UInt16

        /// A backslash and any character is an escape.
        static let backslash = Options(rawValue: 1 << 0)
        /// Only Python's escapes are escapes; another backslash stands for itself.
        static let pythonEscapes = Options(rawValue: 1 << 1)
        /// A backslash keeps the next quote inside but is itself ordinary text (Python's raw strings).
        static let rawBackslash = Options(rawValue: 1 << 2)
        /// A doubled quote is one quote (SQL).
        static let doubledQuote = Options(rawValue: 1 << 3)
        /// The literal may span lines.
        static let multiline = Options(rawValue: 1 << 4)
        /// `{expression:format}` with `{{` for a brace (Python's f-strings).
        static let braces = Options(rawValue: 1 << 5)
        /// `%s`, `%(name)d` and `{0:>8}` are fields to be filled in later (Python's other strings).
        static let formatFields = Options(rawValue: 1 << 6)
        /// `${expression}` (JavaScript's templates, Scala).
        static let dollarBrace = Options(rawValue: 1 << 7)
        /// `$(expression)` (Julia).
        static let dollarParenthesis = Options(rawValue: 1 << 8)
        /// `$name` (Julia, Scala).
        static let dollarName = Options(rawValue: 1 << 9)
        /// `$name`, `${name}`, `$(command)` and backquoted commands (shells).
        static let shell = Options(rawValue: 1 << 10)
        /// The same quote three times opens a literal that spans lines.
        static let tripled = Options(rawValue: 1 << 11)
        /// Letters may follow the closing quote and belong to it (JavaScript's and Julia's regular expressions).
        static let flags = Options(rawValue: 1 << 12)
        /// The text stands between brackets beside the quotes: `R"x(...)x"`.
        static let delimited = Options(rawValue: 1 << 13)
        /// `{{ expression }}`, `{% statement %}` and `{# comment #}` (templates of SQL).
        static let templates = Options(rawValue: 1 << 14)
    }

    /// The byte that opens and closes the literal.
    var quote: UInt8
    /// 1, or 3 for `"""`.
    var quoteCount: UInt8 = 1
    /// What has a meaning inside.
    var options: Options
    /// The class of the literal's text.
    var tokenClass = TokenClass.string
}
