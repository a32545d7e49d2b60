/// One language as tables: what each byte can start, the reserved words, the comments and the strings.
///
/// A class only so that handing it around costs one reference; it never changes after `init`.
final class Grammar: Sendable {
    /// What the lexer does at a byte in code.
    enum Action: UInt8, Sendable {
        /// Punctuation: passed over.
        case other
        case space, newline, word, digit, dot, quote, open, close
        /// A comment may start here; else the byte is punctuation.
        case comment
        /// The language has a rule of its own for this byte.
        case special
    }

    /// A language's rules beyond the tables.
    enum Dialect: UInt8, Sendable {
        case common, python, r, julia, sql, template, json, javaScript, scala, c, rust, shell
    }

    /// A comment from `open` to `close`, or to the end of the line when `close` is nil.
    struct Comment: Sendable {
        var open: [UInt8]
        var close: [UInt8]?
        var nests = false

        static func line(_ open: String) -> Comment { Comment(open: Array(open.utf8), close: nil) }

        static func block(_ open: String, _ close: String, nests: Bool = false) -> Comment {
            Comment(open: Array(open.utf8), close: Array(close.utf8), nests: nests)
        }
    }

    /// The rules beyond the tables.
    let dialect: Dialect
    /// The reserved words.
    let words: WordTable
    /// The kinds of comment, tried in order.
    let comments: [Comment]
    /// The kinds of string, one for each quote.
    let strings: [StringRule]
    /// Letters before a quote that change the literal: `rb` in Python. Compared in lower case when the dialect says so.
    let prefixes: [(letters: [UInt8], options: StringRule.Options)]
    /// Whether reserved words may be in any case.
    let foldsCase: Bool
    /// Letters that may end a number, such as C's `ul`.
    let numberSuffixes: [UInt8]
    /// An `Action` for each byte.
    let actions: [Action]
    /// Whether a byte can continue a name.
    let isWordByte: [Bool]

    init(
        _ dialect: Dialect = .common,
        words: [WordList],
        comments: [Comment],
        strings: [StringRule],
        prefixes: [(String, StringRule.Options)] = [],
        foldsCase: Bool = false,
        numberSuffixes: String = "",
        wordBytes: String = "",
        specials: String = ""
    ) {
        self.dialect = dialect
        self.words = WordTable(words, foldsCase: foldsCase)
        self.comments = comments
        self.strings = strings
        self.prefixes = prefixes.map { (Array($0.0.utf8), $0.1) }
        self.foldsCase = foldsCase
        self.numberSuffixes = Array(numberSuffixes.utf8)
        isWordByte = (0...255).map { byte in
            byte >= 0x80 || byte == UInt8(ascii: "_") || byte.isASCIILetter || byte.isASCIIDigit
                || wordBytes.utf8.contains(byte)
        }
        var actions = Self.commonActions(isWordByte)
        for comment in comments { actions[Int(comment.open[0])] = .comment }
        for rule in strings { actions[Int(rule.quote)] = .quote }
        for byte in specials.utf8 { actions[Int(byte)] = .special }
        self.actions = actions
    }

    private static func commonActions(_ isWordByte: [Bool]) -> [Action] {
        (0...255).map { (byte: UInt8) in
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): .newline
            case UInt8(ascii: " "), UInt8(ascii: "\t"), 0x0B, 0x0C: .space
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): .open
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): .close
            case _ where byte.isASCIIDigit: .digit
            case _ where isWordByte[Int(byte)]: byte == UInt8(ascii: ".") ? .dot : .word
            case UInt8(ascii: "."): .dot
            default: .other
            }
        }
    }
}

extension UInt8 {
    /// `A`...`Z` or `a`...`z`.
    @inline(__always)
    var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }

    /// `0`...`9`.
    @inline(__always)
    var isASCIIDigit: Bool { self &- 0x30 < 10 }

    /// `0`...`9`, `A`...`F` or `a`...`f`.
    @inline(__always)
    var isASCIIHexDigit: Bool { isASCIIDigit || (self | 0x20) &- 0x61 < 6 }
}
