/// Colours source code at build time.
///
///     x = 1  # one   ->   x = <span class="m">1</span>  <span class="c"># one</span>
///
/// The text of the page stays the source, byte for byte; time and memory are linear in it.
package enum SyntaxHighlighter {
    /// Appends `source` to `html`, escaped, with the spans of docs/markup.md around what has a colour.
    package static func highlight(_ source: [UInt8], language: Language, into html: inout HTMLWriter) {
        guard language != .plain else { return html.code(source[...]) }
        var page = HTMLWriter()
        swap(&page, &html)
        var lexer = Lexer(source: source, grammar: .hashComments, html: page)
        page = HTMLWriter()
        // A file's byte order mark belongs to no word.
        if source.starts(with: [0xEF, 0xBB, 0xBF]) { lexer.position = 3 }
        lexer.read(language.reader)
        lexer.tokens.finish(into: &html)
    }
}
