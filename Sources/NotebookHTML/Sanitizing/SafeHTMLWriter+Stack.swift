extension SafeHTMLWriter {
    /// The first place untrusted tags may close: behind the innermost trusted element.
    var floor: Int {
        var index = open.count
        while index > 0, !open[index - 1].isTrusted { index -= 1 }
        return index
    }

    /// The innermost element a browser would see open here, nil for none.
    var current: OpenElement? {
        open.last { $0.isWritten }
    }

    /// Whether only parts of a table and blanks may stand here.
    var isBetweenTableParts: Bool {
        current?.element.traits.contains(.tableContext) == true
    }

    /// Writes a start tag without its attributes and remembers it.
    mutating func push(_ element: HTMLElement, closesWithContent: Bool = false) {
        if element == .tr, let table = open.lastIndex(where: { $0.element == .table }) { open[table].spans.beginRow() }
        // HTML knows captions in figures alone; authors write them elsewhere.
        let isPlainBlock = element == .figcaption && current?.element != .figure
        open.append(
            OpenElement(element: element, closesWithContent: closesWithContent, isPlainBlock: isPlainBlock))
        html.raw("<")
        html.raw(safe: isPlainBlock ? HTMLElement.div.name : element.name)
    }

    /// Writes a whole start tag without attributes and remembers it.
    mutating func pushPlain(_ element: HTMLElement) {
        push(element)
        html.raw(">")
    }

    /// Closes all but the first `count` elements, innermost first, and then those that only waited for it.
    mutating func close(downTo count: Int) {
        while open.count > count { pop() }
        while let top = open.last, top.closesWithContent { pop() }
    }

    private mutating func pop() {
        guard let top = open.popLast(), top.isWritten, !top.isSuspended else { return }
        html.raw("</")
        if let name = top.trustedName {
            html.raw(name)
        } else {
            html.raw(safe: top.isPlainBlock ? HTMLElement.div.name : top.element.name)
        }
        html.raw(">")
    }

    /// The innermost open element of this kind that an end tag can reach: in scope, and not outside a trusted one
    /// (https://html.spec.whatwg.org/multipage/parsing.html#has-an-element-in-scope).
    func indexInScope(where matches: (HTMLElement) -> Bool, stops: (HTMLElement) -> Bool = { _ in false }) -> Int? {
        var index = open.count - 1
        while index >= 0, !open[index].isTrusted {
            let element = open[index].element
            if matches(element) { return index }
            if element.traits.contains(.scope) || stops(element) { return nil }
            index -= 1
        }
        return nil
    }

    /// Ends an open paragraph before a block, as the browser would
    /// (https://html.spec.whatwg.org/multipage/parsing.html#close-a-p-element).
    ///
    /// A trusted one is only ended when nothing trusted stands between: else the answer is false.
    mutating func closeParagraph() -> Bool {
        let floor = floor
        var index = open.count - 1
        while index >= 0, !open[index].element.traits.contains(.scope) {
            if open[index].element == .p, open[index].isWritten, !open[index].isSuspended {
                if index >= floor {
                    close(downTo: index)
                    return true
                }
                guard index == floor - 1 else { return false }
                close(downTo: index + 1)
                html.raw("</p>")
                open[index].isSuspended = true
                return true
            }
            index -= 1
        }
        return true
    }

    /// Begins a paragraph again that was ended for a block, now that text follows.
    private mutating func resumeParagraph() {
        guard let index = open.lastIndex(where: \.isWritten), open[index].isSuspended else { return }
        open[index].isSuspended = false
        html.raw("<p>")
    }

    /// Makes a place for text: in a cell of its own where it stands between the parts of a table, whence a browser
    /// would move it in front of the table.
    mutating func prepareText(_ text: ArraySlice<UInt8>) {
        guard let current, current.isSuspended || current.element.traits.contains(.tableContext) else { return }
        guard !text.allSatisfy(HTMLTokenizer.isSpace) else { return }
        prepareContent()
    }

    /// Makes a place for text or a phrasing element.
    mutating func prepareContent() {
        guard let current else { return }
        if current.element.traits.contains(.tableContext) {
            openCell()
        } else if current.isSuspended {
            resumeParagraph()
        }
    }

    /// Makes a place for an element of the renderer's own; false where a browser could not leave it.
    mutating func prepareTrusted(_ element: HTMLElement) -> Bool {
        let traits = element.traits
        if traits.contains(.tablePart) {
            let floor = floor
            guard floor > 0, open[floor - 1].element.traits.contains(.tableContext) else { return false }
            close(downTo: floor)
            return true
        }
        if isBetweenTableParts { prepareContent() }
        if traits.contains(.closesParagraph) { return closeParagraph() && closeSiblings(of: element) }
        prepareContent()
        return element != .a || closeLink()
    }
}
