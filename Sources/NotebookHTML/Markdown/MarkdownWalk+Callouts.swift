extension MarkdownWalk {
    /// Opens a callout with its title; gives how many elements it opened.
    ///
    ///     <aside class="callout callout-tip" role="note" aria-label="Tip"><p class="callout-title">Tip</p>
    mutating func openCallout(
        _ callout: Callout, _ fold: Container.Fold?, _ title: [MarkdownEvent], _ target: CrossReferences.Target?,
        page: inout MarkdownPage
    ) -> Int {
        var attributes = HTMLWriter()
        let appearance = callout.appearance == .standard ? "" : " callout-\(callout.appearance.rawValue)"
        attributes.attribute("class", "callout callout-\(callout.look.rawValue)\(appearance)")
        attributes.raw(" role=\"note\"")
        attributes.attribute("aria-label", callout.name)
        if let id = target?.id, !id.isEmpty { attributes.raw(safe: Self.idAttribute(id)) }
        writer.openTrusted("aside", attributes: attributes.bytes)
        if let fold {
            writer.openTrusted("details", attributes: fold == .open ? Array(" open".utf8) : [])
            writer.openTrusted("summary", attributes: Array(" class=\"callout-title\"".utf8))
        } else if title.isEmpty, callout.appearance == .minimal, target?.number == nil {
            return 1
        } else {
            writer.openTrusted("p", attributes: Array(" class=\"callout-title\"".utf8))
        }
        calloutTitle(callout, title, target, page: &page)
        writer.closeTrusted()
        guard fold != nil else { return 1 }
        writer.openTrusted("div", attributes: Array(" class=\"callout-body\"".utf8))
        return 3
    }

    /// `Tip`, the author's title, or `Theorem 1 (Pythagoras)`.
    private mutating func calloutTitle(
        _ callout: Callout, _ title: [MarkdownEvent], _ target: CrossReferences.Target?, page: inout MarkdownPage
    ) {
        let isStatement = callout.look == .statement
        let numbered = target?.number == nil ? nil : target?.text
        if let numbered {
            writer.text(numbered)
        } else if title.isEmpty || isStatement {
            writer.text(Array(callout.name.utf8))
        }
        guard !title.isEmpty else { return }
        if isStatement { writer.text(Array(" (".utf8)) } else if numbered != nil { writer.text(Array(": ".utf8)) }
        write(title, page: &page)
        if isStatement { writer.text(Array(")".utf8)) }
    }

    /// Writes the beginning of GitHub's alert, a quote whose first line is `[!NOTE]`; nil for any other quote.
    ///
    /// <https://docs.github.com/en/get-started/writing-on-github/getting-started-with-writing-and-formatting-on-github/basic-writing-and-formatting-syntax#alerts>
    mutating func alert(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        guard index + 3 < events.count, case .enter(.paragraph) = events[index + 1],
            case .text(let bytes) = events[index + 2], bytes.starts(with: "[!".utf8), bytes.count < 16,
            bytes.trimmed.last == UInt8(ascii: "]")
        else { return nil }
        let name = String(decoding: bytes.trimmed.dropFirst(2).dropLast(), as: UTF8.self)
        guard ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].contains(name.uppercased()),
            let callout = Callout.named(name)
        else { return nil }
        let isAlone: Bool
        switch events[index + 3] {
        case .softBreak, .lineBreak: isAlone = false
        case .exit(.paragraph): isAlone = true
        default: return nil
        }
        depth += 1
        _ = openCallout(callout, nil, [], nil, page: &page)
        // The quote's end closes it.
        if !isAlone { enter(.paragraph(isTight: false), page: &page) }
        return index + 3
    }
}
