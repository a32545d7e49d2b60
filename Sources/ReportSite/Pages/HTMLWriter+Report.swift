import NotebookHTML

/// What many pages write of a report.
extension HTMLWriter {
    /// `<time datetime="2023-12-11T10:00:00Z">11 Dec 2023, 10:00 UTC</time>`
    mutating func time(_ time: UTCTime) {
        raw("<time")
        attribute("datetime", time.iso8601)
        raw(">")
        text(time.display)
        raw("</time>")
    }

    /// `<span class="status status-failed" dir="auto">failed: KeyError</span>`
    mutating func badge(_ status: ReportFacts.Status) {
        let (cssClass, words) = ReportText.status(status)
        raw("<span")
        attribute("class", cssClass)
        raw(" dir=\"auto\">")
        text(words)
        raw("</span>")
    }

    /// A name between words of ours, whose order it must not turn around: `<bdi>name</bdi>`.
    mutating func isolated(_ name: String) {
        raw("<bdi>")
        text(name)
        raw("</bdi>")
    }

    /// Begins a link from one page of the site to another; `</a>` is the caller's.
    mutating func link(to path: String, from page: String, cssClass: String? = nil) {
        raw("<a")
        if let cssClass { attribute("class", cssClass) }
        attribute("href", SiteAddress.href(to: path, from: page))
        raw(">")
    }
}
