extension SafeHTMLWriter {
    /// Begins a table, in a container of its own that scrolls when it is the outermost.
    mutating func startTable(_ tag: HTMLTag) {
        if isBetweenTableParts {
            // A table directly between another's parts ends that one.
            guard let outer = open.lastIndex(where: { $0.element == .table }), outer >= floor else {
                return skip()
            }
            close(downTo: outer)
        }
        // Rows and cells are opened beyond the cap, so a table needs some room.
        // Browsers take long over tables nested deeply.
        let depth = open.count { $0.element == .table }
        guard open.count < Self.depthLimit - 8, depth < Self.tableDepthLimit, closeParagraph() else { return skip() }
        if depth == 0 {
            push(.div, closesWithContent: true)
            html.raw(" class=\"table-scroll\" tabindex=\"0\" role=\"group\" aria-label=\"Table\">")
        }
        push(.table)
        writeAttributes(tag, of: .table)
        html.raw(">")
    }

    /// Begins a part of a table, with the parts around it that a browser would imply
    /// (https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-intable).
    mutating func startTablePart(_ element: HTMLElement, _ tag: HTMLTag, isEmpty: Bool) {
        guard let table = openTable() else {
            // Where there is no table only the content is left, and cells must not run together.
            if drop == nil { untrustedText([0x20]) }
            return
        }
        makePlace(for: element, in: table)
        // A header without content heads nothing.
        let written = element == .th && isEmpty ? .td : element
        push(written)
        writeAttributes(tag, of: written)
        html.raw(">")
        if element == .col { open.removeLast() }
    }

    /// Opens a cell for content that stands between the parts of a table.
    mutating func openCell() {
        guard let table = open.lastIndex(where: { $0.element == .table }) else { return }
        makePlace(for: .td, in: table)
        pushPlain(.td)
    }

    /// The innermost table, if nothing trusted has been opened in it.
    private func openTable() -> Int? {
        guard let table = open.lastIndex(where: { $0.element == .table }), table >= floor - 1 else { return nil }
        return table
    }

    /// Closes what a browser would close before this part, and opens what it would imply.
    private mutating func makePlace(for element: HTMLElement, in table: Int) {
        let floor = floor
        func keep(_ elements: HTMLElement...) -> Int? {
            open.indices.last { $0 > table && elements.contains(open[$0].element) }
        }
        switch element {
        case .col:
            if open.last?.element == .colgroup { return }
            close(downTo: max(table + 1, floor))
            pushPlain(.colgroup)
        case .tr:
            makeSection(keep(.tbody, .thead, .tfoot), table, floor)
        case .td, .th:
            if let row = keep(.tr) {
                close(downTo: max(row + 1, floor))
            } else {
                makeSection(keep(.tbody, .thead, .tfoot), table, floor)
                pushPlain(.tr)
            }
        default: close(downTo: max(table + 1, floor))
        }
    }

    private mutating func makeSection(_ section: Int?, _ table: Int, _ floor: Int) {
        close(downTo: max((section ?? table) + 1, floor))
        if section == nil { pushPlain(.tbody) }
    }

    /// Ends a part of a table or a table, with all that is open inside.
    mutating func endTablePart(_ element: HTMLElement) {
        // An empty header was written as a cell.
        let isCell = element == .td || element == .th
        var index = open.count - 1
        while index >= 0, !open[index].isTrusted {
            let candidate = open[index].element
            if candidate == element || isCell && (candidate == .td || candidate == .th) { return close(downTo: index) }
            if candidate == .table { return }
            index -= 1
        }
    }
}
