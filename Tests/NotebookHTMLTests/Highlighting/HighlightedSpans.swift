@testable import NotebookHTML

/// The highlighted `source` with its markup written short, so that tables of expectations can be read:
/// `<span class="k">if</span> x` is `[k:if] x`, and escaped characters stand for themselves.
func spans(_ source: String, _ language: Language) -> String {
    let html = highlightedHTML(Array(source.utf8), language)
    var text = ""
    var rest = Substring(String(decoding: html, as: UTF8.self))
    while let character = rest.first {
        if let (markup, short) = shortForms.first(where: { rest.hasPrefix($0.0) }) {
            rest.removeFirst(markup.count)
            text += short
            if short == "[" {
                let name = rest.prefix { $0 != "\"" }
                text += name + ":"
                rest.removeFirst(name.count + 2)
            }
        } else {
            text.append(character)
            rest.removeFirst()
        }
    }
    return text
}

private let shortForms = [
    ("<span class=\"", "["), ("</span>", "]"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"), ("&quot;", "\""),
    ("&#39;", "'"),
]

/// The markup for `source`.
func highlightedHTML(_ source: [UInt8], _ language: Language) -> [UInt8] {
    var html = HTMLWriter()
    SyntaxHighlighter.highlight(source, language: language, into: &html)
    return html.bytes
}
