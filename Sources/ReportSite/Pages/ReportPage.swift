package import NotebookHTML

extension SiteDesign {
    /// `reports/a/b/name.html`: one report, without script.
    package func reportPage(_ report: Report, notebook: RenderedNotebook, neighbours: ReportNeighbours) -> [UInt8] {
        var report = report
        report.facts = notebook.facts
        let title = report.title
        let page = report.address.page
        var head = PageHead(
            title: "\(ReportText.shortened(report.title, to: 200)) · \(options.title)",
            policy: .report(remoteImages: options.allowsRemoteImages), page: page, notebookStyles: notebook.styles)
        head.description = ReportText.description(of: report)
        head.kind = .article
        var values = common(notebook, title: title)
        values["head"] = .markup(head.markup(in: self))
        values["navigation"] = .markup(PageNavigation(report: report, neighbours: neighbours).markup(from: page))
        values["facts"] = .markup(FactsMarkup(facts: notebook.facts, time: report.time, size: nil).bytes)
        values["footer"] = .markup(footer(key: report.key, page: page))
        return templates.render(.report, values, body: ("cells", notebook.cells))
    }

    /// One notebook as a single file that needs nothing beside it (`sitegen render`).
    ///
    /// - Parameter name: what to call it where the notebook has no title, for example its file's name.
    package func standalonePage(_ notebook: RenderedNotebook, name: String) -> [UInt8] {
        let title = notebook.facts.title.flatMap { $0.isEmpty ? nil : $0 } ?? name
        let head = PageHead(
            title: ReportText.shortened(title, to: 200), policy: .report(remoteImages: options.allowsRemoteImages),
            style: .inlined(without: Self.assetsOfSites.union(notebook.hasMathematics ? [] : ["math.css"])), page: "",
            notebookStyles: notebook.styles)
        let time = notebook.facts.startTime.flatMap(UTCTime.init(iso8601:))
        var values = common(notebook, title: title)
        values["head"] = .markup(head.markup(in: self))
        values["facts"] = .markup(FactsMarkup(facts: notebook.facts, time: time, size: nil).bytes)
        return templates.render(.standalone, values, body: ("cells", notebook.cells))
    }

    /// The files of `site/` that a report alone has no use for: those of lists.
    package static let assetsOfSites: Set<String> = ["index.css", "index.js", "pages.css"]

    /// The values that a report's page has in a site and alone.
    private func common(_ notebook: RenderedNotebook, title: String) -> [String: PageTemplates.Value] {
        let contents = ContentsMarkup.bytes(notebook.headings)
        return [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text(title),
            "parameters": .markup(ParametersMarkup.bytes(notebook.facts.parameters)),
            "codeSwitch": .markup(codeSwitch), "contents": .markup(contents),
            "hasContents": .flag(!contents.isEmpty), "notices": .markup(Self.notices(notebook.notices)),
        ]
    }

    /// The control that shows or hides all code, by style alone.
    private var codeSwitch: [UInt8] {
        var html = HTMLWriter()
        html.raw(
            "<p class=\"controls\"><input type=\"checkbox\" id=\"sg-code\" class=\"code-switch\"")
        if options.showsCode { html.raw(" checked") }
        html.raw("> <label for=\"sg-code\">Show code</label></p>")
        return html.bytes
    }

    private static func notices(_ notices: [String]) -> [UInt8] {
        guard !notices.isEmpty else { return [] }
        var html = HTMLWriter()
        html.raw("<aside class=\"notices\" aria-label=\"About this page\">")
        if notices.count == 1 {
            html.raw("<p>")
            html.text(notices[0])
            html.raw("</p>")
        } else {
            html.raw("<details><summary>")
            html.number(notices.count)
            html.raw(" remarks on this notebook</summary><ul>")
            for notice in notices {
                html.raw("<li>")
                html.text(notice)
                html.raw("</li>")
            }
            html.raw("</ul></details>")
        }
        html.raw("</aside>")
        return html.bytes
    }

    /// The foot of every page: the way home, and what the page was made of.
    func footer(key: String?, page: String) -> [UInt8] {
        var html = HTMLWriter()
        html.raw("<footer class=\"page-footer\"><p><a target=\"_top\"")
        html.attribute("href", SiteAddress.href(to: "index.html", from: page))
        html.raw(">")
        html.text(options.title)
        html.raw("</a>")
        if let key {
            html.raw(" · <code dir=\"auto\">")
            html.text(key)
            html.raw("</code>")
        }
        html.raw("</p></footer>")
        return html.bytes
    }
}
