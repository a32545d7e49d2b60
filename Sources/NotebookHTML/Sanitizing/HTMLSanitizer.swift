/// Makes untrusted HTML safe to stand in a page of ours.
package enum HTMLSanitizer {
    /// Appends what may stay of `html`, preceded by the style rules that came with it, and reports what was left out.
    ///
    ///     HTMLSanitizer.sanitize(Array("<b onclick=x()>a<script>b</script>".utf8), policy: policy, into: &page)
    ///     // <b>a</b>, and a report of one script and one event handler
    package static func sanitize(_ html: [UInt8], policy: HTMLPolicy, into page: inout HTMLWriter) -> SanitizerReport {
        var content = HTMLWriter()
        var styles: [UInt8] = []
        let report = sanitize(html, policy: policy, into: &content, styles: &styles)
        if !styles.isEmpty {
            page.raw("<style>")
            page.raw(safe: styles)
            page.raw("</style>")
        }
        page.raw(safe: content.bytes)
        return report
    }

    /// Appends what may stay of `html`, and its style rules to `styles`: HTML allows `<style>` in a page's head alone.
    package static func sanitize(
        _ html: [UInt8], policy: HTMLPolicy, into page: inout HTMLWriter, styles: inout [UInt8]
    ) -> SanitizerReport {
        var writer = SafeHTMLWriter(policy: policy, html: HTMLWriter(capacity: html.count))
        writer.untrusted(html)
        writer.finish()
        styles += writer.styleSheet
        page.raw(safe: writer.html.bytes)
        return writer.report
    }
}
