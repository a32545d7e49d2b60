/// A block of code in Markdown.
enum CodeBlock {
    /// `<pre class="code"><code class="language-x">`, highlighted where the language is known by its name.
    static func markup(_ source: [UInt8], info: [UInt8]) -> [UInt8] {
        var html = HTMLWriter(capacity: source.count * 2)
        // The first word is the language; R Markdown and Quarto write it in braces.
        let word = info.prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ":") }
            .filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: ".") }
        let language = Language(
            name: String(decoding: directiveArgument(info) ?? Array(word), as: UTF8.self).lowercased())
        html.raw("<pre class=\"code\" dir=\"ltr\"><code")
        if let language { html.attribute("class", "language-" + language.rawValue) }
        html.raw(">")
        if language == nil, let directive = directive(info) {
            html.raw("<span class=\"c\">")
            html.text(directive)
            html.raw("</span>\n")
        }
        if let language {
            SyntaxHighlighter.highlight(source, language: language, into: &html)
        } else {
            html.text(source)
        }
        html.raw("</code></pre>")
        return html.bytes
    }

    /// `python` of MyST's `{code-block} python`, `{code} python` and `{code-cell} ipython3`: these show code and no more.
    private static func directiveArgument(_ info: [UInt8]) -> [UInt8]? {
        let parts = info.split(whereSeparator: { $0 <= 0x20 })
        let names = ["{code-block}", "{code}", "{code-cell}", "{sourcecode}"]
        guard parts.count > 1, names.contains(where: { parts[0].elementsEqual($0.utf8) }) else { return nil }
        return Array(parts[1])
    }

    /// What MyST and Quarto would do with the block, `{figure} picture.png`: told, as it is not done here.
    private static func directive(_ info: [UInt8]) -> ArraySlice<UInt8>? {
        guard info.first == UInt8(ascii: "{"), let end = info.firstIndex(of: UInt8(ascii: "}")), end > 1 else {
            return nil
        }
        return info.prefix(200)
    }
}
