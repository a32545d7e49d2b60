extension MarkdownWalk {
    /// Raw HTML: formulas between tags are set, those inside a tag are put back as they were.
    mutating func html(_ bytes: [UInt8], page: inout MarkdownPage) {
        let bytes = directives.restored(bytes)
        noteLinks(in: bytes, page: &page)
        var pending: [UInt8] = []
        var place = MarkupPlace()
        for part in extraction.parts(bytes) {
            switch part {
            case .text(let text):
                pending += text
                place.move(over: text)
            case .formula(let number) where place.isInside: pending += extraction.formulas[number].source
            case .formula(let number):
                writer.untrusted(pending)
                pending = []
                writer.trusted(formulas[number])
            }
        }
        writer.untrusted(pending)
    }

    /// Finds `href="x.ipynb"` in raw HTML, as far as the list of linked notebooks needs it.
    private func noteLinks(in bytes: [UInt8], page: inout MarkdownPage) {
        guard bytes.count > 6 else { return }
        for part in bytes.split(whereSeparator: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") })
        where part.count < 2_000 {
            let path = part.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: "?") }
            if path.suffix(6).elementsEqual(".ipynb".utf8) { page.note(link: Array(part)) }
        }
    }
}

/// Whether a place in raw HTML is inside a tag or comment, where no formula can stand.
private struct MarkupPlace {
    private enum State { case text, tag, comment }

    private static let commentOpening = Array("<!--".utf8)

    private var state = State.text
    /// How much of `<!--` or `-->` has just been read.
    private var matched = 0

    var isInside: Bool { state != .text }

    mutating func move(over text: ArraySlice<UInt8>) {
        for byte in text {
            switch state {
            case .text:
                if byte == UInt8(ascii: "<") { (state, matched) = (.tag, 1) }
            case .tag:
                let isFirst = matched == 1
                matched = matched > 0 && byte == Self.commentOpening[matched] ? matched + 1 : 0
                if matched == Self.commentOpening.count { (state, matched) = (.comment, 0) }
                // A sign that is no tag's, `a < b` (https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state).
                if isFirst, !byte.beginsTag {
                    (state, matched) = byte == UInt8(ascii: "<") ? (.tag, 1) : (.text, 0)
                } else if byte == UInt8(ascii: ">") {
                    state = .text
                }
            case .comment:
                if byte == UInt8(ascii: ">"), matched >= 2 { state = .text }
                matched = byte == UInt8(ascii: "-") ? matched + 1 : 0
            }
        }
    }
}

extension UInt8 {
    /// Whether `<` before the byte begins a tag, a comment or the like.
    fileprivate var beginsTag: Bool {
        isTeXLetter || self == UInt8(ascii: "/") || self == UInt8(ascii: "!") || self == UInt8(ascii: "?")
    }
}
