/// A block of code in Markdown.
enum CodeBlock {
    /// `<pre class="code"><code class="language-x">`, highlighted where the language is known by its name.
    static func markup(_ source: [UInt8], info: [UInt8]) -> [UInt8] {
        if let block = DirectiveCode(source, info: info) {
            return caption(block.caption) + markup(block.code, info: block.language)
        }
        if let (list, _) = AttributeList.read(info[...], at: 0), let name = list.classes.first {
            return caption(list.values["lst-cap"] ?? list.values["filename"]) + markup(source, info: Array(name.utf8))
        }
        // The first word is the language; R Markdown and Quarto write it in braces.
        let word = info.prefix { $0 > 0x20 && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ":") }
            .filter { $0 != UInt8(ascii: "{") && $0 != UInt8(ascii: "}") && $0 != UInt8(ascii: ".") }
        let language = Language(name: String(decoding: word, as: UTF8.self).lowercased())
        var html = HTMLWriter(capacity: source.count * 2)
        write(source, language: language, directive: language == nil ? directive(info) : nil, into: &html)
        return html.bytes
    }

    /// Appends code in a language, if it is known, with what a directive says of it on a line of its own.
    static func write(
        _ source: [UInt8], language: Language?, directive: ArraySlice<UInt8>? = nil, into html: inout HTMLWriter
    ) {
        html.raw("<pre class=\"code\" dir=\"ltr\"><code")
        if let language { html.attribute("class", "language-" + language.rawValue) }
        html.raw(">")
        if let directive {
            html.raw("<span class=\"c\">")
            html.text(directive)
            html.raw("</span>\n")
        }
        if let language {
            SyntaxHighlighter.highlight(source, language: language, into: &html)
        } else {
            html.code(source[...])
        }
        html.raw("</code></pre>")
    }

    private static func caption(_ text: [UInt8]?) -> [UInt8] {
        guard let text, !text.isEmpty else { return [] }
        var html = HTMLWriter()
        html.raw("<p class=\"code-caption\">")
        html.text(text)
        html.raw("</p>")
        return html.bytes
    }

    /// What MyST and Quarto would do with the block, `{figure} picture.png`: told, as it is not done here.
    private static func directive(_ info: [UInt8]) -> ArraySlice<UInt8>? {
        guard info.first == UInt8(ascii: "{"), let end = info.firstIndex(of: UInt8(ascii: "}")), end > 1 else {
            return nil
        }
        return info.prefix(200)
    }
}

/// Code in a directive of MyST, `{code-block} python`, with its options taken off.
private struct DirectiveCode {
    var language: [UInt8]
    var caption: [UInt8]?
    var code: [UInt8]

    init?(_ source: [UInt8], info: [UInt8]) {
        guard let directive = MystDirective(info[...]),
            ["code-block", "code", "code-cell", "sourcecode", "highlight"].contains(directive.name)
        else { return nil }
        // One word, so that a directive in its place is no directive; IPython's own lexers are Python's.
        let word = directive.argument.prefix { $0 > 0x20 && $0 != UInt8(ascii: "{") }
        language = word.starts(with: "ipython".utf8) ? Array("python".utf8) : Array(word)
        var options = DirectiveOptions()
        var rest = source[...]
        while let end = rest.firstIndex(of: 0x0A), options.take(rest[..<end], isYAML: false) {
            rest = rest[(end + 1)...]
        }
        caption = options["caption"]
        code = Array(rest)
    }
}
