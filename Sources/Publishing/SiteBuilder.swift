import Notebook
package import NotebookHTML
package import ObjectStorage
package import ReportSite

/// Builds a site in a folder from a folder of notebooks.
///
/// The order of writing keeps every link of the site good at every moment, also when the run is killed: assets, files
/// and pages of new reports, changed pages, manifest, index, and last the removal of what nothing links to any more.
package struct SiteBuilder: Sendable {
    package var source: DirectoryStore
    package var output: DirectoryStore
    package var design: SiteDesign
    package var renderOptions: RenderOptions
    /// The fingerprint of everything but the notebooks that decides what pages look like.
    package var designFingerprint: String
    /// Folders of the source that are not looked into: the output, where it stands in the source.
    package var skippedFolders: Set<ObjectKey> = []
    /// Told after each page.
    package var progress: @Sendable (BuildProgress) -> Void = { _ in }

    /// How many notebooks are worked on at once.
    package var width: Int
    private let byteLimit = 48 << 20

    /// A builder from one folder into another.
    package init(
        source: DirectoryStore, output: DirectoryStore, design: SiteDesign, renderOptions: RenderOptions,
        designFingerprint: String, width: Int
    ) {
        self.source = source
        self.output = output
        self.design = design
        self.renderOptions = renderOptions
        self.designFingerprint = designFingerprint
        self.width = max(1, width)
    }

    /// Builds the site. Throws `BuildError` for what stops the run; failures of single reports are in the result.
    package func build() async throws -> BuildResult {
        do {
            let state = try OutputState(opening: output)
            defer { withExtendedLifetime(state.lock) {} }
            return try await build(on: state)
        } catch let error as StorageError {
            throw BuildError.storage(error)
        }
    }

    private func build(on state: OutputState) async throws -> BuildResult {
        var result = BuildResult()
        let listing = try source.list { skippedFolders.contains($0) }
        let catalog = try await catalog(listing, manifest: state.manifest)
        let files = state.files
        let plan = BuildPlan(catalog: catalog, manifest: state.manifest, design: designFingerprint) { record in
            files.intact[record.path] != nil
        }
        result.reportCount = catalog.reports.count
        result.rendered = plan.renders.map { .init(key: $0.report.key, reason: $0.reason) }
        result.notices = state.notices + listing.skipped.map { "\($0.name) was passed over: \($0.reason)." }
        result.notices += catalog.problems.filter { !$0.isError }.map(\.description)
        result.failures = catalog.problems.filter(\.isError).map {
            .init(key: $0.key, message: "\($0.reason) \($0.advice)")
        }
        try await SiteRun(builder: self, state: state, catalog: catalog, plan: plan).write(
            into: &result, window: window)
        result.failures.sort { JSONText.precedes($0.key, $1.key) }
        return result
    }

    private var window: WorkWindow { WorkWindow(width: width, byteLimit: byteLimit) }

    /// The reports of the source, with the facts of those that did not change and the times of all.
    private func catalog(_ listing: ObjectListing, manifest: BuildManifest?) async throws -> ReportCatalog {
        let now = WallClock.nanoseconds
        let objects = listing.objects.map { SourceObject($0, now: now) }
        var facts: [String: ReportFacts] = [:]
        for object in objects {
            if let record = manifest?.reports[object.key], record.source == object.fingerprint {
                facts[object.key] = record.facts
            }
        }
        let catalog = ReportCatalog(objects: objects, facts: facts)
        // Without a time in its key a report's place among its neighbours is only known from the notebook.
        let timeless = catalog.reports.filter { $0.timeSource != .key && facts[$0.key] == nil }
        guard !timeless.isEmpty else { return catalog }
        var found: [String: ReportFacts] = [:]
        try await window.run(timeless, size: \.source.size) { [source] report in
            let notebook = try? Notebook(decoding: source.get(ObjectKey(report.key)))
            return (report.key, notebook.map(NotebookHTML.facts(of:)))
        } collect: { key, facts in
            found[key] = facts
        }
        return catalog.adding(facts: found)
    }
}

extension SourceObject {
    /// A listed file as the catalogue sees it.
    ///
    /// A file written a moment ago may be written again within the same tick of the file system's clock, so that its
    /// token would not tell: it gets one that no later listing repeats.
    init(_ info: ObjectInfo, now: Int64) {
        let isFresh = now - info.modified < 20_000_000
        self.init(
            key: info.key.string, size: info.size, lastModified: Int(info.modified / 1_000_000_000),
            fingerprint: isFresh ? info.entityTag + "~" : info.entityTag)
    }
}
