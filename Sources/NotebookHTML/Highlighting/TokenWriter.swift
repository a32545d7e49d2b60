/// Writes source bytes as escaped text with spans around the coloured ones.
///
/// The lexer names only what it colours, in order; the bytes between are written as plain text. So no byte can be lost,
/// doubled or reordered, whatever the lexer does.
struct TokenWriter {
    private let source: [UInt8]
    /// Whether the source has characters that turn its order around.
    private let turns: Bool
    private var html: HTMLWriter
    /// Everything before this index is written.
    private var written = 0
    /// The token not written yet, as its neighbour may continue it.
    private var pending: (start: Int, end: Int, tokenClass: TokenClass)

    init(source: [UInt8], html: consuming HTMLWriter) {
        self.source = source
        turns = DirectionControls.areIn(source)
        self.html = html
        pending = (0, 0, .plain)
    }

    /// Colours `start..<end`; tokens of one class that touch become one span.
    mutating func mark(_ tokenClass: TokenClass, from start: Int, to end: Int) {
        // A character is never torn apart, or the page would not be UTF-8 any more.
        var end = end
        while end < source.count, source[end] & 0xC0 == 0x80 { end += 1 }
        let start = max(start, pending.end)
        guard start < end else { return }
        if start == pending.end, tokenClass == pending.tokenClass {
            pending.end = end
        } else {
            flush()
            pending = (start, end, tokenClass)
        }
    }

    /// Writes what is left and hands the page back.
    mutating func finish(into page: inout HTMLWriter) {
        flush()
        write(source[written...])
        written = source.count
        swap(&html, &page)
    }

    private mutating func write(_ text: ArraySlice<UInt8>) {
        if turns { html.code(text) } else { html.text(text) }
    }

    private mutating func flush() {
        let (start, end, tokenClass) = pending
        guard start < end else { return }
        if written < start { write(source[written..<start]) }
        if tokenClass == .plain {
            write(source[start..<end])
        } else {
            html.raw("<span class=\"")
            html.raw(tokenClass.name)
            html.raw("\">")
            write(source[start..<end])
            html.raw("</span>")
        }
        written = end
    }
}
