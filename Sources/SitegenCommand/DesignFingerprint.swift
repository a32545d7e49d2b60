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

    /// Everything but the notebooks that decides what pages look like.
    static func text(_ settings: Settings, _ pack: AssetPack, _ theme: Theme, scope: Scope) -> String {
        var hash = SiteDesign.embeddedFingerprint
        hash.combine("\(SitegenCommand.version) \(NotebookHTML.rendererVersion)")
        hash.combine("\(settings.siteOptions) \(settings.renderOptions) \(settings.colours?.styleSheet ?? "")")
        for files in [pack.files, theme.assets, theme.templates.mapValues { Array($0.utf8) }] {
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
                hash.combine(name)
                hash.combine(bytes)
            }
        }
        // How large pages are stored is no part of what they look like, but is to be seen to in the same way.
        if settings.gzipAbove != Settings().gzipAbove { hash.combine("gzip above \(settings.gzipAbove ?? -1)") }
        if scope == .ofThisProgram { hash.combine(programToken) }
        return hash.description
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
