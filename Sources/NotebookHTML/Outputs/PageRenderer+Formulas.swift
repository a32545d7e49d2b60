import Notebook

extension PageRenderer {
    /// Shows `text/latex`: text with formulas in it as Markdown has them, a bare formula, or an environment.
    ///
    /// sympy and IPython write `$\displaystyle x^{2}$`, `$$...$$` or `\begin{equation}...\end{equation}`.
    mutating func latex(_ source: [UInt8]) {
        html.raw("<div class=\"math-output\">")
        let text = String(decoding: source, as: UTF8.self).trimmingASCIISpace()
        if let inner = text.inside("$$", "$$") ?? text.inside("\\[", "\\]") {
            html.raw(safe: markdown.formula(inner, display: true))
        } else if let inner = text.inside("$", "$") ?? text.inside("\\(", "\\)") {
            // A result stands on a line of its own, so it is set as a display unless the author says otherwise.
            html.raw(safe: markdown.formula(inner, display: true))
        } else if !mixed(Array(text.utf8)) {
            html.raw(safe: markdown.formula(text, display: true))
        }
        html.raw("</div>\n")
    }

    /// Text with formulas in it, `The area is $\pi r^2$.`; false where it has none, so that all of it is one.
    private mutating func mixed(_ source: [UInt8]) -> Bool {
        var scanner = MathScanner(source)
        var found: [MathScanner.Found] = []
        while let next = scanner.next() { found.append(next) }
        guard !found.isEmpty, found.first?.range != source.indices else { return false }
        html.raw("<p>")
        var copied = 0
        for formula in found {
            paragraphs(source[copied..<formula.range.lowerBound])
            let tex = String(decoding: source[formula.content], as: UTF8.self)
            html.raw(safe: markdown.formula(tex, display: formula.isDisplay))
            copied = formula.range.upperBound
        }
        paragraphs(source[copied...])
        html.raw("</p>")
        return true
    }

    /// Text where blank lines begin a new paragraph.
    private mutating func paragraphs(_ text: ArraySlice<UInt8>) {
        var isBlank = false
        for (index, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated() {
            if index > 0 { html.raw(byte: 0x0A) }
            if line.allSatisfy({ $0 <= 0x20 }), index > 0 {
                isBlank = true
            } else if !line.isEmpty {
                if isBlank { html.raw("</p>\n<p>") }
                isBlank = false
            }
            html.text(line)
        }
    }
}

extension String {
    /// What stands between two delimiters at both ends; nil where they are missing or stand inside as well.
    fileprivate func inside(_ opening: String, _ closing: String) -> String? {
        guard utf8.count >= opening.utf8.count + closing.utf8.count, hasPrefix(opening), hasSuffix(closing) else {
            return nil
        }
        let inner = String(dropFirst(opening.count).dropLast(closing.count))
        return inner.hasUnescapedDollar ? nil : inner
    }

    private var hasUnescapedDollar: Bool {
        var escaped = false
        for byte in utf8 {
            if byte == UInt8(ascii: "$"), !escaped { return true }
            escaped = byte == UInt8(ascii: "\\") && !escaped
        }
        return false
    }
}
