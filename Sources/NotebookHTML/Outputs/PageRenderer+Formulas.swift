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
        } else {
            html.raw(safe: markdown.formula(text, display: true))
        }
        html.raw("</div>\n")
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
