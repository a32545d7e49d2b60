extension MarkdownWalk {
    /// A fenced block whose end has not come.
    struct OpenContainer {
        var directive: Int
        /// How many elements of the parser were open when it began: it ends at the latest with the innermost.
        var depth: Int
        /// How many elements of ours it opened.
        var elements: Int
        /// The label of a figure's caption that is still to be written, `Figure 1`.
        var caption: [UInt8]?
        /// Whether its last paragraph is a caption.
        var takesCaption = false
    }

    /// The number of the directive whose mark begins the paragraph at `index`.
    func directive(_ events: [MarkdownEvent], at index: Int) -> Int? {
        guard index + 1 < events.count, case .enter(.paragraph) = events[index],
            case .text(let bytes) = events[index + 1],
            let (number, _) = directives.marks.number(in: bytes[...], at: 0), number < directives.directives.count,
            directives.directives[number].isBlock
        else { return nil }
        return number
    }

    func isMark(_ events: [MarkdownEvent], at index: Int) -> Bool { directive(events, at: index) != nil }

    /// Writes a paragraph that is no paragraph here: a mark, a figure or a caption; nil for any other.
    mutating func paragraphOfOurs(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        guard let number = directive(events, at: index) else {
            return figure(events, at: index, page: &page) ?? caption(events, at: index, page: &page)
                ?? definitions(events, at: index, page: &page)
        }
        let end = matchingEnd(of: index, in: events)
        switch directives.directives[number] {
        case .begin(let container):
            let title = container.hasTitle ? titleEvents(events, from: index + 1, to: end) : []
            return begin(container, number, title, events, end: end, page: &page)
        case .end(let opening): if let opening { close(opening) }
        case .target(let label): pendingLabels.append(label)
        case .attributes, .beginSpan, .endSpan: break
        }
        return end
    }

    /// The events behind a mark, without it and the blank after it.
    private func titleEvents(_ events: [MarkdownEvent], from start: Int, to end: Int) -> [MarkdownEvent] {
        guard case .text(let bytes) = events[start], let (_, behind) = directives.marks.number(in: bytes[...], at: 0)
        else { return [] }
        let rest = bytes[behind...].drop { $0 == 0x20 }
        return (rest.isEmpty ? [] : [.text(Array(rest))]) + events[(start + 1)..<end]
    }

    /// Begins a block; a heading at its beginning may be its title. Gives the index of the last event it took.
    private mutating func begin(
        _ container: Container, _ number: Int, _ title: [MarkdownEvent], _ events: [MarkdownEvent], end: Int,
        page: inout MarkdownPage
    ) -> Int {
        var (title, end) = (title, end)
        if case .callout = container.kind, title.isEmpty, end + 1 < events.count,
            case .enter(.heading) = events[end + 1]
        {
            let last = matchingEnd(of: end + 1, in: events)
            title = HeadingName.taken(from: Array(events[(end + 2)..<last])).content
            end = last
        }
        var open = OpenContainer(directive: number, depth: depth, elements: 1)
        let target = define(container, title: plainText(title[...]), page: &page)
        let id = target.map { Self.idAttribute($0.id) } ?? []
        switch container.kind {
        case .callout(let callout):
            open.elements = openCallout(callout, container.fold, title, target, page: &page)
        case .margin, .row, .block: openBlock(container, title, id: id, page: &page)
        case .figure(let picture):
            let name = container.isRow ? " class=\"captioned row-of-blocks\"" : " class=\"captioned\""
            writer.openTrusted("figure", attributes: Array(name.utf8) + id)
            open.caption = target?.number.flatMap { _ in target?.text }
            if let picture {
                write(picture)
                let isEmpty = directive(events, at: end + 1).map(ends(number)) ?? (end + 1 >= events.count)
                if !isEmpty {
                    openCaption(label: open.caption)
                    (open.caption, open.elements) = (nil, 2)
                }
            } else {
                if !title.isEmpty {
                    write(
                        [.enter(.paragraph(isTight: false))] + title + [.exit(.paragraph(isTight: false))], page: &page)
                }
                open.takesCaption = title.isEmpty || open.caption != nil
            }
        }
        containers.append(open)
        return end
    }

    /// Whether a directive ends the one of this number.
    func ends(_ opening: Int) -> (Int) -> Bool {
        { number in
            if case .end(of: opening) = directives.directives[number] { true } else { false }
        }
    }

    private mutating func openBlock(
        _ container: Container, _ title: [MarkdownEvent], id: [UInt8], page: inout MarkdownPage
    ) {
        switch container.kind {
        case .margin: writer.openTrusted("aside", attributes: Array(" class=\"margin-note\" role=\"note\"".utf8) + id)
        case .row: writer.openTrusted("div", attributes: Array(" class=\"row-of-blocks\"".utf8) + id)
        default: writer.openTrusted("div", attributes: Array(" class=\"block\"".utf8) + id)
        }
        guard !title.isEmpty else { return }
        writer.openTrusted("p", attributes: Array(" class=\"block-title\"".utf8))
        write(title, page: &page)
        writer.closeTrusted()
    }

    /// Gives a block its number and makes it known to references.
    private mutating func define(
        _ container: Container, title: [UInt8], page: inout MarkdownPage
    ) -> CrossReferences.Target? {
        let labels = pendingLabels + (container.label.map { [$0] } ?? [])
        pendingLabels = []
        guard let first = labels.first ?? container.numberedName.map({ Array($0.utf8) }) else { return nil }
        let isNumbered = container.numberedName != nil && !(labels.isEmpty && !isStatement(container))
        guard isNumbered || !labels.isEmpty else { return nil }
        let slug = labels.isEmpty ? [] : writer.scope.uniqueSlug(first)
        let number = isNumbered ? container.numberedName.map { page.crossReferences.number($0) } : nil
        let target = CrossReferences.Target(
            id: labels.isEmpty ? [] : Array(Anchor.prefix.utf8) + slug, name: container.numberedName, number: number,
            title: title)
        for label in labels { page.crossReferences.define(label, target) }
        return target
    }

    private func isStatement(_ container: Container) -> Bool {
        if case .callout(let callout) = container.kind { callout.look == .statement } else { false }
    }

    /// Ends the block of a directive, and those still open in it; one that stands in another list or quote has ended.
    private mutating func close(_ opening: Int) {
        guard let index = containers.lastIndex(where: { $0.directive == opening }), containers[index].depth == depth
        else { return }
        closeContainers(downTo: index)
    }

    /// Ends the blocks that began in the element at this depth.
    mutating func closeContainers(at depth: Int) {
        guard let last = containers.last, last.depth >= depth else { return }
        closeContainers(downTo: containers.firstIndex { $0.depth >= depth } ?? containers.count)
    }

    private mutating func closeContainers(downTo count: Int) {
        while containers.count > count, let open = containers.popLast() {
            if let label = open.caption {
                openCaption(label: label)
                writer.closeTrusted()
            }
            for _ in 0..<open.elements { writer.closeTrusted() }
        }
    }
}
