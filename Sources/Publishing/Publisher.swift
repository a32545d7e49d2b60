package import NotebookHTML
package import ObjectStorage
package import ReportSite

/// Publishes a site: from a store of notebooks into a bucket or a folder.
///
/// The order of writing keeps every link of the site good at every moment, also when the run is killed and when others
/// publish at the same time: assets, files and pages of new reports, changed pages, the manifest by compare-and-swap,
/// then what is made from the committed manifest (archive, feeds, catalogue, index), invalidation, and last the removal
/// of what nothing links to any more.
package struct Publisher: Sendable {
    package var source: any ObjectStore
    package var destination: any ObjectStore
    package var design: SiteDesign
    package var renderOptions: RenderOptions
    /// The fingerprint of everything but the notebooks that decides what pages look like.
    package var designFingerprint: String
    /// The same for the pages of reports: what only other pages are made from is not in it.
    package var reportFingerprint: String
    package var options: PublishOptions
    /// Told after each page.
    package var progress: @Sendable (PublishProgress) -> Void = { _ in }
    /// Tells caches to forget paths; the second argument is the same for the same paths of the same generation.
    package var invalidate: (@Sendable (_ paths: [String], _ reference: String) async throws -> Void)?
    /// The time: nanoseconds since 1970.
    package var now: @Sendable () -> Int64 = { WallClock.nanoseconds }

    package init(
        source: any ObjectStore, destination: any ObjectStore, design: SiteDesign, renderOptions: RenderOptions,
        designFingerprint: String, options: PublishOptions
    ) {
        self.source = source
        self.destination = destination
        self.design = design
        self.renderOptions = renderOptions
        self.designFingerprint = designFingerprint
        reportFingerprint = designFingerprint
        self.options = options
    }

    /// Publishes. Throws `PublishError` for what stops the run; failures of single reports are in the result.
    package func publish() async throws -> PublishResult {
        do {
            let look = try await firstLook()
            if let result = look?.result { return result }
            let site = try await openSite()
            var publisher = self
            if site.isUnsafe { publisher.destination = LookingStore(destination) }
            var run = PublishRun(publisher: publisher, site: site)
            // The listing came after this manifest: what it has not any more is really gone.
            if let look, look.manifestTag == run.site.manifestTag { run.listing = look.listing }
            return try await run.publish()
        } catch let error as StorageError {
            throw PublishError.storage(error)
        }
    }

    /// What a first look told: the manifest's token, and the source as it was listed after that.
    private struct FirstLook {
        var manifestTag: String
        var listing: ObjectListing
        /// Where nothing is to be done.
        var result: PublishResult?
    }

    /// Asks for the manifest's metadata only and compares it with a listing of the source; nil where that can't tell.
    private func firstLook() async throws -> FirstLook? {
        guard options.scope == .all, destination.keepsHeaders, !options.verifies, !options.isStaging,
            !options.commitsStaged, let info = try await destination.info(SitePaths.manifest),
            let settled = info.metadata[SettledInputs.metadataName], info.metadata[SiteState.unsafeMarker] == nil
        else { return nil }
        let listing = try await source.list(prefix: "")
        var look = FirstLook(manifestTag: info.entityTag, listing: listing)
        let now = now()
        let notebooks = listing.objects.filter { $0.key.string.utf8.suffix(6).elementsEqual(".ipynb".utf8) }
            .map { SourceObject($0, now: now) }
        if listing.skipped.isEmpty, settledInputs.fingerprint(of: notebooks) == settled {
            var result = PublishResult()
            result.reportCount = notebooks.count
            result.generation = info.metadata[SiteWriter.marker].flatMap { Int($0) } ?? 0
            look.result = result
        }
        return look
    }

    /// Everything but the notebooks that a site is made from.
    var settledInputs: SettledInputs { SettledInputs(design: designFingerprint, headerRules: options.headerRules) }

    private func openSite() async throws -> SiteState {
        if let folder = destination as? DirectoryStore { return try await SiteState.opening(folder, options) }
        return try await SiteState.opening(destination, options)
    }

    var window: WorkWindow { WorkWindow(width: options.width, byteLimit: options.byteLimit) }
}
