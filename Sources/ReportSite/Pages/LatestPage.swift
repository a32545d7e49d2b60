extension SiteDesign {
    /// `latest.html`: leads to the newest report without script.
    ///
    /// A redirect and no copy: the address in the bar is then the one worth keeping, and links stay right.
    package func latestPage(_ catalog: ReportCatalog) -> [UInt8] {
        let target = catalog.newest.map { SiteAddress.href(to: $0.address.page, from: "latest.html") }
        let head = PageHead(
            title: "Newest report · \(options.title)", policy: .report(remoteImages: false), page: "latest.html",
            redirect: target)
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text("Newest report"),
            "page": .text(target ?? ""), "hasReports": .flag(target != nil),
        ]
        return templates.render(.latest, values, body: ("head", head.markup(assets: assets)))
    }

    /// `404.html`: hosts show it at any depth, so it carries its style and links from the root.
    package func notFoundPage() -> [UInt8] {
        let head = PageHead(
            title: "Not found · \(options.title)", policy: .report(remoteImages: false), style: .inlined,
            page: "404.html")
        let values: [String: PageTemplates.Value] = [
            "language": .text(options.language), "siteTitle": .text(options.title), "title": .text("Not found"),
            "home": .text("/"),
        ]
        return templates.render(.notFound, values, body: ("head", head.markup(assets: assets)))
    }
}
