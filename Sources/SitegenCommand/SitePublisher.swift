import AWS
import FoundationEssentials
import NotebookHTML
import ObjectStorage
import ProgramOutput
import Publishing
import ReportSite

#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A run as the settings ask for it: the stores are open, and nothing was written yet.
struct SitePublisher {
    var publisher: Publisher
    let source: String
    let output: String
    /// What was asked of S3 so far.
    let requests: RequestCounts

    /// `sitegen build`: into the output folder.
    static func building(_ settings: Settings) throws -> SitePublisher {
        var settings = settings
        settings.destination = settings.output
        return try SitePublisher(settings, fingerprint: .ofThisProgram)
    }

    /// `sitegen publish`: to the destination, with everything that makes publishing safe.
    static func publishing(_ settings: Settings, isDryRun: Bool) throws -> SitePublisher {
        guard let destination = settings.destination else {
            throw ConfigurationError(
                place: "--destination",
                reason: "Say where the site goes: --destination s3://BUCKET/PREFIX or a folder. "
                    + "'sitegen build' writes a folder too.")
        }
        var run = try SitePublisher(settings, fingerprint: .ofThisVersion, isDryRun: isDryRun)
        run.publisher.options.isDryRun = isDryRun
        run.publisher.options.deleteLimit = settings.maxDeletes.map { .count($0) } ?? .standard
        run.publisher.options.grace = settings.grace ?? (Stores.isBucket(destination) ? 300 : 0)
        return run
    }

    /// Publishes, with progress where somebody watches, and measures.
    mutating func run() async throws -> PublishReport {
        let clock = ContinuousClock()
        let start = clock.now
        let isWatched = Terminal.isWatched
        if isWatched { publisher.progress = { Terminal.progress("\($0.done) of \($0.total) pages") } }
        let result = try await publisher.publish()
        if isWatched { Terminal.progress("") }
        return PublishReport(result: result, output: output, seconds: (clock.now - start) / .seconds(1))
    }

    /// Opens the stores. Throws `ConfigurationError` where they can't go together.
    private init(_ settings: Settings, fingerprint: DesignFingerprint.Scope, isDryRun: Bool = false) throws {
        source = try settings.source ?? Self.exampleSource()
        output = settings.destination ?? settings.output
        var named = settings
        named.source = source
        let stores = try Stores(named, isDryRun: isDryRun)
        requests = stores.requests
        let (sourceStore, destination) = try Self.stores(source, output, stores)
        let pack = try settings.assetPack.map { try AssetPack(folder: $0) } ?? AssetPack()
        let theme = try settings.theme.map { try Theme(folder: $0) } ?? Theme()
        for warning in settings.warnings { Terminal.note("warning: \(warning)") }
        var options = PublishOptions()
        // Work on a bucket waits for the network, work on a folder for the processor.
        options.width =
            Stores.isBucket(source) || Stores.isBucket(output)
            ? AWSAccess.connections : 2 * ProcessInfo.processInfo.activeProcessorCount
        options.headerRules = settings.headerRules
        options.gzipAbove = settings.gzipAbove
        options.allowsUnsafeStore = settings.allowsUnsafeStore
        publisher = Publisher(
            source: sourceStore, destination: destination,
            design: try SiteDesign.embedded(
                options: settings.siteOptions, libraries: pack.files, theme: theme, colours: settings.colours),
            renderOptions: settings.renderOptions,
            designFingerprint: DesignFingerprint.text(settings, pack, theme, of: .all, scope: fingerprint),
            options: options)
        publisher.reportFingerprint = DesignFingerprint.text(settings, pack, theme, of: .reports, scope: fingerprint)
        try tellCaches(settings, stores)
    }

    private mutating func tellCaches(_ settings: Settings, _ stores: Stores) throws {
        guard let distribution = settings.distribution, let client = try stores.cloudFront() else { return }
        // The distribution's root is the destination; below a path where the base address says so.
        let root = settings.siteOptions.baseURL?.path ?? "/"
        publisher.invalidate = { keys, reference in
            let paths = InvalidationPaths.covering(keys: keys.map { root.dropFirst() + $0 })
            _ = try await client.createInvalidation(of: paths, distribution: distribution, reference: reference)
        }
    }

    private static func stores(
        _ source: String, _ output: String, _ stores: Stores
    ) throws -> (any ObjectStore, any ObjectStore) {
        switch (Stores.isBucket(source), Stores.isBucket(output)) {
        case (false, false): return try folders(source, output, stores)
        case (true, false): return (try stores.source(source), try stores.destinationFolder(output))
        case (false, true): return (try DirectoryStore(path: source), try stores.destination(output))
        case (true, true):
            let (from, to) = (try stores.source(source), try stores.destination(output))
            if from.place.overlaps(to.place) {
                throw ConfigurationError(
                    place: "--destination",
                    reason: "The site can't be published to '\(to.location)' from '\(from.location)': one is in the "
                        + "other, so that the site's own downloads would be taken for reports. Choose another prefix.")
            }
            return (from, to)
        }
    }

    private static func folders(
        _ source: String, _ output: String, _ stores: Stores
    ) throws -> (any ObjectStore, any ObjectStore) {
        var sourceStore = try DirectoryStore(path: source)
        let sourcePath = try FolderPath.real(source)
        // Compared before the output is made: nothing is written where the two can't go together.
        let outputPath = FolderPath.future(output)
        if outputPath == sourcePath || sourcePath.hasPrefix(outputPath + "/") {
            throw ConfigurationError(
                place: "output",
                reason: "The site can't be written to '\(output)': the notebooks are in it. Choose another folder.")
        }
        let outputStore = try stores.destinationFolder(output)
        if outputPath.hasPrefix(sourcePath + "/") {
            sourceStore.skippedFolders = [ObjectKey(String(outputPath.dropFirst(sourcePath.count + 1)))]
        }
        return (sourceStore, outputStore)
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
}

extension S3Location {
    /// Whether one place holds the other.
    fileprivate func overlaps(_ other: S3Location) -> Bool {
        bucket == other.bucket && (prefix.hasPrefix(other.prefix) || other.prefix.hasPrefix(prefix))
    }
}
