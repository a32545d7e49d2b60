import FoundationEssentials
import NotebookHTML
import ObjectStorage
import Publishing
import ReportSite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A build as the settings ask for it.
struct SitePublisher {
    let publisher: Publisher
    let sourceFolder: DirectoryStore
    let outputFolder: DirectoryStore
    let source: String
    let output: String

    /// Opens the folders. Throws `ConfigurationError` where they can't go together.
    init(_ settings: Settings, progress: @escaping @Sendable (PublishProgress) -> Void = { _ in }) throws {
        source = try settings.source ?? Self.exampleSource()
        output = settings.output
        var sourceStore = try DirectoryStore(path: source)
        let sourcePath = try Self.realPath(source)
        // Compared before the output is made: nothing is written where the two can't go together.
        let outputPath = Self.futurePath(output)
        if outputPath == sourcePath || sourcePath.hasPrefix(outputPath + "/") {
            throw ConfigurationError(
                place: "output",
                reason: "The site can't be written to '\(output)': the notebooks are in it. Choose another folder.")
        }
        let outputStore = try DirectoryStore(creating: output)
        let options = settings.siteOptions
        let pack = try settings.assetPack.map { try AssetPack(folder: $0) } ?? AssetPack()
        let theme = try settings.theme.map { try Theme(folder: $0) } ?? Theme()
        for warning in settings.warnings { Terminal.note("warning: \(warning)") }
        if outputPath.hasPrefix(sourcePath + "/") {
            sourceStore.skippedFolders = [ObjectKey(String(outputPath.dropFirst(sourcePath.count + 1)))]
        }
        var publishing = PublishOptions()
        publishing.width = 2 * ProcessInfo.processInfo.activeProcessorCount
        var publisher = Publisher(
            source: sourceStore, destination: outputStore,
            design: try SiteDesign.embedded(
                options: options, libraries: pack.files, theme: theme, colours: settings.colours),
            renderOptions: settings.renderOptions, designFingerprint: Self.fingerprint(settings, pack, theme),
            options: publishing)
        publisher.progress = progress
        self.publisher = publisher
        (sourceFolder, outputFolder) = (sourceStore, outputStore)
    }

    /// Everything but the notebooks that decides what pages look like.
    private static func fingerprint(_ settings: Settings, _ pack: AssetPack, _ theme: Theme) -> String {
        var hash = SiteDesign.embeddedFingerprint
        hash.combine("\(SitegenCommand.version) \(NotebookHTML.rendererVersion)")
        hash.combine("\(settings.siteOptions) \(settings.renderOptions) \(settings.colours?.styleSheet ?? "")")
        for files in [pack.files, theme.assets, theme.templates.mapValues { Array($0.utf8) }] {
            for (name, bytes) in files.sorted(by: { $0.key < $1.key }) {
                hash.combine(name)
                hash.combine(bytes)
            }
        }
        hash.combine(programToken)
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

    private static func exampleSource() throws -> String {
        let path = "examples/reports"
        guard unsafe access(path, R_OK) == 0 else {
            throw ConfigurationError(
                place: "source",
                reason:
                    "No folder of notebooks was named. Use --source FOLDER, or put 'source: FOLDER' into sitegen.yml.")
        }
        return path
    }

    private static func realPath(_ path: String) throws -> String {
        guard let resolved = unsafe realpath(path, nil) else {
            throw StorageError(errno: errno, operation: .open, root: path)
        }
        defer { unsafe free(resolved) }
        return unsafe String(cString: resolved)
    }

    /// The real path of a folder that may not exist yet: of the nearest one that does, and the rest as it is.
    private static func futurePath(_ path: String) -> String {
        var rest: [String] = []
        var present = path
        while true {
            if let resolved = try? realPath(present.isEmpty ? "." : present) {
                return ([resolved == "/" ? "" : resolved] + rest.reversed()).joined(separator: "/")
            }
            let parts = present.split(separator: "/", omittingEmptySubsequences: true)
            guard let last = parts.last else { return path }
            rest.append(String(last))
            present = (present.hasPrefix("/") ? "/" : "") + parts.dropLast().joined(separator: "/")
        }
    }
}
