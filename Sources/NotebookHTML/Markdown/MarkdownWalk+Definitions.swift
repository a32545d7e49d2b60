extension MarkdownWalk {
    /// Writes a definition list: a line with lines `: definition` below it, and the paragraphs like it that follow; nil for
    /// any other paragraph.
    ///
    ///     Term
    ///     : What it means     ->  <dl><dt>Term</dt><dd>What it means</dd></dl>
    ///
    /// <https://pandoc.org/MANUAL.html#definition-lists>
    mutating func definitions(_ events: [MarkdownEvent], at index: Int, page: inout MarkdownPage) -> Int? {
        guard var lines = definition(events, at: index) else { return nil }
        writer.openTrusted("dl")
        var end: Int
        while true {
            end = lines[lines.count - 1].endIndex
            for (number, line) in lines.enumerated() {
                writer.openTrusted(number == 0 ? "dt" : "dd")
                write(number == 0 ? Array(line) : Self.withoutColon(line), page: &page)
                writer.closeTrusted()
            }
            guard let next = definition(events, at: end + 1) else { break }
            lines = next
        }
        writer.closeTrusted()
        return end
    }

    /// The term and its definitions, which end where the paragraph at `index` does.
    private func definition(_ events: [MarkdownEvent], at index: Int) -> [ArraySlice<MarkdownEvent>]? {
        guard index < events.count, case .enter(.paragraph) = events[index] else { return nil }
        var lines: [ArraySlice<MarkdownEvent>] = []
        var (start, place, depth) = (index + 1, index + 1, 0)
        while place < events.count {
            switch events[place] {
            case .enter: depth += 1
            case .exit where depth == 0:
                return lines.isEmpty ? nil : lines + [events[start..<place]]
            case .exit: depth -= 1
            case .softBreak, .lineBreak:
                guard depth == 0 else { break }
                let begins = place + 1 < events.count && Self.beginsDefinition(events[place + 1])
                // The term is one line.
                if !begins, lines.isEmpty { return nil }
                if begins {
                    lines.append(events[start..<place])
                    start = place + 1
                }
            default: break
            }
            place += 1
        }
        return nil
    }

    private static func beginsDefinition(_ event: MarkdownEvent) -> Bool {
        if case .text(let bytes) = event { bytes.starts(with: ": ".utf8) } else { false }
    }

    private static func withoutColon(_ line: ArraySlice<MarkdownEvent>) -> [MarkdownEvent] {
        guard case .text(let bytes)? = line.first else { return Array(line) }
        return [.text(Array(bytes.dropFirst().drop { $0 == 0x20 }))] + line.dropFirst()
    }
}
