/// One page that tells of the site as a whole: where it stands, and how its bytes are made.
package struct SitePage: Sendable {
    /// The path in the site, for example `archive/2023-12.html`.
    package let path: String
    /// Makes the bytes: a pure function, so that pages may be made side by side or only when they are needed.
    package let make: @Sendable () -> [UInt8]

    package init(path: String, make: @escaping @Sendable () -> [UInt8]) {
        self.path = path
        self.make = make
    }
}

extension SiteDesign {
    /// All pages that tell of more than one report, in the order to be written: `index.html` leads to the others and
    /// comes last.
    package func sitePages(_ catalog: ReportCatalog) -> [SitePage] {
        catalog.series.flatMap(seriesPages) + archivePages(catalog) + [
            SitePage(path: Self.allSeriesPath) { allSeriesPage(catalog) },
            SitePage(path: "feed.xml") { feed(catalog) },
            SitePage(path: "latest.html") { latestPage(catalog) },
            SitePage(path: "404.html") { notFoundPage() },
            SitePage(path: "robots.txt") { robotsText() },
        ] + catalogueFiles(catalog) + [SitePage(path: "index.html") { indexPage(catalog) }]
    }
}
