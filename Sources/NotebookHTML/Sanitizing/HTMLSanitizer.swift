/// Makes untrusted HTML safe to stand in a page of ours.
package enum HTMLSanitizer {
    /// Appends what may stay of `html`, preceded by the style rules that came with it, and reports what was left out.
    ///
    ///     HTMLSanitizer.sanitize(Array("<b onclick=x()>a<script>b</script>".utf8), policy: policy, into: &page)
    ///     // <b>a</b>, and a report of one script and one event handler
    package static func sanitize(_ html: [UInt8], policy: HTMLPolicy, into page: inout HTMLWriter) -> SanitizerReport {
        var writer = SafeHTMLWriter(policy: policy, html: HTMLWriter(capacity: html.count))
        writer.untrusted(html)
        writer.finish()
        if !writer.styleSheet.isEmpty {
            page.raw("<style>")
            page.raw(safe: writer.styleSheet)
            page.raw("</style>")
        }
        page.raw(safe: writer.html.bytes)
        return writer.report
    }
}
