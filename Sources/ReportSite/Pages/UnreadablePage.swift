package import Notebook
import NotebookHTML

extension SiteDesign {
    /// The page in the place of a report that could not be read: what, where, and how to put it right.
    package func unreadablePage(_ report: Report, error: NotebookError, neighbours: ReportNeighbours) -> [UInt8] {
        let page = report.address.page
        let head = PageHead(
            title: "\(ReportText.shortened(report.title, to: 200)) · \(options.title)",
            policy: .report(remoteImages: false), page: page)
        let facts = ReportFacts(status: .unreadable(reason: error.description))
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(report.title),
            "head": .markup(head.markup(in: self)),
            "navigation": .markup(PageNavigation(report: report, neighbours: neighbours).markup(from: page)),
            "facts": .markup(FactsMarkup(facts: facts, time: report.time, size: report.source.size).bytes),
            "reason": .text(error.reason.utf8.last == UInt8(ascii: ".") ? error.reason : error.reason + "."),
            "footer": .markup(footer(key: report.key, page: page)),
        ]
        return templates.render(.unreadable, values, body: ("details", Self.details(error, key: report.key)))
    }

    private static func details(_ error: NotebookError, key: String) -> [UInt8] {
        var html = HTMLWriter()
        html.raw("<dl class=\"fault\">")
        write("File", key, to: &html)
        if let line = error.line { write("Line", NumberText.grouped(line), to: &html) }
        if let offset = error.byteOffset { write("Byte", NumberText.grouped(offset), to: &html) }
        if let path = error.path, !path.isEmpty { write("Place", path, to: &html) }
        html.raw("</dl><h2>What to do</h2><p>")
        html.raw(advice(error.code))
        html.raw("</p><p>The file itself is unchanged: it can be downloaded above.</p>")
        return html.bytes
    }

    private static func write(_ term: StaticString, _ value: String, to html: inout HTMLWriter) {
        html.raw("<div><dt>")
        html.raw(term)
        html.raw("</dt><dd><code>")
        html.text(value)
        html.raw("</code></dd></div>")
    }

    private static func advice(_ code: NotebookError.Code) -> StaticString {
        switch code {
        case .notJSON:
            "A notebook is one JSON text. Files often end too early when a run or an upload was cut off: run the notebook again and store its result anew."
        case .notANotebook:
            "The file is JSON, but no notebook: it needs a list of <code>cells</code>. Check that the right file was stored under this name."
        case .tooDeep:
            "The file is nested deeper than any notebook needs to be. Check what produced it."
        case .wrongType:
            "A part of the notebook has another type than the format says. Open it in JupyterLab and save it again, or run it again."
        }
    }
}
