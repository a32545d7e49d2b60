import ObjectStorage
import ReportSite

extension PublishRun {
    private var assets: [SiteAssets.File] { publisher.design.assets.files }

    /// Assets that the site does not have yet, as far as is known.
    var missingAssets: [SiteAssets.File] {
        let known = Set(site.manifest.siteFiles.filter(site.isIntact).map(\.path))
        return assets.filter { !known.contains($0.path) }
    }

    var writer: SiteWriter {
        SiteWriter(store: store, rules: options.headerRules, claims: site.claims, gzipAbove: options.gzipAbove)
    }

    /// Writes assets and reports. Nothing of it is listed anywhere before the commit.
    mutating func write(_ plan: PublishPlan, _ catalog: ReportCatalog) async throws -> ManifestChange {
        var change = ManifestChange(base: site.manifest, design: publisher.designFingerprint, now: seconds)
        change.removals = Set(plan.removals)
        try await announce(plan, catalog)
        try await writeAssets(into: &change)
        // New pages are all there before a page that may link to them is written again.
        let new = plan.renders.filter { $0.reason == .new }
        let changed = plan.renders.filter { $0.reason != .new }
        var done = 0
        for renders in [new, changed] where !renders.isEmpty {
            try await write(renders.map(\.report), catalog, into: &change, &done, of: plan.renders.count)
        }
        if publisher.invalidate != nil {
            for key in change.removals {
                let files = site.manifest.reports[key]?.files ?? []
                change.invalidations += files.filter(options.headerRules.mayBeInCaches).map(\.path)
            }
        }
        change.orphans = orphans(needing: change)
        return change
    }

    private mutating func write(
        _ reports: [Report], _ catalog: ReportCatalog, into change: inout ManifestChange, _ done: inout Int,
        of total: Int
    ) async throws {
        let reportWriter = ReportWriter(
            source: publisher.source, writer: writer, design: publisher.design,
            designFingerprint: publisher.reportFingerprint, options: publisher.renderOptions,
            libraries: publisher.design.libraries, catalog: catalog,
            previous: trustedRecords(of: reports))
        let tells = publisher.invalidate != nil
        var (records, failures, written, replaced):
            ([String: ReportRecord], [PublishResult.Failure], [String], [String])
        (records, failures, written, replaced) = ([:], [], [], [])
        var count = done
        let progress = publisher.progress
        try await publisher.window.run(reports, size: \.source.size) { report in
            try await reportWriter.write(report)
        } collect: { outcome in
            records[outcome.key] = outcome.record
            if let failure = outcome.failure { failures.append(failure) }
            written += outcome.writtenPaths
            replaced += outcome.replacedPaths
            count += 1
            progress(PublishProgress(done: count, total: total))
        }
        done = count
        change.upserts.merge(records) { $1 }
        givenUp.formUnion(records.filter { $0.value.source.fingerprint.isEmpty }.keys)
        result.failures += failures
        result.writtenFiles += written
        if tells { change.invalidations += replaced }
        site.note(records.values.flatMap(\.files))
    }

    /// What the manifest says of some reports: of these only, so that the cost grows with what changed.
    private func trustedRecords(of reports: [Report]) -> [String: ReportRecord] {
        var records: [String: ReportRecord] = [:]
        for report in reports { records[report.key] = site.manifest.reports[report.key].map(trustedRecord) }
        return records
    }

    /// A record with only those tokens that can be relied on.
    private func trustedRecord(_ record: ReportRecord) -> ReportRecord {
        guard site.present != nil else { return record }
        var record = record
        for index in record.files.indices where !site.isIntact(record.files[index]) {
            record.files[index].entityTag = ""
        }
        return record
    }

    private mutating func writeAssets(into change: inout ManifestChange) async throws {
        let writer = writer
        var outcomes: [SiteWriter.Outcome] = []
        try await publisher.window.run(missingAssets, size: \.bytes.count) { asset in
            try await writer.write(asset.path, asset.bytes, order: 0, known: nil)
        } collect: {
            outcomes.append($0)
        }
        for outcome in outcomes {
            guard let record = outcome.record else { continue }
            change.siteFiles.append(record)
            if outcome.isWrite { result.writtenFiles.append(record.path) }
        }
        site.note(change.siteFiles)
    }

    /// Writes down what is about to be written into a folder, so that it is known as ours when this run is killed.
    private mutating func announce(_ plan: PublishPlan, _ catalog: ReportCatalog) async throws {
        guard let claims = site.claims else { return }
        for key in site.partialFiles { try await store.delete(key, ifMatches: nil) }
        var paths = assets.map(\.path) + publisher.design.sitePages(catalog).map(\.path)
        for render in plan.renders {
            let address = render.report.address
            paths += [address.page, address.download, address.filesFolder]
        }
        for path in paths where claims.present[path] == nil || claims.isOurs(path) { site.pending.insert(path) }
        try await store.put(SitePaths.announced, site.pending.text, headers: ObjectHeaders(), if: .always)
    }

    /// Files of a folder that killed runs wrote and nothing needs.
    private func orphans(needing change: ManifestChange) -> [FileRecord] {
        guard let claims = site.claims else { return [] }
        var needed = Set(site.manifest.filesByPath.keys)
        needed.formUnion(change.siteFiles.map(\.path))
        needed.formUnion(change.upserts.values.flatMap { $0.files.map(\.path) })
        return claims.claimed.subtracting(needed).compactMap { path in
            claims.present[path].map { FileRecord(path: path, hash: "", entityTag: $0) }
        }
    }
}
