/// The settled text of an emulated terminal with the styles of its parts.
struct TerminalTranscript: Sendable {
    /// Where a style begins; it holds up to the next run.
    struct Run: Sendable {
        var start: Int
        /// Index into `styles`.
        var style: UInt32
    }

    /// All lines, each ended by a line feed except perhaps the last.
    var text: [UInt8] = []
    /// The offset in `text` at which each line begins.
    var lineStarts: [Int] = []
    /// In ascending order of `start`.
    var runs: [Run] = []
    /// The styles in use; the first is the plain one.
    var styles: [TerminalStyle] = [TerminalStyle()]
    /// The addresses of links, referred to by `TerminalStyle.link` counting from 1.
    var links: [[UInt8]] = []

    /// How many lines there are; a line feed at the end begins no further line.
    var lineCount: Int { lineStarts.count }

    /// Appends some lines as escaped text in spans that are all closed at the end.
    func render(lines: Range<Int>, into html: inout HTMLWriter) {
        var position = lineStarts[lines.lowerBound]
        let end = lines.upperBound < lineStarts.count ? lineStarts[lines.upperBound] : text.count
        if position < end, text[position] == .lineFeed { html.raw(byte: .lineFeed) }
        var run = indexOfRun(at: position)
        var link: UInt32 = 0
        while position < end {
            let style = run < 0 ? TerminalStyle() : styles[Int(runs[run].style)]
            let next = run + 1 < runs.count ? min(runs[run + 1].start, end) : end
            if style.link != link {
                if link != 0 { html.raw("</a>") }
                if style.link != 0 { openLink(style.link, into: &html) }
                link = style.link
            }
            let styled = style.openTag(into: &html)
            html.text(text[position..<next])
            if styled { html.raw("</span>") }
            position = next
            run += 1
        }
        if link != 0 { html.raw("</a>") }
    }

    private func openLink(_ link: UInt32, into html: inout HTMLWriter) {
        html.raw("<a href=\"")
        // Quotes and blanks percent-encoded: no address may hold them.
        switch SafeAddress(links[Int(link) - 1]) {
        case .web(let address), .mail(let address): html.address(address)
        default: break
        }
        html.raw("\" target=\"_top\" rel=\"noopener noreferrer nofollow\">")
    }

    /// The last run that begins at or before an offset, or -1.
    private func indexOfRun(at offset: Int) -> Int {
        var low = 0
        var high = runs.count
        while low < high {
            let middle = (low + high) / 2
            if runs[middle].start <= offset { low = middle + 1 } else { high = middle }
        }
        return low - 1
    }
}
