/// What an author wrote for Quarto, MyST or Pandoc between the lines of Markdown, taken out before it is parsed.
enum Directive: Sendable {
    /// A block with content begins; its title follows on the same line.
    case begin(Container)
    /// The block that the directive of this number began ends; nil where an earlier cell began it.
    case end(of: Int?)
    /// What follows is called this: MyST's `(name)=`.
    case target([UInt8])
    /// Attributes of the picture or link before it.
    case attributes(AttributeList)
    /// A span with attributes, between two marks.
    case beginSpan(AttributeList)
    case endSpan

    /// Whether it stands on lines of its own.
    var isBlock: Bool {
        switch self {
        case .begin, .end, .target: true
        case .attributes, .beginSpan, .endSpan: false
        }
    }
}

/// A block that an author fenced off.
struct Container: Sendable {
    /// What is made of it.
    enum Kind: Sendable {
        case callout(Callout)
        /// A picture or several with a caption: the last paragraph, or all that follows the picture.
        case figure(Picture?)
        /// A remark in the margin.
        case margin
        /// Blocks side by side.
        case row
        /// Anything else: its content is shown, and its name where a reader would miss something without it.
        case block
    }

    /// The picture of MyST's figure directive.
    struct Picture: Sendable {
        var address: [UInt8]
        var alternative: [UInt8]?
        var width: [UInt8]?
    }

    /// Whether a reader unfolds it.
    enum Fold: Sendable { case closed, open }

    var kind: Kind
    /// The name that references use.
    var label: [UInt8]?
    /// What a numbered one is called: `Figure`, `Theorem`.
    var numberedName: String?
    var fold: Fold?
    /// Whether the pictures of a figure stand side by side.
    var isRow = false
    /// Whether the begin mark is followed by a title.
    var hasTitle = false

    init(kind: Kind) { self.kind = kind }
}
