package import ObjectStorage

/// Where the site's own books stand in it. The folder is no part of what readers get.
package enum SitePaths {
    /// The folder.
    package static let folder = "_sitegen/"
    package static let manifest: ObjectKey = "_sitegen/manifest.json"
    /// Where the parts of a large manifest are.
    package static let parts = "_sitegen/manifest/"
    /// The file whose lock keeps a second run out of a folder.
    package static let lock: ObjectKey = "_sitegen/lock"
    /// What a run is about to write into a folder.
    package static let announced: ObjectKey = "_sitegen/pending"
    /// Where workers leave what they wrote for one commit.
    package static let staged = "_sitegen/staged/"
    /// Where a store is asked whether it honours the conditions of writes.
    static let probes = "_sitegen/probe-"
    /// The catalogue for programs, which names a file for each month.
    static let catalogue = "reports.json"
    /// The page that is written last: it stands for all of the site's own.
    static let index = "index.html"
}
