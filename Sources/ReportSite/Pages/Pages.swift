package import Notebook
package import NotebookHTML

extension SiteDesign {
    /// `reports/a/b/name.html`: one report, without script.
    package func reportPage(_ report: Report, notebook: RenderedNotebook, neighbours: ReportNeighbours) -> [UInt8] { [] }

    /// One notebook as a single file that needs nothing beside it (`sitegen render`).
    ///
    /// - Parameter name: what to call it where the notebook has no title, for example its file's name.
    package func standalonePage(_ notebook: RenderedNotebook, name: String) -> [UInt8] { [] }

    /// The page in the place of a report that could not be read: what, where, and how to put it right.
    package func unreadablePage(_ report: Report, error: NotebookError, neighbours: ReportNeighbours) -> [UInt8] { [] }

    /// `index.html`: the selector, the list and the newest report.
    package func indexPage(_ catalog: ReportCatalog) -> [UInt8] { [] }

    /// `archive/YYYY-MM.html` for every month with reports, newest first: (path in the site, bytes).
    package func archivePages(_ catalog: ReportCatalog) -> [(path: String, bytes: [UInt8])] { [] }

    /// `latest.html`: leads to the newest report without script.
    package func latestPage(_ catalog: ReportCatalog) -> [UInt8] { [] }

    /// `404.html`.
    package func notFoundPage() -> [UInt8] { [] }
}

extension ReportCatalog {
    /// `reports.json`: the catalogue for other programs (docs/reports-json.md).
    package func json(siteTitle: String) -> [UInt8] { [] }
}
