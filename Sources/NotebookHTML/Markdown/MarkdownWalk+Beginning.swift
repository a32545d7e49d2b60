extension MarkdownWalk {
    /// Notes text that comes before the first heading, which then is no title; pictures and links, badges for the most
    /// part, may stand before one, and so may raw HTML.
    mutating func noteContent(_ event: MarkdownEvent, page: inout MarkdownPage) {
        switch event {
        case .enter(.link): openLinks += 1
        case .exit(.link): openLinks -= 1
        case .html(let tag) where Self.isLink(tag): openLinks += 1
        case .html(let tag) where tag.starts(with: "</a".utf8): openLinks -= 1
        case .text(let bytes), .code(let bytes):
            if openLinks <= 0, bytes.contains(where: { $0 > 0x20 }) { page.isAtBeginning = false }
        case .codeBlock: page.isAtBeginning = false
        default: break
        }
    }

    /// Whether a piece of raw HTML is the start tag of a link and no more.
    private static func isLink(_ tag: [UInt8]) -> Bool {
        tag.starts(with: "<a ".utf8) && tag.firstIndex(of: UInt8(ascii: ">")) == tag.count - 1
    }
}
