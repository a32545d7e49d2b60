extension MarkdownWalk {
    /// Writes a picture with the attributes behind it; gives the index of its end.
    mutating func picture(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int {
        let end = matchingEnd(of: index, in: events)
        guard case .enter(.image(let address, let title)) = events[index] else { return end }
        let list = attributes(events, at: end + 1)
        writer.image(
            address: restored(address),
            alternative: list?.values["fig-alt"] ?? list?.values["alt"] ?? plainText(events[(index + 1)..<end]),
            title: restored(title), width: list?.values["width"])
        return end
    }

    /// The attributes that begin the text at `index`.
    private func attributes(_ events: [MarkdownEvent], at index: Int) -> AttributeList? {
        guard index < events.count, case .text(let bytes) = events[index],
            let (number, _) = directives.marks.number(in: bytes[...], at: 0), number < directives.directives.count,
            case .attributes(let list) = directives.directives[number]
        else { return nil }
        return list
    }

    /// Writes a paragraph of nothing but a picture with a name, `![Caption](a.png){#fig-a}`, as a figure; nil for others.
    mutating func figure(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        guard index + 1 < events.count, case .enter(.image) = events[index + 1] else { return nil }
        let end = matchingEnd(of: index + 1, in: events)
        guard let label = attributes(events, at: end + 1)?.id, end + 2 < events.count,
            case .exit(.paragraph) = events[end + 2],
            case .text(let bytes) = events[end + 1], directives.stripped(bytes).allSatisfy({ $0 <= 0x20 })
        else { return nil }
        let caption = Array(events[(index + 2)..<end])
        let target = captioned(label, name: "Figure", title: plainText(caption[...]), page: &page)
        writer.openTrusted("figure", attributes: Array(" class=\"captioned\"".utf8) + Self.idAttribute(target.id))
        _ = picture(events, at: index + 1, page: &page)
        openCaption(label: target.text)
        write(caption, page: &page)
        writer.closeTrusted()
        writer.closeTrusted()
        return end + 2
    }

    /// Numbers something with a caption and makes it known to references.
    private mutating func captioned(
        _ label: [UInt8], name: String, title: [UInt8], page: inout MarkdownPage
    ) -> CrossReferences.Target {
        let slug = writer.scope.uniqueSlug(label)
        let target = CrossReferences.Target(
            id: Array(Anchor.prefix.utf8) + slug, name: name, number: page.crossReferences.number(name), title: title)
        page.crossReferences.define(label, target)
        return target
    }

    /// Opens a caption, with its label if it has one: `<figcaption><span class="caption-label">Figure 1</span> `.
    mutating func openCaption(label: [UInt8]?) {
        writer.openTrusted("figcaption")
        guard let label else { return }
        writer.openTrusted("span", attributes: Array(" class=\"caption-label\"".utf8))
        writer.text(label)
        writer.closeTrusted()
        writer.text([0x20])
    }

    /// Writes MyST's picture.
    mutating func write(_ picture: Container.Picture) {
        writer.image(
            address: picture.address, alternative: picture.alternative ?? [], title: [], width: picture.width)
    }

    /// Writes the last paragraph of a figure's fence as its caption; nil for any other paragraph.
    mutating func caption(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        guard let open = containers.last, open.takesCaption, open.depth == depth else { return nil }
        let end = matchingEnd(of: index, in: events)
        guard directive(events, at: end + 1).map(ends(open.directive)) == true else { return nil }
        let content = Array(events[(index + 1)..<end])
        if case .enter(.image)? = content.first { return nil }
        openCaption(label: open.caption)
        write(content, page: &page)
        writer.closeTrusted()
        containers[containers.count - 1].caption = nil
        return end
    }

    /// Writes a table with the caption after it, `: Prices {#tbl-prices}`, as a figure; nil where it has none.
    mutating func captionedTable(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        let end = matchingEnd(of: index, in: events)
        guard end + 2 < events.count, case .enter(.paragraph) = events[end + 1],
            case .text(let bytes) = events[end + 2],
            bytes.starts(with: ": ".utf8)
        else { return nil }
        let last = matchingEnd(of: end + 1, in: events)
        let (caption, label) = HeadingName.taken(
            from: [.text(Array(bytes.dropFirst(2)))] + events[(end + 3)..<last])
        let target = label.map { captioned($0, name: "Table", title: plainText(caption[...]), page: &page) }
        writer.openTrusted(
            "figure", attributes: Array(" class=\"captioned\"".utf8) + (target.map { Self.idAttribute($0.id) } ?? []))
        openCaption(label: target?.text)
        write(caption, page: &page)
        writer.closeTrusted()
        write(Array(events[index...end]), page: &page)
        writer.closeTrusted()
        return last
    }
}
