import Notebook

/// By how much a page's headings move down, so that the title stays the only `h1`.
enum HeadingShift {
    /// 1 where several top-level headings, or one beside a title of its own, need to stand below the title; else 0.
    static func amount(in notebook: Notebook) -> Int {
        var count = 0
        for cell in notebook.cells {
            guard case .markdown = cell.kind else { continue }
            count += topLevelHeadings(in: cell.source.utf8)
            if count > 1 { return 1 }
        }
        return count == 1 && NotebookFacts.title(of: notebook) != nil ? 1 : 0
    }

    /// Counts `# Heading` and underlined headings outside fenced code. A wrong count only moves headings by a level.
    private static func topLevelHeadings(in source: [UInt8]) -> Int {
        var count = 0
        var isFenced = false
        var previousIsText = false
        for line in source.split(separator: 0x0A, omittingEmptySubsequences: false) {
            let text = line.drop { $0 == 0x20 }
            if text.starts(with: "```".utf8) || text.starts(with: "~~~".utf8) { isFenced.toggle() }
            guard !isFenced, line.count - text.count < 4 else { continue }
            let isUnderline =
                previousIsText && text.first == UInt8(ascii: "=")
                && text.allSatisfy { $0 == UInt8(ascii: "=") || $0 <= 0x20 }
            if text.starts(with: "# ".utf8) || isUnderline { count += 1 }
            previousIsText = !text.isEmpty && text.first != UInt8(ascii: "#")
        }
        return count
    }
}
