/// One step of a walk through a parsed Markdown text: an element begins or ends, or a leaf.
enum MarkdownEvent: Sendable, Hashable {
    /// Elements with content.
    enum Element: Sendable, Hashable {
        case paragraph(isTight: Bool)
        case heading(level: Int)
        case blockQuote
        case list(start: Int?)
        /// `isChecked` is nil for items that are no tasks.
        case item(isChecked: Bool?)
        case table
        case tableRow(isHeader: Bool)
        case tableCell(isHeader: Bool, alignment: Alignment)
        case emphasis, strong, strikethrough
        case link(address: [UInt8], title: [UInt8])
        /// Its content is the text alternative.
        case image(address: [UInt8], title: [UInt8])
        /// A footnote's text; numbers count from 1 in order of first reference.
        case footnote(number: Int)
        /// An element this renderer does not know: its content is shown.
        case other
    }

    /// Alignment of a table column.
    enum Alignment: UInt8, Sendable, Hashable {
        case standard = 0
        case left = 0x6C
        case center = 0x63
        case right = 0x72
    }

    case enter(Element)
    case exit(Element)
    case text([UInt8])
    case code([UInt8])
    case codeBlock(info: [UInt8], text: [UInt8])
    case html([UInt8])
    case softBreak, lineBreak, thematicBreak
    case footnoteReference(number: Int)

    /// Whether the event is text that loses nothing as plain text.
    var isPlain: Bool {
        switch self {
        case .text, .softBreak: true
        default: false
        }
    }
}
