extension SafeHTMLWriter {
    /// Handles a start tag of untrusted input.
    mutating func startTag(_ tokens: inout HTMLTokenizer) {
        let source = HTMLElement(name: tokens.tag.name)
        countHandlers(tokens.tag)
        let element = source.written
        guard element.traits.contains(.allowed) else { return startDropped(source, &tokens) }
        switch element {
        case .table: startTable(tokens.tag)
        case let part where part.traits.contains(.tablePart):
            let isEmpty = part == .th && tokens.input[tokens.position...].starts(with: "</th>".utf8)
            startTablePart(part, tokens.tag, isEmpty: isEmpty)
        case .img:
            prepareContent()
            writeImage(tokens.tag)
        case .input: startInput(tokens.tag)
        default: startOrdinary(element, tokens.tag)
        }
        if source == .plaintext || source == .xmp {
            tokens.content = source == .xmp ? .rawText : .plainText
        }
        if element == .pre { skipFirstLineEnd(&tokens, isRaw: source == .xmp) }
    }

    /// A line end directly behind `<pre>` is no content
    /// (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inbody); one is always written, so that
    /// another that follows stays.
    private mutating func skipFirstLineEnd(_ tokens: inout HTMLTokenizer, isRaw: Bool) {
        guard open.last?.element == .pre, open.last?.isTrusted == false else { return }
        html.raw("\n")
        if !isRaw { tokens.skipLineEnd() }
    }

    /// Opens anything but tables, their parts and replaced elements.
    private mutating func startOrdinary(_ element: HTMLElement, _ tag: HTMLTag) {
        if isBetweenTableParts { prepareContent() }
        var element = element
        if element.traits.contains(.closesParagraph) {
            // In a trusted paragraph that can't be ended a block becomes a span, and a rule nothing.
            if !closeParagraph() {
                guard element != .hr else { return }
                element = .span
            } else if !closeSiblings(of: element) {
                return skip()
            }
        }
        if !element.traits.contains(.closesParagraph) { prepareContent() }
        if element == .a, !closeLink() { return skip() }
        if element == .rt || element == .rp, !closeAnnotation() { return skip() }
        let isVoid = element.traits.contains(.void)
        guard isVoid || open.count < Self.depthLimit else { return skip() }
        push(element)
        writeAttributes(tag, of: element)
        html.raw(">")
        if isVoid { open.removeLast() }
    }

    /// Notes that an element was not written, so that its end tag closes nothing else.
    mutating func skip() {
        if open.count >= Self.depthLimit - 8 { skippedDepth += 1 }
    }

    /// Ends the list item, description or heading that a browser would end before another one; false where that is
    /// trusted.
    mutating func closeSiblings(of element: HTMLElement) -> Bool {
        if element.traits.contains(.heading) {
            guard let index = open.lastIndex(where: \.isWritten), open[index].element.traits.contains(.heading) else {
                return true
            }
            guard index >= floor else { return false }
            close(downTo: index)
            return true
        }
        guard element == .li || element == .dd || element == .dt else { return true }
        var index = open.count - 1
        while index >= 0 {
            let candidate = open[index].element
            if candidate == element || element != .li && (candidate == .dd || candidate == .dt) {
                guard index >= floor else { return false }
                close(downTo: index)
                return closeParagraph()
            }
            let isTransparent = candidate == .address || candidate == .div || candidate == .p
            if !isTransparent, candidate.traits.contains(.special) { return true }
            index -= 1
        }
        return true
    }

    /// Ends an open link before another one, as links don't nest; false where it can't be ended.
    mutating func closeLink() -> Bool {
        guard let link = open.lastIndex(where: { $0.element == .a && $0.isWritten }) else { return true }
        guard link >= floor, !open[link...].contains(where: { $0.element.traits.contains(.scope) }) else {
            return false
        }
        close(downTo: link)
        prepareContent()
        return true
    }

    /// Ends what a browser ends before a part of a ruby annotation; false outside of one.
    private mutating func closeAnnotation() -> Bool {
        guard indexInScope(where: { $0 == .ruby }) != nil else { return false }
        while let top = open.last, !top.isTrusted, [.dd, .dt, .li, .p, .rp, .rt].contains(top.element) {
            close(downTo: open.count - 1)
        }
        return open.last?.isTrusted == false
    }

    /// Handles an end tag of untrusted input.
    mutating func endTag(_ element: HTMLElement) {
        let traits = element.traits
        if element == .br { return breakLine() }
        guard traits.contains(.allowed), !traits.contains(.void) else { return }
        if skippedDepth > 0, !traits.contains(.tablePart), element != .table {
            skippedDepth -= 1
            return
        }
        if element == .table || traits.contains(.tablePart) { return endTablePart(element) }
        guard let index = indexToClose(element) else { return }
        let inside = open[(index + 1)...]
        if traits.contains(.formatting), inside.contains(where: { $0.element.traits.contains(.special) }) {
            // A browser would end it around the block and begin it again inside; here it goes on to the block's end.
            open[index].closesWithContent = true
        } else {
            close(downTo: index)
        }
    }

    /// The element an end tag closes, by the rules of its kind.
    private func indexToClose(_ element: HTMLElement) -> Int? {
        let traits = element.traits
        if traits.contains(.heading) { return indexInScope(where: { $0.traits.contains(.heading) }) }
        if element == .li { return indexInScope(where: { $0 == .li }, stops: { $0 == .ul || $0 == .ol }) }
        if traits.contains(.formatting) || traits.contains(.special) { return indexInScope(where: { $0 == element }) }
        return indexInScope(where: { $0 == element }, stops: { $0.traits.contains(.special) })
    }

    private mutating func breakLine() {
        prepareContent()
        html.raw("<br>")
    }

    /// A tick box is shown as it is, without effect; any other control as the text it shows.
    private mutating func startInput(_ tag: HTMLTag) {
        func value(_ name: String) -> ArraySlice<UInt8>? {
            tag.attributes.first { tag.name(of: $0).elementsEqual(name.utf8) }.map { tag.value(of: $0) }
        }
        let type = value("type").map { $0.map(HTMLTokenizer.lowercased) } ?? []
        if type.elementsEqual("checkbox".utf8) {
            prepareContent()
            html.raw("<input type=\"checkbox\" disabled")
            if value("checked") != nil { html.raw(" checked") }
            html.raw(" aria-label=\"Checkbox\">")
            return
        }
        report.controls += 1
        guard !type.elementsEqual("hidden".utf8), !type.elementsEqual("password".utf8) else { return }
        if let value = value("value") { untrustedText(value) }
    }
}
