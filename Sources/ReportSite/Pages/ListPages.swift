extension SiteDesign {
    /// The pages and files that tell of reports, all but those of the index: (path in the site, bytes).
    package func listPages(_ catalog: ReportCatalog) -> [(path: String, bytes: [UInt8])] {
        catalog.series.flatMap(seriesPages) + archivePages(catalog) + [
            ("feed.xml", feed(catalog)), ("latest.html", latestPage(catalog)), ("404.html", notFoundPage()),
            ("robots.txt", robotsText()),
        ]
    }
}
