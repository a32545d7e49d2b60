/// The looks that occur in one text, each stored once; cells refer to them by number, 0 being plain.
struct TerminalStyles: Sendable {
    private var all = [TerminalStyle()]
    private var numbers: [TerminalStyle: Int32] = [TerminalStyle(): 0]
    private var links: [[UInt8]] = []
    private var style = TerminalStyle()
    /// The number of the style new characters get.
    private(set) var current: Int32 = 0

    /// Applies a graphic rendition.
    mutating func apply(_ parameters: SelectGraphicRendition) {
        style.apply(parameters.groups)
        intern()
    }

    /// Begins a link, if its address is one a page may have, or ends it.
    mutating func setLink(_ address: [UInt8]?) {
        style.link = 0
        if let address {
            switch SafeAddress(address) {
            case .web(let safe), .mail(let safe):
                if links.last != safe { links.append(safe) }
                style.link = Int32(links.count)
            default: break
            }
        }
        intern()
    }

    private mutating func intern() {
        if let number = numbers[style] {
            current = number
        } else {
            current = Int32(all.count)
            numbers[style] = current
            all.append(style)
        }
    }

    /// Opens what a run of this style needs.
    func open(_ number: Int32, in html: inout HTMLWriter) {
        guard number != 0 else { return }
        let style = all[Int(number)]
        if style.link > 0 {
            html.raw("<a href=\"")
            html.text(links[Int(style.link) - 1])
            html.raw("\" rel=\"noopener noreferrer nofollow\">")
        }
        if style.isVisible { style.openSpan(in: &html) }
    }

    /// Closes what `open` opened.
    func close(_ number: Int32, in html: inout HTMLWriter) {
        guard number != 0 else { return }
        let style = all[Int(number)]
        if style.isVisible { html.raw("</span>") }
        if style.link > 0 { html.raw("</a>") }
    }
}
