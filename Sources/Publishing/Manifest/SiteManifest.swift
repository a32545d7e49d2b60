package import NotebookHTML
package import ReportSite

/// What earlier runs published into a site, kept in the site as `_sitegen/manifest.json`.
///
/// It is the site's one truth: it answers which pages are still right without reading a notebook or listing the site,
/// which files are ours to replace or remove, and the index is made from it. Runs change it by compare-and-swap only.
package struct SiteManifest: Sendable, Hashable {
    /// The latest version of the file's format. A higher one is refused: that program knows things this one would lose.
    package static let formatVersion = 3
    /// The version without parts, which a manifest in one file still has.
    static let wholeVersion = 2

    /// Counts the commits of what reports there are and how they look.
    package var generation = 0
    /// The generation that index, archive, feeds and catalogue were last made from; behind `generation` after a crash.
    package var siteGeneration = 0
    /// What made the pages of the site as a whole: program, templates, assets and options, as one fingerprint.
    package var design: String
    /// What is known of each report, by source key.
    package var reports: [String: ReportRecord] = [:]
    /// Reports that were taken out lately, so that a slow run that still saw them does not bring them back.
    package var tombstones: [String: Tombstone] = [:]
    /// Files of the site as a whole: index, catalogue, assets.
    package var siteFiles: [FileRecord] = []
    /// Files nothing needs any more that are still there.
    package var staleFiles: [StaleFile] = []
    /// Paths whose old content caches may still have.
    package var invalidations: [String] = []
    /// Where the reports are kept in files of their own, by a hash of their keys; empty where the manifest holds them.
    package var parts: [FileRecord] = []
    /// What the site was made from, where a run found nothing left to do: see `SettledInputs`.
    package var settled: String?

    package init(design: String) { self.design = design }

    /// Every file these runs wrote, by path.
    package var filesByPath: [String: FileRecord] {
        var files: [String: FileRecord] = [:]
        files.reserveCapacity(2 * reports.count + siteFiles.count + staleFiles.count)
        for stale in staleFiles { files[stale.file.path] = stale.file }
        for file in siteFiles { files[file.path] = file }
        for report in reports.values {
            for file in report.files { files[file.path] = file }
        }
        return files
    }

    /// A report that was taken out of the site.
    package struct Tombstone: Sendable, Hashable {
        /// When the source that was taken out had been stored: seconds since 1970.
        package var lastModified: Int
        /// When it was taken out: seconds since 1970.
        package var since: Int

        package init(lastModified: Int, since: Int) {
            self.lastModified = lastModified
            self.since = since
        }
    }

    /// A file nothing needs any more.
    package struct StaleFile: Sendable, Hashable {
        package var file: FileRecord
        /// Since when: seconds since 1970. Readers that came before may still follow a link to it.
        package var since: Int

        package init(file: FileRecord, since: Int) {
            self.file = file
            self.since = since
        }
    }
}

/// One report as it stands in the site.
package struct ReportRecord: Sendable, Hashable {
    /// The source the page was made from; its fingerprint is empty where the source could not be read.
    package var source: SourceObject
    /// The fingerprint of program, templates, assets and options that made the page.
    package var design: String
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
        source: SourceObject, design: String, neighbours: String, links: [String], resolvedLinks: [String],
        facts: ReportFacts, files: [FileRecord]
    ) {
        self.source = source
        self.design = design
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
    /// The fingerprint of the headers it is served with.
    package var headers: String
    /// Which of two contents is the later one: when the source was stored, or the generation of a page of the site.
    package var order: Int
    /// The store's token for it: while that is the same, the content is. Empty where another run may have replaced it.
    package var entityTag: String

    package init(path: String, hash: String, headers: String = "", order: Int = 0, entityTag: String) {
        self.path = path
        self.hash = hash
        self.headers = headers
        self.order = order
        self.entityTag = entityTag
    }
}
