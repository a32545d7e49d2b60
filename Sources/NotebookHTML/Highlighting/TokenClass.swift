/// What a run of source bytes is, and so which class its `<span>` carries (docs/markup.md).
///
///     TokenClass.keyword   ->   <span class="k">…</span>
enum TokenClass: UInt8, CaseIterable, Sendable {
    /// Names, operators and punctuation: no span at all.
    case plain
    case keyword, constant, type, wordOperator
    case builtin, functionName, className, decorator
    case string, interpolation, escape, number
    case comment, magic, attribute, tag, error

    /// The class name inside the markup; empty for plain text.
    var name: StaticString {
        switch self {
        case .plain: ""
        case .keyword: "k"
        case .constant: "kc"
        case .type: "kt"
        case .wordOperator: "ow"
        case .builtin: "nb"
        case .functionName: "nf"
        case .className: "nc"
        case .decorator: "nd"
        case .string: "s"
        case .interpolation: "si"
        case .escape: "se"
        case .number: "m"
        case .comment: "c"
        case .magic: "g"
        case .attribute: "na"
        case .tag: "nt"
        case .error: "err"
        }
    }
}
