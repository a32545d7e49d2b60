package import NotebookHTML

/// What earlier runs wrote into a site, kept in the site as `_sitegen/manifest.json`.
///
/// It answers which pages are still right without reading a notebook, and which files are ours to replace or remove.
package struct BuildManifest: Sendable, Hashable {
    /// The version of the file's format. A higher one is refused: that program knows things this one would lose.
    package static let formatVersion = 1

    /// What made the pages besides their notebooks: program, templates, assets and options, as one fingerprint.
    package var design: String
    /// What is known of each report, by source key.
    package var reports: [String: ReportRecord] = [:]
    /// Files of the site as a whole: index, catalogue, assets.
    package var siteFiles: [FileRecord] = []
    /// Files no page needs any more that are still there.
    package var staleFiles: [FileRecord] = []

    package init(design: String) { self.design = design }

    /// Every file this program wrote, by path.
    package var filesByPath: [String: FileRecord] {
        var files: [String: FileRecord] = [:]
        for file in staleFiles + siteFiles { files[file.path] = file }
        for report in reports.values {
            for file in report.files { files[file.path] = file }
        }
        return files
    }
}

/// One report as it stands in the site.
package struct ReportRecord: Sendable, Hashable {
    /// The fingerprint of the source the page was made from; empty where the source could not be read.
    package var source: String
    /// The runs the page links to, as one fingerprint.
    package var neighbours: String
    /// Source keys of notebooks the cells link to.
    package var links: [String]
    /// Those of `links` that had a page.
    package var resolvedLinks: [String]
    /// What lists tell of the report.
    package var facts: ReportFacts
    /// The page, its download and the files beside it.
    package var files: [FileRecord]

    package init(
        source: String, neighbours: String, links: [String], resolvedLinks: [String], facts: ReportFacts,
        files: [FileRecord]
    ) {
        self.source = source
        self.neighbours = neighbours
        self.links = links
        self.resolvedLinks = resolvedLinks
        self.facts = facts
        self.files = files
    }
}

/// One file of the site as it was written.
package struct FileRecord: Sendable, Hashable {
    /// The path in the site.
    package var path: String
    /// The fingerprint of its content.
    package var hash: String
    /// The store's token for it: while that is the same, the content is.
    package var entityTag: String

    package init(path: String, hash: String, entityTag: String) {
        self.path = path
        self.hash = hash
        self.entityTag = entityTag
    }
}
