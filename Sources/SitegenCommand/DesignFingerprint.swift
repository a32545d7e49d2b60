import FoundationEssentials
import NotebookHTML
import Publishing
import ReportSite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Tells whether pages that were made before would be made the same now.
enum DesignFingerprint {
    /// What a fingerprint holds for.
    enum Scope {
        /// Any copy of this version: publishers on several machines don't make each other's pages again.
        case ofThisVersion
        /// This very program file: pages of a program under development are never taken for its present ones.
        case ofThisProgram
    }

    /// Which pages a fingerprint is of.
    enum Pages {
        /// All of the site.
        case all
        /// The reports' own: the index may change without them.
        case reports
    }

    /// Everything but the notebooks that decides what pages look like.
    static func text(
        _ settings: Settings, _ pack: AssetPack, _ theme: Theme, of pages: Pages, scope: Scope
    ) -> String {
        var hash = ContentHash()
        hash.combine("\(SitegenCommand.version) \(NotebookHTML.rendererVersion)")
        hash.combine("\(settings.siteOptions) \(settings.renderOptions) \(settings.colours?.styleSheet ?? "")")
        let own = Dictionary(EmbeddedDesign.files.map { ($0.0, Array("\($0.1)".utf8)) }) { first, _ in first }
        let assets = theme.assets.map { ("site/" + $0.key, $0.value) }
        let templates = theme.templates.map { ("templates/\($0.key).mustache", Array($0.value.utf8)) }
        let changed = Dictionary(assets + templates) { first, _ in first }
        for files in [own, pack.files, changed] {
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) where pages == .all || shapesReports(name) {
                hash.combine(name)
                hash.combine(bytes)
            }
        }
        // How large pages are stored is no part of what they look like, but is to be seen to in the same way.
        if settings.gzipAbove != Settings().gzipAbove { hash.combine("gzip above \(settings.gzipAbove ?? -1)") }
        if scope == .ofThisProgram { hash.combine(programToken) }
        return hash.description
    }

    /// Whether a file of the design can change a report's page: not the script, nor the shells of other pages.
    static func shapesReports(_ path: String) -> Bool {
        if path == "site/index.js" { return false }
        guard path.hasPrefix("templates/") else { return true }
        return path == "templates/report.mustache" || path == "templates/unreadable.mustache"
    }

    /// Changes with the program itself, so that pages of a program under development are never taken for its present ones.
    private static var programToken: String {
        #if os(Linux)
            let path = "/proc/self/exe"
        #else
            let path = CommandLine.arguments.first ?? ""
        #endif
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return "" }
        #if canImport(Darwin)
            return "\(status.st_size) \(status.st_mtimespec.tv_sec)"
        #else
            return "\(status.st_size) \(status.st_mtim.tv_sec) \(status.st_mtim.tv_nsec)"
        #endif
    }
}
