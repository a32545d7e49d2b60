/// How a site is published.
package struct PublishOptions: Sendable {
    /// Which reports are looked at.
    package enum Scope: Sendable, Hashable {
        /// All of the source: it is listed.
        case all
        /// These keys; all others are as the manifest says.
        case keys([String])
    }

    /// How many reports may be taken out in one run.
    package enum DeleteLimit: Sendable, Hashable {
        case none
        /// 20, or a tenth of the site: what a mistake in a name rarely stays below.
        case standard
        case count(Int)

        /// The number for a site of some size; nil for any number.
        func number(of reports: Int) -> Int? {
            switch self {
            case .none: nil
            case .standard: max(20, reports / 10)
            case .count(let count): count
            }
        }
    }

    package var scope = Scope.all
    package var deleteLimit = DeleteLimit.none
    /// How long a file that nothing links to any more stays, in seconds.
    package var grace = 0
    /// Whether nothing is written.
    package var isDryRun = false
    /// Whether the site is listed and compared with the manifest.
    package var verifies = false
    /// Whether pages are written and left for a later commit.
    package var isStaging = false
    /// Whether a store that ignores the conditions of writes is published to nonetheless.
    package var allowsUnsafeStore = false
    /// Whether what workers staged is taken in.
    package var commitsStaged = false
    package var headerRules = HeaderRules()
    /// Files for browsers with more bytes than this are stored compressed in a bucket: CloudFront compresses no larger
    /// ones on the way. nil for none.
    package var gzipAbove: Int? = 10_000_000
    /// How large the manifest of a bucket may become in one object, in bytes; 16 MB are some 25,000 reports.
    package var manifestLimit = 16 << 20
    /// How many notebooks are worked on at once.
    package var width = 4
    /// How many bytes of notebooks are worked on at once; a larger one runs alone.
    package var byteLimit = 48 << 20

    package init() {}
}
